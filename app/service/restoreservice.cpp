// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/restoreservice.h"

#include "service/restoreservice_p.h"

namespace litekeeper {

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
               || (d->queued && d->queued->leaveWaitingFor(Private::Turn::State::Dropped))) {
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
