// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "common/runcontrol.h"
#include "domain/database.h"

#include <QList>

namespace litekeeper {

/// Opens a live local database for reading and counts the rows of its tables, in the order of their names.
/// Leaves nothing behind, holds no transaction for longer than one count, and refuses network mounts.
/// Blocking, worker thread.
[[nodiscard]] Result<QList<TableSummary>> summarizeTables(const Path &file, const RunControl &control);

} // namespace litekeeper
