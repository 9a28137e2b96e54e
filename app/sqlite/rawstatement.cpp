// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/rawstatement.h"

namespace litekeeper {

Result<RawStatement> prepareRaw(Connection &connection, const std::string &sql)
{
    sqlite3_stmt *statement = nullptr;
    const int code
        = sqlite3_prepare_v2(connection.handle(), sql.c_str(), int(sql.size()), &statement, nullptr);
    RawStatement owned(statement);
    if (code != SQLITE_OK) {
        return connection.error(code);
    }
    return owned;
}

RowValue valueOf(sqlite3_stmt *row, int column)
{
    switch (sqlite3_column_type(row, column)) {
    case SQLITE_INTEGER:
        return {.type = ValueType::Integer, .integer = sqlite3_column_int64(row, column)};
    case SQLITE_FLOAT:
        return {.type = ValueType::Real, .real = sqlite3_column_double(row, column)};
    case SQLITE_TEXT: {
        // The text first: asking for it may change its encoding and with that its length.
        const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(row, column));
        return {.type = ValueType::Text, .bytes = {text, size_t(sqlite3_column_bytes(row, column))}};
    }
    case SQLITE_BLOB: {
        const auto *blob = static_cast<const char *>(sqlite3_column_blob(row, column));
        return {.type = ValueType::Blob, .bytes = {blob, size_t(sqlite3_column_bytes(row, column))}};
    }
    default:
        return {};
    }
}

} // namespace litekeeper
