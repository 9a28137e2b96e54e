// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/integrity.h"

#include "sqlite/statement.h"

#include <sqlite3.h>

namespace litekeeper {

namespace {

constexpr int problemLimit = 100;

Result<CheckReport> check(Connection &connection, const std::string &pragma)
{
    Result<Statement> statement = connection.prepare(pragma);
    if (!statement) {
        return statement.error();
    }
    CheckReport report;
    while (true) {
        const Result<bool> row = statement->step();
        if (!row) {
            return row.error();
        }
        if (!*row) {
            return report;
        }
        const QString line = statement->text(0);
        if (line != QLatin1String("ok")) {
            report.problems.append(line);
        }
    }
}

std::string asLiteral(const std::string &text)
{
    std::string result = "'";
    for (const char character : text) {
        result += character;
        if (character == '\'') {
            result += character;
        }
    }
    return result + '\'';
}

} // namespace

Result<CheckReport> quickCheck(Connection &connection)
{
    return check(connection, "PRAGMA quick_check(" + std::to_string(problemLimit) + ")");
}

Result<CheckReport> quickCheckTable(Connection &connection, const std::string &table)
{
    return check(connection, "PRAGMA quick_check(" + asLiteral(table) + ")");
}

Result<CheckReport> integrityCheckTable(Connection &connection, const std::string &table)
{
    return check(connection, "PRAGMA integrity_check(" + asLiteral(table) + ")");
}

Result<CheckReport> foreignKeyCheck(Connection &connection)
{
    Result<Statement> statement = connection.prepare("PRAGMA foreign_key_check");
    if (!statement) {
        return statement.error();
    }
    CheckReport report;
    while (report.problems.size() < problemLimit) {
        const Result<bool> row = statement->step();
        if (!row) {
            return row.error();
        }
        if (!*row) {
            break;
        }
        report.problems.append(QStringLiteral("%1 row %2 refers to a row of %3 that does not exist")
                                   .arg(statement->text(0),
                                        statement->isNull(1) ? QStringLiteral("?") : statement->text(1),
                                        statement->text(2)));
    }
    return report;
}

} // namespace litekeeper
