// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canary/historylanes.h"

#include "common/clock.h"
#include "ui/canary/watchhistories.h"
#include "ui/canary/watchlane.h"

namespace litekeeper {

HistoryLanes::HistoryLanes(WatchService &watches, CatalogueService &catalogue, const Clock &clock,
                           QObject *parent)
    : LaneProvider(parent)
    , m_clock(clock)
    , m_histories(new WatchHistories(watches, catalogue, this))
{
    connect(m_histories, &WatchHistories::changed, this, &HistoryLanes::take);
    take();
}

void HistoryLanes::take()
{
    const QDateTime now = m_clock.nowUtc();
    const QStringList names = laneNames(m_histories->all());
    m_lanes.clear();
    for (const WatchHistory &history : m_histories->all()) {
        // Without ticks for backups: those stand in the lanes of the databases.
        const Lane lane = laneOf(history, names.at(m_lanes.size()), {}, now);
        m_lanes.append(std::make_shared<const LaneTrack>(lane, now.toMSecsSinceEpoch()));
    }
    Q_EMIT lanesChanged();
}

QString HistoryLanes::explanation(const QString &wanted, qint64 key) const
{
    // Of the last look only it is known why; see WatchHistory.
    for (const WatchHistory &history : m_histories->all()) {
        const std::optional<ObservationSpan> &last = history.entry.last;
        if (laneId(history.entry.watch.id) == wanted && last && last->id == key) {
            return watchSays(last->newest);
        }
    }
    return {};
}

void HistoryLanes::activate(const QString &wanted, qint64 key)
{
    Q_UNUSED(key)
    for (const WatchHistory &history : m_histories->all()) {
        if (laneId(history.entry.watch.id) == wanted) {
            Q_EMIT watchRequested(history.entry.watch.id);
            return;
        }
    }
}

} // namespace litekeeper
