// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QAbstractTableModel>

namespace litekeeper {

/// The tables of a database, each with its number of rows. What else is known of a table comes from those who
/// derive from it.
class TableListModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, RowsColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

protected:
    struct Figures
    {
        QString name;
        qint64 rows = -1; ///< -1: nobody has counted them
    };

    [[nodiscard]] virtual int tableCount() const = 0;
    [[nodiscard]] virtual Figures figures(int table) const = 0;
    /// For the roles that are not the same for all.
    [[nodiscard]] virtual QVariant detail(int table, Column column, int role) const = 0;
};

} // namespace litekeeper
