// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/lanepainter.h"

#include "ui/charts/lanecolumns.h"
#include "ui/common/theme.h"

#include <QHash>
#include <QImage>
#include <QPaintEngine>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace litekeeper {

namespace {

constexpr double hatchStep = 6;
constexpr double glyphSide = 11;
constexpr double glyphIndent = 9; // leaves room for the diamond of the change
constexpr double glyphRoom = 30;
constexpr size_t mostShapes = 48; // more columns of different looks are set as pixels

constexpr std::array toneOfBadness{Tone::Good,    Tone::Asserted, Tone::Unreachable,
                                   Tone::Waiting, Tone::Anomaly,  Tone::Bad};

/// Lines from the lower left to the upper right, on a grid that does not depend on the area.
void addHatch(QList<QLineF> &lines, const QRectF &area)
{
    const int first = int(std::ceil((area.left() + area.top()) / hatchStep));
    const int end = int(std::ceil((area.right() + area.bottom()) / hatchStep));
    for (int step = first; step < end; ++step) {
        const double sum = step * hatchStep;
        const double left = std::max(area.left(), sum - area.bottom());
        const double right = std::min(area.right(), sum - area.top());
        lines.append({left, sum - left, right, sum - right});
    }
}

QColor hatchGround(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.07);
}

QColor hatchLine(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Base), palette.color(QPalette::Text), 0.38);
}

void drawHatches(QPainter &painter, const QList<QRect> &areas, const QPalette &palette)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(hatchGround(palette));
    painter.drawRects(areas.constData(), int(areas.size()));
    QList<QLineF> lines;
    for (const QRect &area : areas) {
        addHatch(lines, area);
    }
    painter.setPen(QPen(hatchLine(palette), 1));
    painter.drawLines(lines);
    painter.setPen(Qt::NoPen);
}

/// The kinds of time as rectangles, so that each is drawn in one go.
std::array<QList<QRect>, ToneShares::toneCount + 1> areasOf(const std::vector<ColumnRun> &runs,
                                                            const QRect &band)
{
    std::array<QList<QRect>, ToneShares::toneCount + 1> areas;
    for (const ColumnRun &run : runs) {
        int foot = band.bottom() + 1;
        const auto add = [&](int kind) {
            if (const int height = run.heights[kind]; height > 0) {
                areas[kind].append(QRect(run.left, foot - height, run.width, height));
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

/// The same as pixels, for lanes that look different in every column.
QImage pixelsOf(const std::vector<ColumnRun> &runs, const QRect &band, const QPalette &palette)
{
    std::array<QRgb, ToneShares::toneCount + 1> colors{};
    for (int tone = 0; tone < ToneShares::toneCount; ++tone) {
        colors.at(tone) = badnessColor(tone, palette).rgb();
    }
    const QRgb ground = hatchGround(palette).rgb();
    const QRgb stroke = hatchLine(palette).rgb();
    QImage image(band.size(), QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    auto *const pixels = reinterpret_cast<QRgb *>(image.bits());
    const auto line = size_t(image.bytesPerLine()) / sizeof(QRgb);
    for (const ColumnRun &run : runs) {
        int y = band.height();
        for (int step = 0; step <= ToneShares::notWatched; ++step) {
            const int kind = step == ToneShares::notWatched ? step : ToneShares::toneCount - 1 - step;
            for (const int end = y - run.heights[kind]; y > end; --y) {
                QRgb *const first = pixels + line * size_t(y - 1) + (run.left - band.left());
                if (kind != ToneShares::notWatched) {
                    std::fill_n(first, run.width, colors[kind]);
                    continue;
                }
                for (int x = 0; x < run.width; ++x) {
                    const bool isLine = (run.left + x + band.top() + y - 1) % int(hatchStep) == 0;
                    first[x] = isLine ? stroke : ground;
                }
            }
        }
    }
    return image;
}

/// The glyphs of a lane's states. A screen gets pictures of them, since a lane may show many.
class GlyphPictures
{
public:
    GlyphPictures(const QPainter &painter, const QPalette &palette)
        : m_palette(palette)
        , m_ratio(painter.device()->devicePixelRatioF())
        , m_isPicture(painter.paintEngine()->type() == QPaintEngine::Raster)
    {
    }

    void paint(QPainter &painter, const QPointF &corner, quint8 state, const Status &status)
    {
        if (!m_isPicture) {
            return draw(painter, {corner, QSizeF(glyphSide, glyphSide)}, status);
        }
        QPixmap &picture = m_pictures[state];
        if (picture.isNull()) {
            picture = QPixmap(QSizeF(glyphSide * m_ratio, glyphSide * m_ratio).toSize());
            picture.setDevicePixelRatio(m_ratio);
            picture.fill(Qt::transparent);
            QPainter inner(&picture);
            draw(inner, {0, 0, glyphSide, glyphSide}, status);
        }
        painter.drawPixmap(
            QPointF(std::round(corner.x() * m_ratio) / m_ratio, std::round(corner.y() * m_ratio) / m_ratio),
            picture);
    }

private:
    void draw(QPainter &painter, const QRectF &area, const Status &status) const
    {
        paintGlyph(painter, area, status.glyph, m_palette.color(QPalette::Base),
                   toneColor(status.tone, m_palette));
    }

    const QPalette &m_palette;
    double m_ratio;
    bool m_isPicture;
    QHash<quint8, QPixmap> m_pictures;
};

void paintGlyphs(QPainter &painter, const LaneTrack &track, const TimeAxis &axis, const QRect &band,
                 const QPalette &palette)
{
    const auto room = qint64(glyphRoom * axis.millisecondsPerPixel());
    const TimeRange range = axis.range();
    GlyphPictures glyphs(painter, palette);
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
            glyphs.paint(painter, {axis.pixelAt(from) + glyphIndent, band.center().y() - glyphSide / 2 + 0.5},
                         piece.state, status);
        }
        at = std::max(until, at + room / 2 + 1);
    }
}

} // namespace

QColor badnessColor(int badness, const QPalette &palette)
{
    return toneColor(toneOfBadness.at(badness), palette);
}

void paintHatch(QPainter &painter, const QRect &area, const QPalette &palette)
{
    drawHatches(painter, {area}, palette);
}

void paintBand(QPainter &painter, const LaneTrack &track, const TimeAxis &axis, const QRect &band,
               const QPalette &palette)
{
    const std::vector<ColumnRun> runs
        = laneColumns(track, axis, band.left(), band.right() + 1, band.height());
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.setPen(Qt::NoPen);
    if (runs.size() > mostShapes && painter.paintEngine()->type() == QPaintEngine::Raster) {
        painter.drawImage(band.topLeft(), pixelsOf(runs, band, palette));
    } else {
        const auto areas = areasOf(runs, band);
        drawHatches(painter, areas.back(), palette);
        for (int tone = 0; tone < ToneShares::toneCount; ++tone) {
            painter.setBrush(badnessColor(tone, palette));
            painter.drawRects(areas.at(tone).constData(), int(areas.at(tone).size()));
        }
    }
    paintGlyphs(painter, track, axis, band, palette);
}

} // namespace litekeeper
