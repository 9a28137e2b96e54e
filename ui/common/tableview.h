// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTreeView>

namespace litekeeper {

/// A calm table: whole rows, no grid lines, quiet header, cells drawn by CellDelegate. A QTreeView and not a
/// QTableView because rows, not cells, are what people walk through with the arrow keys.
class TableView : public QTreeView
{
    Q_OBJECT

public:
    explicit TableView(QWidget *parent = nullptr);

    /// Widths, order and sorting of the columns, to be kept in a setting. Restoring what does not fit changes
    /// nothing.
    [[nodiscard]] QByteArray columns() const;
    bool restoreColumns(const QByteArray &state);

Q_SIGNALS:
    void columnsChanged();

protected:
    void changeEvent(QEvent *event) override;
};

} // namespace litekeeper
