// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/catalogueservice.h"

#include "service/catalogueservice_p.h"

namespace litekeeper {

QFuture<Result<QList<Job>>> CatalogueService::jobs()
{
    return d->lane.ask([](Catalogue &catalogue) { return catalogue.jobs(); });
}

QFuture<Result<QHash<QUuid, QList<Run>>>> CatalogueService::runsOfJobs(int limitPerJob)
{
    return d->lane.ask([limitPerJob](Catalogue &catalogue) { return catalogue.runsOfJobs(limitPerJob); });
}

QFuture<Result<QList<Run>>> CatalogueService::runsOfJob(const QUuid &id, int limit)
{
    return d->lane.ask([id, limit](Catalogue &catalogue) { return catalogue.runsOfJob(id, limit); });
}

QFuture<Result<void>> CatalogueService::storeJob(const Job &job)
{
    return d->change(Private::JobsChanged, [job](Catalogue &catalogue) { return catalogue.storeJob(job); });
}

QFuture<Result<void>> CatalogueService::removeJob(const QUuid &id)
{
    return d->change(Private::JobsChanged, [id](Catalogue &catalogue) { return catalogue.removeJob(id); });
}

QFuture<Result<void>> CatalogueService::setJobDestination(const QUuid &id, const QUuid &destinationId)
{
    return d->change(Private::JobsChanged, [id, destinationId](Catalogue &catalogue) {
        return catalogue.setJobDestination(id, destinationId);
    });
}

QFuture<Result<InstantClaim>> CatalogueService::claimInstant(const QDateTime &expected,
                                                             const QDateTime &evaluatedUntil, const Run &run)
{
    return d->change(Private::RunsChanged | Private::DatabasesChanged,
                     [expected, evaluatedUntil, run](Catalogue &catalogue) {
                         return catalogue.claim(expected, evaluatedUntil, run);
                     });
}

QFuture<Result<bool>> CatalogueService::turnBack(const QUuid &jobId, const QDateTime &expected,
                                                 const QDateTime &now)
{
    return d->change(Private::RunsChanged, [jobId, expected, now](Catalogue &catalogue) {
        return catalogue.turnBack(jobId, expected, now);
    });
}

QFuture<Result<void>> CatalogueService::passInstantsUntil(const QDateTime &now)
{
    return d->change(Private::JobsChanged,
                     [now](Catalogue &catalogue) { return catalogue.passInstantsUntil(now); });
}

Result<int> CatalogueService::countUnrehearsedRun(const QUuid &jobId)
{
    return d->lane.ask([jobId](Catalogue &catalogue) { return catalogue.countUnrehearsedRun(jobId); })
        .result();
}

QFuture<Result<void>> CatalogueService::storeRehearsal(const QUuid &backupId, const RehearsalRecord &record,
                                                       const QUuid &jobId)
{
    const int what
        = Private::BackupsChanged | (jobId.isNull() ? 0 : Private::RunsChanged | Private::JobsChanged);
    return d->change(what, [backupId, record, jobId](Catalogue &catalogue) {
        return catalogue.storeRehearsal(backupId, record, jobId);
    });
}

} // namespace litekeeper
