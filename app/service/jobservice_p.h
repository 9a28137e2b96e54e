// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/clock.h"
#include "runner/taskrunner.h"
#include "service/catalogueservice.h"
#include "service/jobentries.h"
#include "service/whendone.h"

namespace litekeeper {

class JobClock;

class JobService::Private
{
public:
    Private(JobService *service, CatalogueService &catalogueService, BackupService &backupService,
            TaskRunner &taskRunner, const Clock &watch)
        : q(service)
        , catalogue(catalogueService)
        , backups(backupService)
        , runner(taskRunner)
        , clock(watch)
    {
    }

    QFuture<Result<void>> load();
    /// Once more after what is being loaded now, however often it is asked for meanwhile.
    void reload();
    void take(const Result<QList<Job>> &jobs, const Result<QHash<QUuid, QList<Run>>> &runs);
    void show(const Run &run);
    [[nodiscard]] QDateTime pausedSince() const; ///< UTC; invalid: not paused

    JobService *q;
    CatalogueService &catalogue;
    BackupService &backups;
    TaskRunner &runner;
    const Clock &clock;
    JobEntries list;
    bool isLoading = false;
    bool mustLoadAgain = false;
    std::unique_ptr<JobClock> watch;
};

} // namespace litekeeper
