// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/schemachangemodel.h"

#include "ui/common/cellroles.h"
#include "ui/common/celltext.h"
#include "ui/compare/comparisontext.h"

namespace litekeeper {

namespace {

QString signOf(SchemaChange::Kind kind)
{
    return signOf(RowSample::Kind(int(kind)));
}

} // namespace

void SchemaChangeModel::setChanges(const QList<SchemaChange> &changes)
{
    beginResetModel();
    m_changes = changes;
    endResetModel();
}

const SchemaChange *SchemaChangeModel::change(int row) const
{
    return row >= 0 && row < m_changes.size() ? &m_changes.at(row) : nullptr;
}

int SchemaChangeModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_changes.size());
}

int SchemaChangeModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SchemaChangeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const SchemaChange &change = m_changes.at(index.row());
    if (role == Qt::ToolTipRole && index.column() == NameColumn) {
        return change.name.toHtmlEscaped();
    }
    if (role == DimmedRole) {
        return index.column() == TypeColumn;
    }
    if (role != Qt::DisplayRole && role != SortRole) {
        return {};
    }
    switch (index.column()) {
    case NameColumn:
        return oneLine(change.name);
    case TypeColumn:
        return change.type;
    default:
        return QStringLiteral("%1 %2").arg(signOf(change.kind), wordOf(change.kind));
    }
}

QVariant SchemaChangeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    }
    return role == Qt::DisplayRole
        ? QVariant(QStringList{tr("Name"), tr("Kind"), tr("Change")}.value(section))
        : QVariant();
}

} // namespace litekeeper
