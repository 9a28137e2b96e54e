// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"

#include <QByteArray>

namespace litekeeper {

/// The bytes of a database without any table: one page, in rollback mode. To be written where SQLite itself
/// must not work, such as on a network mount.
[[nodiscard]] Result<QByteArray> emptyDatabase();

} // namespace litekeeper
