// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/compare/samplecelldelegate.h"

#include "ui/common/status.h"
#include "ui/common/theme.h"
#include "ui/compare/rowsamplemodel.h"

#include <QPainter>

namespace litekeeper {

void SampleCellDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    CellDelegate::initStyleOption(option, index);
    if (index.data(RowSampleModel::ChangedRole).toBool()) {
        option->font.setBold(true);
        option->fontMetrics = QFontMetrics(option->font);
    }
}

void SampleCellDelegate::paint(QPainter *painter, const QStyleOptionViewItem &given,
                               const QModelIndex &index) const
{
    const QPalette &palette = given.palette;
    if (index.data(RowSampleModel::BlankRole).toBool()) {
        painter->fillRect(given.rect, palette.color(QPalette::Base));
        painter->fillRect(given.rect, QBrush(separator(palette), Qt::BDiagPattern));
    } else if (index.data(RowSampleModel::ChangedRole).toBool()) {
        const QColor mark = toneColor(Tone::Waiting, palette);
        painter->fillRect(given.rect, mixed(palette.color(QPalette::Base), mark, 0.14));
        painter->fillRect(QRect(given.rect.topLeft(), QSize(3, given.rect.height())), mark);
    }
    CellDelegate::paint(painter, given, index);
}

} // namespace litekeeper
