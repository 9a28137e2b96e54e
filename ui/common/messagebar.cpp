// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/messagebar.h"

#include "ui/common/icon.h"
#include "ui/common/status.h"
#include "ui/common/theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace litekeeper {

MessageBar::MessageBar(Severity severity, const QString &text, QWidget *parent)
    : QFrame(parent)
    , m_severity(severity)
    , m_text(new QLabel(text, this))
    , m_buttons(new QHBoxLayout)
    , m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("messageBar"));
    setAccessibleName(text);
    m_text->setObjectName(QStringLiteral("messageText"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close->setObjectName(QStringLiteral("messageClose"));
    m_close->setAutoRaise(true);
    m_close->setIcon(themedIcon(QStringLiteral("close")));
    m_close->setAccessibleName(tr("Close this message"));
    m_close->setToolTip(tr("Close"));
    connect(m_close, &QToolButton::clicked, this, &MessageBar::dismiss);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(48, 12, 12, 12);
    layout->setSpacing(12);
    layout->addWidget(m_text, 1);
    layout->addLayout(m_buttons);
    layout->addWidget(m_close, 0, Qt::AlignVCenter);
    m_buttons->setSpacing(8);
}

void MessageBar::addButton(const QString &text, const QString &objectName, std::function<void()> clicked)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(objectName);
    m_buttons->addWidget(button);
    connect(button, &QPushButton::clicked, this, [this, clicked = std::move(clicked)] {
        if (clicked) {
            clicked();
        }
        dismiss();
    });
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::setDismissable(bool dismissable)
{
    m_close->setVisible(dismissable);
}

void MessageBar::dismiss()
{
    if (m_closed) {
        return;
    }
    m_closed = true;
    hide();
    Q_EMIT closed();
    deleteLater();
}

void MessageBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        dismiss();
        return;
    }
    QFrame::keyPressEvent(event);
}

void MessageBar::paintEvent(QPaintEvent *)
{
    const Status status = statusOf(m_severity);
    const QColor colour = toneColor(status.tone, palette());
    const QColor ground = mixed(palette().color(QPalette::Base), colour, 0.08);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(mixed(palette().color(QPalette::Window), colour, 0.45));
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
    paintGlyph(painter, QRectF(16, (height() - 18) / 2.0, 18, 18), status.glyph, colour, ground);
}

} // namespace litekeeper
