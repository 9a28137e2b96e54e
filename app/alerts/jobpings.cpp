// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "alerts/jobpings.h"

#include "service/whendone.h"

namespace litekeeper {

JobPings::JobPings(JobService &jobs, BackupService &backups, const Ping::Patience &patience, QObject *parent)
    : QObject(parent)
    , m_jobs(jobs)
    , m_ping(patience)
{
    connect(&backups, &BackupService::runStarted, this, &JobPings::onStarted);
    connect(&m_jobs, &JobService::finished, this, &JobPings::onFinished);
}

void JobPings::onStarted(const Run &run)
{
    const std::optional<JobEntry> entry = run.jobId.isNull() ? std::nullopt : m_jobs.job(run.jobId);
    if (!entry || entry->job.pingUrl.isEmpty()) {
        return;
    }
    const QUrl url(entry->job.pingUrl);
    m_open.insert(run.id, {.url = url, .isStarting = true, .error = {}, .endedJob = {}, .run = run});
    whenDone(m_ping.send(url, PingEvent::Start), this, [this, id = run.id](const Result<void> &sent) {
        OpenRun &open = m_open[id];
        open.isStarting = false;
        if (!sent) {
            open.error = sent.error();
        }
        if (open.endedJob) {
            sendEnd(id);
        }
    });
}

// The end is told after the start was taken or given up: the other way round, the run would seem to go on.
void JobPings::onFinished(const Job &job, const Run &run)
{
    const auto open = m_open.find(run.id);
    if (open == m_open.end()) {
        return; // it has no URL, or was never begun
    }
    open->endedJob = job;
    open->run = run;
    if (!open->isStarting) {
        sendEnd(run.id);
    }
}

void JobPings::sendEnd(const QUuid &runId)
{
    const OpenRun open = m_open.value(runId);
    if (open.run.outcome == Outcome::Skipped) {
        // Whoever runs instead tells how that ends.
        close(runId, Result<void>());
        return;
    }
    const bool isGood = open.run.outcome == Outcome::Succeeded || open.run.outcome == Outcome::Warning;
    whenDone(m_ping.send(open.url, isGood ? PingEvent::Success : PingEvent::Failure, open.run.reason), this,
             [this, runId](const Result<void> &sent) { close(runId, sent); });
}

void JobPings::close(const QUuid &runId, const Result<void> &sent)
{
    const OpenRun open = m_open.take(runId);
    const std::optional<Error> error = sent ? open.error : std::optional(sent.error());
    if (error && open.endedJob) {
        const QString sentence
            = tr("The watching service does not know how this run ended: %1").arg(describe(*error));
        const QString startSentence
            = tr("The watching service did not hear of the start of this run: %1").arg(describe(*error));
        const QString text = sent ? startSentence : sentence;
        m_jobs.remark(open.run,
                      {.severity = Severity::Warning, .code = QStringLiteral("ping"), .text = text});
        Q_EMIT notTaken(*open.endedJob, text);
    }
    if (isSettled()) {
        Q_EMIT settled();
    }
}

} // namespace litekeeper
