// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/activity/recentruns.h"

#include "ui/runs/runmodel.h"

namespace litekeeper {

void RecentRuns::setHidden(const QSet<QUuid> &runIds)
{
    if (m_hidden != runIds) {
        m_hidden = runIds;
        invalidateFilter();
    }
}

bool RecentRuns::filterAcceptsRow(int sourceRow, const QModelIndex &sourceParent) const
{
    return !m_hidden.contains(
        sourceModel()->index(sourceRow, 0, sourceParent).data(RunModel::RunIdRole).toUuid());
}

} // namespace litekeeper
