// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/csv.h"

#include <QAbstractItemModel>
#include <QByteArray>

namespace litekeeper {

namespace {

void addField(QByteArray &csv, const QString &text, bool isLast)
{
    const bool isQuoted
        = text.contains(u',') || text.contains(u'"') || text.contains(u'\n') || text.contains(u'\r');
    if (isQuoted) {
        csv += '"' + QString(text).replace(u'"', QLatin1String("\"\"")).toUtf8() + '"';
    } else {
        csv += text.toUtf8();
    }
    csv += isLast ? "\r\n" : ",";
}

} // namespace

QByteArray csvOf(const QAbstractItemModel &model, int role)
{
    QByteArray csv;
    const int columns = model.columnCount();
    for (int column = 0; column < columns; ++column) {
        addField(csv, model.headerData(column, Qt::Horizontal, role).toString(), column + 1 == columns);
    }
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < columns; ++column) {
            addField(csv, model.index(row, column).data(role).toString(), column + 1 == columns);
        }
    }
    return csv;
}

} // namespace litekeeper
