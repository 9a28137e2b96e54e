// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/aftersection.h"

#include "ui/common/icon.h"
#include "ui/common/quietlabel.h"

#include <QAction>
#include <QLineEdit>

namespace litekeeper {

AfterSection::AfterSection(QWidget *parent)
    : FormSection(tr("Who is told"), parent)
    , m_pingUrl(new QLineEdit(this))
    , m_command(new QLineEdit(this))
{
    setObjectName(QStringLiteral("afterSection"));
    m_pingUrl->setObjectName(QStringLiteral("jobPingUrl"));
    m_pingUrl->setEchoMode(QLineEdit::Password);
    m_pingUrl->setPlaceholderText(QStringLiteral("https://"));
    auto *reveal = m_pingUrl->addAction(themedIcon(QStringLiteral("eye")), QLineEdit::TrailingPosition);
    reveal->setObjectName(QStringLiteral("revealPingUrl"));
    reveal->setCheckable(true);
    reveal->setText(tr("Show the address"));
    reveal->setToolTip(reveal->text());
    connect(reveal, &QAction::toggled, m_pingUrl,
            [this](bool shown) { m_pingUrl->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password); });
    addField(tr("Pin&g URL"), m_pingUrl, QStringLiteral("pingUrl"));
    addHint(QStringLiteral("pingHint"))
        ->setText(
            tr("Called at the start, the success and the failure of each run, as healthchecks.io and the "
               "like take it. They then tell you if the runs stop coming."));

    m_command->setObjectName(QStringLiteral("jobFailureCommand"));
    addField(tr("Comman&d after a failure"), m_command, QStringLiteral("failureCommand"));
    addHint(QStringLiteral("commandHint"))
        ->setText(tr("Run by the shell of the account that runs the job, to send a mail for example. What "
                     "went wrong is in LITEKEEPER_REASON."));
    connect(m_pingUrl, &QLineEdit::textChanged, this, &AfterSection::changed);
    connect(m_command, &QLineEdit::textChanged, this, &AfterSection::changed);
}

void AfterSection::setJob(const Job &job)
{
    m_pingUrl->setText(job.pingUrl);
    m_command->setText(job.failureCommand);
}

void AfterSection::putInto(Job &job) const
{
    job.pingUrl = m_pingUrl->text().trimmed();
    job.failureCommand = m_command->text().trimmed();
}

} // namespace litekeeper
