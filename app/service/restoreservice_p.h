// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/backupservice.h"
#include "service/catalogueservice.h"
#include "service/paths.h"
#include "service/plannedrestore.h"
#include "service/progressslot.h"
#include "service/restoreservice.h"
#include "service/whendone.h"

#include <QTimer>

#include <atomic>

namespace litekeeper {

class RestoreService::Private
{
public:
    /// A restore waits for its turn among the runs. Until it begins, it may be dropped; whoever is first
    /// decides.
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

} // namespace litekeeper
