// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/overview/nextrun.h"

#include "ui/common/format.h"
#include "ui/common/status.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::NextRun)
};

bool isBad(JobState state)
{
    return state == JobState::Overdue || state == JobState::Failing;
}

} // namespace

QDateTime nextRun(const QList<JobEntry> &jobs)
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

const JobEntry &worstOf(const QList<JobEntry> &jobs)
{
    return *std::max_element(jobs.begin(), jobs.end(), [](const JobEntry &left, const JobEntry &right) {
        return left.health.state < right.health.state;
    });
}

QString nextRunText(const QList<JobEntry> &jobs, const QDateTime &now)
{
    if (jobs.isEmpty()) {
        return Words::tr("No job");
    }
    const JobState worst = worstOf(jobs).health.state;
    if (isBad(worst)) {
        return statusOf(worst).word;
    }
    const QDateTime next = nextRun(jobs);
    return next.isValid() ? untilText(next, now) : Words::tr("By hand only");
}

QString nextRunDetail(const QList<JobEntry> &jobs, const QDateTime &now)
{
    const QDateTime next = nextRun(jobs);
    if (jobs.isEmpty()) {
        return Words::tr("not by itself");
    }
    if (!next.isValid()) {
        return {};
    }
    return isBad(worstOf(jobs).health.state) ? Words::tr("next %1").arg(untilText(next, now))
                                             : dateTimeText(next);
}

QString jobSentences(const QList<JobEntry> &jobs)
{
    QStringList lines;
    for (const JobEntry &entry : jobs) {
        lines.append(Words::tr("%1: %2", "a job and how it does").arg(entry.job.name, entry.health.sentence));
    }
    return lines.join(u'\n');
}

} // namespace litekeeper
