// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/rangebar.h"

#include "ui/charts/timewindow.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

namespace litekeeper {

RangeBar::RangeBar(TimeWindow &window, QWidget *parent)
    : QWidget(parent)
    , m_window(window)
    , m_buttons(new QButtonGroup(this))
{
    setObjectName(QStringLiteral("rangeBar"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    using Span = TimeWindow::Span;
    addSpan(int(Span::Day), tr("&24 h"), tr("Show the last 24 hours"), QStringLiteral("rangeDay"));
    addSpan(int(Span::Week), tr("&7 d"), tr("Show the last 7 days"), QStringLiteral("rangeWeek"));
    addSpan(int(Span::Month), tr("&30 d"), tr("Show the last 30 days"), QStringLiteral("rangeMonth"));
    addSpan(int(Span::Year), tr("&1 y"), tr("Show the last year"), QStringLiteral("rangeYear"));
    addSpan(int(Span::All), tr("A&ll"), tr("Show all there is"), QStringLiteral("rangeAll"));
    connect(m_buttons, &QButtonGroup::idClicked, this, [this](int span) {
        m_window.setSpan(TimeWindow::Span(span));
        showSpan();
    });
    connect(&window, &TimeWindow::spanChanged, this, &RangeBar::showSpan);
    showSpan();
}

void RangeBar::addSpan(int span, const QString &text, const QString &name, const QString &objectName)
{
    auto *button = new QToolButton(this);
    button->setObjectName(objectName);
    button->setText(text);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setCheckable(true);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setMinimumHeight(32);
    m_buttons->addButton(button, span);
    layout()->addWidget(button);
}

void RangeBar::showSpan()
{
    // An exclusive group does not let go of the last one.
    m_buttons->setExclusive(false);
    const QList<QAbstractButton *> buttons = m_buttons->buttons();
    for (QAbstractButton *button : buttons) {
        button->setChecked(m_buttons->id(button) == int(m_window.span()));
    }
    m_buttons->setExclusive(m_window.span() != TimeWindow::Span::Custom);
}

} // namespace litekeeper
