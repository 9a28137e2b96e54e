// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/schemarows.h"

#include <algorithm>
#include <cctype>

namespace litekeeper {

Result<void> visitRows(Connection &connection, const std::string &sql,
                       const std::optional<std::string> &table,
                       const std::function<void(const Statement &row)> &visit)
{
    Result<Statement> rows = connection.prepare(sql);
    if (!rows) {
        return rows.error();
    }
    if (table) {
        rows->bindText(1, QString::fromStdString(*table));
    }
    Result<bool> row = rows->step();
    for (; row && *row; row = rows->step()) {
        visit(*rows);
    }
    return row ? Result<void>() : Result<void>(row.error());
}

bool isSameName(const std::string &left, const std::string &right)
{
    return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                      [](unsigned char a, unsigned char b) { return std::tolower(a) == std::tolower(b); });
}

} // namespace litekeeper
