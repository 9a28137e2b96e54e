// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/lanepainter.h"

#include "ui/charts/lanecolumns.h"
#include "ui/common/theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>

namespace litekeeper {

namespace {

constexpr double hatchStep = 6;
constexpr double markWidth = 7; // marks that are nearer than this become one
constexpr double glyphSide = 11;
constexpr double glyphIndent = 9; // leaves room for the diamond of the change
constexpr double glyphRoom = 30;

constexpr std::array toneOfBadness{Tone::Good,    Tone::Asserted, Tone::Unreachable,
                                   Tone::Waiting, Tone::Anomaly,  Tone::Bad};

/// Lines from the lower left to the upper right, on a grid that does not depend on the area.
void addHatch(QList<QLineF> &lines, const QRectF &area)
{
    const double first = std::ceil((area.left() + area.top()) / hatchStep) * hatchStep;
    for (double sum = first; sum < area.right() + area.bottom(); sum += hatchStep) {
        const double left = std::max(area.left(), sum - area.bottom());
        const double right = std::min(area.right(), sum - area.top());
        lines.append({left, sum - left, right, sum - right});
    }
}

QColor hatchGround(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.07);
}

void drawHatches(QPainter &painter, const QList<QRectF> &areas, const QPalette &palette)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(hatchGround(palette));
    painter.drawRects(areas.constData(), int(areas.size()));
    QList<QLineF> lines;
    for (const QRectF &area : areas) {
        addHatch(lines, area);
    }
    painter.setPen(QPen(mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.38), 1));
    painter.drawLines(lines);
    painter.setPen(Qt::NoPen);
}

/// The kinds of time as rectangles, so that each is drawn in one go.
std::array<QList<QRectF>, ToneShares::toneCount + 1> areasOf(const std::vector<ColumnRun> &runs,
                                                             const QRect &band)
{
    std::array<QList<QRectF>, ToneShares::toneCount + 1> areas;
    for (const ColumnRun &run : runs) {
        int foot = band.bottom() + 1;
        const auto add = [&](int kind) {
            if (const int height = run.heights[kind]; height > 0) {
                areas[kind].append(QRectF(run.left, foot - height, run.width, height));
                foot -= height;
            }
        };
        for (int tone = ToneShares::toneCount - 1; tone >= 0; --tone) {
            add(tone);
        }
        add(ToneShares::notWatched);
    }
    return areas;
}

void paintGlyphs(QPainter &painter, const LaneTrack &track, const TimeAxis &axis, const QRect &band,
                 const QPalette &palette)
{
    const auto room = qint64(glyphRoom * axis.millisecondsPerPixel());
    const TimeRange range = axis.range();
    // Pieces with room for a glyph are few; the way to the next one leads through binary searches.
    for (Instant at = range.from; at < range.until;) {
        const qsizetype found = track.pieceAt(at);
        if (found < 0) {
            const auto [first, end] = track.piecesIn({at, range.until});
            if (first >= end || track.pieces()[first].from <= at) {
                return;
            }
            at = track.pieces()[first].from;
            continue;
        }
        const LaneTrack::Piece &piece = track.pieces()[found];
        const Instant from = std::max(piece.from, range.from);
        const Instant until = std::min(piece.until, range.until);
        if (until - from >= room && piece.state < LaneTrack::nothing) {
            const Status status = track.status(piece);
            const QRectF place(axis.pixelAt(from) + glyphIndent, band.center().y() - glyphSide / 2 + 0.5,
                               glyphSide, glyphSide);
            paintGlyph(painter, place, status.glyph, palette.color(QPalette::Base),
                       toneColor(status.tone, palette));
        }
        at = std::max(until, at + room / 2 + 1);
    }
}

struct ShownMark
{
    qsizetype mark; ///< the worst of those that stand here
    double x;
};

/// Of marks of a kind that would cover each other, the worst one.
QList<ShownMark> shownMarks(const LaneTrack &track, const TimeAxis &axis, LaneMark::Kind kind)
{
    QList<ShownMark> shown;
    const QList<LaneMark> &marks = track.lane().marks;
    const auto margin = qint64(markWidth * axis.millisecondsPerPixel());
    const auto [first, end] = track.marksIn({axis.range().from - margin, axis.range().until + margin});
    Instant nextFree = std::numeric_limits<Instant>::min();
    for (qsizetype at = first; at < end; ++at) {
        const LaneMark &mark = marks.at(at);
        if (mark.kind != kind) {
            continue;
        }
        if (mark.at >= nextFree) {
            shown.append({at, axis.pixelAt(mark.at)});
            nextFree = mark.at + margin;
        } else if (badness(mark.status.tone) > badness(marks.at(shown.last().mark).status.tone)) {
            shown.last().mark = at;
        }
    }
    return shown;
}

