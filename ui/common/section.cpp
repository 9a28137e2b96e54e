// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/section.h"

#include "ui/common/typography.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QVBoxLayout>

namespace litekeeper {

Section::Section(const QString &title, QWidget *parent)
    : Panel(parent)
    , m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(16, 12, 16, 16);
    m_column->setSpacing(4);
    auto *heading = new QLabel(title, this);
    heading->setFont(headingFont(font()));
    m_column->addWidget(heading);
    setAccessibleName(title);
}

void Section::addWidget(QWidget *widget)
{
    m_column->addWidget(widget);
}

void Section::showEvent(QShowEvent *event)
{
    Panel::showEvent(event);
    keepWheelFromFields();
}

void Section::keepWheelFromFields()
{
    const QList<QWidget *> widgets = findChildren<QWidget *>();
    for (QWidget *field : widgets) {
        if (qobject_cast<QComboBox *>(field) || qobject_cast<QAbstractSpinBox *>(field)) {
            field->setFocusPolicy(Qt::StrongFocus); // without the wheel, which would choose it
            field->installEventFilter(this);        // again changes nothing
        }
    }
}

bool Section::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Wheel && !static_cast<QWidget *>(watched)->hasFocus()) {
        event->ignore(); // so that the scroll area gets it
        return true;
    }
    return Panel::eventFilter(watched, event);
}

} // namespace litekeeper
