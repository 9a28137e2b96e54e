// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/quitguard.h"

#include "service/backupservice.h"
#include "ui/common/questions.h"

namespace litekeeper {

QuitGuard::QuitGuard(BackupService &backups, QObject *parent)
    : QObject(parent)
    , m_backups(backups)
{
    connect(&m_backups, &BackupService::runFinished, this, &QuitGuard::releaseWhenIdle);
}

bool QuitGuard::mayQuit(Questions &questions)
{
    const qsizetype count = m_backups.running().size();
    if (count == 0 || m_cancelling) {
        return count == 0;
    }
    const QString text = count == 1 ? tr("A backup is running. If you quit now it is cancelled, and nothing "
                                         "of it is left in the destination.")
                                    : tr("%1 backups are running. If you quit now they are cancelled, and "
                                         "nothing of them is left in their "
                                         "destinations.")
                                          .arg(count);
    questions.ask({QStringLiteral("quitWhileRunning"), text, {tr("&Keep running"), tr("&Cancel and quit")}},
                  this, [this](int choice) {
                      if (choice == 1) {
                          cancelAll();
                      }
                  });
    return false;
}

void QuitGuard::cancelAll()
{
    m_backups.cancelAll();
    waitForTheEnd();
}

void QuitGuard::waitForTheEnd()
{
    m_cancelling = true;
    releaseWhenIdle();
}

void QuitGuard::releaseWhenIdle()
{
    if (m_cancelling && m_backups.running().isEmpty()) {
        m_cancelling = false;
        Q_EMIT released();
    }
}

} // namespace litekeeper
