// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/timelinepainter.h"

#include "ui/charts/lanepainter.h"
#include "ui/charts/timelinetext.h"
#include "ui/common/theme.h"
#include "ui/common/typography.h"

#include <QPainter>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr double tickDistance = 72;
constexpr int nameMargin = 12;

QColor gridColor(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.1);
}

} // namespace

QRect itemRect(const LaneTracks &tracks, const LaneItem &item, const TimelineLayout &layout,
               const TimeAxis &axis)
{
    const TimeRange extent = extentOf(tracks, item);
    const QRect band = layout.band(item.lane);
    if (item.isMark) {
        const LaneMark::Kind kind = tracks.at(item.lane)->lane().marks.at(item.index).kind;
        const int x = qRound(std::clamp(axis.pixelAt(extent.from), axis.left(), axis.right()));
        const int y = kind == LaneMark::Kind::Change ? band.center().y()
            : kind == LaneMark::Kind::Backup         ? band.bottom() + 6
                                                     : band.top() - 7;
        return {x - 7, y - 7, 14, 14};
    }
    const double left = std::clamp(axis.pixelAt(extent.from), axis.left(), axis.right());
    const double right = std::clamp(axis.pixelAt(extent.until), axis.left(), axis.right());
    const double missing = std::max(0.0, 6 - (right - left)) / 2;
    return QRectF(left - missing, band.top(), right - left + 2 * missing, band.height()).toAlignedRect();
}

void TimelinePainter::paint(QPainter &painter, const QRect &clip) const
{
    painter.fillRect(clip, palette.color(QPalette::Base));
    painter.setFont(font);
    const TimeTicks ticks = timeTicks(axis, zone, tickDistance);
    painter.save();
    painter.setClipRect(
        clip.intersected(QRect(0, layout.header(), layout.size().width(), layout.size().height())));
    paintGrid(painter, ticks.ticks);
    for (int lane = 0; lane < int(tracks.size()); ++lane) {
        if (layout.row(lane).intersects(clip)) {
            paintLane(painter, lane);
        }
    }
    if (tracks.isEmpty() && !emptyText.isEmpty()) {
        painter.setPen(mutedColor(palette));
        painter.drawText(
            QRect(0, layout.header(), layout.size().width(), layout.size().height() - layout.header()),
            int(Qt::AlignCenter) | int(Qt::TextWordWrap), emptyText.toString());
    }
    paintCurrent(painter);
    painter.restore();
    paintAxis(painter, ticks);
    paintPointer(painter);
}

void TimelinePainter::paintAxis(QPainter &painter, const TimeTicks &ticks) const
{
    painter.save();
    painter.setFont(smallFont(font));
    const QFontMetrics metrics = painter.fontMetrics();
    const int line = layout.header() - 4;
    painter.setPen(mutedColor(palette));
    for (const TimeTick &tick : ticks.ticks) {
        const double x = axis.pixelAt(tick.at);
        const int width = metrics.horizontalAdvance(tick.text);
        const double left
            = std::clamp(x - width / 2.0, axis.left(), std::max(axis.left(), axis.right() - width));
        painter.drawText(QPointF(left, line - 6 - metrics.descent()), tick.text);
        painter.drawLine(QPointF(x, line - 4), QPointF(x, line));
    }
    painter.setPen(separator(palette));
    painter.drawLine(nameMargin, line, qRound(axis.right()), line);
    paintPeriods(painter, ticks.periods);
    painter.restore();
}

/// A period that began before the range has its name at the left edge.
void TimelinePainter::paintPeriods(QPainter &painter, const QList<TimeTick> &periods) const
{
    QFont bold = smallFont(font);
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    const QFontMetrics metrics = painter.fontMetrics();
    painter.setPen(palette.color(QPalette::Text));
    for (qsizetype at = 0; at < periods.size(); ++at) {
        const double left = std::max(axis.left(), axis.pixelAt(periods.at(at).at));
        const double right = at + 1 < periods.size() ? axis.pixelAt(periods.at(at + 1).at) : axis.right();
        const QString text = periods.at(at).text;
        // Half a name says less than none.
        if (left < axis.right() && right - left >= metrics.horizontalAdvance(text) + 8) {
            painter.drawText(QPointF(left, 4 + metrics.ascent()), text);
        }
    }
}

