// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/finderservice.h"

#include "places/databaseheader.h"
#include "places/filesystem.h"
#include "runner/taskrunner.h"
#include "service/inspection.h"
#include "service/networkoperations.h"
#include "service/networksearch.h"
#include "service/whendone.h"

namespace litekeeper {

/// One search from search() to finished().
struct Search
{
    std::shared_ptr<RunControl> control = std::make_shared<RunControl>();
    QFuture<SearchCounts> work;
    SearchCounts counts; ///< the last that were heard of
};

class FinderService::Private
{
public:
    Private(FinderService *service, TaskRunner &taskRunner, Path program)
        : q(service)
        , runner(taskRunner)
        , access({}, program)
        , network(std::move(program))
        , networkLane(runner.makeLane())
    {
    }

    void start(const QList<Path> &roots);
    void abandon();

    FinderService *q;
    TaskRunner &runner;
    NetworkAccess access;
    NetworkSearch network;
    /// Looks at files on shares come one after the other, so that a dead one does not hold all workers.
    std::unique_ptr<TaskLane> networkLane;
    std::shared_ptr<RunControl> networkLooks = std::make_shared<RunControl>();
    QList<Path> excluded;
    std::shared_ptr<Search> search;         ///< null while nobody searches
    QList<QFuture<SearchCounts>> abandoned; ///< were asked to stop, and may refer to `q` until they have
    std::shared_ptr<RunControl> inspection;

private:
    [[nodiscard]] SearchReports reportsOf(const std::shared_ptr<Search> &reporting);
    void finish(const Search *finished, const SearchCounts &counts);
};

/// The search calls these on its own thread. They pass everything on to the main thread, where a search that
/// was replaced meanwhile is not heard any more.
SearchReports FinderService::Private::reportsOf(const std::shared_ptr<Search> &reporting)
{
    // Only compared, never followed: the search itself may be gone when the call arrives.
    const Search *token = reporting.get();
    SearchReports reports;
    reports.found = [this, token](const QList<DatabaseFacts> &databases) {
        QMetaObject::invokeMethod(q, [this, token, databases] {
            if (search.get() == token) {
                Q_EMIT q->found(databases);
            }
        });
    };
    reports.progressed = [this, token](const SearchCounts &counts, const Path &folder) {
        QMetaObject::invokeMethod(q, [this, token, counts, text = displayPath(folder)] {
            if (search.get() == token) {
                search->counts = counts;
                Q_EMIT q->progressed(counts.files, counts.databases, text);
            }
        });
    };
    reports.failed = [this, token](const Error &error) {
        QMetaObject::invokeMethod(q, [this, token, error] {
            if (search.get() == token) {
                Q_EMIT q->rootFailed(error);
            }
        });
    };
    return reports;
}

void FinderService::Private::start(const QList<Path> &roots)
{
    search = std::make_shared<Search>();
    const SearchReports reports = reportsOf(search);
    search->work = runner.startTask(
        search->control, [roots, reports, finder = network, left = excluded](const RunControl &control) {
            return finder.find(roots, reports, control, left);
        });
    whenDone(search->work, q,
             [this, token = search](const SearchCounts &counts) { finish(token.get(), counts); });
}

void FinderService::Private::abandon()
{
    if (search) {
        search->control->requestStop();
        abandoned.append(search->work);
        finish(search.get(), search->counts);
    }
}

void FinderService::Private::finish(const Search *finished, const SearchCounts &counts)
{
    erase_if(abandoned, [](const auto &future) { return future.isFinished(); });
    if (search.get() != finished) {
        return;
    }
    const bool stopped = counts.stopped || search->control->stopRequested();
    search.reset();
    Q_EMIT q->finished(counts.files, counts.databases, counts.unreadable, stopped);
}

FinderService::FinderService(TaskRunner &runner, Path program, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, runner, std::move(program)))
{
}

FinderService::~FinderService()
{
    stopInspection();
    d->networkLooks->requestStop();
    if (d->search) {
        d->search->control->requestStop();
        d->search->work.waitForFinished();
    }
    for (QFuture<SearchCounts> &future : d->abandoned) {
        future.waitForFinished();
    }
}

void FinderService::setSilence(std::chrono::milliseconds silence)
{
    NetworkLimits limits = d->access.limits();
    limits.look = silence / 2;
    d->access = NetworkAccess(d->access.stagingFolder(), d->access.program(), limits);
    d->network.setSilence(silence);
}

void FinderService::setNetwork(const NetworkAccess &network)
{
    d->access = network;
}

void FinderService::setExcluded(const QList<Path> &excluded)
{
    d->excluded = excluded;
}

void FinderService::search(const QList<Path> &roots)
{
    d->abandon();
    d->start(roots);
}

void FinderService::stop()
{
    if (d->search) {
        d->search->control->requestStop();
    }
}

bool FinderService::searching() const
{
    return d->search != nullptr;
}

QFuture<Result<DatabaseFacts>> FinderService::look(const Path &file)
{
    const auto look = [file, network = d->access, control = d->networkLooks] {
        return network.isRemote(file) ? lookAtDatabaseThere(network, file, *control) : lookAtDatabase(file);
    };
    // By its name alone, which is not held up by anything. Links that lead to a share are found by the
    // worker.
    const std::optional<Mount> mount = mountOf(currentMounts(), absolutePath(file));
    const bool isRemote = mount && mount->kind == PlaceKind::Network;
    return isRemote ? d->networkLane->start(look) : d->runner.startTask(look);
}

QFuture<Result<QList<TableSummary>>> FinderService::tables(const Path &file)
{
    stopInspection();
    d->inspection = std::make_shared<RunControl>();
    return d->runner.startTask(d->inspection, [file, finder = d->network](const RunControl &control) {
        return NetworkSearch::isRemote(file) ? finder.tables(file, control) : summarizeTables(file, control);
    });
}

void FinderService::stopInspection()
{
    if (d->inspection) {
        d->inspection->requestStop();
        d->inspection.reset();
    }
}

} // namespace litekeeper
