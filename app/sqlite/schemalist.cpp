// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/schemalist.h"

#include "sqlite/schemarows.h"

#include <algorithm>

namespace litekeeper {

namespace {

ListedTable::Kind kindOf(const std::string &name, std::string_view type)
{
    if (name.starts_with("sqlite_")) {
        return ListedTable::Kind::OfSqlite;
    }
    return type == "view"   ? ListedTable::Kind::View
        : type == "virtual" ? ListedTable::Kind::Virtual
        : type == "shadow"  ? ListedTable::Kind::Shadow
                            : ListedTable::Kind::Ordinary;
}

} // namespace

Result<std::vector<ListedTable>> listTables(Connection &connection)
{
    std::vector<ListedTable> tables;
    // The list alone knows what a shadow table is, and only the schema knows tables that cannot be parsed.
    const Result<void> visited = visitRows(
        connection,
        "SELECT s.name, coalesce(l.type, CASE WHEN s.type = 'view' THEN 'view' WHEN s.rootpage = 0 THEN"
        " 'virtual' ELSE 'table' END), s.sql FROM sqlite_schema AS s"
        " LEFT JOIN pragma_table_list AS l ON l.schema = 'main' AND l.name = s.name"
        " WHERE s.type IN ('table', 'view') ORDER BY s.name",
        std::nullopt, [&tables](const Statement &row) {
            std::string name(row.bytes(0));
            const ListedTable::Kind kind = kindOf(name, row.bytes(1));
            tables.push_back({.name = std::move(name), .kind = kind, .sql = std::string(row.bytes(2))});
        });
    return visited ? Result<std::vector<ListedTable>>(std::move(tables)) : visited.error();
}

const ListedTable *findTable(const std::vector<ListedTable> &tables, const std::string &name)
{
    const auto found = std::find_if(tables.begin(), tables.end(), [&name](const ListedTable &table) {
        return isSameName(table.name, name);
    });
    return found == tables.end() ? nullptr : &*found;
}

Result<std::vector<TablePart>> partsOf(Connection &connection, const std::string &table)
{
    std::vector<TablePart> parts;
    const Result<void> visited = visitRows(
        connection,
        "SELECT type, name, sql FROM sqlite_schema WHERE tbl_name = ?1 COLLATE NOCASE AND sql IS NOT NULL"
        " AND type IN ('index', 'trigger') ORDER BY type, rowid",
        table, [&parts](const Statement &row) {
            parts.push_back(
                {.kind = row.bytes(0) == "index" ? TablePart::Kind::Index : TablePart::Kind::Trigger,
                 .name = std::string(row.bytes(1)),
                 .sql = std::string(row.bytes(2))});
        });
    return visited ? Result<std::vector<TablePart>>(std::move(parts)) : visited.error();
}

Result<std::optional<qint64>> sequenceOf(Connection &connection, const std::string &table)
{
    const Result<qint64> exists
        = connection.queryInteger("SELECT count(*) FROM sqlite_schema WHERE name = 'sqlite_sequence'");
    if (!exists || *exists == 0) {
        return exists ? Result<std::optional<qint64>>(std::optional<qint64>()) : exists.error();
    }
    Result<Statement> rows
        = connection.prepare("SELECT max(seq) FROM sqlite_sequence WHERE name = ?1 COLLATE NOCASE");
    if (!rows) {
        return rows.error();
    }
    rows->bindText(1, QString::fromStdString(table));
    const Result<bool> row = rows->step();
    if (!row) {
        return row.error();
    }
    return rows->isNull(0) ? std::optional<qint64>() : std::optional<qint64>(rows->integer(0));
}

} // namespace litekeeper
