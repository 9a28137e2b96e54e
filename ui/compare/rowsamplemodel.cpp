// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/rowsamplemodel.h"

#include "ui/common/celltext.h"
#include "ui/compare/comparisontext.h"

namespace litekeeper {

RowSampleModel::RowSampleModel(Side side, QObject *parent)
    : QAbstractTableModel(parent)
    , m_side(side)
{
}

void RowSampleModel::setTable(const TableComparison &table)
{
    beginResetModel();
    m_table = table;
    m_changed.clear();
    for (const RowSample &sample : table.samples) {
        m_changed.append(changedColumns(sample));
    }
    endResetModel();
}

int RowSampleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_table.samples.size());
}

int RowSampleModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_table.key.size() + m_table.columns.size());
}

bool RowSampleModel::isBlank(const RowSample &sample) const
{
    return sample.kind == (m_side == Side::Left ? RowSample::Kind::Added : RowSample::Kind::Removed);
}

CellValue RowSampleModel::value(const RowSample &sample, int column) const
{
    const int keys = int(m_table.key.size());
    if (column < keys) {
        return sample.key.value(column);
    }
    return (m_side == Side::Left ? sample.before : sample.after).value(column - keys);
}

QVariant RowSampleModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const RowSample &sample = m_table.samples.at(index.row());
    const bool blank = isBlank(sample);
    if (role == BlankRole) {
        return blank;
    }
    const QString column = headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString();
    if (blank) {
        return role == Qt::AccessibleTextRole ? QVariant(tr("%1: there is no such row").arg(column))
                                              : QVariant();
    }
    const CellValue cell = value(sample, index.column());
    const bool changed = m_changed.at(index.row()).value(index.column() - int(m_table.key.size()), false);
    switch (role) {
    case Qt::DisplayRole:
        return cellText(cell);
    case Qt::EditRole:
        return cellCopyText(cell);
    case Qt::ToolTipRole:
        return cellToolTip(cell);
    case Qt::TextAlignmentRole:
        return int((isNumber(cell) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case DimmedRole:
        return !changed && (cell.kind == CellValue::Kind::Null || cell.kind == CellValue::Kind::Blob);
    case ChangedRole:
        return changed;
    case Qt::AccessibleTextRole:
        return (changed ? tr("%1: %2, changed") : tr("%1: %2")).arg(column, cellText(cell));
    default:
        return {};
    }
}

QVariant RowSampleModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical) {
        if (section < 0 || section >= m_table.samples.size()) {
            return {};
        }
        const RowSample::Kind kind = m_table.samples.at(section).kind;
        if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole) {
            return wordOf(kind);
        }
        return role == Qt::DisplayRole ? QVariant(signOf(kind)) : QVariant();
    }
    if (section < 0 || section >= columnCount()) {
        return {};
    }
    const int keys = int(m_table.key.size());
    const bool isKey = section < keys;
    switch (role) {
    case Qt::DisplayRole:
        return oneLine(isKey ? m_table.key.at(section) : m_table.columns.at(section - keys));
    case Qt::ToolTipRole:
        return isKey ? tr("Rows with the same value here are the same row") : QString();
    case Qt::TextAlignmentRole:
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

} // namespace litekeeper
