// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/goodrun.h"
#include "domain/job.h"
#include "domain/schedule.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr qint64 leastGraceSeconds = qint64(10) * 60;
constexpr qint64 mostGraceSeconds = qint64(6) * 3600;
constexpr int mostStepsBack = 1000; // instants within the longest grace; a schedule of seconds needs more

QString tr(const char *text)
{
    return QCoreApplication::translate("JobHealth", text);
}

QString instantText(const QDateTime &utc)
{
    return QLocale().toString(utc.toLocalTime(), QLocale::ShortFormat);
}

/// Whether it tells how the job does.
bool counts(const Run &run)
{
    return run.outcome == Outcome::Succeeded || run.outcome == Outcome::Warning
        || run.outcome == Outcome::Failed || run.outcome == Outcome::Interrupted;
}

template <typename Predicate>
const Run *firstOf(const QList<Run> &runs, Predicate predicate)
{
    const auto found = std::find_if(runs.cbegin(), runs.cend(), predicate);
    return found == runs.cend() ? nullptr : &*found;
}

int failuresInARow(const QList<Run> &runs)
{
    int failures = 0;
    for (const Run &run : runs) {
        if (isGoodRun(run)) {
            break;
        }
        failures += counts(run) ? 1 : 0;
    }
    return failures;
}

/// The last due instant whose grace is over.
QDateTime lastGraceOver(const Schedule &schedule, const QDateTime &now)
{
    QDateTime due = schedule.previous(now.addSecs(-leastGraceSeconds));
    for (int step = 0; due.isValid() && step < mostStepsBack; ++step) {
        const QDateTime before = schedule.previous(due.addSecs(-1));
        const qint64 interval = before.isValid() ? before.secsTo(due) : mostGraceSeconds * 2;
        const qint64 grace = std::clamp(interval / 2, leastGraceSeconds, mostGraceSeconds);
        if (due.addSecs(grace) <= now) {
            return due;
        }
        due = before;
    }
    return {};
}

/// The first due instant that no good run was made for.
QDateTime firstUncovered(const Schedule &schedule, const Job &job, const Run *lastGood)
{
    QDateTime covered = job.scheduledSince.isValid() ? job.scheduledSince : job.createdAt;
    if (lastGood != nullptr) {
        // A run by hand is as good as the scheduled one that comes next.
        const QDateTime byRun
            = lastGood->dueAt.isValid() ? lastGood->dueAt : schedule.next(lastGood->startedAt);
        covered = std::max(covered, byRun);
    }
    return schedule.next(covered);
}

void lookAtSchedule(JobHealth &health, const Job &job, const Run *lastGood, const QDateTime &now)
{
    const Result<Schedule> schedule = Schedule::parse(job.schedule, QTimeZone(job.timeZone));
    if (!schedule) {
        health.state = JobState::Failing;
        health.sentence = describe(schedule.error());
        return;
    }
    health.nextDueUtc = schedule->next(now);
    const QDateTime judged = lastGraceOver(*schedule, now);
    const QDateTime uncovered = firstUncovered(*schedule, job, lastGood);
    if (judged.isValid() && uncovered.isValid() && uncovered <= judged) {
        health.overdueSinceUtc = uncovered;
    }
}

QString overdueSentence(const JobHealth &health)
{
    const QString due = instantText(health.overdueSinceUtc);
    const QString seen = health.lastGoodUtc.isValid()
        ? tr("A backup was due on %1, but the last good one is of %2.")
              .arg(due, instantText(health.lastGoodUtc))
        : tr("A backup was due on %1, but there is none yet.").arg(due);
    return seen + QLatin1Char(' ')
        + tr("Make sure that Litekeeper or its timer runs at that time, and that the database and the "
             "destination can be reached; or run the job now.");
}

QString failingSentence(const JobHealth &health, const Run &last)
{
    const Finding *rehearsal = failedRehearsalOf(last);
    QString cause = last.reason;
    if (rehearsal != nullptr && !last.reason.contains(rehearsal->text)) {
        cause = rehearsal->text; // of a rehearsal that came later, on request
    } else if (cause.isEmpty()) {
        cause = tr("The last run did not end well.");
    }
    return health.failuresInARow > 1
        ? tr("The last %1 runs failed. %2").arg(QString::number(health.failuresInARow), cause)
        : cause;
}

QString waitingSentence(const JobHealth &health)
{
    return health.nextDueUtc.isValid()
        ? tr("It has not run yet. The first run is due on %1.").arg(instantText(health.nextDueUtc))
        : tr("It has not run yet, and its schedule holds no instant to come.");
}

/// The state by the last run that says something, if there is one.
void lookAtRuns(JobHealth &health, const Run *last)
{
    if (last != nullptr && !isGoodRun(*last)) {
        health.state = JobState::Failing;
        health.sentence = failingSentence(health, *last);
    } else if (health.overdueSinceUtc.isValid()) {
        health.state = JobState::Overdue;
        health.sentence = overdueSentence(health);
    } else if (last == nullptr) {
        health.state = JobState::Waiting;
        health.sentence = waitingSentence(health);
    } else if (last->outcome == Outcome::Warning) {
        health.state = JobState::Warned;
        health.sentence = last->reason;
    } else {
        health.state = JobState::Well;
        health.sentence = tr("The last backup, of %1, is good.").arg(instantText(health.lastGoodUtc));
    }
}

} // namespace

JobHealth judge(const Job &job, const QList<Run> &recentRuns, const QDateTime &nowUtc)
{
    JobHealth health;
    const Run *lastGood = firstOf(recentRuns, isGoodRun);
    const Run *last = firstOf(recentRuns, counts);
    const Run *running = firstOf(recentRuns, [](const Run &run) { return run.outcome == Outcome::Running; });
    health.lastGoodUtc = lastGood == nullptr ? QDateTime() : lastGood->startedAt;
    health.failuresInARow = failuresInARow(recentRuns);
    if (job.enabled && !job.schedule.isEmpty()) {
        lookAtSchedule(health, job, lastGood, nowUtc);
    }
    if (running != nullptr) {
        health.state = JobState::Running;
        health.sentence = tr("A backup is running since %1.").arg(instantText(running->startedAt));
    } else if (!job.enabled) {
        health.state = JobState::Off;
        health.sentence = tr("This job is switched off. Enable it, or run it by hand.");
    } else if (job.schedule.isEmpty() && last == nullptr) {
        health.state = JobState::Off;
        health.sentence = tr("This job has no schedule. Run it by hand, or give it one.");
    } else if (health.sentence.isEmpty()) { // else the schedule cannot be read
        lookAtRuns(health, last);
    }
    return health;
}

} // namespace litekeeper
