// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/watchservice.h"

#include "canary/canaryfile.h"
#include "common/clock.h"
#include "service/catalogueservice.h"
#include "service/watchlooks.h"
#include "service/watchrequests.h"
#include "service/whendone.h"

#include <QPromise>
#include <QSet>
#include <QTimer>

#include <algorithm>
#include <tuple>

namespace litekeeper {

namespace {

constexpr std::chrono::minutes askInterval{2};

template <typename Value>
using Promise = std::shared_ptr<QPromise<Value>>;

template <typename Value>
Promise<Value> makePromise()
{
    auto promise = std::make_shared<QPromise<Value>>();
    promise->start();
    return promise;
}

template <typename Value, typename Answer>
void keep(const Promise<Value> &promise, Answer &&answer)
{
    promise->addResult(std::forward<Answer>(answer));
    promise->finish();
}

bool holds(const Path &folder, const Path &file)
{
    const auto [end, unused] = std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
    return end == folder.end();
}

} // namespace

std::optional<WatchEntry> watchOf(const QList<WatchEntry> &watches, const Path &file)
{
    const auto depth = [](const WatchEntry &entry) {
        return std::tuple(entry.watch.folder.native().size(), entry.watch.kind == WatchKind::Folder);
    };
    std::optional<WatchEntry> innermost;
    for (const WatchEntry &entry : watches) {
        if (holds(entry.watch.folder, file) && (!innermost || depth(entry) > depth(*innermost))) {
            innermost = entry;
        }
    }
    return innermost;
}

class WatchService::Private
{
public:
    /// What becomes of a look when it is there.
    struct Order
    {
        LookRequest request;
        std::optional<Watch> watch;
        Promise<Result<Observation>> promise;
    };

    Private(WatchService *service, CatalogueService &catalogueService, const Clock &givenClock, Path program)
        : q(service)
        , catalogue(catalogueService)
        , clock(givenClock)
        , looks(givenClock, std::move(program))
    {
    }

    void reload(const Promise<Result<void>> &promise);
    void takeWatches(const QList<Watch> &watches, const QHash<QUuid, ObservationSpan> &last);
    [[nodiscard]] std::optional<Watch> watchAt(const Path &folder) const;
    QFuture<Result<Observation>> ask(LookRequest::Mode mode, const Path &folder, const Path &lockFolder);
    void begin(const Order &order);
    void finish(const Order &order, const LookResult &result);
    void store(const Order &order, Watch watch, const LookResult &result);
    void takeNow(const Watch &watch);
    void setLooking(const QUuid &id, bool isLooking);
    void claim(const WatchEntry &entry, const std::function<void(std::optional<Observation>)> &done);

