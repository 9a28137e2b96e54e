// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/pathrow.h"

#include "ui/common/quietlabel.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace litekeeper {

PathRow::PathRow(const QString &name, QWidget *parent)
    : QWidget(parent)
    , m_path(new ElidedLabel(Qt::ElideMiddle, this))
{
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    if (!name.isEmpty()) {
        texts->addWidget(new QLabel(name, this));
    }
    texts->addWidget(m_path);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 4, 0, 4);
    layout->setSpacing(8);
    layout->addLayout(texts, 1);
}

void PathRow::setPath(const Path &path)
{
    m_path->setText(displayPath(path));
    m_path->setToolTip(displayPath(path));
    m_path->setObjectName(objectName() + QStringLiteral("Path"));
}

void PathRow::addButton(const QString &text, const QString &objectName, const QString &accessibleName,
                        std::function<void()> clicked)
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(objectName);
    button->setAccessibleName(accessibleName);
    connect(button, &QAbstractButton::clicked, this, std::move(clicked));
    layout()->addWidget(button);
}

} // namespace litekeeper
