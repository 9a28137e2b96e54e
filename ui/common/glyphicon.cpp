// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/glyphicon.h"

#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

namespace litekeeper {

namespace {

// All shapes are drawn on a board of 16 by 16 units.
constexpr QRectF disc(1, 1, 14, 14);

void drawStroke(QPainter &painter, const QColor &color, const QPolygonF &line, double width = 2)
{
    painter.setPen(QPen(color, width, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(line);
    painter.setPen(Qt::NoPen);
}

void drawDisc(QPainter &painter, const QColor &color)
{
    painter.setBrush(color);
    painter.drawEllipse(disc);
}

void drawRing(QPainter &painter, const QColor &color, double width = 1.5)
{
    painter.setPen(QPen(color, width));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(disc.adjusted(width / 2, width / 2, -width / 2, -width / 2));
    painter.setPen(Qt::NoPen);
}

void drawShare(QPainter &painter, const QColor &color, int quarters)
{
    drawRing(painter, color);
    painter.setBrush(color);
    painter.drawPie(disc.adjusted(2.5, 2.5, -2.5, -2.5), 90 * 16, -quarters * 90 * 16);
}

void drawTriangle(QPainter &painter, const QColor &color, const QColor &ground)
{
    painter.setPen(QPen(color, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF{{8, 2.2}, {14.4, 13.4}, {1.6, 13.4}});
    painter.setPen(Qt::NoPen);
    drawStroke(painter, ground, {{8, 5.8}, {8, 9.2}}, 1.7);
    painter.setBrush(ground);
    painter.drawEllipse(QPointF(8, 11.9), 1.05, 1.05);
}

void drawShield(QPainter &painter, const QColor &color, const QColor &ground)
{
    QPainterPath path;
    path.moveTo(8, 0.5);
    path.cubicTo(10, 2, 12, 2.7, 14.2, 2.8);
    path.cubicTo(14.6, 8.6, 12.6, 13.2, 8, 15.6);
    path.cubicTo(3.4, 13.2, 1.4, 8.6, 1.8, 2.8);
    path.cubicTo(4, 2.7, 6, 2, 8, 0.5);
    painter.setBrush(color);
    painter.drawPath(path);
    drawStroke(painter, ground, {{5.1, 8.1}, {7.2, 10.3}, {11, 5.9}}, 1.8);
}

void drawBolt(QPainter &painter, const QColor &color)
{
    painter.setPen(QPen(color, 1, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF{{9.6, 1}, {3.4, 9.1}, {7.3, 9.1}, {6.4, 15}, {12.6, 6.6}, {8.7, 6.6}});
    painter.setPen(Qt::NoPen);
}

void drawSkipOver(QPainter &painter, const QColor &color)
{
    drawRing(painter, color);
    drawStroke(painter, color, {{5.4, 5.4}, {8, 8}, {5.4, 10.6}}, 1.6);
    drawStroke(painter, color, {{8.6, 5.4}, {11.2, 8}, {8.6, 10.6}}, 1.6);
}

void drawInfo(QPainter &painter, const QColor &color, const QColor &ground)
{
    drawDisc(painter, color);
    drawStroke(painter, ground, {{8, 7.4}, {8, 11.4}}, 1.8);
    painter.setBrush(ground);
    painter.drawEllipse(QPointF(8, 4.7), 1.1, 1.1);
}

void drawDots(QPainter &painter, const QColor &color, const QColor &ground)
{
    drawDisc(painter, color);
    painter.setBrush(ground);
    for (const double x : {4.6, 8.0, 11.4}) {
        painter.drawEllipse(QPointF(x, 8), 1.15, 1.15);
    }
}

void drawStop(QPainter &painter, const QColor &color)
{
    drawRing(painter, color);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(5.5, 5.5, 5, 5), 0.8, 0.8);
}

void drawVoid(QPainter &painter, const QColor &color)
{
    drawRing(painter, color, 2.2);
    drawStroke(painter, color, {{13.4, 2.6}, {2.6, 13.4}}, 2.2);
}

void drawQuestion(QPainter &painter, const QColor &color, const QColor &ground)
{
    drawDisc(painter, color);
    QPainterPath hook;
    hook.moveTo(5.7, 6.4);
    hook.cubicTo(5.7, 3.2, 10.4, 3.2, 10.4, 6.2);
    hook.cubicTo(10.4, 8, 8, 7.8, 8, 9.7);
    painter.setPen(QPen(ground, 1.7, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(hook);
    painter.setPen(Qt::NoPen);
    painter.setBrush(ground);
    painter.drawEllipse(QPointF(8, 12.1), 1.05, 1.05);
}

void drawOctagon(QPainter &painter, const QColor &color, const QColor &ground)
{
    painter.setPen(QPen(color, 1, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(color);
    painter.drawPolygon(QPolygonF{{5.2, 1.2},
                                  {10.8, 1.2},
                                  {14.8, 5.2},
                                  {14.8, 10.8},
                                  {10.8, 14.8},
                                  {5.2, 14.8},
                                  {1.2, 10.8},
                                  {1.2, 5.2}});
    painter.setPen(Qt::NoPen);
    drawStroke(painter, ground, {{8, 4.2}, {8, 8.6}}, 1.9);
    painter.setBrush(ground);
    painter.drawEllipse(QPointF(8, 11.8), 1.15, 1.15);
}

void drawOnBoard(QPainter &painter, Glyph glyph, const QColor &color, const QColor &ground)
{
    switch (glyph) {
    case Glyph::None:
        return;
    case Glyph::Dots:
        return drawDots(painter, color, ground);
    case Glyph::Check:
        drawDisc(painter, color);
        return drawStroke(painter, ground, {{4.7, 8.3}, {7, 10.6}, {11.3, 5.7}}, 1.8);
    case Glyph::Exclamation:
        return drawTriangle(painter, color, ground);
    case Glyph::Cross:
        drawDisc(painter, color);
        drawStroke(painter, ground, {{5.5, 5.5}, {10.5, 10.5}}, 1.8);
        return drawStroke(painter, ground, {{10.5, 5.5}, {5.5, 10.5}}, 1.8);
    case Glyph::Stop:
        return drawStop(painter, color);
    case Glyph::Bolt:
        return drawBolt(painter, color);
    case Glyph::SkipOver:
        return drawSkipOver(painter, color);
    case Glyph::Ring:
        return drawRing(painter, color);
    case Glyph::QuarterDisc:
        return drawShare(painter, color, 1);
    case Glyph::HalfDisc:
        return drawShare(painter, color, 2);
    case Glyph::ThreeQuarterDisc:
        return drawShare(painter, color, 3);
    case Glyph::Shield:
        return drawShield(painter, color, ground);
    case Glyph::Info:
        return drawInfo(painter, color, ground);
    case Glyph::Void:
        return drawVoid(painter, color);
    case Glyph::Question:
        return drawQuestion(painter, color, ground);
    case Glyph::Octagon:
        return drawOctagon(painter, color, ground);
    }
}

class GlyphIconEngine final : public QIconEngine
{
public:
    GlyphIconEngine(Glyph glyph, const QColor &color, const QColor &ground)
        : m_glyph(glyph)
        , m_color(color)
        , m_ground(ground)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        painter->save();
        painter->setOpacity(mode == QIcon::Disabled ? 0.4 : 1);
        paintGlyph(*painter, rect, m_glyph, m_color, m_ground);
        painter->restore();
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }
    [[nodiscard]] QIconEngine *clone() const override
    {
        return new GlyphIconEngine(m_glyph, m_color, m_ground);
    }

private:
    Glyph m_glyph;
    QColor m_color;
    QColor m_ground;
};

} // namespace

void paintGlyph(QPainter &painter, const QRectF &area, Glyph glyph, const QColor &color, const QColor &ground)
{
    const double side = std::min(area.width(), area.height());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.translate(area.center() - QPointF(side / 2, side / 2));
    painter.scale(side / 16, side / 16);
    drawOnBoard(painter, glyph, color, ground);
    painter.restore();
}

QIcon glyphIcon(Glyph glyph, const QColor &color, const QColor &ground)
{
    return QIcon(new GlyphIconEngine(glyph, color, ground));
}

} // namespace litekeeper
