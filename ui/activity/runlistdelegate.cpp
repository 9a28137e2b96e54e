// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/activity/runlistdelegate.h"

#include "ui/common/status.h"
#include "ui/common/theme.h"
#include "ui/common/typography.h"
#include "ui/runs/runmodel.h"

#include <QPainter>

namespace litekeeper {

namespace {

constexpr int padding = 12;
constexpr int glyphSide = 18;
constexpr int gap = 12;
constexpr int lineGap = 3;

bool beginsDay(const QModelIndex &index)
{
    return index.row() == 0
        || index.data(RunModel::DayRole) != index.siblingAtRow(index.row() - 1).data(RunModel::DayRole);
}

int headingHeight(const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const int above = index.row() == 0 ? 8 : 16;
    return beginsDay(index) ? QFontMetrics(smallFont(option.font)).height() + above + 4 : 0;
}

QFont nameFont(QFont font)
{
    font.setWeight(QFont::DemiBold);
    return font;
}

void paintHeading(QPainter &painter, const QRect &room, const QStyleOptionViewItem &option,
                  const QModelIndex &index)
{
    painter.setFont(smallFont(option.font));
    painter.setPen(mutedColor(option.palette));
    painter.drawText(room.adjusted(padding, 0, -padding, -4), int(Qt::AlignLeft | Qt::AlignBottom),
                     index.data(RunModel::DayRole).toString());
}

void paintGround(QPainter &painter, const QRect &room, const QStyleOptionViewItem &option)
{
    painter.setPen(Qt::NoPen);
    if (option.state & QStyle::State_Selected) {
        painter.setBrush(selectionGround(option.palette));
    } else if (option.state & QStyle::State_MouseOver) {
        painter.setBrush(hoverGround(option.palette));
    } else {
        return;
    }
    painter.drawRoundedRect(room, 6, 6);
}

void paintLines(QPainter &painter, const QRect &room, const QStyleOptionViewItem &option,
                const QModelIndex &index)
{
    const QFontMetrics small(smallFont(option.font));
    const QFontMetrics bold(nameFont(option.font));
    const int height = bold.height() + lineGap + small.height();
    const QRect first(room.left(), room.top() + (room.height() - height) / 2, room.width(), bold.height());
    const QRect second(room.left(), first.bottom() + 1 + lineGap, room.width(), small.height());

    const QString time = index.data(RunModel::TimeRole).toString();
    painter.setFont(smallFont(option.font));
    painter.setPen(mutedColor(option.palette));
    painter.drawText(first, int(Qt::AlignRight | Qt::AlignVCenter), time);
    painter.drawText(
        second, int(Qt::AlignLeft | Qt::AlignVCenter),
        small.elidedText(index.data(RunModel::SummaryRole).toString(), Qt::ElideRight, second.width()));

    painter.setFont(nameFont(option.font));
    painter.setPen(option.palette.color(QPalette::Text));
    const int left = first.width() - small.horizontalAdvance(time) - gap;
    painter.drawText(first, int(Qt::AlignLeft | Qt::AlignVCenter),
                     bold.elidedText(index.data(RunModel::NameRole).toString(), Qt::ElideMiddle, left));
}

} // namespace

void RunListDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QRect room = option.rect;
    const int heading = headingHeight(option, index);
    if (heading > 0) {
        paintHeading(*painter, QRect(room.topLeft(), QSize(room.width(), heading)), option, index);
        room.setTop(room.top() + heading);
    }
    paintGround(*painter, room, option);

    const auto status = statusOf(litekeeper::Outcome(index.data(RunModel::OutcomeRole).toInt()));
    const QRect glyph(room.left() + padding, room.center().y() - glyphSide / 2 + 1, glyphSide, glyphSide);
    paintGlyph(*painter, glyph, status.glyph, toneColor(status.tone, option.palette),
               option.palette.color(QPalette::Base));
    paintLines(*painter, room.adjusted(padding + glyphSide + gap, 0, -padding, 0), option, index);
    painter->restore();
}

QSize RunListDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int lines = QFontMetrics(nameFont(option.font)).height() + lineGap
        + QFontMetrics(smallFont(option.font)).height();
    return {160, headingHeight(option, index) + lines + 20};
}

} // namespace litekeeper
