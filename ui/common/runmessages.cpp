// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/runmessages.h"

#include "service/backupservice.h"
#include "ui/common/backuplauncher.h"
#include "ui/common/messagearea.h"
#include "ui/common/messagebar.h"

namespace litekeeper {

RunMessages::RunMessages(BackupService &backups, BackupLauncher &launcher, MessageArea &messages,
                         QObject *parent)
    : QObject(parent)
    , m_launcher(launcher)
    , m_messages(messages)
{
    connect(&backups, &BackupService::runFinished, this, &RunMessages::report);
    connect(&launcher, &BackupLauncher::alreadyRunning, this, [this](const Path &source) {
        m_messages.show(Severity::Note, tr("%1 is being backed up already.").arg(displayName(source)),
                        displayPath(source));
    });
}

void RunMessages::report(const Run &run)
{
    const QString key = displayPath(run.source);
    if (run.outcome != Outcome::Failed && run.outcome != Outcome::Skipped) {
        m_messages.clear(key);
        return;
    }
    MessageBar *bar = m_messages.show(Severity::Problem, run.reason, key);
    bar->addButton(tr("Try again"), QStringLiteral("messageRetry"),
                   [this, source = run.source] { m_launcher.backUp({source}); });
    bar->addButton(tr("Show details"), QStringLiteral("messageDetails"),
                   [this, id = run.id] { Q_EMIT detailsRequested(id); });
}

} // namespace litekeeper
