// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/tablescan.h"

#include "common/hash.h"
#include "sqlite/rawstatement.h"
#include "sqlite/tableshape.h"

#include <QtEndian>

namespace litekeeper {

namespace {

std::string textOf(sqlite3_stmt *statement, int column)
{
    const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement, column));
    return text == nullptr ? std::string()
                           : std::string(text, size_t(sqlite3_column_bytes(statement, column)));
}

// Ordinary columns and stored generated ones (https://www.sqlite.org/pragma.html#pragma_table_xinfo).
Result<std::string> storedColumns(Connection &connection, const std::string &table)
{
    Result<RawStatement> statement = prepareRaw(
        connection, "SELECT name FROM pragma_table_xinfo(?1) WHERE hidden IN (0, 3) ORDER BY cid");
    if (!statement) {
        return statement.error();
    }
    sqlite3_stmt *raw = statement->get();
    sqlite3_bind_text(raw, 1, table.c_str(), int(table.size()), SQLITE_TRANSIENT);
    std::string columns;
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(raw)) == SQLITE_ROW) {
        columns += (columns.empty() ? "" : ", ") + quotedName(textOf(raw, 0));
    }
    if (code != SQLITE_DONE) {
        return connection.error(code);
    }
    return columns.empty() ? std::string("NULL") : columns;
}

// Each value as its type, its length and its bytes, so that neither values nor columns can run into each
// other.
void addValue(Xxh128Stream &hash, sqlite3_stmt *statement, int column)
{
    const int type = sqlite3_column_type(statement, column);
    char head[9] = {char(type)};
    switch (type) {
    case SQLITE_INTEGER:
        qToBigEndian<qint64>(sqlite3_column_int64(statement, column), head + 1);
        hash.add(head, sizeof head);
        return;
    case SQLITE_FLOAT: {
        const double value = sqlite3_column_double(statement, column);
        quint64 bits = 0;
        std::memcpy(&bits, &value, sizeof bits);
        qToBigEndian<quint64>(bits, head + 1);
        hash.add(head, sizeof head);
        return;
    }
    case SQLITE_NULL:
        hash.add(head, 1);
        return;
    default: {
        const void *bytes = type == SQLITE_TEXT ? sqlite3_column_text(statement, column)
                                                : sqlite3_column_blob(statement, column);
        const int length = sqlite3_column_bytes(statement, column);
        qToBigEndian<qint64>(length, head + 1);
        hash.add(head, sizeof head);
        if (length > 0) {
            hash.add(bytes, size_t(length));
        }
    }
    }
}

} // namespace

Result<std::vector<TableName>> ordinaryTables(Connection &connection)
{
    Result<RawStatement> statement = prepareRaw(
        connection,
        "SELECT name, rootpage FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name");
    if (!statement) {
        return statement.error();
    }
    std::vector<TableName> tables = {{.name = "sqlite_schema", .rootPage = 1}};
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(statement->get())) == SQLITE_ROW) {
        tables.push_back(
            {.name = textOf(statement->get(), 0), .rootPage = sqlite3_column_int(statement->get(), 1)});
    }
    if (code != SQLITE_DONE) {
        return connection.error(code);
    }
    return tables;
}

Result<TableFigures> scanTable(Connection &connection, const std::string &table)
{
    const Result<std::string> columns = storedColumns(connection, table);
    if (!columns) {
        return columns.error();
    }
    Result<RawStatement> statement
        = prepareRaw(connection, "SELECT " + *columns + " FROM main." + quotedName(table) + " NOT INDEXED");
    if (!statement) {
        return statement.error();
    }
    sqlite3_stmt *raw = statement->get();
    const int columnCount = sqlite3_column_count(raw);
    Xxh128Stream hash;
    TableFigures figures;
    figures.name = QString::fromStdString(table);
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(raw)) == SQLITE_ROW) {
        ++figures.rows;
        for (int column = 0; column < columnCount; ++column) {
            addValue(hash, raw, column);
        }
    }
    if (code != SQLITE_DONE) {
        return connection.error(code);
    }
    const Xxh128 digest = hash.digest();
    figures.contentHash = QByteArray(reinterpret_cast<const char *>(digest.data()), qsizetype(digest.size()));
    return figures;
}

Result<qint64> countRows(Connection &connection, const std::string &table)
{
    return connection.queryInteger("SELECT count(*) FROM main." + quotedName(table));
}

} // namespace litekeeper
