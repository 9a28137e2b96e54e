// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/databases/placedelegate.h"

#include "ui/common/cellroles.h"
#include "ui/common/status.h"
#include "ui/common/theme.h"
#include "ui/common/typography.h"

#include <QIcon>
#include <QPainter>

namespace litekeeper {

namespace {

constexpr int iconSide = 16;
constexpr int textLeft = 32;
constexpr int lineGap = 2;
constexpr int glyphSide = 12;
constexpr int glyphGap = 5;

QFontMetrics lowerMetrics(const QStyleOptionViewItem &option)
{
    return QFontMetrics(smallFont(option.font));
}

void paintGround(QPainter &painter, const QStyleOptionViewItem &option, const QRect &box, bool enabled)
{
    painter.setPen(Qt::NoPen);
    if (option.state & QStyle::State_Selected) {
        painter.setBrush(selectionGround(option.palette));
        painter.drawRoundedRect(box, 6, 6);
    } else if (enabled && option.state & QStyle::State_MouseOver) {
        painter.setBrush(
            mixed(option.palette.color(QPalette::Window), option.palette.color(QPalette::WindowText), 0.06));
        painter.drawRoundedRect(box, 6, 6);
    }
    if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(option.palette.color(QPalette::Highlight), 2));
        painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 5, 5);
    }
}

void paintDetail(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index, QRect line)
{
    if (const QVariant status = index.data(StatusRole); status.isValid()) {
        const auto shown = status.value<Status>();
        const QRect glyph(line.left(), line.center().y() - glyphSide / 2 + 1, glyphSide, glyphSide);
        paintGlyph(painter, glyph, shown.glyph, toneColor(shown.tone, option.palette),
                   option.palette.color(QPalette::Window));
        line.setLeft(glyph.right() + 1 + glyphGap);
    }
    painter.setFont(smallFont(option.font));
    painter.setPen(mutedColor(option.palette));
    painter.drawText(
        line, Qt::AlignVCenter | Qt::AlignLeft,
        lowerMetrics(option).elidedText(index.data(DetailRole).toString(), Qt::ElideRight, line.width()));
}

} // namespace

void PlaceDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    const bool enabled = option.state & QStyle::State_Enabled && index.flags().testFlag(Qt::ItemIsEnabled);
    const bool hasDetail = !index.data(DetailRole).toString().isEmpty();
    const QRect box = option.rect.adjusted(0, 1, -4, -1);
    const int lowerHeight = hasDetail ? lineGap + lowerMetrics(option).height() : 0;
    const int top = box.center().y() - (option.fontMetrics.height() + lowerHeight) / 2;
    const QRect line(box.left() + textLeft, top, box.width() - textLeft - 8, option.fontMetrics.height());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintGround(*painter, option, box, enabled);
    index.data(Qt::DecorationRole)
        .value<QIcon>()
        .paint(painter, QRect(box.left() + 8, line.center().y() - iconSide / 2 + 1, iconSide, iconSide),
               Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    painter->setPen(
        option.palette.color(enabled ? QPalette::Active : QPalette::Disabled, QPalette::WindowText));
    painter->setFont(option.font);
    painter->drawText(
        line, Qt::AlignVCenter | Qt::AlignLeft,
        option.fontMetrics.elidedText(index.data(Qt::DisplayRole).toString(), Qt::ElideMiddle, line.width()));
    if (hasDetail) {
        paintDetail(
            *painter, option, index,
            QRect(line.left(), line.bottom() + 1 + lineGap, line.width(), lowerMetrics(option).height()));
    }
    painter->restore();
}

QSize PlaceDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool hasDetail = !index.data(DetailRole).toString().isEmpty();
    const int lower = hasDetail ? lineGap + lowerMetrics(option).height() : 0;
    return {120, qMax(32, option.fontMetrics.height() + lower + 16)};
}

} // namespace litekeeper
