// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/switchdelegate.h"

#include "ui/common/celldelegate.h"
#include "ui/common/theme.h"

#include <QMouseEvent>
#include <QPainter>

namespace litekeeper {

namespace {

constexpr int width = 34;
constexpr int height = 20;
constexpr int reach = 6; // around the switch, where a click still means it

QRect switchRect(const QRect &cell)
{
    return {cell.left() + CellDelegate::padding, cell.center().y() - height / 2, width, height};
}

/// On: the knob at the right on the accent. Off: at the left in a ring, so that it is told without colour.
void paintSwitch(QPainter &painter, const QRectF &room, bool on, const QPalette &palette)
{
    const QColor base = palette.color(QPalette::Base);
    const QColor ink = palette.color(QPalette::WindowText);
    const QColor accent = palette.color(QPalette::Active, QPalette::Highlight);
    const QRectF track = room.adjusted(0.75, 0.75, -0.75, -0.75);
    painter.setPen(QPen(on ? mixed(accent, ink, 0.25) : mixed(base, ink, 0.45), 1.5));
    painter.setBrush(on ? accent : base);
    painter.drawRoundedRect(track, track.height() / 2, track.height() / 2);
    const qreal knob = track.height() - 7;
    const qreal left = on ? track.right() - knob - 3.5 : track.left() + 3.5;
    painter.setPen(Qt::NoPen);
    painter.setBrush(on ? palette.color(QPalette::Active, QPalette::HighlightedText)
                        : mixed(base, ink, 0.55));
    painter.drawEllipse(QRectF(left, track.center().y() - knob / 2, knob, knob));
}

} // namespace

void SwitchDelegate::paintCell(QPainter &painter, const QStyleOptionViewItem &option,
                               const QModelIndex &) const
{
    paintSwitch(painter, switchRect(option.rect), option.checkState == Qt::Checked, option.palette);
}

QSize SwitchDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {width + 2 * CellDelegate::padding, height + 16};
}

bool SwitchDelegate::editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
                                 const QModelIndex &index)
{
    const bool pressed
        = event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick;
    if (!pressed && event->type() != QEvent::MouseButtonRelease) {
        return PaintedDelegate::editorEvent(event, model, option, index);
    }
    const auto *mouse = static_cast<QMouseEvent *>(event);
    const QRect target = switchRect(option.rect).adjusted(-reach, -reach, reach, reach);
    if (mouse->button() != Qt::LeftButton || !target.contains(mouse->position().toPoint())) {
        return false;
    }
    if (!pressed) {
        const bool on = index.data(Qt::CheckStateRole).value<Qt::CheckState>() == Qt::Checked;
        model->setData(index, QVariant::fromValue(on ? Qt::Unchecked : Qt::Checked), Qt::CheckStateRole);
    }
    return true; // a double click on the switch turns it twice, and opens nothing
}

} // namespace litekeeper
