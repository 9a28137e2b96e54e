// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/backupservice.h"

#include <QSet>
#include <QTimer>

namespace litekeeper {

class SleepWatch;

/// Keeps the machine awake while backups of this process run. If it falls asleep all the same, as when the
/// lid is closed, the runs are paused first, which releases the snapshots of their sources, and go on
/// afterwards. Where the system does not let us, the logs of the runs say so. Main thread.
class SleepGuard : public QObject
{
    Q_OBJECT

public:
    SleepGuard(BackupService &backups, SleepWatch &watch, QObject *parent = nullptr);

private:
    void holdOrRelease();
    void noteRefusal(const Run &run);
    void onAboutToSleep();
    void onWokeUp();
    void onProgress(const QUuid &runId, const Progress &progress);
    void letSleepAtRest();

    BackupService &m_backups;
    SleepWatch &m_watch;
    std::shared_ptr<const void> m_inhibitor;
    QString m_refusal;       ///< why the system does not stay awake; empty: it does, or has not answered
    bool m_isAsleep = false; ///< or about to be
    QSet<QUuid> m_paused;    ///< by us
    QTimer m_patience;       ///< some phases of a run do not pause
};

} // namespace litekeeper
