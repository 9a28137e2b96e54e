// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/comparisonscript.h"

#include "sqlite/sqlliteral.h"
#include "sqlite/statement.h"

#include <algorithm>

namespace litekeeper {

namespace {

using Key = std::pair<std::string, std::string>;

std::string joined(const std::vector<std::string> &names)
{
    std::string text;
    for (const std::string &name : names) {
        text += (text.empty() ? "" : ", ") + quotedName(name);
    }
    return text;
}

/// The values of a row, for VALUES(...).
std::string literals(const RowMerge &rows, RowMerge::Side side)
{
    std::string text;
    for (int column = 0; column < rows.columnCount(); ++column) {
        text += (column == 0 ? "" : ", ") + sqlLiteral(rows.value(side, column));
    }
    return text;
}

std::string condition(const TablePairing &pairing, const RowMerge &rows, RowMerge::Side side)
{
    std::string text;
    for (size_t column = 0; column < pairing.key.size(); ++column) {
        text += (column == 0 ? " WHERE " : " AND ") + quotedName(pairing.key[column]) + " IS "
            + sqlLiteral(rows.value(side, int(column)));
    }
    return text;
}

std::string assignments(const TablePairing &pairing, const RowMerge &rows)
{
    std::string text;
    const int keys = int(pairing.key.size());
    for (int column = keys; column < rows.columnCount(); ++column) {
        if (!rows.isSameValue(column)) {
            text += (text.empty() ? "" : ", ") + quotedName(pairing.values[size_t(column - keys)]) + "="
                + sqlLiteral(rows.value(RowMerge::Side::Right, column));
        }
    }
    return text;
}

const SchemaObject *find(const Schema &schema, const Key &key)
{
    const auto found = schema.find(key);
    return found == schema.end() ? nullptr : &found->second;
}

bool isSame(const SchemaObject *other, const SchemaObject &object)
{
    return other != nullptr && other->sql == object.sql;
}

/// A row may take a value that another one gives up, so where values are unique, or keys that are not the
/// same bytes are the same for SQLite, all rows that are to change leave first and come back behind that.
bool needsTwoPasses(const TablePairing &pairing)
{
    return pairing.left.hasOtherUnique || pairing.right.hasOtherUnique || !pairing.left.isKeyInOrder;
}

bool isOfSqlite(const std::string &table)
{
    return table.starts_with("sqlite_");
}

} // namespace

bool hasSameSql(const Schema &left, const Schema &right, const std::string &table)
{
    const SchemaObject *before = find(left, {"table", table});
    return before != nullptr && isSame(find(right, {"table", table}), *before);
}

ComparisonScript::ComparisonScript(const ScriptSides &sides, Sink sink, Proceed proceed)
    : m_sides(sides)
    , m_sink(std::move(sink))
    , m_proceed(std::move(proceed))
{
}

Result<void> ComparisonScript::write(const std::string &text)
{
    return m_sink(QByteArray::fromStdString(text));
}

/// With a table everything goes that belongs to it.
bool ComparisonScript::isMadeAnew(const std::string &table) const
{
    return !hasSameSql(m_sides.leftSchema, m_sides.rightSchema, table);
}

/// Shadow tables are called like their virtual table, an underscore, and what they are for
/// (https://www.sqlite.org/vtab.html#xshadowname).
bool ComparisonScript::comesWithVirtualTable(const SchemaObject &shadow) const
{
    return std::any_of(m_sides.rightSchema.begin(), m_sides.rightSchema.end(), [&](const auto &entry) {
        const SchemaObject &object = entry.second;
        return object.isVirtual && shadow.name.starts_with(object.name + "_") && isMadeAnew(object.name);
    });
}

Result<void> ComparisonScript::begin()
{
    const Schema &left = m_sides.leftSchema;
    const Schema &right = m_sides.rightSchema;
    std::string text = "PRAGMA foreign_keys=OFF;\nBEGIN IMMEDIATE;\n";
    const auto dropAll = [&text, &left](const char *type, const char *keyword, const auto &mustGo) {
        for (const auto &[key, object] : left) {
            if (object.type == type && mustGo(object)) {
                text += std::string("DROP ") + keyword + " " + quotedName(object.name) + ";\n";
            }
        }
    };
    dropAll("trigger", "TRIGGER", [](const SchemaObject &) { return true; });
    dropAll("view", "VIEW", [](const SchemaObject &) { return true; });
    dropAll("index", "INDEX", [&](const SchemaObject &index) {
        return !isMadeAnew(index.table) && !isSame(find(right, {"index", index.name}), index);
    });
    dropAll("table", "TABLE", [&](const SchemaObject &table) {
        return !table.isShadow && !isOfSqlite(table.name) && isMadeAnew(table.name);
    });
    for (const auto &[key, object] : right) {
        if (object.isVirtual && isMadeAnew(object.name)) {
            text += object.sql + ";\n";
        }
    }
    return write(text);
}

Result<void> ComparisonScript::add(const ScriptedTable &table)
{
    if (isOfSqlite(table.name)) {
        return addTableOfSqlite(table);
    }
    if (!table.inRight) {
        return {}; // begin() took it off
    }
    const SchemaObject *object = find(m_sides.rightSchema, {"table", table.name});
    if (object != nullptr && object->isShadow && comesWithVirtualTable(*object)) {
        return refill(table.name);
    }
    if (object != nullptr && isMadeAnew(table.name)) {
        const Result<void> made = write(object->sql + ";\n");
        return made ? insertAll(table.name) : made;
    }
    if (table.isSame) {
        return {};
    }
    return table.pairing != nullptr ? putAllIn(*table.pairing) : refill(table.name);
}

/// SQLite makes them by itself: sqlite_sequence with the first AUTOINCREMENT, whose numbers it also changes
/// by itself, and sqlite_stat1 with ANALYZE.
Result<void> ComparisonScript::addTableOfSqlite(const ScriptedTable &table)
{
    const std::string empty = "DELETE FROM " + quotedName(table.name) + ";\n";
    if (!table.inRight) {
        return write(empty);
    }
    if (!table.inLeft && table.name.starts_with("sqlite_stat")) {
        if (const Result<void> made = write("ANALYZE;\n"); !made) {
            return made;
        }
    }
    return refill(table.name);
}

/// With the definition it has, and not as a part of something else.
bool ComparisonScript::isChangedByRows(const std::string &table) const
{
    const SchemaObject *object = find(m_sides.rightSchema, {"table", table});
    return object != nullptr && !isOfSqlite(table) && !isMadeAnew(table)
        && !(object->isShadow && comesWithVirtualTable(*object));
}

RowVisitor ComparisonScript::whileComparing(const std::string &table, const TablePairing &pairing)
{
    if (!isChangedByRows(table)) {
        return {};
    }
    return
        [this, &pairing](RowMerge::Step step, const RowMerge &rows) { return takeOff(pairing, step, rows); };
}

Result<void> ComparisonScript::takeOff(const TablePairing &pairing, RowMerge::Step step, const RowMerge &rows)
{
    using enum RowMerge::Side;
    using enum RowMerge::Step;
    const std::string table = quotedName(pairing.left.name);
    if (step == Removed || (step == Changed && needsTwoPasses(pairing))) {
        return write("DELETE FROM " + table + condition(pairing, rows, Left) + ";\n");
    }
    if (step == Changed) {
        return write("UPDATE " + table + " SET " + assignments(pairing, rows) + condition(pairing, rows, Left)
                     + ";\n");
    }
    return needsTwoPasses(pairing) ? Result<void>() : putIn(pairing, rows);
}

Result<void> ComparisonScript::putIn(const TablePairing &pairing, const RowMerge &rows)
{
    std::vector<std::string> columns = pairing.key;
    columns.insert(columns.end(), pairing.values.begin(), pairing.values.end());
    return write("INSERT INTO " + quotedName(pairing.left.name) + "(" + joined(columns) + ") VALUES("
                 + literals(rows, RowMerge::Side::Right) + ");\n");
}

/// The second pass.
Result<void> ComparisonScript::putAllIn(const TablePairing &pairing)
{
    if (!needsTwoPasses(pairing)) {
        return {};
    }
    const auto visit = [&](RowMerge::Step step, const RowMerge &rows) -> Result<void> {
        return step == RowMerge::Step::Removed ? Result<void>() : putIn(pairing, rows);
    };
    const Result<RowCounts> visited
        = visitDifferences(m_sides.left, m_sides.right, pairing.queries, visit, m_proceed);
    return visited ? Result<void>() : Result<void>(visited.error());
}

Result<void> ComparisonScript::insertAll(const std::string &table)
{
    const Result<TableShape> shape = shapeOf(m_sides.right, table);
    if (!shape) {
        return shape.error();
    }
    std::vector<std::string> columns = shape->columns;
    if (!shape->rowid.empty() && shape->rowidAlias.empty()) {
        columns.insert(columns.begin(), shape->rowid);
    }
    Result<Statement> rows = m_sides.right.prepare("SELECT " + joined(columns) + " FROM main."
                                                   + quotedName(table) + " NOT INDEXED");
    if (!rows) {
        return rows.error();
    }
    const std::string head = "INSERT INTO " + quotedName(table) + "(" + joined(columns) + ") VALUES(";
    Result<bool> row = rows->step();
    for (int count = 1; row && *row; row = rows->step(), ++count) {
        std::string text = head;
        for (int column = 0; column < rows->columnCount(); ++column) {
            text += (column == 0 ? "" : ", ") + sqlLiteral(*rows, column);
        }
        if (const Result<void> written = write(text + ");\n"); !written) {
            return written;
        }
        if (count % 1000 == 0) {
            if (const Result<void> proceed = m_proceed(); !proceed) {
                return proceed;
            }
        }
    }
    return row ? Result<void>() : Result<void>(row.error());
}

Result<void> ComparisonScript::refill(const std::string &table)
{
    const Result<void> emptied = write("DELETE FROM " + quotedName(table) + ";\n");
    return emptied ? insertAll(table) : emptied;
}

Result<void> ComparisonScript::setPragma(const char *name)
{
    const std::string query = std::string("PRAGMA ") + name;
    const Result<qint64> before = m_sides.left.queryInteger(query);
    const Result<qint64> after = m_sides.right.queryInteger(query);
    if (!before || !after) {
        return before ? after.error() : before.error();
    }
    return *before == *after ? Result<void>() : write(query + "=" + std::to_string(*after) + ";\n");
}

Result<void> ComparisonScript::finish()
{
    std::string text;
    for (const char *type : {"index", "view", "trigger"}) {
        for (const auto &[key, object] : m_sides.rightSchema) {
            const bool stays = object.type == "index" && !isMadeAnew(object.table)
                && isSame(find(m_sides.leftSchema, key), object);
            if (object.type == type && !stays) {
                text += object.sql + ";\n";
            }
        }
    }
    if (const Result<void> written = write(text); !written) {
        return written;
    }
    for (const char *pragma : {"user_version", "application_id"}) {
        if (const Result<void> set = setPragma(pragma); !set) {
            return set;
        }
    }
    return write("COMMIT;\n");
}

} // namespace litekeeper