    WatchService *q;
    CatalogueService &catalogue;
    const Clock &clock;
    WatchLooks looks;
    QTimer timer;
    QList<WatchEntry> entries;
    QSet<QUuid> looking;
    bool isLoaded = false;
};

void WatchService::Private::reload(const Promise<Result<void>> &promise)
{
    whenDone(catalogue.watches(), q, [this, promise](const Result<QList<Watch>> &watches) {
        if (!watches) {
            keep(promise, Result<void>(watches.error()));
            return;
        }
        whenDone(catalogue.lastObservations(), q,
                 [this, promise, watches](const Result<QHash<QUuid, ObservationSpan>> &last) {
                     if (last) {
                         takeWatches(*watches, *last);
                     }
                     keep(promise, last ? Result<void>() : Result<void>(last.error()));
                 });
    });
}

void WatchService::Private::takeWatches(const QList<Watch> &watches,
                                        const QHash<QUuid, ObservationSpan> &last)
{
    entries.clear();
    for (const Watch &watch : watches) {
        WatchEntry entry{.watch = watch, .isLooking = looking.contains(watch.id)};
        if (const auto span = last.constFind(watch.id); span != last.constEnd()) {
            entry.last = *span;
        }
        entries.append(entry);
    }
    isLoaded = true;
    Q_EMIT q->watchesChanged();
}

/// A folder that somebody asked to watch goes before the destination that it is as well.
std::optional<Watch> WatchService::Private::watchAt(const Path &folder) const
{
    std::optional<Watch> found;
    for (const WatchEntry &entry : entries) {
        if (entry.watch.folder == folder && (!found || entry.watch.kind == WatchKind::Folder)) {
            found = entry.watch;
        }
    }
    return found;
}

QFuture<Result<Observation>> WatchService::Private::ask(LookRequest::Mode mode, const Path &folder,
                                                        const Path &lockFolder)
{
    const Path watched = watchedPath(folder);
    std::optional<Watch> watch = watchAt(watched);
    const bool plants = mode == LookRequest::Mode::Plant || mode == LookRequest::Mode::PlantAnew;
    if (plants && watch && watch->kind == WatchKind::Destination && !lockFolder.empty()) {
        watch.reset(); // it has no lock by itself, so somebody wants a watch of his own
    }
    const Path lock = lockFolder.empty() ? Path() : watchedPath(lockFolder);
    const Order order{.request = lookRequest(mode, watched, lock, watch),
                      .watch = watch,
                      .promise = makePromise<Result<Observation>>()};
    begin(order);
    return order.promise->future();
}

void WatchService::Private::begin(const Order &order)
{
    if (order.watch) {
        setLooking(order.watch->id, true);
    }
    whenDone(looks.look(order.request), q,
             [this, order](const LookResult &result) { finish(order, result); });
}

void WatchService::Private::finish(const Order &order, const LookResult &result)
{
    if (order.watch) {
        setLooking(order.watch->id, false);
    }
    const Result<std::optional<Watch>> after = watchAfter(order.request, result, order.watch);
    if (!after) {
        keep(order.promise, Result<Observation>(after.error()));
    } else if (!*after) {
        keep(order.promise, Result<Observation>(result.observation));
    } else if (order.request.mode == LookRequest::Mode::Remove) {
        whenDone(catalogue.removeWatch(order.watch->id), q, [order, result](const Result<void> &removed) {
            keep(order.promise, removed ? Result<Observation>(result.observation) : removed.error());
        });
    } else {
        store(order, **after, result);
    }
}

void WatchService::Private::store(const Order &order, Watch watch, const LookResult &result)
{
    auto storeLook = [this, order, result, watch](const QUuid &id) mutable {
        watch.id = id;
        Observation observation = result.observation;
        observation.watchId = id;
        whenDone(catalogue.storeLook(observation, result.memory), q,
                 [this, order, watch, observation](const Result<void> &stored) {
                     if (stored) {
                         takeNow(watch);
                         Q_EMIT q->observed(watch, observation);
                     }
                     keep(order.promise, stored ? Result<Observation>(observation) : stored.error());
                 });
    };
    const bool beginsAnew = order.request.mode == LookRequest::Mode::PlantAnew
        && result.observation.state == WatchState::Planted;
    const bool isAsBefore = order.watch && order.watch->lockFolder == watch.lockFolder && !beginsAnew;
    if (isAsBefore) {
        storeLook(watch.id);
        return;
    }
    whenDone(catalogue.storeWatch(watch), q, [order, storeLook](const Result<QUuid> &id) mutable {
        if (id) {
            storeLook(*id);
        } else {
            keep(order.promise, Result<Observation>(id.error()));
        }
    });
}

/// Until the catalogue is read again, so that a look that follows at once knows what this one has left.
void WatchService::Private::takeNow(const Watch &watch)
{
    const auto before = [](const WatchEntry &left, const WatchEntry &right) {
        return std::tie(left.watch.folder.native(), left.watch.kind)
            < std::tie(right.watch.folder.native(), right.watch.kind);
    };
    for (WatchEntry &entry : entries) {
        if (entry.watch.id == watch.id) {
            const CanaryMemory kept = entry.watch.memory;
            entry.watch = watch;
            if (kept.canaryId == watch.memory.canaryId && !supersedes(watch.memory, kept)) {
                entry.watch.memory = kept;
            }
            return;
        }
    }
    const WatchEntry entry{.watch = watch};
    entries.insert(std::upper_bound(entries.begin(), entries.end(), entry, before), entry);
}

void WatchService::Private::setLooking(const QUuid &id, bool isLooking)
{
    if (isLooking) {
        looking.insert(id);
    } else {
        looking.remove(id);
    }
    for (WatchEntry &entry : entries) {
        if (entry.watch.id == id && entry.isLooking != isLooking) {
            entry.isLooking = isLooking;
            Q_EMIT q->watchesChanged();
            return;
        }
    }
}

/// `done` gets what was seen; nothing if somebody else looks.
void WatchService::Private::claim(const WatchEntry &entry,
                                  const std::function<void(std::optional<Observation>)> &done)
{
    const QDateTime now = clock.nowUtc();
    whenDone(catalogue.claimLook(entry.watch.id, entry.watch.lookedAt, now), q,
             [this, watch = entry.watch, done](const Result<bool> &claimed) {
                 if (!claimed || !*claimed) {
                     done(std::nullopt);
                     return;
                 }
                 const Order order{.request = lookRequest(LookRequest::Mode::Check, watch.folder, {}, watch),
                                   .watch = watch,
                                   .promise = makePromise<Result<Observation>>()};
                 whenDone(order.promise->future(), q, [done](const Result<Observation> &seen) {
                     done(seen ? std::optional(*seen) : std::nullopt);
                 });
                 begin(order);
             });
}

WatchService::WatchService(CatalogueService &catalogue, const Clock &clock, Path program, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, catalogue, clock, std::move(program)))
{
    connect(&d->timer, &QTimer::timeout, this, [this] { lookAtDue(); });
    const auto reload = [this] {
        if (d->isLoaded) {
            d->reload(makePromise<Result<void>>());
        }
    };
    connect(&catalogue, &CatalogueService::watchesChanged, this, reload);
    // The first backup that goes to a folder makes it a watch.
    connect(&catalogue, &CatalogueService::backupsChanged, this, reload);
}

