// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/jobservice.h"
#include "system/ping.h"

#include <QHash>

namespace litekeeper {

/// Pings the URL of a job when one of its runs in this process starts, succeeds or does not. A ping that is
/// not taken never fails a run: the run gets a warning that says so. Main thread.
class JobPings : public QObject
{
    Q_OBJECT

public:
    JobPings(JobService &jobs, BackupService &backups, const Ping::Patience &patience,
             QObject *parent = nullptr);

    /// Whether all pings have been answered or given up.
    [[nodiscard]] bool isSettled() const { return m_open.isEmpty(); }

Q_SIGNALS:
    void settled();
    void notTaken(const litekeeper::Job &job, const QString &sentence);

private:
    struct OpenRun
    {
        QUrl url;
        bool isStarting = false;     ///< the first ping is on its way
        std::optional<Error> error;  ///< of the first ping
        std::optional<Job> endedJob; ///< set when the run has ended
        Run run;
    };

    void onStarted(const Run &run);
    void onFinished(const Job &job, const Run &run);
    void sendEnd(const QUuid &runId);
    void close(const QUuid &runId, const Result<void> &sent);

    JobService &m_jobs;
    Ping m_ping;
    QHash<QUuid, OpenRun> m_open;
};

} // namespace litekeeper
