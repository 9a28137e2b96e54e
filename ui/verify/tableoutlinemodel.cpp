// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/tableoutlinemodel.h"

#include "ui/common/cellroles.h"
#include "ui/common/format.h"

namespace litekeeper {

void TableOutlineModel::setTables(const QList<TableOutline> &tables)
{
    beginResetModel();
    m_tables = tables;
    endResetModel();
}

const TableOutline *TableOutlineModel::table(int row) const
{
    return row >= 0 && row < m_tables.size() ? &m_tables.at(row) : nullptr;
}

int TableOutlineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_tables.size());
}

int TableOutlineModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TableOutlineModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const TableOutline &table = m_tables.at(index.row());
    const bool isName = index.column() == NameColumn;
    switch (role) {
    case Qt::DisplayRole:
        return isName ? table.name : countText(table.rows);
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, Qt::TextAlignmentRole);
    case Qt::ToolTipRole:
        return isName ? QVariant(table.name.toHtmlEscaped()) : QVariant();
    case DimmedRole:
        return table.kind != TableOutline::Kind::Table;
    case DetailRole:
        if (!isName || table.kind == TableOutline::Kind::Table) {
            return {};
        }
        return table.kind == TableOutline::Kind::View ? tr("view") : tr("virtual");
    default:
        return {};
    }
}

QVariant TableOutlineModel::headerData(int section, Qt::Orientation orientation, int role) const
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
