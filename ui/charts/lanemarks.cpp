// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/lanepainter.h"

#include <QPaintEngine>
#include <QPainter>
#include <QPixmapCache>

#include <algorithm>
#include <cmath>
#include <optional>

namespace litekeeper {

namespace {

constexpr double markWidth = 7; // marks that are nearer than this become one

struct ShownMark
{
    qsizetype mark; ///< the worst of those that stand here
    int badness;
    double x;
};

/// Of marks of a kind that would cover each other, the worst one.
QList<ShownMark> shownMarks(const LaneTrack &track, const TimeAxis &axis, LaneMark::Kind kind)
{
    const std::vector<LaneTrack::MarkPlace> &marks = track.marks(kind);
    const auto margin = qint64(markWidth * axis.millisecondsPerPixel());
    const Instant until = axis.range().until + margin;
    auto mark = std::partition_point(
        marks.begin(), marks.end(),
        [from = axis.range().from - margin](const LaneTrack::MarkPlace &place) { return place.at < from; });
    QList<ShownMark> shown;
    Instant nextFree = std::numeric_limits<Instant>::min();
    for (; mark != marks.end() && mark->at < until; ++mark) {
        if (mark->at >= nextFree) {
            shown.append({mark->mark, mark->badness, axis.pixelAt(mark->at)});
            nextFree = mark->at + margin;
        } else if (mark->badness > shown.last().badness) {
            shown.last().mark = mark->mark;
            shown.last().badness = mark->badness;
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

namespace {

/// A mark in its colour. Polygons take long where a lane has hundreds of them, so a screen gets pictures.
class Stamp
{
public:
    Stamp(const QPainter &painter, LaneMark::Kind kind, const QRect &band, const QColor &color,
          const QPalette &palette)
        : m_kind(kind)
        , m_band(band)
        , m_color(color)
        , m_palette(palette)
        , m_ratio(painter.device()->devicePixelRatioF())
        , m_isPicture(painter.paintEngine()->type() == QPaintEngine::Raster)
    {
        if (m_isPicture) {
            m_area = markRect(kind, 0, band).adjusted(-1, -1, 1, 1).toAlignedRect();
            makePicture();
        }
    }

    void paint(QPainter &painter, double x) const
    {
        if (!m_isPicture) {
            return paintMark(painter, m_kind, x, m_band, m_color, m_palette);
        }
        painter.drawPixmap(QPointF(std::round((x + m_area.left()) * m_ratio) / m_ratio, m_area.top()),
                           m_picture);
    }

private:
    void makePicture()
    {
        const QString key = QStringLiteral("litekeeper/mark/%1/%2/%3/%4")
                                .arg(int(m_kind))
                                .arg(m_color.rgb())
                                .arg(m_palette.color(QPalette::Base).rgb())
                                .arg(m_ratio);
        if (QPixmapCache::find(key, &m_picture)) {
            return;
        }
        m_picture = QPixmap(m_area.size() * m_ratio);
        m_picture.setDevicePixelRatio(m_ratio);
        m_picture.fill(Qt::transparent);
        QPainter inner(&m_picture);
        inner.translate(-m_area.topLeft());
        paintMark(inner, m_kind, 0, m_band, m_color, m_palette);
        inner.end();
        QPixmapCache::insert(key, m_picture);
    }

    LaneMark::Kind m_kind;
    QRect m_band;
    QColor m_color;
    const QPalette &m_palette;
    double m_ratio;
    bool m_isPicture;
    QRect m_area; ///< of the picture, for a mark at x = 0
    QPixmap m_picture;
};

} // namespace

void paintMarks(QPainter &painter, const LaneTrack &track, const TimeAxis &axis, const QRect &band,
                const QPalette &palette)
{
    for (const LaneMark::Kind kind : markKinds) {
        std::array<std::optional<Stamp>, ToneShares::toneCount> stamps;
        const QList<ShownMark> shown = shownMarks(track, axis, kind);
        for (const ShownMark &mark : shown) {
            std::optional<Stamp> &stamp = stamps.at(mark.badness);
            if (!stamp) {
                stamp.emplace(painter, kind, band, badnessColor(mark.badness, palette), palette);
            }
            stamp->paint(painter, mark.x);
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
