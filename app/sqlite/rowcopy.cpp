// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/rowcopy.h"

#include "sqlite/rawstatement.h"

namespace litekeeper {

namespace {

constexpr qint64 rowsBetweenProgress = 1000;

Result<void> insertRow(sqlite3_stmt *row, sqlite3_stmt *insert, Connection &into)
{
    const int columns = sqlite3_column_count(row);
    for (int column = 0; column < columns; ++column) {
        const int code = sqlite3_bind_value(insert, column + 1, sqlite3_column_value(row, column));
        if (code != SQLITE_OK) {
            return into.error(code);
        }
    }
    const int code = sqlite3_step(insert);
    // Before reset(), which forgets the sentence.
    Result<void> stepped = code == SQLITE_DONE ? Result<void>() : Result<void>(into.error(code));
    sqlite3_reset(insert);
    return stepped;
}

} // namespace

Result<qint64> copyRows(Connection &from, const std::string &select, Connection &into,
                        const std::string &insert, const std::function<Result<void>()> &onProgress)
{
    const Result<RawStatement> rows = prepareRaw(from, select);
    if (!rows) {
        return rows.error();
    }
    const Result<RawStatement> target = prepareRaw(into, insert);
    if (!target) {
        return target.error();
    }
    qint64 count = 0;
    int code = SQLITE_ROW;
    while ((code = sqlite3_step(rows->get())) == SQLITE_ROW) {
        if (const Result<void> inserted = insertRow(rows->get(), target->get(), into); !inserted) {
            return inserted.error();
        }
        count += 1;
        if (count % rowsBetweenProgress == 0) {
            if (const Result<void> goOn = onProgress(); !goOn) {
                return goOn.error();
            }
        }
    }
    return code == SQLITE_DONE ? Result<qint64>(count) : Result<qint64>(from.error(code));
}

Result<qint64> bytesOfTable(Connection &connection, const std::string &table)
{
    const Result<RawStatement> sum
        = prepareRaw(connection,
                     "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE aggregate = TRUE AND name IN"
                     " (SELECT name FROM sqlite_schema WHERE tbl_name = ?1 COLLATE NOCASE AND rootpage > 0)");
    if (!sum) {
        return sum.error();
    }
    sqlite3_bind_text(sum->get(), 1, table.data(), int(table.size()), SQLITE_TRANSIENT);
    const int code = sqlite3_step(sum->get());
    return code == SQLITE_ROW ? Result<qint64>(sqlite3_column_int64(sum->get(), 0))
                              : Result<qint64>(connection.error(code));
}

} // namespace litekeeper
