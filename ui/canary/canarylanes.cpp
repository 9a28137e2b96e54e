// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canary/canarylanes.h"

#include "ui/canary/lanelegend.h"
#include "ui/charts/rangebar.h"
#include "ui/charts/timelineview.h"

#include <QVBoxLayout>

#include <algorithm>

namespace litekeeper {

namespace {

QUuid idOf(const QString &laneId)
{
    return QUuid(laneId);
}

} // namespace

CanaryLanes::CanaryLanes(const WatchHistories &histories, const GateRecords &records, QWidget *parent)
    : QWidget(parent)
    , m_histories(histories)
    , m_records(records)
    , m_ranges(new RangeBar(m_window, this))
    , m_timeline(new TimelineView(m_window, this))
{
    setObjectName(QStringLiteral("canaryLanes"));
    m_timeline->setObjectName(QStringLiteral("canaryTimeline"));
    m_timeline->setAccessibleName(tr("Watched folders over time"));
    m_timeline->setExplanation([this](const QString &id, qint64 key) { return explain(id, key); });

    auto *above = new QHBoxLayout;
    above->setContentsMargins(12, 4, 8, 0);
    above->setSpacing(8);
    above->addWidget(new LaneLegend(this), 1);
    above->addWidget(m_ranges);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(above);
    layout->addWidget(m_timeline, 1);

    connect(m_timeline, &TimelineView::activated, this, &CanaryLanes::choose);
    connect(m_timeline, &TimelineView::laneActivated, this,
            [this](const QString &id) { Q_EMIT chosen(idOf(id), 0); });
    connect(m_timeline, &TimelineView::currentItemChanged, this, &CanaryLanes::chooseCurrent);
    connect(&histories, &WatchHistories::changed, this, &CanaryLanes::show);
    connect(&records, &GateRecords::changed, this, &CanaryLanes::show);
}

void CanaryLanes::setRuns(const QList<Run> &runs)
{
    m_runs = runs;
    m_made.clear();
    show();
}

void CanaryLanes::setNow(const QDateTime &now)
{
    m_now = now;
    m_made.clear();
    show();
}

void CanaryLanes::setSelected(const QUuid &id, qint64 spanId)
{
    const QString wanted = id.isNull() ? QString() : laneId(id);
    m_timeline->setSelectedLane(wanted);
    const LaneTracks &tracks = m_timeline->tracks();
    for (int lane = 0; lane < int(tracks.size()); ++lane) {
        if (tracks.at(lane)->lane().id == wanted && !tracks.at(lane)->isEmpty()
            && (m_timeline->currentItem().lane != lane || spanId != 0)) {
            goTo(lane, spanId);
        }
    }
}

/// To the look, or else to the end of what is seen of the lane.
void CanaryLanes::goTo(int lane, qint64 spanId)
{
    const LaneTracks &tracks = m_timeline->tracks();
    if (m_isSelecting || (m_timeline->currentItem().lane == lane && currentKey() == spanId)) {
        return;
    }
    Instant at = m_window.range().until - 1;
    for (const LaneSpan &span : tracks.at(lane)->lane().spans) {
        if (spanId != 0 && span.key == spanId) {
            at = span.from;
        }
    }
    m_isSelecting = true;
    m_timeline->setCurrentItem(itemAt(tracks, lane, at));
    m_isSelecting = false;
}

void CanaryLanes::focusTimeline()
{
    m_timeline->setFocus();
}

std::shared_ptr<const LaneTrack> CanaryLanes::trackOf(const WatchHistory &history, const QString &name)
{
    Made &made = m_made[history.entry.watch.id];
    const ObservationSpan last = history.spans.isEmpty() ? ObservationSpan() : history.spans.constLast();
    const bool isSame = made.name == name && made.spans == history.spans.size() && made.last.id == last.id
        && made.last.looks == last.looks && made.last.newest.at == last.newest.at;
    if (!isSame) {
        made = {.name = name,
                .last = last,
                .spans = history.spans.size(),
                .track = std::make_shared<const LaneTrack>(laneOf(history, name, m_runs, m_now),
                                                           m_now.toMSecsSinceEpoch())};
    }
    return made.track;
}

void CanaryLanes::show()
{
    LaneTracks tracks;
    Instant now = m_now.toMSecsSinceEpoch();
    Instant first = now;
    const QStringList names = laneNames(m_histories.all());
    for (const WatchHistory &history : m_histories.all()) {
        tracks.append(trackOf(history, names.at(tracks.size())));
        if (!history.spans.isEmpty()) {
            first = std::min(first, Instant(history.spans.constFirst().firstAt.toMSecsSinceEpoch()));
        }
    }
    for (const GateHistory &history : m_records.all()) {
        tracks.append(std::make_shared<const LaneTrack>(laneOf(history), now));
        first = std::min(first, Instant(history.spans.constFirst().firstAt.toMSecsSinceEpoch()));
    }
    m_window.setBounds({first, now});
    m_timeline->setTracks(tracks, now);
}

void CanaryLanes::choose(const QString &laneId, qint64 key)
{
    if (key < 0) {
        Q_EMIT runRequested(m_runs.at(-1 - key).id);
    } else {
        Q_EMIT chosen(idOf(laneId), key);
    }
}

/// Whoever walks by keys sees the details at once; what would lead away from the page waits for Return.
void CanaryLanes::chooseCurrent()
{
    const LaneItem item = m_timeline->currentItem();
    if (item.isValid() && !m_isSelecting) {
        m_isSelecting = true;
        Q_EMIT chosen(idOf(m_timeline->tracks().at(item.lane)->lane().id), currentKey());
        m_isSelecting = false;
    }
}

/// The look at which the current item stands; 0 for gaps and backups.
qint64 CanaryLanes::currentKey() const
{
    const LaneItem item = m_timeline->currentItem();
    const LaneTrack &track = *m_timeline->tracks().at(item.lane);
    if (item.isMark) {
        return std::max<qint64>(0, track.lane().marks.at(item.index).key);
    }
    const LaneTrack::Piece &piece = track.pieces().at(item.index);
    const LaneSpan *span = track.spanAt(piece, std::max(piece.from, piece.until - 1));
    return span ? span->key : 0;
}

QString CanaryLanes::explain(const QString &laneId, qint64 key) const
{
    if (key < 0) {
        return m_runs.at(-1 - key).reason;
    }
    if (const GateHistory *record = m_records.record(idOf(laneId))) {
        return key > 0 && key <= record->spans.size() ? watchSays(record->spans.at(key - 1).newest)
                                                      : QString();
    }
    const WatchHistory *history = m_histories.history(idOf(laneId));
    const bool isLast = history && history->entry.last && history->entry.last->id == key;
    return isLast ? watchSays(history->entry.last->newest) : QString();
}

} // namespace litekeeper
