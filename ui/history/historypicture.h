// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/job.h"
#include "domain/runpoint.h"
#include "ui/charts/calendarview.h"
#include "ui/charts/timelinewalk.h"
#include "ui/charts/trend.h"

#include <QTimeZone>

namespace litekeeper {

/// What the charts of the history show, made of runs on any thread. A key of theirs is an index into `runs`.
struct HistoryPicture
{
    QList<RunPoint> runs; ///< oldest first
    QHash<QUuid, QString> jobNames;
    LaneTracks lanes; ///< one for each database, in the order of their names
    QList<CalendarDay> days;
    TimeRange bounds; ///< from the first run until now
};

/// `source`: displayPath() of the only database that is wanted; empty: all.
[[nodiscard]] HistoryPicture drawHistory(const QList<RunPoint> &oldestFirst, const QList<Job> &jobs,
                                         const QString &source, Instant now, const QTimeZone &zone);

/// The worst run of each day, and the days on which a run was missed.
[[nodiscard]] QList<CalendarDay> calendarOf(const QList<RunPoint> &runs, const QList<Job> &jobs,
                                            const QTimeZone &zone);
/// For each database: how its last run ended until the next one, but no longer than runs of it are usually
/// apart, and a half of that; changes of the outcome; the backups.
[[nodiscard]] QList<Lane> lanesOf(const QList<RunPoint> &runs, const QHash<QUuid, QString> &jobNames,
                                  Instant now);
/// Runs of a database that left a backup.
enum class RunFigure { Size, Duration };
[[nodiscard]] QList<TrendPoint> trendPoints(const QList<RunPoint> &runs, const QString &source,
                                            RunFigure figure);

/// How a run went in one sentence, for tooltips.
[[nodiscard]] QString runPointText(const RunPoint &run);

} // namespace litekeeper
