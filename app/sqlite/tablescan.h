// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/backup.h"
#include "sqlite/connection.h"

#include <functional>
#include <vector>

namespace litekeeper {

/// An ordinary table: with rows of its own in the file. Shadow tables of FTS and R-tree are, virtual tables
/// are not.
struct TableName
{
    std::string name; ///< as SQLite gives it, UTF-8 or what claims to be
    int rootPage = 0;
};

/// All ordinary tables in the order of their names, sqlite_schema first.
[[nodiscard]] Result<std::vector<TableName>> ordinaryTables(Connection &connection);

/// Reads every row of a table in b-tree order, without any index and without computing anything: generated
/// columns are left out unless they are stored, so that no function of the schema runs.
[[nodiscard]] Result<TableFigures> scanTable(Connection &connection, const std::string &table);

/// Number of rows, without reading the columns.
[[nodiscard]] Result<qint64> countRows(Connection &connection, const std::string &table);

} // namespace litekeeper
