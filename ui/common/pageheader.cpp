// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/pageheader.h"

#include "ui/common/quietlabel.h"
#include "ui/common/typography.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace litekeeper {

PageHeader::PageHeader(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(title, this))
    , m_subtitle(new ElidedLabel(Qt::ElideMiddle, this))
    , m_buttons(new QHBoxLayout)
{
    m_title->setObjectName(QStringLiteral("pageTitle"));
    m_title->setFont(titleFont(font()));
    m_title->setTextFormat(Qt::PlainText);
    m_subtitle->setObjectName(QStringLiteral("pageSubtitle"));
    m_subtitle->hide();

    auto *texts = new QVBoxLayout;
    texts->setSpacing(4);
    texts->addWidget(m_title);
    texts->addWidget(m_subtitle);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    layout->addLayout(texts, 1);
    layout->addLayout(m_buttons);
    m_buttons->setSpacing(8);
}

void PageHeader::setTitle(const QString &title)
{
    m_title->setText(title);
}

void PageHeader::setSubtitle(const QString &text)
{
    m_subtitle->setText(text);
    m_subtitle->setToolTip(text);
    m_subtitle->setVisible(!text.isEmpty());
}

void PageHeader::addWidget(QWidget *widget)
{
    m_buttons->addWidget(widget, 0, Qt::AlignVCenter);
}

} // namespace litekeeper