void TimelinePainter::paintGrid(QPainter &painter, const QList<TimeTick> &ticks) const
{
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(gridColor(palette));
    const int bottom = std::min(layout.size().height(), layout.row(int(tracks.size())).top());
    for (const TimeTick &tick : ticks) {
        const int x = qRound(axis.pixelAt(tick.at));
        painter.drawLine(x, layout.header(), x, bottom);
    }
    if (now > 0 && axis.range().contains(now)) {
        painter.setPen(QPen(palette.color(QPalette::Highlight), 1));
        const int x = qRound(axis.pixelAt(now));
        painter.drawLine(x, layout.header(), x, bottom);
    }
}

void TimelinePainter::paintLane(QPainter &painter, int lane) const
{
    const QRect row = layout.row(lane);
    const QRect band = layout.band(lane);
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (!selectedLane.isEmpty() && tracks.at(lane)->lane().id == selectedLane) {
        painter.fillRect(row, selectionGround(palette));
    }
    painter.setPen(gridColor(palette));
    painter.drawLine(nameMargin, row.bottom(), band.right(), row.bottom());
    painter.drawLine(band.left(), band.center().y(), band.right(), band.center().y());
    painter.save();
    painter.setClipRect(QRect(band.left(), row.top(), band.width(), row.height()), Qt::IntersectClip);
    paintBand(painter, *tracks.at(lane), axis, band, palette);
    paintMarks(painter, *tracks.at(lane), axis, band, palette);
    painter.restore();
    paintNames(painter, lane);
}

void TimelinePainter::paintNames(QPainter &painter, int lane) const
{
    const Lane &shown = tracks.at(lane)->lane();
    const QRect row = layout.row(lane);
    const QFontMetrics text(font);
    const QFontMetrics quiet(smallFont(font));
    const int width = layout.gutter() - 2 * nameMargin;
    const bool hasSubtitle = !shown.subtitle.isEmpty();
    const int height = text.height() + (hasSubtitle ? quiet.height() : 0);
    const int top = row.top() + (row.height() - height) / 2;
    painter.setFont(font);
    painter.setPen(palette.color(QPalette::Text));
    painter.drawText(QRect(nameMargin, top, width, text.height()), int(Qt::AlignLeft | Qt::AlignVCenter),
                     text.elidedText(shown.title, Qt::ElideMiddle, width));
    if (hasSubtitle) {
        painter.setFont(smallFont(font));
        painter.setPen(mutedColor(palette));
        painter.drawText(QRect(nameMargin, top + text.height(), width, quiet.height()),
                         int(Qt::AlignLeft | Qt::AlignVCenter),
                         quiet.elidedText(shown.subtitle, Qt::ElideRight, width));
        painter.setFont(font);
    }
}

void TimelinePainter::paintCurrent(QPainter &painter) const
{
    if (!current.isValid()) {
        return;
    }
    const QRectF frame = QRectF(itemRect(tracks, current, layout, axis)).adjusted(-2.5, -2.5, 2.5, 2.5);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    // Two rings, so that it is seen on the colour of any state.
    painter.setPen(QPen(palette.color(QPalette::Base), 4));
    painter.drawRoundedRect(frame, 3, 3);
    painter.setPen(QPen(palette.color(QPalette::Text), 2));
    painter.drawRoundedRect(frame, 3, 3);
}

void TimelinePainter::paintPointer(QPainter &painter) const
{
    if (!pointer || *pointer < axis.left() || *pointer > axis.right() || tracks.isEmpty()) {
        return;
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
    const int x = qRound(*pointer);
    painter.setPen(mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.5));
    painter.drawLine(x, layout.header() - 4, x, layout.size().height());
    painter.setFont(smallFont(font));
    const QString text = instantText(axis.instantAt(*pointer), zone);
    const QFontMetrics metrics = painter.fontMetrics();
    const double width = metrics.horizontalAdvance(text) + 12;
    const double left
        = std::clamp(*pointer - width / 2, axis.left(), std::max(axis.left(), axis.right() - width));
    const QRectF label(left, layout.header() - 8 - metrics.height(), width, metrics.height() + 2);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(palette.color(QPalette::Text));
    painter.drawRoundedRect(label, 3, 3);
    painter.setPen(palette.color(QPalette::Base));
    painter.drawText(label, int(Qt::AlignCenter), text);
}

} // namespace litekeeper
