// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/finderservice.h"

#include "places/databasefinder.h"
#include "places/databaseheader.h"
#include "runner/taskrunner.h"
#include "service/inspection.h"
#include "service/networkoperations.h"
#include "service/searchplaces.h"
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
    Private(FinderService *service, TaskRunner &taskRunner)
        : q(service)
        , runner(taskRunner)
    {
    }

    void start(const QList<Path> &roots);
    void abandon();

    FinderService *q;
    TaskRunner &runner;
    NetworkAccess network;
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
    return reports;
}

void FinderService::Private::start(const QList<Path> &roots)
{
    search = std::make_shared<Search>();
    const SearchReports reports = reportsOf(search);
    search->work
        = runner.startTask(search->control, [roots, reports, left = excluded](const RunControl &control) {
              return findDatabases(roots, reports, control, left);
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

FinderService::FinderService(TaskRunner &runner, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, runner))
{
}

FinderService::~FinderService()
{
    stopInspection();
    if (d->search) {
        d->search->control->requestStop();
        d->search->work.waitForFinished();
    }
    for (QFuture<SearchCounts> &future : d->abandoned) {
        future.waitForFinished();
    }
}

void FinderService::setNetwork(const NetworkAccess &network)
{
    d->network = network;
}

void FinderService::setExcluded(const QList<Path> &excluded)
{
    d->excluded = excluded;
}

QFuture<QList<SearchPlace>> FinderService::places()
{
    return d->runner.startTask([] { return currentSearchPlaces(); });
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
    return d->runner.startTask(std::make_shared<RunControl>(),
                               [file, network = d->network](const RunControl &control) {
                                   return network.isRemote(file) ? lookAtDatabaseThere(network, file, control)
                                                                 : lookAtDatabase(file);
                               });
}

QFuture<Result<QList<TableSummary>>> FinderService::tables(const Path &file)
{
    stopInspection();
    d->inspection = std::make_shared<RunControl>();
    return d->runner.startTask(d->inspection,
                               [file](const RunControl &control) { return summarizeTables(file, control); });
}

void FinderService::stopInspection()
{
    if (d->inspection) {
        d->inspection->requestStop();
        d->inspection.reset();
    }
}

} // namespace litekeeper