constexpr std::array markKinds{LaneMark::Kind::Backup, LaneMark::Kind::Deploy, LaneMark::Kind::Reboot,
                               LaneMark::Kind::Change};

QRectF markRect(LaneMark::Kind kind, double x, const QRect &band)
{
    switch (kind) {
    case LaneMark::Kind::Change:
        return {x - 6, band.center().y() - 5.5, 12, 12};
    case LaneMark::Kind::Backup:
        return {x - 1.5, band.bottom() + 3.0, 3, 7};
    case LaneMark::Kind::Deploy:
        return {x - 1, band.top() - 11.0, 8, 9};
    case LaneMark::Kind::Reboot:
        return {x - 4, band.top() - 11.0, 8, 8};
    }
    return {};
}

} // namespace

QColor badnessColor(int badness, const QPalette &palette)
{
    return toneColor(toneOfBadness.at(badness), palette);
}

void paintHatch(QPainter &painter, const QRectF &area, const QPalette &palette)
{
    drawHatches(painter, {area}, palette);
}

void paintBand(QPainter &painter, const LaneTrack &track, const TimeAxis &axis, const QRect &band,
               const QPalette &palette)
{
    const auto areas = areasOf(laneColumns(track, axis, band.left(), band.right() + 1, band.height()), band);
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    drawHatches(painter, areas.back(), palette);
    for (int tone = 0; tone < ToneShares::toneCount; ++tone) {
        painter.setBrush(badnessColor(tone, palette));
        painter.drawRects(areas.at(tone).constData(), int(areas.at(tone).size()));
    }
    paintGlyphs(painter, track, axis, band, palette);
}

void paintMark(QPainter &painter, LaneMark::Kind kind, double x, const QRect &band, const QColor &color,
               const QPalette &palette)
{
    const QRectF area = markRect(kind, x, band);
    const QPointF middle = area.center();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(color);
    painter.setPen(Qt::NoPen);
    switch (kind) {
    case LaneMark::Kind::Change: {
        painter.setPen(QPen(palette.color(QPalette::Base), 1.5));
        const QPointF corners[]{{middle.x(), area.top()},
                                {area.right(), middle.y()},
                                {middle.x(), area.bottom()},
                                {area.left(), middle.y()}};
        painter.drawConvexPolygon(corners, 4);
        break;
    }
    case LaneMark::Kind::Backup:
        painter.drawRoundedRect(area, 1.5, 1.5);
        break;
    case LaneMark::Kind::Deploy: {
        painter.drawRect(QRectF(area.left(), area.top(), 1.5, area.height() + 1));
        const QPointF corners[]{{area.left() + 1.5, area.top()},
                                {area.right(), area.top() + 3},
                                {area.left() + 1.5, area.top() + 6}};
        painter.drawConvexPolygon(corners, 3);
        break;
    }
    case LaneMark::Kind::Reboot:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, 1.8));
        painter.drawEllipse(area.adjusted(1, 1, -1, -1));
        break;
    }
    painter.setPen(Qt::NoPen);
}

void paintMarks(QPainter &painter, const LaneTrack &track, const TimeAxis &axis, const QRect &band,
                const QPalette &palette)
{
    for (const LaneMark::Kind kind : markKinds) {
        const QList<ShownMark> shown = shownMarks(track, axis, kind);
        for (const ShownMark &mark : shown) {
            paintMark(painter, kind, mark.x, band,
                      toneColor(track.lane().marks.at(mark.mark).status.tone, palette), palette);
        }
    }
}

qsizetype markAt(const LaneTrack &track, const TimeAxis &axis, const QRect &band, const QPointF &position)
{
    for (auto kind = markKinds.rbegin(); kind != markKinds.rend(); ++kind) {
        const QList<ShownMark> shown = shownMarks(track, axis, *kind);
        for (const ShownMark &mark : shown) {
            if (markRect(*kind, mark.x, band).adjusted(-2, -2, 2, 2).contains(position)) {
                return mark.mark;
            }
        }
    }
    return -1;
}

} // namespace litekeeper
