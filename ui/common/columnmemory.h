// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

class QSettings;

namespace litekeeper {

class TableView;

/// Keeps the columns of a table in a setting. A table that was never changed gets the widths it was made for
/// as soon as it is shown.
class ColumnMemory : public QObject
{
    Q_OBJECT

public:
    /// `widths`: in characters, one for each column; the column with 0 gets what is left. Where that is too
    /// little, the others give up to a quarter of their widths.
    ColumnMemory(QSettings &settings, QString key, TableView &table, QList<int> widths, QObject *parent);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] int widthOf(int column) const;
    [[nodiscard]] double shareOfWidths(int room) const;
    void spread();
    void store();

    QSettings &m_settings;
    QString m_key;
    TableView &m_table;
    QList<int> m_widths;
    bool m_spreading = false;
    bool m_touched = false; ///< a person has set the columns
};

} // namespace litekeeper
