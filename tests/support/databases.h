// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <sqlite3.h>

#include <string>

namespace litekeeper::test {

/// A plain connection without any of our code, to make databases and to look at copies.
class Sqlite
{
public:
    explicit Sqlite(const Path &file, int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE)
    {
        m_isOpen = sqlite3_open_v2(file.c_str(), &m_handle, flags, nullptr) == SQLITE_OK;
    }
    ~Sqlite() { sqlite3_close(m_handle); }
    Sqlite(const Sqlite &) = delete;
    Sqlite &operator=(const Sqlite &) = delete;

    bool execute(const std::string &sql)
    {
        return m_isOpen && sqlite3_exec(m_handle, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
    }
    /// First column of the first row as text; "error: ..." if there is none.
    std::string value(const std::string &sql)
    {
        sqlite3_stmt *statement = nullptr;
        std::string result = "error: ";
        if (sqlite3_prepare_v2(m_handle, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK
            && sqlite3_step(statement) == SQLITE_ROW) {
            const auto *text = reinterpret_cast<const char *>(sqlite3_column_text(statement, 0));
            result = text == nullptr ? "" : text;
        } else {
            result += sqlite3_errmsg(m_handle);
        }
        sqlite3_finalize(statement);
        return result;
    }

private:
    sqlite3 *m_handle = nullptr;
    bool m_isOpen = false;
};

/// A database with a table "items" of `rows` rows with `bytesPerRow` random bytes each.
inline bool makeDatabase(const Path &file, int rows = 100, int bytesPerRow = 100,
                         const char *journalMode = "DELETE")
{
    Sqlite database(file);
    return database.execute(std::string("PRAGMA journal_mode=") + journalMode
                            + "; BEGIN; CREATE TABLE items(id INTEGER PRIMARY KEY, content BLOB);"
                              "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                            + std::to_string(rows) + ") INSERT INTO items SELECT i, randomblob("
                            + std::to_string(bytesPerRow) + ") FROM n; COMMIT");
}

} // namespace litekeeper::test
