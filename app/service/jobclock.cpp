// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/jobclock.h"

#include "domain/schedule.h"
#include "scheduler/wakeup.h"
#include "service/jobexamination.h"

#include <QLocale>

namespace litekeeper {

namespace {

/// A look at a disk that hangs keeps one worker; there are others for the window.
constexpr int mostProbes = 2;

QString instantText(const QDateTime &utc)
{
    return QLocale().toString(utc.toLocalTime(), QLocale::ShortFormat);
}

int missedBefore(const DueJob &due)
{
    return due.kind == DueJob::Kind::OnTime ? due.missed : due.missed - 1;
}

QString missedSentence(const Job &job, const DueJob &due, const QString &unreachable)
{
    QString seen = due.missed > 1 ? JobService::tr("The runs up to that of %1 were missed, %2 in all.")
                                        .arg(instantText(due.dueAt), QString::number(due.missed))
                                  : JobService::tr("The run of %1 was missed.").arg(instantText(due.dueAt));
    seen += QLatin1Char(' ');
    if (!unreachable.isEmpty()) {
        return seen + JobService::tr("It could not be caught up in time: %1").arg(unreachable);
    }
    if (job.missedRun == MissedRun::Skip) {
        return seen
            + JobService::tr(
                   "Litekeeper did not run or the computer was off, and this job does not catch up. "
                   "Run it now if you need a backup before the next one.");
    }
    return seen
        + JobService::tr("Litekeeper did not run or the computer was off until it was too late to catch up. "
                         "Run the job now, and let Litekeeper start with the system.");
}

} // namespace

JobClock::JobClock(JobService::Private &service)
    : d(service)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &JobClock::tick);
}

void JobClock::start()
{
    m_timer.start(0);
}

void JobClock::tick()
{
    const QDateTime now = d.clock.nowUtc();
    if (d.list.judgeAll(now)) {
        Q_EMIT d.q->jobsChanged();
    }
    // A look that a catch-up keeps waiting for a slow disk does not hold up the others.
    auto look = std::make_shared<Look>();
    look->promise.start();
    round(look);
    QDateTime next;
    for (const JobEntry &entry : d.list.entries()) {
        const QDateTime due = entry.health.nextDueUtc;
        next = due.isValid() && (!next.isValid() || due < next) ? due : next;
    }
    m_timer.start(untilNextLook(next, now));
}

QFuture<Result<JobClock::Ids>> JobClock::lookOnce()
{
    auto look = std::make_shared<Look>();
    look->promise.start();
    round(look);
    return look->promise.future();
}

void JobClock::round(const SharedLook &look)
{
    look->again = false;
    --look->roundsLeft;
    const QList<JobEntry> entries = d.list.entries();
    for (const JobEntry &entry : entries) {
        const bool mayRun = entry.job.enabled && !entry.job.schedule.isEmpty();
        if (mayRun && !m_inHand.contains(entry.job.id)) {
            decide(entry.job, look, false);
        }
    }
    closeOne(look);
}

void JobClock::closeOne(const SharedLook &look)
{
    if (--look->open > 0) {
        return;
    }
    if (!look->again || look->error || look->roundsLeft == 0) {
        look->promise.addResult(look->error ? Result<Ids>(*look->error) : Result<Ids>(look->runs));
        look->promise.finish();
        return;
    }
    look->open = 1;
    whenDone(d.load(), this, [this, look](const Result<void> &loaded) {
        if (!loaded) {
            look->error = loaded.error();
            look->again = false;
            closeOne(look);
        } else {
            round(look);
        }
    });
}

void JobClock::decide(const Job &job, const SharedLook &look, bool isReachable)
{
    const Result<Schedule> schedule = Schedule::parse(job.schedule, QTimeZone(job.timeZone));
    if (!schedule) {
        return; // the job's health says so
    }
    const DueAnswer answer
        = dueNow(*schedule, job.evaluatedUntil, d.clock.nowUtc(),
                 {.catchUp = job.missedRun == MissedRun::CatchUp, .deadline = job.catchUpDeadline});
    if (const auto *back = std::get_if<ClockTurnedBack>(&answer)) {
        turnBack(job, *back, look);
    } else if (const auto *due = std::get_if<DueJob>(&answer)) {
        meet(job, *due, look, isReachable);
    } else {
        m_unreachable.remove(job.id);
    }
}

void JobClock::meet(const Job &job, const DueJob &due, const SharedLook &look, bool isReachable)
{
    if (d.q->isPaused()) {
        passWhilePaused(job, due, look);
        return;
    }
    switch (due.kind) {
    case DueJob::Kind::OnTime:
        runIt(job, due, Trigger::Schedule, look);
        break;
    case DueJob::Kind::CatchUp:
        if (isReachable) {
            runIt(job, due, Trigger::CatchUp, look);
        } else {
            askWhetherReachable(job.id, look);
        }
        break;
    case DueJob::Kind::Missed:
        recordMissed(job, due, look);
        break;
    }
}

