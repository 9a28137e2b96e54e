// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/restoreservice.h"

#include "common/privatefolder.h"
#include "engine/tablerestore.h"
#include "runner/taskrunner.h"
#include "service/backupservice.h"
#include "service/catalogueservice.h"
#include "service/extracting.h"
#include "service/networkaccess.h"
#include "service/openedbackup.h"
#include "service/paths.h"
#include "service/progressslot.h"
#include "service/whendone.h"

#include <QTimer>

#include <atomic>

namespace litekeeper {

using namespace std::chrono_literals;

namespace {

constexpr auto progressInterval = 50ms;

/// A plan with the folder that holds what was unpacked for it. Files are open in it, so it is never copied.
struct PlannedRestore
{
    PrivateFolder scratch; // goes last
    RestorePlan plan;
};
using Planned = std::shared_ptr<const PlannedRestore>;

/// A restore waits for its turn among the runs. Until it begins, it may be dropped; whoever is first decides.
struct Turn
{
    enum class State { Waiting, Begun, Dropped };
    std::atomic<State> state = State::Waiting;

    [[nodiscard]] bool leaveWaitingFor(State next)
    {
        State expected = State::Waiting;
        return state.compare_exchange_strong(expected, next);
    }
};

/// A backup of ours is opened as such; of any other archive the one database is unpacked by a child.
bool isInForeignArchive(const RestoreWish &wish, const NetworkAccess &network)
{
    // A file that is the database itself is called by its name.
    if (wish.database.empty() || wish.database == wish.backup || wish.database == wish.backup.filename()) {
        return false;
    }
    return network.isRemote(wish.backup) || !kindOfBackup(wish.backup).manifest;
}

Result<Planned> makePlan(const RestoreWish &wish, const Path &scratchParent, const NetworkAccess &network,
                         const RunControl &control)
{
    Result<PrivateFolder> scratch = PrivateFolder::createIn(scratchParent);
    if (!scratch) {
        return scratch.error();
    }
    Path backup = wish.backup;
    if (isInForeignArchive(wish, network)) {
        const Result<Path> extracted
            = extractInChild({.file = wish.backup, .database = wish.database, .password = wish.password},
                             scratch->path(), network.program(), control);
        if (!extracted) {
            return extracted.error();
        }
        backup = *extracted;
    }
    Result<RestorePlan> plan
        = planRestore(backup, wish.target, scratch->path(), wish.samples, network, control);
    if (!plan) {
        return plan.error();
    }
    if (!wish.tables.isEmpty()) {
        plan->tables = wish.tables;
        const Result<void> possible
            = checkTables(plan->backup, plan->target, wish.tables, scratch->path(), control);
        if (!possible) {
            return possible.error();
        }
    }
    return Planned(std::make_shared<PlannedRestore>(
        PlannedRestore{.scratch = std::move(scratch).value(), .plan = std::move(plan).value()}));
}

} // namespace

class RestoreService::Private
{
public:
    Private(RestoreService *service, CatalogueService &catalogueService, BackupService &backupService,
            TaskRunner &taskRunner, const Paths &paths, Trigger whose)
        : q(service)
        , catalogue(catalogueService)
        , backups(backupService)
        , runner(taskRunner)
        , scratch(paths.scratch)
        , usualFolder(paths.defaultBackupFolder)
        , trigger(whose)
    {
    }

    void look(const RestoreWish &wish);
    void takePlan(const Result<Planned> &made);
    void settleTarget();
    void makeSafetyCopy();
    void takeSafetyCopy(const Run &run, const std::optional<Backup> &backup);
    void restore();
    void take(const Result<RestoreReport> &report);
    void fail(const Error &error);
    void setStage(Stage next);
    void takeProgress();
    void dropPlan();
    std::shared_ptr<RunControl> newControl();
    template <typename Value, typename Function>
    void whenStillWanted(const QFuture<Value> &future, Function function);

    RestoreService *q;
    CatalogueService &catalogue;
    BackupService &backups;
    TaskRunner &runner;
    Path scratch;
    Path usualFolder;
    Trigger trigger;

