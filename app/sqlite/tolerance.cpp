// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/tolerance.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>

namespace litekeeper {

namespace {

int compareBytes(void *, int leftLength, const void *left, int rightLength, const void *right)
{
    const int shorter = std::min(leftLength, rightLength);
    const int order = shorter == 0 ? 0 : std::memcmp(left, right, size_t(shorter));
    return order != 0 ? order : leftLength - rightLength;
}

void standIn(void *, sqlite3 *handle, int encoding, const char *name)
{
    sqlite3_create_collation(handle, name, encoding, nullptr, compareBytes);
}

} // namespace

void tolerateBrokenSchema(Connection &connection)
{
    sqlite3_db_config(connection.handle(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    sqlite3_db_config(connection.handle(), SQLITE_DBCONFIG_WRITABLE_SCHEMA, 1, nullptr);
    // The first statement still fails, and what could be parsed is known from then on.
    (void)connection.queryInteger("SELECT 1 FROM sqlite_schema");
}

void standInForCollations(Connection &connection)
{
    sqlite3_collation_needed(connection.handle(), nullptr, standIn);
}

void limitSqliteMemory(qint64 bytes)
{
    sqlite3_hard_heap_limit64(bytes);
}

} // namespace litekeeper
