// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/tablesummarymodel.h"

#include "ui/common/cellroles.h"
#include "ui/common/format.h"

namespace litekeeper {

void TableSummaryModel::setTables(const QList<TableSummary> &tables)
{
    clear();
    if (!tables.isEmpty()) {
        beginInsertRows({}, 0, int(tables.size()) - 1);
        m_tables = tables;
        endInsertRows();
    }
}

void TableSummaryModel::clear()
{
    if (!m_tables.isEmpty()) {
        beginRemoveRows({}, 0, int(m_tables.size()) - 1);
        m_tables.clear();
        endRemoveRows();
    }
}

int TableSummaryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_tables.size());
}

int TableSummaryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TableSummaryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const TableSummary &table = m_tables.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == NameColumn ? table.name : countText(table.rows);
    case DetailRole:
        return index.column() == NameColumn ? table.note : QString();
    case Qt::ToolTipRole:
        return table.note;
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, Qt::TextAlignmentRole);
    case SortRole:
        return index.column() == NameColumn ? QVariant(table.name) : QVariant(table.rows);
    default:
        return {};
    }
}

QVariant TableSummaryModel::headerData(int section, Qt::Orientation orientation, int role) const
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
