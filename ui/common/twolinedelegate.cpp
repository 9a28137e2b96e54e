// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/twolinedelegate.h"

#include "ui/common/celldelegate.h"
#include "ui/common/cellroles.h"
#include "ui/common/status.h"
#include "ui/common/theme.h"
#include "ui/common/typography.h"

#include <QApplication>
#include <QPainter>

namespace litekeeper {

namespace {

constexpr int glyphSide = 18;
constexpr int glyphGap = 10;
constexpr int lineGap = 3;

void paintBar(QPainter &painter, const QRect &line, double share, const QPalette &palette)
{
    QRectF bar(line.left(), line.center().y() - 2, qMin(line.width(), 160), 6);
    painter.setPen(Qt::NoPen);
    painter.setBrush(mixed(palette.color(QPalette::Base), palette.color(QPalette::WindowText), 0.14));
    painter.drawRoundedRect(bar, 3, 3);
    bar.setWidth(qMax(6.0, bar.width() * qBound(0.0, share, 1.0)));
    painter.setBrush(palette.color(QPalette::Highlight));
    painter.drawRoundedRect(bar, 3, 3);
}

} // namespace

TwoLineDelegate::TwoLineDelegate(int nameColumn, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_nameColumn(nameColumn)
{
}

QFont TwoLineDelegate::upperFont(QFont font, const QModelIndex &index) const
{
    if (index.column() == m_nameColumn) {
        font.setWeight(QFont::DemiBold);
    }
    return font;
}

void TwoLineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given,
                            const QModelIndex &index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);

    QRect room = option.rect.adjusted(CellDelegate::padding, 0, -CellDelegate::padding, 0);
    const QFontMetrics upper(upperFont(option.font, index));
    const QFontMetrics lower(smallFont(option.font));
    const int top = room.center().y() - (upper.height() + lineGap + lower.height()) / 2;
    if (const QVariant status = index.data(StatusRole); status.isValid()) {
        const auto shown = status.value<Status>();
        paintGlyph(*painter, QRect(room.left(), top + (upper.height() - glyphSide) / 2, glyphSide, glyphSide),
                   shown.glyph, toneColor(shown.tone, option.palette), option.palette.color(QPalette::Base));
        room.setLeft(room.left() + glyphSide + glyphGap);
    }
    const QRect firstLine(room.left(), top, room.width(), upper.height());
    painter->setFont(upperFont(option.font, index));
    painter->setPen(index.data(DimmedRole).toBool() ? mutedColor(option.palette)
                                                    : option.palette.color(QPalette::Text));
    painter->drawText(firstLine, Qt::AlignLeft | Qt::AlignVCenter,
                      upper.elidedText(option.text, Qt::ElideRight, room.width()));

    const QRect secondLine(room.left(), firstLine.bottom() + 1 + lineGap, room.width(), lower.height());
    if (const QVariant share = index.data(ProgressRole); share.isValid()) {
        paintBar(*painter, secondLine, share.toDouble(), option.palette);
    } else {
        const Qt::TextElideMode mode = index.column() == m_nameColumn ? Qt::ElideMiddle : Qt::ElideRight;
        painter->setFont(smallFont(option.font));
        painter->setPen(mutedColor(option.palette));
        painter->drawText(secondLine, Qt::AlignLeft | Qt::AlignVCenter,
                          lower.elidedText(index.data(DetailRole).toString(), mode, room.width()));
    }
    painter->restore();
}

QSize TwoLineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {120, option.fontMetrics.height() + QFontMetrics(smallFont(option.font)).height() + lineGap + 24};
}

} // namespace litekeeper