WatchService::~WatchService() = default;

QFuture<Result<void>> WatchService::load()
{
    const auto promise = makePromise<Result<void>>();
    d->reload(promise);
    return promise->future();
}

bool WatchService::isLoaded() const
{
    return d->isLoaded;
}

QList<WatchEntry> WatchService::watches() const
{
    return d->entries;
}

std::optional<WatchEntry> WatchService::watch(const QUuid &id) const
{
    const auto entry = std::find_if(d->entries.cbegin(), d->entries.cend(),
                                    [&id](const WatchEntry &each) { return each.watch.id == id; });
    return entry == d->entries.cend() ? std::nullopt : std::optional(*entry);
}

QFuture<Result<Observation>> WatchService::plant(const Path &folder, const Path &lockFolder,
                                                 Planting planting)
{
    return d->ask(planting == Planting::Anew ? LookRequest::Mode::PlantAnew : LookRequest::Mode::Plant,
                  folder, lockFolder);
}

QFuture<Result<Observation>> WatchService::look(const Path &folder, const Path &lockFolder)
{
    return d->ask(LookRequest::Mode::Check, folder, lockFolder);
}

QFuture<Result<Observation>> WatchService::look(const QUuid &id)
{
    const std::optional<WatchEntry> entry = watch(id);
    const auto promise = makePromise<Result<Observation>>();
    if (!entry) {
        keep(promise, Result<Observation>(Error{.kind = ErrorKind::NotWatched}));
        return promise->future();
    }
    d->begin({.request = lookRequest(LookRequest::Mode::Check, entry->watch.folder, {}, entry->watch),
              .watch = entry->watch,
              .promise = promise});
    return promise->future();
}

QFuture<Result<QList<Observation>>> WatchService::lookAtDue()
{
    /// Collects what the claimed looks have shown.
    struct Round
    {
        Promise<Result<QList<Observation>>> promise = makePromise<Result<QList<Observation>>>();
        QList<Observation> seen;
        qsizetype open = 1;
        void close()
        {
            if (--open == 0) {
                keep(promise, Result<QList<Observation>>(seen));
            }
        }
    };
    const auto round = std::make_shared<Round>();
    const QDateTime now = d->clock.nowUtc();
    for (const WatchEntry &entry : std::as_const(d->entries)) {
        const QDateTime &lookedAt = entry.watch.lookedAt;
        const qint64 age = lookedAt.isValid() ? lookedAt.msecsTo(now) : lookIntervalMilliseconds;
        // A look in the future was before the clock was turned back.
        if (entry.isLooking || (age >= 0 && age < lookIntervalMilliseconds)) {
            continue;
        }
        ++round->open;
        d->claim(entry, [round](const std::optional<Observation> &seen) {
            if (seen) {
                round->seen.append(*seen);
            }
            round->close();
        });
    }
    round->close();
    return round->promise->future();
}

QFuture<Result<Observation>> WatchService::remove(const QUuid &id)
{
    const std::optional<WatchEntry> entry = watch(id);
    const auto promise = makePromise<Result<Observation>>();
    if (!entry) {
        keep(promise, Result<Observation>(Error{.kind = ErrorKind::NotWatched}));
        return promise->future();
    }
    d->begin({.request = lookRequest(LookRequest::Mode::Remove, entry->watch.folder, {}, entry->watch),
              .watch = entry->watch,
              .promise = promise});
    return promise->future();
}

void WatchService::startWatching()
{
    d->timer.start(askInterval);
    lookAtDue();
}

} // namespace litekeeper
