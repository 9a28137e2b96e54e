// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/backup.h"

#include <QAbstractTableModel>

namespace litekeeper {

/// The tables of one backup with their rows, as they were when it was proven.
class TableFiguresModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { NameColumn, RowsColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Another backup has other tables, so this is a reset; the same ones again change nothing.
    void setTables(const QList<TableFigures> &tables);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<TableFigures> m_tables;
};

} // namespace litekeeper
