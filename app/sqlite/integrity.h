// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlite/connection.h"

#include <QStringList>

namespace litekeeper {

/// What one of SQLite's own checks said. `problems` is empty for a sound file; at most 100 are listed.
struct CheckReport
{
    QStringList problems;
};

/// PRAGMA quick_check: every page is in its place, every b-tree well formed, every row has the right types.
[[nodiscard]] Result<CheckReport> quickCheck(Connection &connection);
/// PRAGMA quick_check of one table; of "sqlite_schema" also the list of free pages.
[[nodiscard]] Result<CheckReport> quickCheckTable(Connection &connection, const std::string &table);
/// PRAGMA integrity_check of one table: also that its indexes hold just its rows.
[[nodiscard]] Result<CheckReport> integrityCheckTable(Connection &connection, const std::string &table);
/// PRAGMA foreign_key_check. Broken references are the application's affair, not damage.
[[nodiscard]] Result<CheckReport> foreignKeyCheck(Connection &connection);

} // namespace litekeeper
