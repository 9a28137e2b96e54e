// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <QByteArray>

#include <memory>

#include <sqlite3.h>

namespace litekeeper::test {

struct CloseDatabase
{
    void operator()(sqlite3 *database) const { sqlite3_close(database); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;

/// Opens or makes a database with the plain C interface and runs the statements in it; null if that fails.
inline Database openDatabase(const Path &file, const QByteArray &sql = {})
{
    sqlite3 *handle = nullptr;
    const int code = sqlite3_open(file.c_str(), &handle);
    Database database(handle);
    const bool done
        = code == SQLITE_OK && sqlite3_exec(handle, sql.constData(), nullptr, nullptr, nullptr) == SQLITE_OK;
    return done ? std::move(database) : Database();
}

} // namespace litekeeper::test
