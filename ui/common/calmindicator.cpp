// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/calmindicator.h"

#include "ui/common/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>

namespace litekeeper::calm {

namespace {

constexpr qreal checkRadius = 3;

/// For the shape itself: its line and ground, and the ink for what is in it.
struct Colours
{
    QColor line;
    QColor ground;
    QColor ink;
};

Colours coloursOf(const QStyleOption &option)
{
    const QPalette &palette = option.palette;
    const QColor text = palette.color(QPalette::WindowText); // quieter where it is disabled
    const QColor base = palette.color(QPalette::Base);
    const bool isPointed = (option.state & QStyle::State_MouseOver) && (option.state & QStyle::State_Enabled);
    const bool hasFocus
        = (option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange);
    return {.line = hasFocus ? palette.color(QPalette::Highlight) : mixed(base, text, isPointed ? 0.8 : 0.55),
            .ground = option.state & QStyle::State_Sunken ? mixed(base, text, 0.14) : base,
            .ink = text};
}

QRectF squareIn(const QRect &rect)
{
    const qreal side = qMin(rect.width(), rect.height());
    QRectF square(0, 0, side, side);
    square.moveCenter(QRectF(rect).center());
    return square.adjusted(0.75, 0.75, -0.75, -0.75);
}

} // namespace

void paintRadioIndicator(QPainter &painter, const QStyleOption &option)
{
    const Colours colours = coloursOf(option);
    const QRectF square = squareIn(option.rect);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colours.line, 1.25));
    painter.setBrush(colours.ground);
    painter.drawEllipse(square);
    if (option.state & QStyle::State_On) {
        const qreal inset = square.width() * 0.27;
        painter.setPen(Qt::NoPen);
        painter.setBrush(colours.ink);
        painter.drawEllipse(square.adjusted(inset, inset, -inset, -inset));
    }
    painter.restore();
}

void paintCheckIndicator(QPainter &painter, const QStyleOption &option)
{
    const Colours colours = coloursOf(option);
    const QRectF square = squareIn(option.rect);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colours.line, 1.25));
    painter.setBrush(colours.ground);
    painter.drawRoundedRect(square, checkRadius, checkRadius);
    const QPointF corner = square.topLeft();
    const qreal side = square.width();
    QPainterPath mark;
    if (option.state & QStyle::State_On) {
        mark.moveTo(corner + QPointF(0.24, 0.52) * side);
        mark.lineTo(corner + QPointF(0.43, 0.72) * side);
        mark.lineTo(corner + QPointF(0.77, 0.29) * side);
    } else if (option.state & QStyle::State_NoChange) {
        mark.moveTo(corner + QPointF(0.27, 0.5) * side);
        mark.lineTo(corner + QPointF(0.73, 0.5) * side);
    }
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colours.ink, side * 0.14, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(mark);
    painter.restore();
}

} // namespace litekeeper::calm
