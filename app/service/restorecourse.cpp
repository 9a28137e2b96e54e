// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/restoreservice_p.h"

#include "runner/taskrunner.h"
#include "service/networkaccess.h"

namespace litekeeper {

using namespace std::chrono_literals;

// One restore from its look to its end. What comes of a step leads to the next.
namespace {

constexpr auto progressInterval = 50ms;

} // namespace

std::shared_ptr<RunControl> RestoreService::Private::newControl()
{
    progress = std::make_shared<ProgressSlot>();
    control = std::make_shared<RunControl>([slot = progress](const Progress &newest) { slot->put(newest); });
    return control;
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

} // namespace litekeeper
