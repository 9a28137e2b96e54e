// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/quietlabel.h"

#include "ui/common/status.h"

#include <QEvent>
#include <QGuiApplication>
#include <QPainter>

namespace litekeeper {

QuietLabel::QuietLabel(QWidget *parent)
    : QuietLabel(QString(), parent)
{
}

QuietLabel::QuietLabel(const QString &text, QWidget *parent)
    : QLabel(text, parent)
{
    setTextFormat(Qt::PlainText);
    adoptPalette();
}

void QuietLabel::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        adoptPalette();
    }
    QLabel::changeEvent(event);
}

void QuietLabel::adoptPalette()
{
    if (m_adopting) {
        return; // setting a palette tells of a change itself
    }
    m_adopting = true;
    QPalette own;
    own.setColor(QPalette::WindowText, mutedColor(QGuiApplication::palette()));
    own.setColor(QPalette::Disabled, QPalette::WindowText,
                 QGuiApplication::palette().color(QPalette::Disabled, QPalette::WindowText));
    setPalette(own);
    m_adopting = false;
}

ElidedLabel::ElidedLabel(Qt::TextElideMode mode, QWidget *parent)
    : QuietLabel(parent)
    , m_mode(mode)
{
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

QSize ElidedLabel::sizeHint() const
{
    return {fontMetrics().horizontalAdvance(text()) + 2, fontMetrics().height() + 2};
}

QSize ElidedLabel::minimumSizeHint() const
{
    return {0, fontMetrics().height() + 2};
}

void ElidedLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(rect(), int(alignment()), fontMetrics().elidedText(text(), m_mode, width()));
}

} // namespace litekeeper
