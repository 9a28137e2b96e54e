// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlite/connection.h"

#include <optional>
#include <vector>

namespace litekeeper {

/// What can be asked of an ordinary table, and what tells its rows apart.
struct TableShape
{
    std::string name;
    std::vector<std::string> columns = {}; ///< that can be written to: without generated ones
    /// The columns of its PRIMARY KEY, none of which can be NULL or compared other than by bytes; empty where
    /// the rowid is what tells rows apart.
    std::vector<std::string> key = {};
    /// "rowid", or another of its names if a column is called so; empty: it has none, or none that can be
    /// asked for.
    std::string rowid = {};
    std::string rowidAlias = {}; ///< the INTEGER PRIMARY KEY; empty: none
    bool isKeyInOrder = true;    ///< an index (or the table itself) has its rows in the order of `key`
    bool hasOtherUnique = false; ///< a UNIQUE index besides the key

    [[nodiscard]] bool hasKey() const { return !key.empty() || !rowid.empty(); }
};

/// ErrorKind::NotFound if there is no such table.
[[nodiscard]] Result<TableShape> shapeOf(Connection &connection, const std::string &table);

/// A name as SQL wants it, in double quotes.
[[nodiscard]] std::string quotedName(const std::string &name);

} // namespace litekeeper
