// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/jobservice.h"

#include <QHash>

namespace litekeeper {

/// The jobs as the catalogue last told them, with their newest runs and how they do. A plain value of the
/// main thread; its changes are told by their return value: whether there is anything new to show.
class JobEntries
{
public:
    static constexpr int runsShown = 30;

    [[nodiscard]] const QList<JobEntry> &entries() const { return m_entries; }
    [[nodiscard]] const JobEntry *find(const QUuid &id) const;

    /// `jobs` in the order of their names; `runs` as Catalogue::runsOfJobs() gives them.
    bool replace(const QList<Job> &jobs, const QHash<QUuid, QList<Run>> &runs, const QDateTime &now);
    /// A run of one of the jobs that began or ended.
    bool put(const Run &run, const QDateTime &now);
    bool setEvaluated(const QUuid &id, const QDateTime &until);
    bool judgeAll(const QDateTime &now); ///< as time passes

private:
    void judgeEntry(JobEntry &entry, const QDateTime &now) const;
    [[nodiscard]] JobEntry *findEntry(const QUuid &id);

    QList<JobEntry> m_entries;
    QHash<QUuid, Run> m_lastGood; ///< where the runs shown hold none
};

} // namespace litekeeper
