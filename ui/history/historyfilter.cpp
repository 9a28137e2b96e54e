// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/historyfilter.h"

#include "ui/common/cellroles.h"

#include <QDateTime>

#include <algorithm>

namespace litekeeper {

HistoryFilter::HistoryFilter(int sourceRole, int stateRole, QObject *parent)
    : QSortFilterProxyModel(parent)
    , m_sourceRole(sourceRole)
    , m_stateRole(stateRole)
{
    setSortRole(SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
    setSortLocaleAware(true);
    setDynamicSortFilter(true);
}

void HistoryFilter::setWish(const HistoryWish &wish)
{
    if (m_wish == wish) {
        return;
    }
    m_wish = wish;
    m_words = wish.text.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool HistoryFilter::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    const QModelIndex row = sourceModel()->index(sourceRow, 0, sourceParent);
    if (m_wish.state && row.data(m_stateRole).toInt() != *m_wish.state) {
        return false;
    }
    if (!m_wish.source.isEmpty() && row.data(m_sourceRole).toString() != m_wish.source) {
        return false;
    }
    if (m_wish.range && !m_wish.range->contains(row.data(SortRole).toDateTime().toMSecsSinceEpoch())) {
        return false;
    }
    if (m_words.isEmpty()) {
        return true; // the text of tens of thousands of rows takes a while to make
    }
    const QString text = row.data(SearchRole).toString();
    return std::all_of(m_words.begin(), m_words.end(),
                       [&text](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace litekeeper
