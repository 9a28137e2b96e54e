// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/timelinelayout.h"
#include "ui/charts/timelinewalk.h"
#include "ui/charts/timeticks.h"

#include <QFont>
#include <QPalette>

#include <optional>

class QPainter;

namespace litekeeper {

/// Draws a timeline, for the screen or for a file.
struct TimelinePainter
{
    const LaneTracks &tracks;
    TimelineLayout layout;
    TimeAxis axis;
    QTimeZone zone;
    QPalette palette;
    QFont font;
    LaneItem current = {};              ///< with a frame around it
    std::optional<double> pointer = {}; ///< x of the line below the pointer
    Instant now = 0;                    ///< a line; 0: none
    QStringView emptyText = {};         ///< in place of lanes
    QStringView selectedLane = {};      ///< its id

    void paint(QPainter &painter, const QRect &clip) const;

private:
    void paintAxis(QPainter &painter, const TimeTicks &ticks) const;
    void paintPeriods(QPainter &painter, const QList<TimeTick> &periods) const;
    void paintGrid(QPainter &painter, const QList<TimeTick> &ticks) const;
    void paintLane(QPainter &painter, int lane) const;
    void paintNames(QPainter &painter, int lane) const;
    void paintCurrent(QPainter &painter) const;
    void paintPointer(QPainter &painter) const;
};

/// Where a piece or mark stands, at least a few pixels wide; cut at the plot's edges.
[[nodiscard]] QRect itemRect(const LaneTracks &tracks, const LaneItem &item, const TimelineLayout &layout,
                             const TimeAxis &axis);

} // namespace litekeeper
