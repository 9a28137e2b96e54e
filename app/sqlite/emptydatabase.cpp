// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/emptydatabase.h"

#include "sqlite/sqliteerror.h"

#include <sqlite3.h>

#include <memory>

namespace litekeeper {

namespace {

using Handle = std::unique_ptr<sqlite3, int (*)(sqlite3 *)>;

Error failed(const Handle &memory)
{
    return sqliteError(sqlite3_extended_errcode(memory.get()), sqlite3_errmsg(memory.get()), {});
}

} // namespace

Result<QByteArray> emptyDatabase()
{
    sqlite3 *opened = nullptr;
    const int code = sqlite3_open(":memory:", &opened);
    const Handle memory(opened, sqlite3_close);
    // A database gets its first page with its first change.
    if (code != SQLITE_OK
        || sqlite3_exec(opened, "PRAGMA user_version = 1; PRAGMA user_version = 0", nullptr, nullptr, nullptr)
            != SQLITE_OK) {
        return failed(memory);
    }
    sqlite3_int64 size = 0;
    const std::unique_ptr<unsigned char, void (*)(void *)> bytes(sqlite3_serialize(opened, "main", &size, 0),
                                                                 sqlite3_free);
    if (!bytes || size == 0) {
        return failed(memory);
    }
    return QByteArray(reinterpret_cast<const char *>(bytes.get()), qsizetype(size));
}

} // namespace litekeeper
