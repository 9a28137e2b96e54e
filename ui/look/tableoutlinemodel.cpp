// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/look/tableoutlinemodel.h"

#include "ui/common/cellroles.h"

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

TableOutlineModel::Figures TableOutlineModel::figures(int table) const
{
    return {.name = m_tables.at(table).name, .rows = m_tables.at(table).rows};
}

QVariant TableOutlineModel::detail(int table, Column column, int role) const
{
    const TableOutline &outline = m_tables.at(table);
    const bool isName = column == NameColumn;
    switch (role) {
    case Qt::ToolTipRole:
        return isName ? QVariant(outline.name.toHtmlEscaped()) : QVariant();
    case DimmedRole:
        return outline.kind != TableOutline::Kind::Table || outline.rows == 0;
    case DetailRole:
        if (!isName || outline.kind == TableOutline::Kind::Table) {
            return {};
        }
        return outline.kind == TableOutline::Kind::View ? tr("view") : tr("virtual");
    default:
        return {};
    }
}

} // namespace litekeeper
