// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/livewriter/database.h"

namespace litekeeper::test {

DatabaseError::DatabaseError(int code, const std::string &text)
    : std::runtime_error(text)
    , m_code(code)
{
}

Database::Database(const std::string &file, int flags)
{
    sqlite3 *handle = nullptr;
    const int code = sqlite3_open_v2(file.c_str(), &handle, flags, nullptr);
    m_handle.reset(handle);
    if (code != SQLITE_OK) {
        throw DatabaseError(code, file + ": " + sqlite3_errmsg(handle));
    }
    sqlite3_extended_result_codes(handle, 1);
}

void Database::setBusyTimeout(std::chrono::milliseconds timeout)
{
    sqlite3_busy_timeout(handle(), int(timeout.count()));
}

void Database::execute(const std::string &sql)
{
    if (const int code = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr); code != SQLITE_OK) {
        throw DatabaseError(code, sql + ": " + sqlite3_errmsg(handle()));
    }
}

std::int64_t Database::integer(const std::string &sql)
{
    Statement statement(*this, sql);
    return statement.step() ? statement.integer(0) : 0;
}

std::string Database::text(const std::string &sql)
{
    Statement statement(*this, sql);
    return statement.step() ? statement.text(0) : std::string();
}

Statement::Statement(Database &database, const std::string &sql)
    : m_database(database)
{
    sqlite3_stmt *handle = nullptr;
    const int code = sqlite3_prepare_v2(database.handle(), sql.c_str(), -1, &handle, nullptr);
    m_handle.reset(handle);
    if (code != SQLITE_OK) {
        throw DatabaseError(code, sql + ": " + sqlite3_errmsg(database.handle()));
    }
}

void Statement::bindText(int index, const std::string &text)
{
    sqlite3_bind_text(m_handle.get(), index, text.data(), int(text.size()), SQLITE_TRANSIENT);
}

void Statement::bindInteger(int index, std::int64_t value)
{
    sqlite3_bind_int64(m_handle.get(), index, value);
}

bool Statement::step()
{
    const int code = sqlite3_step(m_handle.get());
    if (code == SQLITE_ROW) {
        return true;
    }
    const std::string text = sqlite3_errmsg(m_database.handle());
    reset();
    if (code != SQLITE_DONE) {
        throw DatabaseError(code, std::string(sqlite3_sql(m_handle.get())) + ": " + text);
    }
    return false;
}

std::string Statement::text(int column)
{
    const auto *bytes = reinterpret_cast<const char *>(sqlite3_column_text(m_handle.get(), column));
    return bytes == nullptr ? std::string()
                            : std::string(bytes, size_t(sqlite3_column_bytes(m_handle.get(), column)));
}

} // namespace litekeeper::test
