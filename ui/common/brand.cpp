// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/brand.h"

#include "ui/common/icon.h"
#include "ui/common/typography.h"

#include <QPainter>

namespace litekeeper {

Brand::Brand(QWidget *parent)
    : QWidget(parent)
    , m_icon(applicationIcon())
{
    setObjectName(QStringLiteral("brand"));
    setAccessibleName(QStringLiteral("Litekeeper"));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QSize Brand::sizeHint() const
{
    return {176, 64};
}

void Brand::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    m_icon.paint(&painter, QRect(18, 18, 28, 28));
    painter.setFont(headingFont(font()));
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(rect().adjusted(54, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     QStringLiteral("Litekeeper"));
}

} // namespace litekeeper
