// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/jobentries.h"

#include "domain/goodrun.h"

#include <algorithm>

namespace litekeeper {

namespace {

bool looksSame(const Run &left, const Run &right)
{
    return left.id == right.id && left.outcome == right.outcome && left.startedAt == right.startedAt
        && left.finishedAt == right.finishedAt && left.reason == right.reason && left.bytes == right.bytes
        && left.backupId == right.backupId && left.missed == right.missed
        && left.findings.size() == right.findings.size();
}

} // namespace

bool JobEntry::operator==(const JobEntry &other) const
{
    return job == other.job && health == other.health
        && std::equal(recentRuns.cbegin(), recentRuns.cend(), other.recentRuns.cbegin(),
                      other.recentRuns.cend(), looksSame);
}

const JobEntry *JobEntries::find(const QUuid &id) const
{
    const auto found = std::find_if(m_entries.cbegin(), m_entries.cend(),
                                    [&id](const JobEntry &entry) { return entry.job.id == id; });
    return found == m_entries.cend() ? nullptr : &*found;
}

JobEntry *JobEntries::findEntry(const QUuid &id)
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&id](const JobEntry &entry) { return entry.job.id == id; });
    return found == m_entries.end() ? nullptr : &*found;
}

bool JobEntries::replace(const QList<Job> &jobs, const QHash<QUuid, QList<Run>> &runs, const QDateTime &now)
{
    QList<JobEntry> entries;
    m_lastGood.clear();
    for (const Job &job : jobs) {
        JobEntry entry{.job = job, .recentRuns = runs.value(job.id), .health = {}};
        if (entry.recentRuns.size() > runsShown) {
            const auto older = entry.recentRuns.cbegin() + runsShown;
            const auto good = std::find_if(older, entry.recentRuns.cend(), isGoodRun);
            if (good != entry.recentRuns.cend()) {
                m_lastGood.insert(job.id, *good);
            }
            entry.recentRuns.resize(runsShown);
        }
        judgeEntry(entry, now);
        entries.append(entry);
    }
    const bool isNew = entries != m_entries;
    m_entries = std::move(entries);
    return isNew;
}

bool JobEntries::put(const Run &run, const QDateTime &now)
{
    JobEntry *entry = findEntry(run.jobId);
    if (entry == nullptr) {
        return false;
    }
    QList<Run> &runs = entry->recentRuns;
    Run shown = run;
    shown.log.clear();
    const auto known
        = std::find_if(runs.begin(), runs.end(), [&run](const Run &each) { return each.id == run.id; });
    if (known != runs.end()) {
        *known = shown;
    } else {
        const auto place = std::find_if(runs.begin(), runs.end(),
                                        [&run](const Run &each) { return each.startedAt <= run.startedAt; });
        runs.insert(place, shown);
    }
    if (runs.size() > runsShown) {
        if (isGoodRun(runs.constLast())) {
            m_lastGood.insert(run.jobId, runs.constLast());
        }
        runs.resize(runsShown);
    }
    judgeEntry(*entry, now);
    return true;
}

bool JobEntries::setEvaluated(const QUuid &id, const QDateTime &until)
{
    JobEntry *entry = findEntry(id);
    if (entry == nullptr || entry->job.evaluatedUntil == until) {
        return false;
    }
    entry->job.evaluatedUntil = until;
    return true;
}

bool JobEntries::judgeAll(const QDateTime &now)
{
    bool isNew = false;
    for (JobEntry &entry : m_entries) {
        const JobHealth before = entry.health;
        judgeEntry(entry, now);
        isNew = isNew || !(entry.health == before);
    }
    return isNew;
}

void JobEntries::judgeEntry(JobEntry &entry, const QDateTime &now) const
{
    QList<Run> runs = entry.recentRuns;
    if (const auto good = m_lastGood.constFind(entry.job.id); good != m_lastGood.cend()) {
        runs.append(*good);
    }
    entry.health = judge(entry.job, runs, now);
}

} // namespace litekeeper
