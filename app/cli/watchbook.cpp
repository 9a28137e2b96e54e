// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/watchbook.h"

#include "canary/canaryfile.h"
#include "cli/command.h"
#include "cli/console.h"
#include "common/clock.h"
#include "service/catalogueservice.h"
#include "service/watchrequests.h"
#include "service/watchservice.h"
#include "service/whendone.h"

namespace litekeeper {

namespace {

template <typename Value>
Value waitFor(const QFuture<Value> &future)
{
    QObject context;
    whenDone(future, &context, [](const Value &) { QCoreApplication::exit(); });
    QCoreApplication::exec();
    return future.result();
}

class CatalogueBook final : public WatchBook
{
public:
    explicit CatalogueBook(Session &session)
        : m_catalogue(session.catalogue)
        , m_watches(session.watches)
    {
    }

    Result<void> open()
    {
        const Result<QList<Finding>> opened = waitFor(m_catalogue.open());
        if (!opened) {
            return opened.error();
        }
        for (const Finding &finding : *opened) {
            console::printError(finding.text);
        }
        return waitFor(m_watches.load());
    }

    Result<QList<WatchLine>> lines() override
    {
        QList<WatchLine> lines;
        for (const WatchEntry &entry : m_watches.watches()) {
            lines.append({.watch = entry.watch,
                          .last = entry.last ? std::optional(entry.last->newest) : std::nullopt});
        }
        return lines;
    }

    Result<Observation> ask(LookRequest::Mode mode, const Path &folder, const Path &lockFolder) override
    {
        switch (mode) {
        case LookRequest::Mode::Check:
            return waitFor(m_watches.look(folder, lockFolder));
        case LookRequest::Mode::Plant:
            return waitFor(m_watches.plant(folder, lockFolder, WatchService::Planting::IfFirstLook));
        case LookRequest::Mode::PlantAnew:
            return waitFor(m_watches.plant(folder, lockFolder, WatchService::Planting::Anew));
        case LookRequest::Mode::Remove:
            break;
        }
        const Result<WatchLine> found = line(folder);
        return found ? waitFor(m_watches.remove(found->watch.id)) : Result<Observation>(found.error());
    }

    Result<QList<WatchLine>> lookAtAll() override
    {
        QList<QFuture<Result<Observation>>> looks;
        QList<WatchLine> all = *lines();
        for (const WatchLine &line : all) {
            looks.append(m_watches.look(line.watch.id));
        }
        for (qsizetype at = 0; at < all.size(); ++at) {
            const Result<Observation> seen = waitFor(looks.at(at));
            if (!seen) {
                return seen.error();
            }
            all[at].last = *seen;
        }
        return all;
    }

    Result<QList<ObservationSpan>> spans(const Watch &watch) override
    {
        return waitFor(m_catalogue.observations(watch.id, {}));
    }

private:
    CatalogueService &m_catalogue;
    WatchService &m_watches;
};

class RegistryBook final : public WatchBook
{
public:
    explicit RegistryBook(WatchRegistry registry)
        : m_registry(std::move(registry))
        , m_looks(m_clock)
    {
    }

    Result<QList<WatchLine>> lines() override
    {
        const Result<QList<Watch>> watches = m_registry.watches();
        if (!watches) {
            return watches.error();
        }
        QList<WatchLine> lines;
        for (const Watch &watch : *watches) {
            const Result<QList<ObservationSpan>> seen = m_registry.spans(watch.folder);
            const bool hasLooked = seen && !seen->isEmpty();
            lines.append(
                {.watch = watch, .last = hasLooked ? std::optional(seen->last().newest) : std::nullopt});
        }
        return lines;
    }

    Result<Observation> ask(LookRequest::Mode mode, const Path &folder, const Path &lockFolder) override
    {
        const Path watched = watchedPath(folder);
        const Result<Watch> known = m_registry.watch(watched);
        if (!known && known.error().kind != ErrorKind::NotFound) {
            return known.error();
        }
        const std::optional<Watch> watch = known ? std::optional(*known) : std::nullopt;
        if (!watch && mode == LookRequest::Mode::Remove) {
            return Error{.kind = ErrorKind::NotWatched, .path = watched};
        }
        const Path lock = lockFolder.empty() ? Path() : watchedPath(lockFolder);
        const LookRequest request = lookRequest(mode, watched, lock, watch);
        const LookResult result = waitFor(m_looks.look(request));
        const Result<void> stored = store(request, result, watch);
        return stored ? Result<Observation>(result.observation) : stored.error();
    }

    Result<QList<WatchLine>> lookAtAll() override
    {
        Result<QList<WatchLine>> all = lines();
        if (!all) {
            return all;
        }
        QList<QFuture<LookResult>> looks;
        for (const WatchLine &line : *all) {
            looks.append(
                m_looks.look(lookRequest(LookRequest::Mode::Check, line.watch.folder, {}, line.watch)));
        }
        for (qsizetype at = 0; at < all->size(); ++at) {
            WatchLine &line = (*all)[at];
            const LookResult result = waitFor(looks.at(at));
            line.watch.memory = result.memory;
            line.watch.lookedAt = result.observation.at;
            line.last = result.observation;
            if (const Result<void> stored = m_registry.store(line.watch, result.observation); !stored) {
                return stored.error();
            }
        }
        return all;
    }

    Result<QList<ObservationSpan>> spans(const Watch &watch) override
    {
        return m_registry.spans(watch.folder);
    }

private:
    Result<void> store(const LookRequest &request, const LookResult &result,
                       const std::optional<Watch> &watch)
    {
        if (request.mode == LookRequest::Mode::Remove) {
            return m_registry.remove(request.folder);
        }
        const Result<std::optional<Watch>> after = watchAfter(request, result, watch);
        if (!after || !*after) {
            return after ? Result<void>() : after.error();
        }
        return m_registry.store(**after, result.observation);
    }

    SystemClock m_clock;
    WatchRegistry m_registry;
    WatchLooks m_looks;
};

} // namespace

Result<WatchLine> WatchBook::line(const Path &folder)
{
    const Path watched = watchedPath(folder);
    const Result<QList<WatchLine>> all = lines();
    if (!all) {
        return all.error();
    }
    const WatchLine *found = nullptr;
    for (const WatchLine &each : *all) {
        if (each.watch.folder == watched && (!found || each.watch.kind == WatchKind::Folder)) {
            found = &each;
        }
    }
    return found ? *found : Result<WatchLine>(Error{.kind = ErrorKind::NotWatched, .path = watched});
}

Result<std::unique_ptr<WatchBook>> openWatchBook(Session &session, const Path &registry)
{
    if (!registry.empty()) {
        Result<WatchRegistry> opened = WatchRegistry::open(registry);
        if (!opened) {
            return opened.error();
        }
        return std::unique_ptr<WatchBook>(std::make_unique<RegistryBook>(*std::move(opened)));
    }
    auto book = std::make_unique<CatalogueBook>(session);
    if (const Result<void> opened = book->open(); !opened) {
        return opened.error();
    }
    return std::unique_ptr<WatchBook>(std::move(book));
}

} // namespace litekeeper
