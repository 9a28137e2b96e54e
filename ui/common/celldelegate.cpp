// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/celldelegate.h"

#include "ui/common/cellroles.h"
#include "ui/common/status.h"
#include "ui/common/theme.h"

#include <QApplication>
#include <QPainter>

namespace litekeeper {

namespace {

constexpr int glyphSide = 16;
constexpr int gap = 8;
constexpr int leastDetail = 96; // a longer detail that is cut to less than this says nothing

void paintBar(QPainter &painter, const QRectF &room, double share, const QPalette &palette)
{
    const QRectF trough(room.left(), room.center().y() - 3, room.width(), 6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(palette.color(QPalette::Base), palette.color(QPalette::WindowText), 0.14));
    painter.drawRoundedRect(trough, 3, 3);
    QRectF done = trough;
    done.setWidth(std::max(6.0, trough.width() * std::clamp(share, 0.0, 1.0)));
    painter.setBrush(palette.color(QPalette::Highlight));
    painter.drawRoundedRect(done, 3, 3);
}

void paintTexts(QPainter &painter, const QRect &room, const QStyleOptionViewItem &option,
                const QModelIndex &index)
{
    const bool dimmed = index.data(DimmedRole).toBool();
    const QColor quiet = mutedColor(option.palette);
    const QString text = option.fontMetrics.elidedText(option.text, Qt::ElideRight, room.width());
    painter.setFont(option.font);
    painter.setPen(dimmed ? quiet : option.palette.color(QPalette::Text));
    painter.drawText(room, int(option.displayAlignment), text);

    const QString detail = index.data(DetailRole).toString();
    const int left = room.left() + option.fontMetrics.horizontalAdvance(text) + gap;
    const int wanted = std::min(option.fontMetrics.horizontalAdvance(detail), leastDetail);
    if (!detail.isEmpty() && room.right() + 1 - left >= wanted) {
        painter.setPen(quiet);
        const QRect rest(QPoint(left, room.top()), room.bottomRight());
        painter.drawText(rest, int(Qt::AlignLeft | Qt::AlignVCenter),
                         option.fontMetrics.elidedText(detail, Qt::ElideMiddle, rest.width()));
    }
}

} // namespace

void CellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given, const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);

    QRect room = option.rect.adjusted(padding, 0, -padding, 0);
    if (const QVariant status = index.data(StatusRole); status.isValid()) {
        const auto shown = status.value<Status>();
        const QRect place(room.left(), room.center().y() - glyphSide / 2 + 1, glyphSide, glyphSide);
        paintGlyph(*painter, place, shown.glyph, toneColor(shown.tone, option.palette),
                   option.palette.color(QPalette::Base));
        room.setLeft(place.right() + 1 + gap);
    }
    if (const QVariant share = index.data(ProgressRole); share.isValid()) {
        paintBar(*painter, room, share.toDouble(), option.palette);
    } else {
        paintTexts(*painter, room, option, index);
    }
    painter->restore();
}

QSize CellDelegate::sizeHint(const QStyleOptionViewItem &given, const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    int width = 2 * padding + option.fontMetrics.horizontalAdvance(option.text);
    if (index.data(StatusRole).isValid()) {
        width += glyphSide + gap;
    }
    if (const QString detail = index.data(DetailRole).toString(); !detail.isEmpty()) {
        width += gap + option.fontMetrics.horizontalAdvance(detail);
    }
    return {width + 2, std::max(32, option.fontMetrics.height() + 16)};
}

} // namespace litekeeper
