// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/tablerowsmodel.h"

#include "ui/common/cellroles.h"
#include "ui/common/celltext.h"
#include "ui/common/format.h"

namespace litekeeper {

void TableRowsModel::setTable(const TableOutline &table)
{
    beginResetModel();
    m_table = table;
    m_rows.clear();
    m_isWaiting = false;
    m_next.reset();
    if (table.kind == TableOutline::Kind::Table) {
        m_next = RowPage::begin;
    }
    endResetModel();
}

void TableRowsModel::clear()
{
    setTable({.kind = TableOutline::Kind::View});
}

bool TableRowsModel::addPage(const RowPage &page)
{
    if (!m_isWaiting || page.table != m_table.name || page.from != m_next) {
        return false;
    }
    m_isWaiting = false;
    m_next = page.next;
    if (!page.rows.isEmpty()) {
        const int first = int(m_rows.size());
        beginInsertRows({}, first, first + int(page.rows.size()) - 1);
        m_rows += page.rows;
        endInsertRows();
    }
    return true;
}

int TableRowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int TableRowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_table.columns.size());
}

const CellValue *TableRowsModel::cell(const QModelIndex &index) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return nullptr;
    }
    const QList<CellValue> &values = m_rows.at(index.row());
    return index.column() < values.size() ? &values.at(index.column()) : nullptr;
}

QVariant TableRowsModel::data(const QModelIndex &index, int role) const
{
    const CellValue *value = cell(index);
    if (!value) {
        return {};
    }
    switch (role) {
    case Qt::DisplayRole:
        return cellText(*value);
    case Qt::EditRole:
        return cellCopyText(*value);
    case Qt::ToolTipRole:
        return cellToolTip(*value);
    case Qt::TextAlignmentRole:
        return int((isNumber(*value) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case DimmedRole:
        return value->kind == CellValue::Kind::Null || value->kind == CellValue::Kind::Blob;
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(m_table.columns.at(index.column()), cellText(*value));
    default:
        return {};
    }
}

QVariant TableRowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical) {
        return role == Qt::DisplayRole ? QVariant(countText(section + 1)) : QVariant();
    }
    if (section < 0 || section >= m_table.columns.size()) {
        return {};
    }
    if (role == Qt::DisplayRole) {
        return oneLine(m_table.columns.at(section));
    }
    return role == Qt::TextAlignmentRole ? QVariant(int(Qt::AlignLeft | Qt::AlignVCenter)) : QVariant();
}

bool TableRowsModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_next && !m_isWaiting;
}

void TableRowsModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent)) {
        m_isWaiting = true;
        Q_EMIT pageWanted(m_table.name, *m_next);
    }
}

} // namespace litekeeper
