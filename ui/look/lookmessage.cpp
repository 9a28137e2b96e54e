// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/look/lookmessage.h"

#include "ui/common/emptystate.h"
#include "ui/common/format.h"
#include "ui/common/passwordbar.h"

#include <QVBoxLayout>

namespace litekeeper {

LookMessage::LookMessage(QWidget *parent)
    : QWidget(parent)
    , m_state(new EmptyState(QStringLiteral("file-database"), QString(), QString(), this))
    , m_password(new PasswordBar(tr("&Open"), this))
{
    m_state->setObjectName(QStringLiteral("lookMessage"));
    m_state->addBelow(m_password);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_state);
    connect(m_password, &PasswordBar::passwordGiven, this, &LookMessage::passwordGiven);
    begin();
}

void LookMessage::begin()
{
    say(tr("Opening the database"),
        tr("It is taken out into a private copy, which goes when this window closes."));
}

void LookMessage::setProgress(const Progress &progress)
{
    if (progress.bytesTotal > 0) {
        say(tr("Opening the database"),
            tr("It is taken out into a private copy, which goes when this window closes: %1 of %2 read.")
                .arg(bytesText(progress.bytesDone), bytesText(progress.bytesTotal)));
    }
}

void LookMessage::askForPassword(bool lastOneWasWrong)
{
    if (lastOneWasWrong) {
        say(tr("The password does not fit"),
            tr("Nothing could be read with it. Check capital letters and the keyboard’s language, and try "
               "again; if you are sure of it, the archive is damaged there."));
    } else {
        say(tr("The archive is encrypted"), tr("Its password is needed to look at this database."));
    }
    m_password->begin(QUuid::createUuid(), lastOneWasWrong);
    m_password->show();
    m_password->takeFocus();
}

void LookMessage::say(const QString &title, const QString &text)
{
    m_password->hide();
    m_state->setTexts(title, text);
}

} // namespace litekeeper