    Stage stage = Stage::Idle;
    RestoreChoice choice;
    Planned planned;
    Path target;        ///< of the newest plan
    QStringList tables; ///< likewise
    std::optional<Backup> safetyCopy;
    std::optional<Backup> nextSafetyCopy; ///< becomes the way back once the restore is done
    QUuid safetyRun;
    bool isUndoing = false;
    bool isCancelled = false; ///< before the run that makes the safety copy was begun
    std::shared_ptr<RunControl> control;
    std::shared_ptr<ProgressSlot> progress;
    std::shared_ptr<Turn> queued; ///< of the restore itself, until it begins
    quint64 turn = 0; ///< counts what was asked; what comes of an earlier turn is of no interest any more
    QTimer ticks;
};

std::shared_ptr<RunControl> RestoreService::Private::newControl()
{
    progress = std::make_shared<ProgressSlot>();
    control = std::make_shared<RunControl>([slot = progress](const Progress &newest) { slot->put(newest); });
    return control;
}

template <typename Value, typename Function>
void RestoreService::Private::whenStillWanted(const QFuture<Value> &future, Function function)
{
    whenDone(future, q, [this, asked = turn, function = std::move(function)](const Value &value) {
        if (asked == turn) {
            takeProgress();
            function(value);
        }
    });
}

void RestoreService::Private::setStage(Stage next)
{
    if (next == Stage::Idle) {
        ticks.stop();
    } else if (!ticks.isActive()) {
        ticks.start(progressInterval);
    }
    if (stage != next) {
        stage = next;
        Q_EMIT q->stageChanged(next);
    }
}

void RestoreService::Private::takeProgress()
{
    if (queued && queued->state == Turn::State::Waiting) {
        Q_EMIT q->progressed({.queued = true});
    } else if (progress) {
        if (const std::optional<Progress> newest = progress->take()) {
            Q_EMIT q->progressed(*newest);
        }
    }
}

/// To close and remove what was unpacked may take a while.
void RestoreService::Private::dropPlan()
{
    if (planned) {
        runner.startTask([plan = std::move(planned)]() mutable {
            plan.reset();
            return true;
        });
        planned.reset();
    }
}

void RestoreService::Private::look(const RestoreWish &wish)
{
    Q_ASSERT(stage == Stage::Idle);
    dropPlan();
    ++turn;
    isCancelled = false;
    setStage(Stage::Looking);
    const auto work = [wish, folder = scratch, network = catalogue.network()](const RunControl &wishes) {
        return makePlan(wish, folder, network, wishes);
    };
    whenStillWanted(runner.startTask(newControl(), work),
                    [this](const Result<Planned> &made) { takePlan(made); });
}

void RestoreService::Private::takePlan(const Result<Planned> &made)
{
    if (!made) {
        fail(made.error());
        return;
    }
    planned = *made;
    tables = planned->plan.tables;
    target = planned->plan.target.file;
    if (isUndoing) {
        choice.way.reset();
        settleTarget();
    } else {
        setStage(Stage::Idle);
        Q_EMIT q->planned();
    }
}

/// A journal that a crash has left is rolled back first: nobody can read the target otherwise.
void RestoreService::Private::settleTarget()
{
    nextSafetyCopy.reset();
    if (!planned->plan.target.exists || !choice.safetyCopy) {
        restore();
        return;
    }
    setStage(Stage::SafetyCopy);
    const auto work = [plan = planned, timeout = choice.busyTimeout](const RunControl &wishes) {
        return rollBackJournal(plan->plan.target, timeout, wishes);
    };
    whenStillWanted(runner.startTask(newControl(), work), [this](const Result<void> &done) {
        if (!done) {
            fail(done.error());
        } else if (isCancelled) {
            fail({.kind = ErrorKind::Cancelled, .path = target});
        } else {
            makeSafetyCopy();
        }
    });
}

void RestoreService::Private::makeSafetyCopy()
{
    safetyRun = backups.backUpNow({.source = target,
                                   .destination = safetyCopyFolder(planned->plan, usualFolder),
                                   .busyTimeout = choice.busyTimeout,
                                   .makeFolder = true,
                                   .nameTemplate = safetyCopyTemplate()},
                                  trigger);
}

void RestoreService::Private::takeSafetyCopy(const Run &run, const std::optional<Backup> &backup)
{
    safetyRun = {};
    if (run.outcome == Outcome::Cancelled || run.outcome == Outcome::Interrupted) {
        fail({.kind = ErrorKind::Cancelled, .path = target});
    } else if (!backup || backup->proof < ProofLevel::Proven) {
        // Details are clauses, without the period of the sentence.
        const QString reason = run.reason.endsWith(u'.') ? run.reason.chopped(1) : run.reason;
        fail({.kind = ErrorKind::Protected,
              .path = target,
              .detail
              = RestoreService::tr("no proven safety copy of it could be made, so nothing was restored: %1")
                    .arg(reason),
              .advice = RestoreService::tr("Solve that, or go on without a way back.")});
    } else {
        nextSafetyCopy = backup;
        Q_EMIT q->safetyCopyMade(*backup);
        restore();
    }
}

void RestoreService::Private::restore()
{
    setStage(Stage::Restoring);
    const RestoreRequest request{.way = choice.way.value_or(planned->plan.target.recommended),
                                 .busyTimeout = choice.busyTimeout,
                                 .applicationIsStopped = choice.applicationIsStopped,
                                 .tables = planned->plan.tables};
    queued = std::make_shared<Turn>();
    const auto work = [plan = planned, request, network = catalogue.network(),
                       place = queued](const RunControl &wishes) -> Result<RestoreReport> {
        if (!place->leaveWaitingFor(Turn::State::Begun)) {
            return Error{.kind = ErrorKind::Cancelled, .path = plan->plan.target.file};
        }
        return restorePlanned(plan->plan, request, network, wishes);
    };
    whenStillWanted(runner.startRun(newControl(), work),
                    [this](const Result<RestoreReport> &report) { take(report); });
}

void RestoreService::Private::take(const Result<RestoreReport> &report)
{
    if (!report) {
        fail(report.error());
        return;
    }
    queued.reset();
    safetyCopy = std::exchange(nextSafetyCopy, std::nullopt);
    dropPlan();
    setStage(Stage::Idle);
    Q_EMIT q->finished(*report);
}

void RestoreService::Private::fail(const Error &error)
{
    ++turn;
    queued.reset();
    setStage(Stage::Idle);
    Q_EMIT q->failed(error);
}

RestoreService::RestoreService(CatalogueService &catalogue, BackupService &backups, TaskRunner &runner,
                               const Paths &paths, Trigger trigger, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, catalogue, backups, runner, paths, trigger))
{
    connect(&d->ticks, &QTimer::timeout, this, [this] { d->takeProgress(); });
    connect(&backups, &BackupService::runProgressed, this, [this](const QUuid &id, const Progress &progress) {
        if (id == d->safetyRun) {
            Q_EMIT progressed(progress);
        }
    });
    connect(&backups, &BackupService::runFinished, this,
            [this](const Run &run, const std::optional<Backup> &backup) {
                if (run.id == d->safetyRun) {
                    d->takeSafetyCopy(run, backup);
                }
            });
}

