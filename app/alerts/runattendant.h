// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "alerts/jobalerts.h"
#include "alerts/jobpings.h"
#include "alerts/sleepguard.h"

#include <functional>
#include <memory>

namespace litekeeper {

class Interrupt;
class SleepWatch;

/// What goes with runs in every process that starts them: notifications, pings, a machine that stays awake,
/// and a clean end when a signal ends the process. Main thread.
class RunAttendant : public QObject
{
    Q_OBJECT

public:
    enum class Process {
        StaysOn,  ///< the window
        EndsSoon, ///< the command line: asks the buses nothing before there is something to do
    };

    RunAttendant(CatalogueService &catalogue, BackupService &backups, JobService &jobs, const Clock &clock,
                 Process process, QObject *parent = nullptr);
    ~RunAttendant() override;

    void begin() { m_alerts.begin(); } ///< the jobs are loaded
    /// After a signal: all runs of this process end, as cancelled if a person wished so, else as interrupted.
    void endRuns(const Interrupt &interrupt);
    /// Calls `function` once when everybody has been told, or after 15 seconds. Not from within this call.
    void whenSettled(const std::function<void()> &function);

Q_SIGNALS:
    void jobRequested(const QUuid &jobId); ///< somebody clicked on its notification
    void notTold(const QString &sentence); ///< a ping was not taken

private:
    void watchSleep();

    BackupService &m_backups;
    JobService &m_jobs;
    Process m_process;
    JobAlerts m_alerts;
    JobPings m_pings;
    std::unique_ptr<SleepWatch> m_sleep;
    std::unique_ptr<SleepGuard> m_guard;
};

} // namespace litekeeper
