// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/canary/watchlane.h"
#include "ui/charts/timelinewalk.h"
#include "ui/charts/timewindow.h"

#include <QHash>
#include <QWidget>

namespace litekeeper {

class RangeBar;
class TimelineView;

/// The lanes of all watches on one time axis, with the ranges of time above them and what the marks mean.
class CanaryLanes : public QWidget
{
    Q_OBJECT

public:
    /// Both outlive it.
    CanaryLanes(const WatchHistories &histories, const GateRecords &records, QWidget *parent = nullptr);

    void setRuns(const QList<Run> &runs); ///< whose backups are marked
    void setNow(const QDateTime &now);    ///< and shows what has changed since
    /// Of a watch or a record; 0: not one of its looks. The keys go on from there.
    void setSelected(const QUuid &id, qint64 spanId);
    void focusTimeline();

Q_SIGNALS:
    void chosen(const QUuid &id, qint64 spanId); ///< of a watch or a record; 0: the last one
    void runRequested(const QUuid &runId);

private:
    /// A lane is made anew only if one of these has changed.
    struct Made
    {
        QString name;
        ObservationSpan last;
        qsizetype spans = -1;
        std::shared_ptr<const LaneTrack> track;
    };

    void show();
    [[nodiscard]] std::shared_ptr<const LaneTrack> trackOf(const WatchHistory &history, const QString &name);
    void choose(const QString &laneId, qint64 key);
    void chooseCurrent();
    void goTo(int lane, qint64 spanId);
    [[nodiscard]] qint64 currentKey() const;
    [[nodiscard]] QString explain(const QString &laneId, qint64 key) const;

    const WatchHistories &m_histories;
    const GateRecords &m_records;
    TimeWindow m_window;
    RangeBar *m_ranges;
    TimelineView *m_timeline;
    QList<Run> m_runs;
    QDateTime m_now;
    QHash<QUuid, Made> m_made;
    bool m_isSelecting = false;
};

} // namespace litekeeper
