// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/emptystate.h"

#include "ui/common/icon.h"
#include "ui/common/quietlabel.h"
#include "ui/common/theme.h"
#include "ui/common/typography.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace litekeeper {

EmptyState::EmptyState(const QString &iconName, const QString &title, const QString &text, QWidget *parent)
    : QWidget(parent)
    , m_iconName(iconName)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(title, this))
    , m_text(new QuietLabel(text, this))
    , m_buttons(new QHBoxLayout)
{
    setObjectName(QStringLiteral("emptyState"));
    m_title->setObjectName(QStringLiteral("emptyTitle"));
    m_title->setFont(headingFont(font()));
    m_title->setAlignment(Qt::AlignCenter);
    m_text->setObjectName(QStringLiteral("emptyText"));
    m_text->setAlignment(Qt::AlignCenter);
    m_text->setWordWrap(true);
    fitText();
    m_icon->setAlignment(Qt::AlignCenter);
    m_buttons->setSpacing(8);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(8);
    layout->addStretch(2);
    layout->addWidget(m_icon);
    layout->addSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_text, 0, Qt::AlignHCenter);
    layout->addSpacing(16);
    layout->addLayout(m_buttons);
    layout->addStretch(3);
    m_buttons->addStretch();
    m_buttons->addStretch();
    renderIcon();
}

void EmptyState::setTexts(const QString &title, const QString &text)
{
    m_title->setText(title);
    m_text->setText(text);
    fitText();
}

QPushButton *EmptyState::addPrimaryButton(const QString &text, const QString &objectName)
{
    QPushButton *button = addButton(text, objectName);
    button->setDefault(true);
    return button;
}

QPushButton *EmptyState::addButton(const QString &text, const QString &objectName)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(objectName);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    return button;
}

void EmptyState::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        renderIcon();
    } else if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange) {
        fitText();
    }
    QWidget::changeEvent(event);
}

void EmptyState::fitText()
{
    // A wrapped label beside stretches is given one line only, unless its height is said.
    constexpr int width = 460;
    m_text->setFixedSize(width, qMax(0, m_text->heightForWidth(width)));
}

void EmptyState::renderIcon()
{
    const QColor colour
        = mixed(palette().color(QPalette::Window), palette().color(QPalette::Highlight), 0.85);
    m_icon->setPixmap(tintedPixmap(m_iconName, colour, 56, devicePixelRatioF()));
}

} // namespace litekeeper
