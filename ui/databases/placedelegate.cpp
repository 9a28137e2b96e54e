// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/databases/placedelegate.h"

#include "ui/common/theme.h"

#include <QIcon>
#include <QPainter>

namespace litekeeper {

void PlaceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const bool enabled = option.state & QStyle::State_Enabled && index.flags().testFlag(Qt::ItemIsEnabled);
    const QRect box = option.rect.adjusted(0, 1, -4, -1);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(Qt::NoPen);
    if (option.state & QStyle::State_Selected) {
        painter->setBrush(selectionGround(option.palette));
        painter->drawRoundedRect(box, 6, 6);
    } else if (enabled && option.state & QStyle::State_MouseOver) {
        painter->setBrush(
            mixed(option.palette.color(QPalette::Window), option.palette.color(QPalette::WindowText), 0.06));
        painter->drawRoundedRect(box, 6, 6);
    }
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(option.palette.color(QPalette::Highlight), 2));
        painter->drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 5, 5);
    }
    index.data(Qt::DecorationRole)
        .value<QIcon>()
        .paint(painter, QRect(box.left() + 8, box.center().y() - 7, 16, 16), Qt::AlignCenter,
               enabled ? QIcon::Normal : QIcon::Disabled);
    painter->setPen(
        option.palette.color(enabled ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
    painter->setFont(option.font);
    const QRect room = box.adjusted(32, 0, -8, 0);
    painter->drawText(
        room, Qt::AlignVCenter | Qt::AlignLeft,
        option.fontMetrics.elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideMiddle, room.width()));
    painter->restore();
}

QSize PlaceDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {120, qMax(32, option.fontMetrics.height() + 16)};
}

} // namespace litekeeper
