// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>

#include <sqlite3.h>

namespace litekeeper::test {

/// What SQLite answered, for programs that end with it.
class DatabaseError : public std::runtime_error
{
public:
    DatabaseError(int code, const std::string &text);
    [[nodiscard]] bool isBusy() const { return (m_code & 0xff) == SQLITE_BUSY; }

private:
    int m_code;
};

/// A connection as an application would have one, without anything of Litekeeper. Throws DatabaseError.
class Database
{
public:
    Database(const std::string &file, int flags);

    void setBusyTimeout(std::chrono::milliseconds timeout);
    void execute(const std::string &sql);
    [[nodiscard]] std::int64_t integer(const std::string &sql);
    [[nodiscard]] std::string text(const std::string &sql);
    [[nodiscard]] sqlite3 *handle() { return m_handle.get(); }

private:
    struct Close
    {
        void operator()(sqlite3 *handle) const { sqlite3_close_v2(handle); }
    };
    std::unique_ptr<sqlite3, Close> m_handle;
};

/// A prepared statement whose parameters are integers, bound by run() and each row's columns read by index.
class Statement
{
public:
    Statement(Database &database, const std::string &sql);

    template <typename... Values>
    void run(Values... values)
    {
        bind(values...);
        while (step()) { }
    }

    template <typename... Values>
    void bind(Values... values)
    {
        reset();
        int index = 0;
        (sqlite3_bind_int64(m_handle.get(), ++index, values), ...);
    }

    void bindText(int index, const std::string &text);
    void bindInteger(int index, std::int64_t value);
    [[nodiscard]] bool step(); ///< true: there is a row; false: done, and the statement is reset
    [[nodiscard]] std::int64_t integer(int column) { return sqlite3_column_int64(m_handle.get(), column); }
    [[nodiscard]] std::string text(int column);

private:
    void reset() { sqlite3_reset(m_handle.get()); }

    struct Finalize
    {
        void operator()(sqlite3_stmt *handle) const { sqlite3_finalize(handle); }
    };
    Database &m_database;
    std::unique_ptr<sqlite3_stmt, Finalize> m_handle;
};

} // namespace litekeeper::test
