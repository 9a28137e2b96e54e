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

#include <algorithm>

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
    const auto found = std::find_if(all->cbegin(), all->cend(), [&watched](const WatchLine &each) {
        return each.watch.folder == watched;
    });
    return found == all->cend() ? Result<WatchLine>(Error{.kind = ErrorKind::NotWatched, .path = watched})
                                : *found;
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
