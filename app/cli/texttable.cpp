// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/texttable.h"

#include "cli/console.h"

#include <algorithm>

namespace litekeeper {

TextTable::TextTable(QList<Align> columns, QString indent)
    : m_columns(std::move(columns))
    , m_indent(std::move(indent))
{
}

void TextTable::addRow(const QStringList &cells)
{
    Q_ASSERT(cells.size() == m_columns.size());
    QStringList safe;
    for (QString cell : cells) {
        // Cells are measured as they will be printed; a line feed in a name would break the row.
        safe.append(console::printable(cell.replace(QLatin1Char('\n'), QStringLiteral("\\x0a"))));
    }
    m_rows.append({.cells = safe});
}

void TextTable::addNote(const QString &text)
{
    m_rows.append({.cells = {text}, .note = true});
}

QString TextTable::toString() const
{
    QList<qsizetype> widths(m_columns.size(), 0);
    for (const Row &row : m_rows) {
        for (qsizetype i = 0; !row.note && i < widths.size(); ++i) {
            widths[i] = std::max(widths[i], row.cells.at(i).size());
        }
    }
    QString text;
    for (const Row &row : m_rows) {
        QString line = m_indent;
        for (qsizetype i = 0; i < row.cells.size(); ++i) {
            const QString &cell = row.cells.at(i);
            if (row.note) {
                line += cell;
            } else if (m_columns.at(i) == Align::Right) {
                line += cell.rightJustified(widths.at(i));
            } else {
                line += cell.leftJustified(widths.at(i));
            }
            line += QStringLiteral("  ");
        }
        while (line.endsWith(QLatin1Char(' '))) {
            line.chop(1);
        }
        text += line + QLatin1Char('\n');
    }
    return text;
}

} // namespace litekeeper
