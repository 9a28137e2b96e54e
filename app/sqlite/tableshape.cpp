// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/tableshape.h"

#include "sqlite/schemarows.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

struct Column
{
    std::string name;
    std::string type;
    bool isNotNull = false;
    int keyPlace = 0; ///< from 1; 0: not in the PRIMARY KEY
    int hidden = 0;   ///< https://www.sqlite.org/pragma.html#pragma_table_xinfo
};

std::string textOf(const Statement &row, int column)
{
    return std::string(row.bytes(column));
}

Result<std::vector<Column>> columnsOf(Connection &connection, const std::string &table)
{
    std::vector<Column> columns;
    const Result<void> visited = visitRows(
        connection,
        "SELECT name, type, \"notnull\", pk, hidden FROM pragma_table_xinfo(?1, 'main') ORDER BY cid", table,
        [&columns](const Statement &row) {
            columns.push_back({.name = textOf(row, 0),
                               .type = textOf(row, 1),
                               .isNotNull = row.integer(2) != 0,
                               .keyPlace = int(row.integer(3)),
                               .hidden = int(row.integer(4))});
        });
    return visited ? Result<std::vector<Column>>(std::move(columns)) : visited.error();
}

Result<bool> isWithoutRowid(Connection &connection, const std::string &table)
{
    Result<Statement> rows = connection.prepare("SELECT wr FROM pragma_table_list(?1) WHERE schema = 'main'");
    if (!rows) {
        return rows.error();
    }
    rows->bindText(1, QString::fromStdString(table));
    const Result<bool> row = rows->step();
    if (!row) {
        return row.error();
    }
    return *row && rows->integer(0) != 0;
}

/// The UNIQUE indexes of a table: that of its PRIMARY KEY, and whether there are others.
struct UniqueIndexes
{
    std::optional<std::string> primary;
    bool hasOthers = false;
};

Result<UniqueIndexes> uniqueIndexesOf(Connection &connection, const std::string &table)
{
    UniqueIndexes indexes;
    const Result<void> visited = visitRows(
        connection, "SELECT name, origin FROM pragma_index_list(?1, 'main') WHERE \"unique\" ORDER BY seq",
        table, [&indexes](const Statement &row) {
            if (textOf(row, 1) == "pk") {
                indexes.primary = textOf(row, 0);
            } else {
                indexes.hasOthers = true;
            }
        });
    return visited ? Result<UniqueIndexes>(std::move(indexes)) : visited.error();
}

/// Whether an index has its rows in the order that SQLite gives to BINARY, ascending.
Result<bool> isInByteOrder(Connection &connection, const std::string &index)
{
    Result<Statement> rows = connection.prepare(
        "SELECT count(*) FROM pragma_index_xinfo(?1, 'main') WHERE key AND (desc OR coll <> 'BINARY')");
    if (!rows) {
        return rows.error();
    }
    rows->bindText(1, QString::fromStdString(index));
    const Result<bool> row = rows->step();
    if (!row) {
        return row.error();
    }
    return rows->integer(0) == 0;
}

/// https://www.sqlite.org/lang_createtable.html#rowid
std::string freeRowidName(const std::vector<Column> &columns)
{
    for (const char *name : {"rowid", "_rowid_", "oid"}) {
        if (std::none_of(columns.begin(), columns.end(),
                         [name](const Column &column) { return isSameName(column.name, name); })) {
            return name;
        }
    }
    return {};
}

std::vector<Column> keyColumns(const std::vector<Column> &columns)
{
    std::vector<Column> key;
    std::copy_if(columns.begin(), columns.end(), std::back_inserter(key),
                 [](const Column &column) { return column.keyPlace > 0; });
    std::sort(key.begin(), key.end(),
              [](const Column &left, const Column &right) { return left.keyPlace < right.keyPlace; });
    return key;
}

std::vector<std::string> namesOf(const std::vector<Column> &columns)
{
    std::vector<std::string> names;
    std::transform(columns.begin(), columns.end(), std::back_inserter(names),
                   [](const Column &column) { return column.name; });
    return names;
}

} // namespace

Result<TableShape> shapeOf(Connection &connection, const std::string &table)
{
    const Result<std::vector<Column>> columns = columnsOf(connection, table);
    const Result<bool> withoutRowid = isWithoutRowid(connection, table);
    const Result<UniqueIndexes> indexes = uniqueIndexesOf(connection, table);
    if (!columns || !withoutRowid || !indexes) {
        return !columns ? columns.error() : !withoutRowid ? withoutRowid.error() : indexes.error();
    }
    if (columns->empty()) {
        return Error{.kind = ErrorKind::NotFound,
                     .path = connection.file(),
                     .detail = QCoreApplication::translate("TableShape", "it has no table “%1”")
                                   .arg(QString::fromStdString(table))};
    }
    TableShape shape{.name = table};
    for (const Column &column : *columns) {
        if (column.hidden == 0) {
            shape.columns.push_back(column.name);
        }
    }
    const std::vector<Column> key = keyColumns(*columns);
    bool inByteOrder = true;
    if (indexes->primary) {
        const Result<bool> looked = isInByteOrder(connection, *indexes->primary);
        if (!looked) {
            return looked.error();
        }
        inByteOrder = *looked;
    }
    shape.hasOtherUnique = indexes->hasOthers;
    if (*withoutRowid) {
        shape.key = namesOf(key);
        shape.isKeyInOrder = inByteOrder;
        return shape;
    }
    shape.rowid = freeRowidName(*columns);
    const bool isNeverNull
        = std::all_of(key.begin(), key.end(), [](const Column &column) { return column.isNotNull; });
    if (key.size() == 1 && !indexes->primary) {
        // The rowid itself: any other PRIMARY KEY has an index.
        shape.rowidAlias = key.front().name;
        shape.rowid = key.front().name;
    } else if (!key.empty() && isNeverNull && inByteOrder) {
        shape.key = namesOf(key);
    } else if (!key.empty()) {
        shape.hasOtherUnique = true;
    }
    return shape;
}

std::string quotedName(const std::string &name)
{
    std::string result = "\"";
    for (const char character : name) {
        result += character;
        if (character == '"') {
            result += character;
        }
    }
    return result + '"';
}

} // namespace litekeeper
