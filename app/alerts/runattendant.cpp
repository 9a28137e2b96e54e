// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "alerts/runattendant.h"

#include "system/interrupt.h"
#include "system/sleepwatch.h"

namespace litekeeper {

using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds longestFarewell = 15s;

DesktopNotifier::Sender senderFor(RunAttendant::Process process)
{
    return process == RunAttendant::Process::StaysOn ? DesktopNotifier::Sender::StaysOn
                                                     : DesktopNotifier::Sender::EndsSoon;
}

/// Where somebody waits for the end, the pings of a start and an end have to fit into the farewell.
Ping::Patience patienceFor(RunAttendant::Process process)
{
    return process == RunAttendant::Process::StaysOn
        ? Ping::Patience()
        : Ping::Patience{.timeout = 4s, .pause = 1s, .retries = 1};
}

} // namespace

RunAttendant::RunAttendant(CatalogueService &catalogue, BackupService &backups, JobService &jobs,
                           const Clock &clock, Process process, QObject *parent)
    : QObject(parent)
    , m_backups(backups)
    , m_jobs(jobs)
    , m_process(process)
    , m_alerts(jobs, catalogue, clock, senderFor(process))
    , m_pings(jobs, backups, patienceFor(process))
{
    connect(&m_alerts, &JobAlerts::jobRequested, this, &RunAttendant::jobRequested);
    connect(&m_pings, &JobPings::notTaken, this, [this](const Job &job, const QString &sentence) {
        Q_EMIT notTold(QStringLiteral("%1: %2").arg(job.name, sentence));
    });
    if (process == Process::StaysOn) {
        watchSleep();
    } else {
        connect(&m_backups, &BackupService::runStarted, this, &RunAttendant::watchSleep);
    }
}

RunAttendant::~RunAttendant() = default;

void RunAttendant::watchSleep()
{
    if (m_sleep) {
        return;
    }
    m_sleep = std::make_unique<SleepWatch>();
    m_guard = std::make_unique<SleepGuard>(m_backups, *m_sleep);
    if (m_process == Process::StaysOn) {
        // The clock is looked at every few seconds, but what became due meanwhile need not wait for that.
        connect(m_sleep.get(), &SleepWatch::wokeUp, &m_jobs, [this] { m_jobs.runDue(); });
    }
}

void RunAttendant::endRuns(const Interrupt &interrupt)
{
    if (interrupt.isWishOfAPerson()) {
        m_backups.cancelAll();
    } else {
        m_backups.interruptAll(tr("The system told Litekeeper to end (%1) while this backup was running. "
                                  "Nothing of it was left behind. Back up again.")
                                   .arg(interrupt.name()));
    }
}

void RunAttendant::whenSettled(const std::function<void()> &function)
{
    auto *farewell = new QTimer(this);
    farewell->setSingleShot(true);
    connect(farewell, &QTimer::timeout, this, [farewell, function] {
        farewell->disconnect(); // what is settled from now on calls nothing again
        farewell->deleteLater();
        function();
    });
    const auto endIfSettled = [this, farewell] {
        if (m_alerts.isSettled() && m_pings.isSettled()) {
            farewell->start(0);
        }
    };
    connect(&m_alerts, &JobAlerts::settled, farewell, endIfSettled);
    connect(&m_pings, &JobPings::settled, farewell, endIfSettled);
    farewell->start(longestFarewell);
    endIfSettled();
}

} // namespace litekeeper
