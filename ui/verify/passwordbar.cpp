// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verify/passwordbar.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace litekeeper {

PasswordBar::PasswordBar(QWidget *parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
    , m_password(new QLineEdit(this))
    , m_verify(new QPushButton(tr("&Verify"), this))
{
    setObjectName(QStringLiteral("passwordBar"));
    m_label->setObjectName(QStringLiteral("passwordLabel"));
    m_label->setBuddy(m_password);
    m_label->setWordWrap(true);
    m_password->setObjectName(QStringLiteral("passwordEdit"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setAccessibleName(tr("Password of the archive"));
    m_password->setToolTip(tr("Used for this verification only; it is not stored."));
    m_verify->setObjectName(QStringLiteral("passwordVerify"));
    m_verify->setAccessibleName(tr("Verify with this password"));
    m_verify->setEnabled(false);
    connect(m_password, &QLineEdit::textChanged, m_verify,
            [this](const QString &text) { m_verify->setEnabled(!text.isEmpty()); });
    connect(m_password, &QLineEdit::returnPressed, this, &PasswordBar::submit);
    connect(m_verify, &QPushButton::clicked, this, &PasswordBar::submit);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->addWidget(m_label, 0, 0, 1, 2);
    grid->addWidget(m_password, 1, 0);
    grid->addWidget(m_verify, 1, 1);
    hide();
}

void PasswordBar::begin(const QUuid &verdictId, bool lastOneWasWrong)
{
    if (m_verdict == verdictId) {
        return;
    }
    m_verdict = verdictId;
    m_password->clear();
    m_label->setText(lastOneWasWrong ? tr("Another &password (not stored):") : tr("&Password (not stored):"));
}

void PasswordBar::submit()
{
    const QByteArray password = m_password->text().toUtf8();
    m_password->clear();
    if (!password.isEmpty()) {
        Q_EMIT passwordGiven(password);
    }
}

} // namespace litekeeper
