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

namespace {

constexpr int textWidth = 460;

} // namespace

EmptyState::EmptyState(const QString &iconName, const QString &title, const QString &text, QWidget *parent)
    : QWidget(parent)
    , m_iconName(iconName)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(title, this))
    , m_text(new QuietLabel(text, this))
    , m_buttons(new QHBoxLayout)
    , m_column(new QVBoxLayout(this))
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

    m_column->setContentsMargins(24, 24, 24, 24);
    m_column->setSpacing(8);
    m_column->addStretch(2);
    m_column->addWidget(m_icon);
    m_column->addSpacing(8);
    m_column->addWidget(m_title);
    m_column->addWidget(m_text, 0, Qt::AlignHCenter);
    m_column->addSpacing(16);
    m_column->addLayout(m_buttons);
    m_column->addStretch(3);
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

void EmptyState::addBelow(QWidget *widget)
{
    widget->setFixedWidth(textWidth);
    m_column->insertWidget(m_column->count() - 1, widget, 0, Qt::AlignHCenter);
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
    m_text->setFixedSize(textWidth, qMax(0, m_text->heightForWidth(textWidth)));
}

void EmptyState::renderIcon()
{
    const QColor colour
        = mixed(palette().color(QPalette::Window), palette().color(QPalette::Highlight), 0.85);
    m_icon->setPixmap(tintedPixmap(m_iconName, colour, 56, devicePixelRatioF()));
}

} // namespace litekeeper