RestoreService::~RestoreService()
{
    if (d->control) {
        d->control->requestStop();
    }
    if (!d->safetyRun.isNull()) {
        const QUuid run = std::exchange(d->safetyRun, {});
        d->backups.cancel(run);
    }
    d->dropPlan();
}

void RestoreService::look(const RestoreWish &wish)
{
    d->isUndoing = false;
    d->look(wish);
}

void RestoreService::restore(const RestoreChoice &choice)
{
    Q_ASSERT(d->stage == Stage::Idle && d->planned);
    ++d->turn;
    d->isUndoing = false;
    d->isCancelled = false;
    d->choice = choice;
    d->settleTarget();
}

void RestoreService::undo()
{
    Q_ASSERT(canUndo());
    d->isUndoing = true;
    d->choice.safetyCopy = true;
    d->look({.backup = d->safetyCopy->file, .target = d->target, .tables = d->tables});
}

void RestoreService::cancel()
{
    if (d->stage == Stage::Idle) {
        return;
    }
    d->isCancelled = true;
    d->control->requestStop();
    if (!d->safetyRun.isNull()) {
        d->backups.cancel(d->safetyRun);
    } else if (d->stage == Stage::Looking
               || (d->queued && d->queued->leaveWaitingFor(Turn::State::Dropped))) {
        // Nothing has been touched, so nobody needs to wait until the worker notices.
        d->fail({.kind = ErrorKind::Cancelled, .path = d->target});
    }
}

RestoreService::Stage RestoreService::stage() const
{
    return d->stage;
}

bool RestoreService::isUndoing() const
{
    return d->isUndoing;
}

bool RestoreService::canUndo() const
{
    return d->stage == Stage::Idle && d->safetyCopy.has_value();
}

const RestorePlan *RestoreService::plan() const
{
    return d->planned ? &d->planned->plan : nullptr;
}

const std::optional<Backup> &RestoreService::safetyCopy() const
{
    return d->safetyCopy;
}

} // namespace litekeeper
