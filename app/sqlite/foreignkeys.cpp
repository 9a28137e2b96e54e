// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/foreignkeys.h"

#include "sqlite/schemalist.h"
#include "sqlite/statement.h"

#include <algorithm>

namespace litekeeper {

namespace {

constexpr int shownRowids = 5;

/// The violations of one table. Rows without a rowid cannot be told apart, so they are counted.
const char *const violations
    = "SELECT \"table\" AS child, coalesce(rowid, 'row ' || row_number() OVER (PARTITION BY parent, fkid,"
      " rowid IS NULL)) AS row, parent, fkid FROM pragma_foreign_key_check(?1)";

Result<bool> refersTo(Connection &connection, const std::string &child,
                      const std::vector<std::string> &parents)
{
    Result<Statement> rows = connection.prepare("SELECT \"table\" FROM pragma_foreign_key_list(?1)");
    if (!rows) {
        return rows.error();
    }
    rows->bindText(1, QString::fromStdString(child));
    Result<bool> row = rows->step();
    for (; row && *row; row = rows->step()) {
        for (const std::string &parent : parents) {
            if (rows->text(0).compare(QString::fromStdString(parent), Qt::CaseInsensitive) == 0) {
                return true;
            }
        }
    }
    return row;
}

Result<std::vector<std::string>> childrenOf(Connection &connection, const std::vector<std::string> &changed)
{
    const Result<std::vector<ListedTable>> tables = listTables(connection);
    if (!tables) {
        return tables.error();
    }
    std::vector<std::string> children = changed;
    for (const ListedTable &table : *tables) {
        const bool isChanged = std::any_of(changed.begin(), changed.end(), [&](const std::string &name) {
            return QString::fromStdString(name).compare(QString::fromStdString(table.name),
                                                        Qt::CaseInsensitive)
                == 0;
        });
        if (table.kind != ListedTable::Kind::Ordinary || isChanged) {
            continue;
        }
        const Result<bool> refers = refersTo(connection, table.name, changed);
        if (!refers) {
            return refers.error();
        }
        if (*refers) {
            children.push_back(table.name);
        }
    }
    return children;
}

} // namespace

ForeignKeyLedger::ForeignKeyLedger(Connection &connection, std::vector<std::string> children)
    : m_connection(&connection)
    , m_children(std::move(children))
{
}

Result<ForeignKeyLedger> ForeignKeyLedger::begin(Connection &connection,
                                                 const std::vector<std::string> &changed)
{
    Result<std::vector<std::string>> children = childrenOf(connection, changed);
    if (!children) {
        return children.error();
    }
    const Result<void> made
        = connection.execute("CREATE TEMP TABLE litekeeper_broken(child, row, parent, fkid)");
    if (!made) {
        return made.error();
    }
    std::string sql = "INSERT INTO temp.litekeeper_broken ";
    sql += violations;
    for (const std::string &child : *children) {
        Result<Statement> insert = connection.prepare(sql);
        if (!insert) {
            return insert.error();
        }
        insert->bindText(1, QString::fromStdString(child));
        if (const Result<void> inserted = insert->run(); !inserted) {
            return inserted.error();
        }
    }
    return ForeignKeyLedger(connection, std::move(children).value());
}

Result<std::vector<BrokenReferences>> ForeignKeyLedger::newlyBroken()
{
    std::string sql = "SELECT child, parent, row, count(*) OVER (PARTITION BY parent) FROM (";
    sql += violations;
    sql += " EXCEPT SELECT child, row, parent, fkid FROM temp.litekeeper_broken) ORDER BY parent, row";
    std::vector<BrokenReferences> broken;
    for (const std::string &child : m_children) {
        Result<Statement> rows = m_connection->prepare(sql);
        if (!rows) {
            return rows.error();
        }
        rows->bindText(1, QString::fromStdString(child));
        Result<bool> row = rows->step();
        for (; row && *row; row = rows->step()) {
            if (broken.empty() || broken.back().child != rows->text(0)
                || broken.back().parent != rows->text(1)) {
                broken.push_back({.child = rows->text(0),
                                  .parent = rows->text(1),
                                  .rows = rows->integer(3),
                                  .rowids = {}});
            }
            if (rows->type(2) == ValueType::Integer && broken.back().rowids.size() < shownRowids) {
                broken.back().rowids.append(rows->text(2));
            }
        }
        if (!row) {
            return row.error();
        }
    }
    return broken;
}

} // namespace litekeeper
