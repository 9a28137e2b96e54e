// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/passwordbar.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace litekeeper {

PasswordBar::PasswordBar(const QString &button, QWidget *parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
    , m_password(new QLineEdit(this))
    , m_submit(new QPushButton(button, this))
{
    setObjectName(QStringLiteral("passwordBar"));
    m_label->setObjectName(QStringLiteral("passwordLabel"));
    m_label->setBuddy(m_password);
    m_label->setWordWrap(true);
    m_password->setObjectName(QStringLiteral("passwordEdit"));
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setAccessibleName(tr("Password of the archive"));
    m_password->setToolTip(
        tr("It stays in memory until this program ends at the latest, and is never stored."));
    m_submit->setObjectName(QStringLiteral("passwordVerify"));
    m_submit->setAccessibleName(tr("%1 with this password").arg(QString(button).remove(u'&')));
    m_submit->setEnabled(false);
    connect(m_password, &QLineEdit::textChanged, m_submit,
            [this](const QString &text) { m_submit->setEnabled(!text.isEmpty()); });
    connect(m_password, &QLineEdit::returnPressed, this, &PasswordBar::submit);
    connect(m_submit, &QPushButton::clicked, this, &PasswordBar::submit);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(4);
    grid->addWidget(m_label, 0, 0, 1, 2);
    grid->addWidget(m_password, 1, 0);
    grid->addWidget(m_submit, 1, 1);
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

void PasswordBar::takeFocus()
{
    m_password->setFocus();
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
