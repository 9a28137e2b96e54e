// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlite/connection.h"

#include <optional>
#include <vector>

namespace litekeeper {

/// A table, or what is asked for like one.
struct ListedTable
{
    enum class Kind {
        Ordinary,
        Virtual, ///< its module keeps what it holds, most often in shadow tables
        Shadow,  ///< belongs to a virtual table and must not be changed but through it
        View,
        OfSqlite, ///< sqlite_sequence, sqlite_stat1: made and kept by SQLite itself
    };
    std::string name;
    Kind kind = Kind::Ordinary;
    std::string sql; ///< CREATE ..., as it was written
};

/// All of them but sqlite_schema, by name.
[[nodiscard]] Result<std::vector<ListedTable>> listTables(Connection &connection);
/// The one of that name, whatever its case; null: there is none.
[[nodiscard]] const ListedTable *findTable(const std::vector<ListedTable> &tables, const std::string &name);

/// What a table has besides its columns, in the order in which it was made.
struct TablePart
{
    enum class Kind { Index, Trigger };
    Kind kind = Kind::Index;
    std::string name;
    std::string sql;
};
/// Without indexes of constraints, which come with the table.
[[nodiscard]] Result<std::vector<TablePart>> partsOf(Connection &connection, const std::string &table);

/// The number that AUTOINCREMENT keeps for a table; nothing: it keeps none.
[[nodiscard]] Result<std::optional<qint64>> sequenceOf(Connection &connection, const std::string &table);

} // namespace litekeeper
