// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "verify/hostingrecord.h"
#include "verify/judgement.h"

#include <vector>

namespace litekeeper {

/// What the records of a hosting service say about an archive with files of these names: databases that were
/// skipped, or should be there and are not.
[[nodiscard]] Judgement judgeRecords(const QList<HostingRecord> &records, const std::vector<Path> &names);

} // namespace litekeeper
