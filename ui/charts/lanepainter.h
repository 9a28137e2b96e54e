// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/lanetrack.h"

#include <QPalette>
#include <QRect>

class QPainter;

namespace litekeeper {

/// The band of one lane: what each pixel has seen, hatches, glyphs where there is room.
void paintBand(QPainter &painter, const LaneTrack &track, const TimeAxis &axis, const QRect &band,
               const QPalette &palette);
/// Diamonds on the band, ticks below it, flags and rings above it. Marks that would cover each other are one.
void paintMarks(QPainter &painter, const LaneTrack &track, const TimeAxis &axis, const QRect &band,
                const QPalette &palette);
/// For time that nobody watched; also in legends.
void paintHatch(QPainter &painter, const QRect &area, const QPalette &palette);
void paintMark(QPainter &painter, LaneMark::Kind kind, double x, const QRect &band, const QColor &color,
               const QPalette &palette);

/// Which mark is drawn at a pixel; -1: none.
[[nodiscard]] qsizetype markAt(const LaneTrack &track, const TimeAxis &axis, const QRect &band,
                               const QPointF &position);

/// The colour for a badness, see badness().
[[nodiscard]] QColor badnessColor(int badness, const QPalette &palette);

} // namespace litekeeper
