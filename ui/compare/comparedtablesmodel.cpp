// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/comparedtablesmodel.h"

#include "ui/common/cellroles.h"
#include "ui/common/format.h"
#include "ui/compare/comparisontext.h"

namespace litekeeper {

namespace {

using Column = ComparedTablesModel::Column;
using State = TableComparison::State;

/// What differs is what people look for.
int rankOf(State state)
{
    switch (state) {
    case State::Differs:
        return 0;
    case State::OnlyRight:
        return 1;
    case State::OnlyLeft:
        return 2;
    case State::NotComparable:
        return 3;
    case State::Same:
        break;
    }
    return 4;
}

qint64 numberIn(const TableComparison &table, int column)
{
    // Of a table that was not compared, nobody knows what differs.
    const bool counts = table.state == State::Differs || table.state == State::Same;
    switch (column) {
    case Column::AddedColumn:
        return counts ? table.added : -1;
    case Column::RemovedColumn:
        return counts ? table.removed : -1;
    case Column::ChangedColumn:
        return counts ? table.changed : -1;
    case Column::LeftRowsColumn:
        return table.rowsLeft;
    default:
        return table.rowsRight;
    }
}

bool isNumberColumn(int column)
{
    return column >= Column::AddedColumn;
}

QString displayText(const TableComparison &table, int column)
{
    if (column == Column::NameColumn) {
        return table.name;
    }
    return column == Column::StateColumn ? statusOf(table.state).word : countText(numberIn(table, column));
}

QVariant sortKey(const TableComparison &table, int column)
{
    if (column == Column::NameColumn) {
        return table.name;
    }
    return column == Column::StateColumn ? QVariant(rankOf(table.state)) : QVariant(numberIn(table, column));
}

QString toolTipOf(const TableComparison &table, int column)
{
    if (column == Column::NameColumn) {
        return table.name.toHtmlEscaped();
    }
    if (column != Column::StateColumn) {
        return {};
    }
    return table.byHash ? ComparedTablesModel::tr("Told by the hashes of both backups, without reading a row")
                        : table.note.toHtmlEscaped();
}

} // namespace

void ComparedTablesModel::setTables(const QList<TableComparison> &tables)
{
    beginResetModel();
    m_tables = tables;
    endResetModel();
}

const TableComparison *ComparedTablesModel::table(int row) const
{
    return row >= 0 && row < m_tables.size() ? &m_tables.at(row) : nullptr;
}

int ComparedTablesModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_tables.size());
}

int ComparedTablesModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ComparedTablesModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const TableComparison &table = m_tables.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return displayText(table, index.column());
    case SortRole:
        return sortKey(table, index.column());
    case StatusRole:
        return index.column() == StateColumn ? QVariant::fromValue(statusOf(table.state)) : QVariant();
    case DetailRole:
        return index.column() == StateColumn && table.byHash ? tr("by hash") : QString();
    case DimmedRole:
        return isNumberColumn(index.column()) ? numberIn(table, index.column()) <= 0
                                              : table.state == State::Same;
    case Qt::ToolTipRole:
        return toolTipOf(table, index.column());
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, role);
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(
            headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString(),
            displayText(table, index.column()));
    default:
        return {};
    }
}

QVariant ComparedTablesModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return int((isNumberColumn(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    const QStringList texts{tr("Table"),   tr("State"),     tr("Added"),     tr("Removed"),
                            tr("Changed"), tr("Rows left"), tr("Rows right")};
    return texts.value(section);
}

} // namespace litekeeper
