// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/calmpaint.h"

#include "ui/common/theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>

namespace litekeeper::calm {

namespace {

constexpr qreal radius = 6;

QColor outline(const QPalette &palette)
{
    return mixed(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.2);
}

QColor accent(const QPalette &palette)
{
    return palette.color(QPalette::Highlight);
}

void roundedBox(QPainter &painter, const QRect &rect, const QColor &line, const QColor &ground)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(line.isValid() ? QPen(line, 1) : QPen(Qt::NoPen));
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

void chevron(QPainter &painter, const QPointF &middle, qreal half, bool up, const QColor &colour)
{
    const qreal tip = up ? -half / 2 : half / 2;
    QPainterPath path(middle + QPointF(-half, -tip));
    path.lineTo(middle + QPointF(0, tip));
    path.lineTo(middle + QPointF(half, -tip));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(path);
}

QColor pressedOrHovered(const QColor &ground, const QStyleOption &option)
{
    const QColor ink = option.palette.color(QPalette::WindowText);
    if (option.state & (QStyle::State_Sunken | QStyle::State_On)) {
        return mixed(ground, ink, 0.14);
    }
    return option.state & QStyle::State_MouseOver ? mixed(ground, ink, 0.06) : ground;
}

bool showsFocus(const QStyleOption &option)
{
    return (option.state & QStyle::State_HasFocus) && (option.state & QStyle::State_KeyboardFocusChange);
}

} // namespace

void paintButton(QPainter &painter, const QStyleOptionButton &option)
{
    const QPalette &palette = option.palette;
    const bool primary = option.features & QStyleOptionButton::DefaultButton;
    const bool enabled = option.state & QStyle::State_Enabled;
    painter.save();
    if (primary && enabled) {
        const QColor ground = pressedOrHovered(accent(palette), option);
        roundedBox(painter, option.rect, mixed(ground, palette.color(QPalette::Shadow), 0.18), ground);
    } else {
        const QColor ground = palette.color(enabled ? QPalette::Button : QPalette::Window);
        roundedBox(painter, option.rect, enabled ? outline(palette) : separator(palette),
                   pressedOrHovered(ground, option));
    }
    painter.restore();
}

void paintButtonLabel(QPainter &painter, const QStyleOptionButton &option, bool showsMnemonic)
{
    constexpr int gap = 8;
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool primary = enabled && option.features & QStyleOptionButton::DefaultButton;
    const int flags = Qt::AlignVCenter | Qt::TextSingleLine
        | (showsMnemonic ? Qt::TextShowMnemonic : Qt::TextHideMnemonic);
    const int textWidth = option.fontMetrics.size(flags, option.text).width();
    const int iconWidth = option.icon.isNull() ? 0 : option.iconSize.width() + gap;
    QRect room = option.rect;
    room.setLeft(room.left() + qMax(0, (room.width() - textWidth - iconWidth) / 2));
    if (!option.icon.isNull()) {
        const QRect place(QPoint(room.left(), room.center().y() - option.iconSize.height() / 2 + 1),
                          option.iconSize);
        option.icon.paint(&painter, QStyle::visualRect(option.direction, option.rect, place), Qt::AlignCenter,
                          !enabled      ? QIcon::Disabled
                              : primary ? QIcon::Selected
                                        : QIcon::Normal);
        room.setLeft(room.left() + iconWidth);
    }
    painter.save();
    painter.setPen(option.palette.color(primary ? QPalette::HighlightedText : QPalette::ButtonText));
    painter.drawText(QStyle::visualRect(option.direction, option.rect, room), flags | Qt::AlignLeft,
                     option.text);
    painter.restore();
}

void paintToolButton(QPainter &painter, const QStyleOption &option)
{
    const bool active = option.state & (QStyle::State_MouseOver | QStyle::State_Sunken | QStyle::State_On);
    if (!(option.state & QStyle::State_Enabled) || !active) {
        return;
    }
    painter.save();
    roundedBox(painter, option.rect, QColor(),
               pressedOrHovered(option.palette.color(QPalette::Window), option));
    painter.restore();
}

/// A button that opens a menu says so behind its text.
void paintMenuArrow(QPainter &painter, const QStyleOption &option, const QRect &place)
{
    painter.save();
    chevron(painter, QRectF(place).center(), 3.5, false,
            option.palette.color(option.state & QStyle::State_Enabled ? QPalette::Active : QPalette::Disabled,
                                 QPalette::WindowText));
    painter.restore();
}

void paintMenuFrame(QPainter &painter, const QStyleOption &option)
{
    painter.save();
    painter.setPen(outline(option.palette));
    painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
    painter.restore();
}

void paintField(QPainter &painter, const QStyleOption &option)
{
    const QPalette &palette = option.palette;
    const bool focused = option.state & QStyle::State_HasFocus;
    painter.save();
    roundedBox(painter, option.rect, focused ? accent(palette) : outline(palette),
               palette.color(option.state & QStyle::State_Enabled ? QPalette::Base : QPalette::Window));
    painter.restore();
}

void paintComboBox(QPainter &painter, const QStyleOptionComboBox &option)
{
    const QPalette &palette = option.palette;
    painter.save();
    if (option.editable) {
        paintField(painter, option);
    } else {
        const QColor ground
            = palette.color(option.state & QStyle::State_Enabled ? QPalette::Button : QPalette::Window);
        roundedBox(painter, option.rect, showsFocus(option) ? accent(palette) : outline(palette),
                   pressedOrHovered(ground, option));
    }
    const bool leftToRight = option.direction == Qt::LeftToRight;
    const QPointF middle(leftToRight ? option.rect.right() - 14 : option.rect.left() + 15,
                         option.rect.center().y() + 0.5);
    chevron(painter, middle, 4, false, palette.color(QPalette::ButtonText));
    painter.restore();
}

void paintSpinBox(QPainter &painter, const QStyleOptionSpinBox &option, const QRect &up, const QRect &down)
{
    paintField(painter, option);
    const auto arrow = [&](const QRect &place, bool upward, QAbstractSpinBox::StepEnabledFlag step) {
        const bool possible = (option.state & QStyle::State_Enabled) && (option.stepEnabled & step);
        painter.save();
        chevron(painter, QRectF(place).center(), 3, upward,
                option.palette.color(possible ? QPalette::Active : QPalette::Disabled, QPalette::Text));
        painter.restore();
    };
    arrow(up, true, QAbstractSpinBox::StepUpEnabled);
    arrow(down, false, QAbstractSpinBox::StepDownEnabled);
}

void paintHeaderSection(QPainter &painter, const QStyleOptionHeader &option)
{
    painter.save();
    const QColor ground = option.palette.color(QPalette::Base);
    painter.fillRect(option.rect,
                     option.state & QStyle::State_MouseOver ? hoverGround(option.palette) : ground);
    if (option.orientation == Qt::Horizontal) { // rows have no lines between them either
        painter.setPen(separator(option.palette));
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    }
    painter.restore();
}

void paintHeaderEmptyArea(QPainter &painter, const QStyleOption &option)
{
    painter.save();
    painter.fillRect(option.rect, option.palette.color(QPalette::Base));
    if (option.state & QStyle::State_Horizontal) {
        painter.setPen(separator(option.palette));
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    }
    painter.restore();
}

void paintSortArrow(QPainter &painter, const QStyleOptionHeader &option)
{
    if (option.sortIndicator == QStyleOptionHeader::None) {
        return;
    }
    painter.save();
    chevron(painter, QRectF(option.rect).center(), 3.5, option.sortIndicator == QStyleOptionHeader::SortUp,
            option.palette.color(QPalette::WindowText));
    painter.restore();
}

void paintProgressGroove(QPainter &painter, const QStyleOption &option)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(separator(option.palette));
    const qreal rounding = qMin(option.rect.height(), 8) / 2.0;
    painter.drawRoundedRect(option.rect, rounding, rounding);
    painter.restore();
}