/// The first instant that a pause lets pass is recorded; the others pass without a word, and JobService moves
/// all jobs on when the pause ends.
void JobClock::passWhilePaused(const Job &job, const DueJob &due, const SharedLook &look)
{
    const QDateTime since = d.pausedSince();
    if (job.evaluatedUntil <= since) {
        recordSkipped(job, due, QStringLiteral("paused"),
                      JobService::tr("All jobs are paused since %1: this run and those that follow do not "
                                     "begin until you resume them.")
                          .arg(instantText(since)),
                      look);
    }
}

void JobClock::runIt(const Job &job, const DueJob &due, Trigger trigger, const SharedLook &look)
{
    BackupWish wish = wishOf(job);
    wish.dueAt = due.dueAt;
    wish.missed = missedBefore(due);
    const Run run = runFor(wish, trigger, d.clock.nowUtc());
    claim(job, due, run, look, [this, job, wish, run] {
        d.show(run);
        Q_EMIT d.q->claimed(job, run);
        d.backups.begin(run, wish);
    });
}

void JobClock::recordMissed(const Job &job, const DueJob &due, const SharedLook &look)
{
    const QString unreachable = m_unreachable.take(job.id);
    recordSkipped(job, due, QStringLiteral("missed"), missedSentence(job, due, unreachable), look);
}

void JobClock::recordSkipped(const Job &job, const DueJob &due, const QString &code, const QString &reason,
                             const SharedLook &look)
{
    BackupWish wish = wishOf(job);
    wish.dueAt = due.dueAt;
    wish.missed = missedBefore(due);
    Run run = runFor(wish, Trigger::Schedule, d.clock.nowUtc());
    run.outcome = Outcome::Skipped;
    run.finishedAt = run.startedAt;
    run.errorCode = code;
    run.reason = reason;
    claim(job, due, run, look, [this, job, run] {
        d.show(run);
        Q_EMIT d.q->finished(job, run);
    });
}

void JobClock::turnBack(const Job &job, const ClockTurnedBack &back, const SharedLook &look)
{
    if (back.evaluatedUntil == job.evaluatedUntil) {
        return; // a little: what ran must not run again, so we wait
    }
    m_inHand.insert(job.id);
    ++look->open;
    whenDone(d.catalogue.turnBack(job.id, job.evaluatedUntil, back.evaluatedUntil), this,
             [this, id = job.id, look](const Result<bool> &turned) {
                 m_inHand.remove(id);
                 if (!turned) {
                     look->error = turned.error();
                 } else {
                     look->again = true;
                 }
                 closeOne(look);
             });
}

void JobClock::claim(const Job &job, const DueJob &due, const Run &run, const SharedLook &look,
                     const std::function<void()> &won)
{
    m_inHand.insert(job.id);
    ++look->open;
    whenDone(d.catalogue.claimInstant(job.evaluatedUntil, due.evaluatedUntil, run), this,
             [this, id = job.id, until = due.evaluatedUntil, runId = run.id, look,
              won](const Result<InstantClaim> &claimed) {
                 m_inHand.remove(id);
                 if (!claimed) {
                     look->error = claimed.error();
                 } else if (*claimed == InstantClaim::Won) {
                     d.list.setEvaluated(id, until);
                     look->runs.append(runId);
                     won();
                 } else {
                     look->again = true;
                 }
                 closeOne(look);
             });
}

void JobClock::askWhetherReachable(const QUuid &jobId, const SharedLook &look)
{
    m_inHand.insert(jobId);
    ++look->open;
    m_waitingProbes.enqueue({.jobId = jobId, .look = look});
    startProbes();
}

void JobClock::startProbes()
{
    while (m_probes < mostProbes && !m_waitingProbes.isEmpty()) {
        const Probe probe = m_waitingProbes.dequeue();
        const JobEntry *entry = d.list.find(probe.jobId);
        if (entry == nullptr) {
            m_inHand.remove(probe.jobId);
            closeOne(probe.look);
            continue;
        }
        ++m_probes;
        whenDone(d.runner.startTask([job = entry->job, network = d.catalogue.network()] {
            return checkReachable(job, network);
        }),
                 this, [this, probe](const Result<void> &reachable) {
                     --m_probes;
                     m_inHand.remove(probe.jobId);
                     const JobEntry *known = d.list.find(probe.jobId);
                     if (!reachable) {
                         m_unreachable.insert(probe.jobId, describe(reachable.error()));
                     } else if (known != nullptr && known->job.enabled) {
                         decide(Job(known->job), probe.look, true);
                     }
                     startProbes();
                     closeOne(probe.look);
                 });
    }
}

} // namespace litekeeper
