// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/tablefiguresmodel.h"

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

TableFiguresModel::Figures TableFiguresModel::figures(int table) const
{
    return {.name = m_tables.at(table).name, .rows = m_tables.at(table).rows};
}

QVariant TableFiguresModel::detail(int table, Column column, int role) const
{
    Q_UNUSED(column);
    if (role != Qt::ToolTipRole) {
        return {};
    }
    const TableFigures &proven = m_tables.at(table);
    return tr("%1: contents XXH3-128 %2").arg(proven.name, QString::fromLatin1(proven.contentHash.toHex()));
}

} // namespace litekeeper