void paintProgressContents(QPainter &painter, const QStyleOptionProgressBar &option)
{
    const qint64 range = qint64(option.maximum) - option.minimum;
    QRectF done = option.rect;
    if (range > 0) {
        done.setWidth(done.width()
                      * qBound(0.0, double(option.progress - option.minimum) / double(range), 1.0));
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    // With no range known the whole groove wears a tint: something goes on, and nobody knows how far it is.
    painter.setBrush(range > 0 ? accent(option.palette)
                               : mixed(option.palette.color(QPalette::Window), accent(option.palette), 0.5));
    const qreal rounding = qMin<qreal>(option.rect.height(), 8) / 2.0;
    QPainterPath groove;
    groove.addRoundedRect(option.rect, rounding, rounding);
    painter.setClipPath(groove);
    painter.drawRoundedRect(done, rounding, rounding);
    painter.restore();
}

void paintScrollBar(QPainter &painter, const QStyleOptionSlider &option, const QRect &handle)
{
    if (option.maximum <= option.minimum) {
        return;
    }
    const bool active
        = option.state & QStyle::State_MouseOver || option.activeSubControls & QStyle::SC_ScrollBarSlider;
    const QPalette &palette = option.palette;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(
        mixed(palette.color(QPalette::Base), palette.color(QPalette::WindowText), active ? 0.4 : 0.22));
    const bool upright = option.orientation == Qt::Vertical;
    const QRectF pill
        = QRectF(handle).adjusted(upright ? 3 : 2, upright ? 2 : 3, upright ? -3 : -2, upright ? -2 : -3);
    painter.drawRoundedRect(pill, 3, 3);
    painter.restore();
}

void paintItemGround(QPainter &painter, const QStyleOption &option)
{
    if (option.state & QStyle::State_Selected) {
        painter.fillRect(option.rect, selectionGround(option.palette));
    } else if (option.state & QStyle::State_MouseOver) {
        painter.fillRect(option.rect, hoverGround(option.palette));
    }
}

void paintFocusFrame(QPainter &painter, const QStyleOption &option)
{
    if (!(option.state & QStyle::State_KeyboardFocusChange)) {
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(accent(option.palette), 2));
    painter.drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), radius - 1, radius - 1);
    painter.restore();
}

} // namespace litekeeper::calm
