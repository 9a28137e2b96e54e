// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/restore/differencemodel.h"

#include "ui/common/cellroles.h"
#include "ui/common/format.h"

#include <algorithm>

namespace litekeeper {

namespace {

QString rowsText(qint64 rows)
{
    return rows == 0 ? QString() : countText(rows); // an unknown number has its dash
}

} // namespace

DifferenceModel::Row DifferenceModel::rowOf(const TableComparison &table)
{
    using State = TableComparison::State;
    Row row{.name = table.name,
            .back = table.added,
            .gone = table.removed,
            .changed = table.changed,
            .note = table.note};
    if (table.state == State::OnlyRight) {
        row.back = table.rowsRight;
        row.note = tr("The table comes back.");
    } else if (table.state == State::OnlyLeft) {
        row.gone = table.rowsLeft;
        row.note = tr("The table goes.");
    } else if (table.state == State::NotComparable) {
        row.back = row.gone = row.changed = -1;
    }
    return row;
}

DifferenceModel::Row DifferenceModel::rowOf(const SchemaChange &change)
{
    Row row{.name = tr("%1 (%2)").arg(change.name, change.type)};
    switch (change.kind) {
    case SchemaChange::Kind::Added:
        row.note = tr("It comes back.");
        break;
    case SchemaChange::Kind::Removed:
        row.note = tr("It goes.");
        break;
    case SchemaChange::Kind::Changed:
        row.note = tr("It is defined anew.");
        break;
    }
    return row;
}

void DifferenceModel::setDifference(const Comparison &difference)
{
    beginResetModel();
    m_rows.clear();
    for (const TableComparison &table : difference.tables) {
        if (table.state != TableComparison::State::Same) {
            m_rows.append(rowOf(table));
        }
    }
    for (const SchemaChange &change : difference.schema) {
        // A table that comes or goes has its row already.
        if (change.type != QLatin1String("table") || change.kind == SchemaChange::Kind::Changed) {
            m_rows.append(rowOf(change));
        }
    }
    endResetModel();
}

int DifferenceModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int DifferenceModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant DifferenceModel::data(const QModelIndex &index, int role) const
{
    const Row &row = m_rows.at(index.row());
    if (role == Qt::ToolTipRole && (index.column() == NoteColumn || index.column() == NameColumn)) {
        return index.column() == NoteColumn ? row.note : row.name;
    }
    if (role == Qt::TextAlignmentRole && index.column() >= BackColumn && index.column() <= ChangedColumn) {
        return int(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role == DimmedRole) {
        return index.column() == NoteColumn;
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (Column(index.column())) {
    case NameColumn:
        return row.name;
    case BackColumn:
        return rowsText(row.back);
    case GoneColumn:
        return rowsText(row.gone);
    case ChangedColumn:
        return rowsText(row.changed);
    case NoteColumn:
        return row.note;
    case ColumnCount:
        break;
    }
    return {};
}

QVariant DifferenceModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    const bool isNumber = section >= BackColumn && section <= ChangedColumn;
    if (role == Qt::TextAlignmentRole && isNumber) {
        return int(Qt::AlignRight | Qt::AlignVCenter);
    }
    if (role == Qt::DisplayRole) {
        return QStringList{tr("Table"), tr("Rows back"), tr("Rows gone"), tr("Rows changed"), tr("Note")}
            .value(section);
    }
    if (role == Qt::ToolTipRole) {
        return QStringList{{},
                           tr("Rows of the backup that are not there now"),
                           tr("Rows that are there now and not in the backup"),
                           tr("Rows that become again what they are in the backup"),
                           {}}
            .value(section);
    }
    return {};
}

} // namespace litekeeper
