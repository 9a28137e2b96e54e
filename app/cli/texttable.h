// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QStringList>

namespace litekeeper {

/// Rows of text in aligned columns, two spaces apart. The last column is never padded.
class TextTable
{
public:
    enum class Align { Left, Right };

    explicit TextTable(QList<Align> columns, QString indent = {});

    void addRow(const QStringList &cells);
    /// A line below the last row, outside of the columns.
    void addNote(const QString &text);
    [[nodiscard]] QString toString() const;

private:
    struct Row
    {
        QStringList cells;
        bool note = false;
    };

    QList<Align> m_columns;
    QString m_indent;
    QList<Row> m_rows;
};

} // namespace litekeeper
