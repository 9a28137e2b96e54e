// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/catalogueservice.h"

#include "service/catalogueservice_p.h"

namespace litekeeper {

QFuture<Result<QList<Watch>>> CatalogueService::watches()
{
    return d->lane.ask([](Catalogue &catalogue) { return catalogue.watches(); });
}

QFuture<Result<QUuid>> CatalogueService::storeWatch(const Watch &watch)
{
    return d->change(Private::WatchesChanged,
                     [watch](Catalogue &catalogue) { return catalogue.storeWatch(watch); });
}

QFuture<Result<void>> CatalogueService::removeWatch(const QUuid &id)
{
    return d->change(Private::WatchesChanged,
                     [id](Catalogue &catalogue) { return catalogue.removeWatch(id); });
}

QFuture<Result<bool>> CatalogueService::claimLook(const QUuid &watchId, const QDateTime &expected,
                                                  const QDateTime &now)
{
    return d->lane.ask([watchId, expected, now](Catalogue &catalogue) {
        return catalogue.claimLook(watchId, expected, now);
    });
}

QFuture<Result<void>> CatalogueService::storeLook(const Observation &observation, const CanaryMemory &memory)
{
    return d->change(Private::WatchesChanged, [observation, memory](Catalogue &catalogue) {
        return catalogue.storeLook(observation, memory);
    });
}

QFuture<Result<QList<ObservationSpan>>> CatalogueService::observations(const QUuid &watchId,
                                                                       const QDateTime &since)
{
    return d->lane.ask(
        [watchId, since](Catalogue &catalogue) { return catalogue.observations(watchId, since); });
}

QFuture<Result<ObservationSpan>> CatalogueService::observation(qint64 id)
{
    return d->lane.ask([id](Catalogue &catalogue) { return catalogue.observation(id); });
}

QFuture<Result<QHash<QUuid, ObservationSpan>>> CatalogueService::lastObservations()
{
    return d->lane.ask([](Catalogue &catalogue) { return catalogue.lastObservations(); });
}

} // namespace litekeeper
