// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/exportchoice.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TableExport", text);
}

Error refusal(const std::string &table, const QString &why, const QString &advice)
{
    return {.kind = ErrorKind::InvalidArgument, .path = table, .detail = why, .advice = advice};
}

Error noSuchTable(const Path &database, const std::vector<ListedTable> &tables, const QString &name)
{
    QStringList names;
    for (const ListedTable &table : tables) {
        if (table.kind == ListedTable::Kind::Ordinary) {
            names.append(QString::fromStdString(table.name));
        }
    }
    return refusal(name.toStdString(), tr("“%1” has no such table").arg(displayPath(database)),
                   names.isEmpty() ? tr("There is no table in it.")
                                   : tr("Its tables are: %1.").arg(names.join(QStringLiteral(", "))));
}

std::optional<Error> whyNot(const ListedTable &table)
{
    switch (table.kind) {
    case ListedTable::Kind::Ordinary:
    case ListedTable::Kind::Shadow:
        return std::nullopt;
    case ListedTable::Kind::View:
        return refusal(table.name, tr("it is a view, which has no rows of its own"),
                       tr("Export the tables that it reads."));
    case ListedTable::Kind::Virtual:
        return refusal(
            table.name, tr("it is a virtual table, and what it holds lies in tables of its own"),
            tr("Export those, which are called like it and an underscore, or use the whole backup."));
    case ListedTable::Kind::OfSqlite:
        return refusal(table.name, tr("SQLite keeps it by itself"), tr("Export the other tables."));
    }
    return std::nullopt;
}

} // namespace

Result<std::vector<ListedTable>> chooseTables(Connection &connection, const ExportWish &wish,
                                              QList<Finding> &findings)
{
    Result<std::vector<ListedTable>> all = listTables(connection);
    if (!all) {
        return all;
    }
    std::vector<ListedTable> chosen;
    for (const QString &name : wish.tables) {
        const ListedTable *table = findTable(*all, name.toStdString());
        if (table == nullptr) {
            return noSuchTable(connection.file(), *all, name);
        }
        if (std::optional<Error> refused = whyNot(*table)) {
            return *std::move(refused);
        }
        if (findTable(chosen, table->name) == nullptr) {
            chosen.push_back(*table);
        }
    }
    for (const ListedTable &table : *all) {
        if (!wish.tables.isEmpty()) {
            break;
        }
        if (table.kind == ListedTable::Kind::Ordinary) {
            chosen.push_back(table);
        } else if (table.kind == ListedTable::Kind::Virtual) {
            findings.append({.severity = Severity::Warning,
                             .code = QStringLiteral("not-exported"),
                             .text = describe(*whyNot(table)),
                             .where = QString::fromStdString(table.name)});
        }
    }
    if (wish.format == ExportFormat::Csv && chosen.size() != 1) {
        return refusal("CSV", tr("it holds one table, and these are %1").arg(chosen.size()),
                       tr("Choose one table, or another format."));
    }
    return chosen;
}

} // namespace litekeeper
