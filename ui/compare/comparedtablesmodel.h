// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/comparison.h"

#include <QAbstractTableModel>

namespace litekeeper {

/// What became of each table.
class ComparedTablesModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        StateColumn,
        AddedColumn,
        RemovedColumn,
        ChangedColumn,
        LeftRowsColumn,
        RightRowsColumn,
        ColumnCount
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setTables(const QList<TableComparison> &tables);
    [[nodiscard]] const TableComparison *table(int row) const; ///< null: there is no such row

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<TableComparison> m_tables;
};

} // namespace litekeeper
