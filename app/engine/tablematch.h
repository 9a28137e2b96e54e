// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlite/schemalist.h"
#include "sqlite/tableshape.h"

#include <QStringList>

namespace litekeeper {

/// A table of a backup, and what becomes of it in a target.
struct TableMatch
{
    ListedTable source;
    TableShape sourceShape;
    std::vector<TablePart> parts = {};         ///< of the source
    std::optional<TableShape> target = {};     ///< nothing: it is not there and has to be made
    bool hasSameSql = false;                   ///< its definition is the same in both
    std::vector<std::string> columns = {};     ///< that both have, as the source calls them
    QStringList onlyInTarget = {};             ///< columns that get their default
    bool withRowid = false;                    ///< rows keep a rowid that is no column
    bool hasTriggers = false;                  ///< in the target
    std::vector<std::string> textIndexes = {}; ///< full-text tables of the target whose content this is

    [[nodiscard]] const std::string &name() const { return target ? target->name : source.name; }
};

/// Each table once, in the order of `names`. ErrorKind::InvalidArgument with a sentence if one of them cannot
/// be restored by itself.
[[nodiscard]] Result<std::vector<TableMatch>> matchTables(Connection &from, Connection &into,
                                                          const QStringList &names);

} // namespace litekeeper
