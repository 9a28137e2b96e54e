// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/stripdelegate.h"

#include "ui/common/celldelegate.h"
#include "ui/common/cellroles.h"
#include "ui/common/status.h"
#include "ui/common/theme.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace litekeeper {

namespace {

constexpr qreal barHeight = 22;
constexpr qreal widestStep = 8;

/// Where slot `slot` of the strip lies; slot 29 is the newest one.
QRectF slotRect(const QRect &cell, int slot)
{
    const QRectF room = QRectF(cell).adjusted(CellDelegate::padding, 0, -CellDelegate::padding, 0);
    const qreal step = qMin(widestStep, room.width() / StripDelegate::slotCount);
    return {room.left() + slot * step, room.center().y() - barHeight / 2, qMax(1.0, step - 2), barHeight};
}

int slotOfRun(int run, qsizetype runs)
{
    return StripDelegate::slotCount - int(runs) + run;
}

/// Shapes that stay apart without colour: whole, with a gap near the foot, upper half, lower half, a short
/// middle.
void paintRun(QPainter &painter, const QRectF &slot, Outcome outcome)
{
    const qreal third = slot.height() / 3;
    switch (outcome) {
    case Outcome::Succeeded:
        painter.drawRoundedRect(slot, 1.5, 1.5);
        break;
    case Outcome::Warning:
        painter.drawRoundedRect(slot.adjusted(0, 0, 0, -third), 1.5, 1.5);
        painter.drawRoundedRect(QRectF(slot.left(), slot.bottom() - third + 2, slot.width(), third - 2), 1.5,
                                1.5);
        break;
    case Outcome::Failed:
        painter.drawRoundedRect(slot.adjusted(0, third * 1.5, 0, 0), 1.5, 1.5);
        break;
    case Outcome::Interrupted:
        painter.drawRoundedRect(slot.adjusted(0, 0, 0, -third * 1.5), 1.5, 1.5);
        break;
    case Outcome::Running:
    case Outcome::Cancelled:
    case Outcome::Skipped:
        painter.drawRoundedRect(slot.adjusted(0, third, 0, -third), 1.5, 1.5);
        break;
    }
}

} // namespace

void StripDelegate::paintCell(QPainter &painter, const QStyleOptionViewItem &option,
                              const QModelIndex &index) const
{
    painter.setPen(Qt::NoPen);
    const auto outcomes = index.data(StripRole).value<QList<int>>();
    const int first = slotOfRun(0, outcomes.size());
    painter.setBrush(mixed(option.palette.color(QPalette::Base), option.palette.color(QPalette::Text), 0.18));
    for (int slot = 0; slot < first; ++slot) {
        const QRectF place = slotRect(option.rect, slot);
        const qreal dot = qMin(3.0, place.width());
        painter.drawEllipse(QRectF(place.center().x() - dot / 2, place.center().y() - dot / 2, dot, dot));
    }
    for (int run = 0; run < int(outcomes.size()); ++run) {
        const auto outcome = Outcome(outcomes.at(run));
        painter.setBrush(toneColor(statusOf(outcome).tone, option.palette));
        paintRun(painter, slotRect(option.rect, slotOfRun(run, outcomes.size())), outcome);
    }
}

QSize StripDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {int(slotCount * widestStep) + 2 * CellDelegate::padding, int(barHeight) + 16};
}

bool StripDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                              const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip) {
        return PaintedDelegate::helpEvent(event, view, option, index);
    }
    const QStringList tips = index.data(StripTipsRole).toStringList();
    for (int run = 0; run < int(tips.size()); ++run) {
        const QRectF place = slotRect(option.rect, slotOfRun(run, tips.size())).adjusted(-1, 0, 1, 0);
        if (place.contains(event->pos())) {
            QToolTip::showText(event->globalPos(), tips.at(run), view);
            return true;
        }
    }
    QToolTip::hideText();
    return true;
}

} // namespace litekeeper
