// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/jobtext.h"

#include "domain/nametemplate.h"
#include "domain/schedulewords.h"
#include "ui/common/format.h"
#include "ui/common/status.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::Jobs)
};

QString lastGoodText(const JobHealth &health, const QDateTime &now)
{
    return health.lastGoodUtc.isValid() ? Words::tr("last good %1").arg(ageText(health.lastGoodUtc, now))
                                        : Words::tr("none was good yet");
}

QString failingDetail(const JobHealth &health, const QDateTime &now)
{
    const QString last = lastGoodText(health, now);
    return health.failuresInARow > 1
        ? Words::tr("%1 times in a row, %2").arg(countText(health.failuresInARow), last)
        : last;
}

QString overdueDetail(const JobHealth &health, const QDateTime &now)
{
    return Words::tr("was due %1, %2").arg(ageText(health.overdueSinceUtc, now), lastGoodText(health, now));
}

int countOf(const QList<JobEntry> &jobs, JobState state)
{
    return int(std::count_if(jobs.begin(), jobs.end(),
                             [state](const JobEntry &entry) { return entry.health.state == state; }));
}

QDateTime soonest(const QList<JobEntry> &jobs)
{
    QDateTime soonest;
    for (const JobEntry &entry : jobs) {
        const QDateTime next = entry.health.nextDueUtc;
        if (next.isValid() && (!soonest.isValid() || next < soonest)) {
            soonest = next;
        }
    }
    return soonest;
}

} // namespace

QString scheduleText(const Job &job)
{
    if (job.schedule.isEmpty()) {
        return Words::tr("By hand only");
    }
    const auto schedule = Schedule::parse(job.schedule, QTimeZone(job.timeZone));
    const QString words = schedule ? inWords(*schedule) : job.schedule;
    const bool elsewhere = !job.timeZone.isEmpty() && job.timeZone != QTimeZone::systemTimeZoneId();
    return elsewhere
        ? Words::tr("%1 (%2)", "a schedule and its time zone").arg(words, QString::fromUtf8(job.timeZone))
        : words;
}

QString keptText(const Job &job)
{
    const auto name = NameTemplate::parse(job.nameTemplate);
    return name && name->isFixed() ? Words::tr("one file, replaced each time")
                                   : Words::tr("keeps %1").arg(retentionInWords(job.retention));
}

QString stateText(const JobEntry &entry, const std::optional<Progress> &progress)
{
    if (progress) {
        return progress->paused ? Words::tr("Paused")
            : progress->queued  ? Words::tr("Waiting for its turn")
                                : phaseText(progress->phase);
    }
    const JobState state = entry.health.state;
    const bool judged = state == JobState::Overdue || state == JobState::Failing || state == JobState::Running
        || state == JobState::Waiting;
    if (judged || entry.recentRuns.isEmpty()) {
        return statusOf(state).word;
    }
    return statusOf(entry.recentRuns.constFirst().outcome).word;
}

QString stateDetail(const JobEntry &entry, const QDateTime &now)
{
    switch (entry.health.state) {
    case JobState::Failing:
        return failingDetail(entry.health, now);
    case JobState::Overdue:
        return overdueDetail(entry.health, now);
    case JobState::Waiting:
        return {};
    case JobState::Off:
    case JobState::Running:
    case JobState::Well:
    case JobState::Warned:
        break;
    }
    return entry.recentRuns.isEmpty() ? QString() : ageText(entry.recentRuns.constFirst().startedAt, now);
}

int urgency(JobState state)
{
    switch (state) {
    case JobState::Failing:
        return 0;
    case JobState::Overdue:
        return 1;
    case JobState::Warned:
        return 2;
    case JobState::Waiting:
        return 3;
    case JobState::Running: // where it was before: a row must not jump because its job runs
    case JobState::Well:
        return 4;
    case JobState::Off:
        return 5;
    }
    return 5;
}

QString jobsSummary(const QList<JobEntry> &jobs, const QDateTime &now)
{
    QStringList parts{jobs.size() == 1 ? Words::tr("1 job")
                                       : Words::tr("%1 jobs").arg(countText(jobs.size()))};
    if (const int failing = countOf(jobs, JobState::Failing); failing > 0) {
        parts.append(Words::tr("%1 failing").arg(countText(failing)));
    }
    if (const int overdue = countOf(jobs, JobState::Overdue); overdue > 0) {
        parts.append(Words::tr("%1 overdue").arg(countText(overdue)));
    }
    if (const QDateTime next = soonest(jobs); next.isValid()) {
        parts.append(Words::tr("next run %1").arg(untilText(next, now)));
    }
    return parts.join(QStringLiteral(" · "));
}

} // namespace litekeeper
