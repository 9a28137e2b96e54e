// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/restore/restorefoot.h"

#include "ui/common/verificationbar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace litekeeper {

RestoreFoot::RestoreFoot(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_close(new QPushButton(tr("Cl&ose"), this))
    , m_next(new QPushButton(this))
    , m_bar(new VerificationBar(this))
{
    setObjectName(QStringLiteral("restoreFoot"));
    m_text->setObjectName(QStringLiteral("restoreState"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_close->setObjectName(QStringLiteral("restoreClose"));
    m_close->setAutoDefault(false);
    m_next->setObjectName(QStringLiteral("restoreNext"));
    m_next->setAutoDefault(false);
    m_bar->setNames(tr("Progress of the restore"), tr("Cancel the restore"));
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_text, 1);
    row->addWidget(m_close);
    row->addWidget(m_next);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 12, 16, 16);
    layout->setSpacing(8);
    layout->addLayout(row);
    layout->addWidget(m_bar);
    m_bar->hide();
    connect(m_next, &QPushButton::clicked, this, &RestoreFoot::nextRequested);
    connect(m_close, &QPushButton::clicked, this, &RestoreFoot::closeRequested);
    connect(m_bar, &VerificationBar::cancelRequested, this, &RestoreFoot::cancelRequested);
}

void RestoreFoot::offer(const QString &text, const QString &next, bool isEnabled, bool isDangerous)
{
    m_text->setText(text);
    m_bar->hide();
    m_close->show();
    m_next->setVisible(!next.isEmpty());
    m_next->setText(next);
    m_next->setEnabled(isEnabled);
    m_next->setDefault(isEnabled && !isDangerous);
}

void RestoreFoot::begin(const QString &text)
{
    m_text->setText(text);
    m_close->hide();
    m_next->hide();
    m_bar->begin(Phase::Preparing);
    m_bar->show();
}

void RestoreFoot::setProgress(const Progress &progress)
{
    m_bar->setProgress(progress);
}

void RestoreFoot::focusNext()
{
    m_next->setFocus(Qt::OtherFocusReason);
}

} // namespace litekeeper
