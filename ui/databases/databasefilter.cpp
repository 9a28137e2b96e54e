// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/databases/databasefilter.h"

#include "ui/databases/databasemodel.h"

namespace litekeeper {

DatabaseFilter::DatabaseFilter(QObject *parent)
    : NaturalSort(parent)
{
    setDynamicSortFilter(true);
}

void DatabaseFilter::setPlace(const Place &place)
{
    m_place = place;
    invalidateFilter();
}

void DatabaseFilter::setText(const QString &text)
{
    m_text = text;
    invalidateFilter();
}

void DatabaseFilter::setBackupFiles(const QSet<QByteArray> &files)
{
    m_backupFiles = files;
    invalidateFilter();
}

Path DatabaseFilter::pathAt(const QModelIndex &index) const
{
    return pathFromBytes(index.data(DatabaseModel::PathRole).toByteArray());
}

bool DatabaseFilter::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const QModelIndex index = sourceModel()->index(sourceRow, 0, sourceParent);
    const QByteArray path = index.data(DatabaseModel::PathRole).toByteArray();
    return m_place.holds(pathFromBytes(path)) && !m_backupFiles.contains(path)
        && (m_text.isEmpty() || index.data(SearchRole).toString().contains(m_text, Qt::CaseInsensitive));
}

} // namespace litekeeper
