// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPlainTextEdit>

namespace litekeeper {

/// The definition of a table with a line for each column, if it came in one line. Strings, quoted names and
/// comments stay as they are.
[[nodiscard]] QString readableSql(const QString &sql);

/// SQL to be read and copied: fixed width, not to be edited.
class SqlText : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit SqlText(QWidget *parent = nullptr);

    void setSql(const QString &sql);
    /// Marks lines, counted from 0, by a ground and an underlined beginning.
    void markLines(const QList<int> &lines);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showMarks();

    QList<int> m_marked;
};

} // namespace litekeeper
