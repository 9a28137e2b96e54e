// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/dropcover.h"

#include "ui/common/theme.h"
#include "ui/common/typography.h"

#include <QEvent>
#include <QPainter>

namespace litekeeper {

DropCover::DropCover(const QString &text, QWidget *page)
    : QWidget(page)
    , m_text(text)
{
    setObjectName(QStringLiteral("dropCover"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    page->installEventFilter(this);
    hide();
}

bool DropCover::eventFilter(QObject *watched, QEvent *event)
{
    auto *page = static_cast<QWidget *>(watched);
    switch (event->type()) {
    case QEvent::DragEnter: // accepted or not is decided by the page
    case QEvent::DragMove:
        setGeometry(page->rect());
        raise();
        show();
        break;
    case QEvent::DragLeave:
    case QEvent::Drop:
        hide();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void DropCover::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor veil = palette().color(QPalette::Window);
    veil.setAlphaF(0.86F);
    painter.fillRect(rect(), veil);
    paintDropFrame(painter, rect(), palette(), true);
    painter.setFont(headingFont(font()));
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(rect(), Qt::AlignCenter, m_text);
}

void paintDropFrame(QPainter &painter, const QRectF &area, const QPalette &palette, bool isOver)
{
    const QColor accent = palette.color(QPalette::Active, QPalette::Highlight);
    const QColor calm = mixed(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.28);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPen pen(isOver ? accent : calm, 2);
    pen.setDashPattern({4, 4});
    painter.setPen(pen);
    painter.setBrush(isOver ? QBrush(QColor(accent.red(), accent.green(), accent.blue(), 24))
                            : QBrush(palette.color(QPalette::Base)));
    painter.drawRoundedRect(area.adjusted(1.5, 1.5, -1.5, -1.5), 12, 12);
    painter.restore();
}

} // namespace litekeeper
