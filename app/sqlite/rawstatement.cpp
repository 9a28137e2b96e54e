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

} // namespace litekeeper
