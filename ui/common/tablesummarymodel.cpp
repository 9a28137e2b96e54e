// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/tablesummarymodel.h"

#include "ui/common/cellroles.h"

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

TableSummaryModel::Figures TableSummaryModel::figures(int table) const
{
    return {.name = m_tables.at(table).name, .rows = m_tables.at(table).rows};
}

QVariant TableSummaryModel::detail(int table, Column column, int role) const
{
    const TableSummary &summary = m_tables.at(table);
    switch (role) {
    case DetailRole:
        return column == NameColumn ? summary.note : QString();
    case Qt::ToolTipRole:
        return summary.note;
    default:
        return {};
    }
}

} // namespace litekeeper
