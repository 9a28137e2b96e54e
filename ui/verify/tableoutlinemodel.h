// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/tablecontent.h"

#include <QAbstractTableModel>

namespace litekeeper {

/// The tables and views of one database that can be looked into, with their row counts.
class TableOutlineModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, RowsColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setTables(const QList<TableOutline> &tables);
    [[nodiscard]] const TableOutline *table(int row) const; ///< null: there is no such row

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<TableOutline> m_tables;
};

} // namespace litekeeper
