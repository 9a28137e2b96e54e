// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/tablefigures.h"

#include "sqlite/tablescan.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("TableFigures", text);
}

} // namespace

Result<QList<TableFigures>> readAllTables(Connection &connection)
{
    const Result<std::vector<TableName>> names = ordinaryTables(connection);
    if (!names) {
        return names.error();
    }
    QList<TableFigures> tables;
    for (const TableName &name : *names) {
        Result<TableFigures> figures = scanTable(connection, name.name);
        if (figures) {
            tables.append(std::move(figures).value());
        } else if (figures.error().kind != ErrorKind::Unsupported) {
            return figures.error();
        }
    }
    std::sort(tables.begin(), tables.end(),
              [](const TableFigures &left, const TableFigures &right) { return left.name < right.name; });
    return tables;
}

QString differenceOf(const QList<TableFigures> &source, const QList<TableFigures> &copy)
{
    if (source.size() != copy.size()) {
        return tr("the source has %1 tables and the backup %2").arg(source.size()).arg(copy.size());
    }
    for (qsizetype index = 0; index < source.size(); ++index) {
        const TableFigures &left = source[index];
        const TableFigures &right = copy[index];
        if (left.name != right.name) {
            return tr("the backup has the table “%1” in place of “%2”").arg(right.name, left.name);
        }
        if (left.rows != right.rows) {
            return tr("the table “%1” has %2 rows in the source and %3 in the backup")
                .arg(left.name)
                .arg(left.rows)
                .arg(right.rows);
        }
        if (left.contentHash != right.contentHash) {
            return tr("the table “%1” has other content in the backup than in the source").arg(left.name);
        }
    }
    return {};
}

} // namespace litekeeper
