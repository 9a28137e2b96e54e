// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/tablelistmodel.h"

#include "ui/common/cellroles.h"
#include "ui/common/format.h"

namespace litekeeper {

int TableListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : tableCount();
}

int TableListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TableListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const bool isName = index.column() == NameColumn;
    switch (role) {
    case Qt::DisplayRole: {
        const Figures table = figures(index.row());
        return isName ? table.name : countText(table.rows);
    }
    case SortRole: {
        const Figures table = figures(index.row());
        return isName ? QVariant(table.name) : QVariant(table.rows);
    }
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, role);
    default:
        return detail(index.row(), Column(index.column()), role);
    }
}

QVariant TableListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return int((section == RowsColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role == Qt::DisplayRole) {
        return section == NameColumn ? tr("Table") : tr("Rows");
    }
    return {};
}

} // namespace litekeeper
