// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/look/searchhitsmodel.h"

#include "ui/common/cellroles.h"
#include "ui/common/celltext.h"

namespace litekeeper {

void SearchHitsModel::clear()
{
    beginResetModel();
    m_hits.clear();
    endResetModel();
}

void SearchHitsModel::add(const QList<SearchHit> &hits)
{
    if (!hits.isEmpty()) {
        beginInsertRows({}, int(m_hits.size()), int(m_hits.size() + hits.size()) - 1);
        m_hits += hits;
        endInsertRows();
    }
}

const SearchHit *SearchHitsModel::hit(int row) const
{
    return row >= 0 && row < m_hits.size() ? &m_hits.at(row) : nullptr;
}

int SearchHitsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_hits.size());
}

int SearchHitsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SearchHitsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) {
        return {};
    }
    const SearchHit &hit = m_hits.at(index.row());
    if (role == DimmedRole) {
        return index.column() != TextColumn;
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    return oneLine(index.column() == TableColumn        ? hit.table
                       : index.column() == ColumnColumn ? hit.column
                                                        : hit.excerpt);
}

QVariant SearchHitsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    }
    return role == Qt::DisplayRole
        ? QVariant(QStringList{tr("Table"), tr("Column"), tr("Text")}.value(section))
        : QVariant();
}

} // namespace litekeeper
