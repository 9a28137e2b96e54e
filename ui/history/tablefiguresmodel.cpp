// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/tablefiguresmodel.h"

#include "ui/common/cellroles.h"
#include "ui/common/format.h"

#include <algorithm>

namespace litekeeper {

void TableFiguresModel::setTables(const QList<TableFigures> &tables)
{
    const auto same = [](const TableFigures &left, const TableFigures &right) {
        return left.name == right.name && left.rows == right.rows && left.contentHash == right.contentHash;
    };
    if (!std::equal(tables.begin(), tables.end(), m_tables.begin(), m_tables.end(), same)) {
        beginResetModel();
        m_tables = tables;
        endResetModel();
    }
}

int TableFiguresModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_tables.size());
}

int TableFiguresModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TableFiguresModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const TableFigures &table = m_tables.at(index.row());
    const bool name = index.column() == NameColumn;
    switch (role) {
    case Qt::DisplayRole:
        return name ? table.name : countText(table.rows);
    case Qt::ToolTipRole:
        return tr("%1: contents XXH3-128 %2").arg(table.name, QString::fromLatin1(table.contentHash.toHex()));
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, role);
    case SortRole:
        return name ? QVariant(table.name) : QVariant(table.rows);
    default:
        return {};
    }
}

QVariant TableFiguresModel::headerData(int section, Qt::Orientation orientation, int role) const
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
