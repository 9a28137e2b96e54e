// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/rehearsing.h"

#include <QFuture>
#include <QObject>

#include <memory>

namespace litekeeper {

class CatalogueService;
class TaskRunner;

/// Rehearsals on request; those of runs are part of them. Main thread, never blocks: the work is done by a
/// worker, and stopped by its control. The answers are those of rehearse().
class RehearsalService : public QObject
{
    Q_OBJECT

public:
    RehearsalService(CatalogueService &catalogue, TaskRunner &runner, QObject *parent = nullptr);

    /// Of the newest backup of the job, which does by it what it does by those of its runs.
    /// ErrorKind::NotFound if there is none yet.
    QFuture<Result<RehearsalReport>> rehearseJob(const Job &job, const std::shared_ptr<RunControl> &control);
    /// Asks that backup, or the newest one of the job's source, without checking it; nothing is recorded. For
    /// a job that need not be stored.
    QFuture<Result<RehearsalReport>> tryQuery(const Job &draft, const std::shared_ptr<RunControl> &control);
    /// Of any backup; recorded if a manifest tells of it.
    QFuture<Result<RehearsalReport>> rehearseBackup(const RehearsalWish &wish,
                                                    const std::shared_ptr<RunControl> &control);

private:
    /// `jobId`: whose rehearsal it is; null if it is that of no job.
    QFuture<Result<RehearsalReport>> rehearse(const RehearsalWish &wish, const QUuid &jobId,
                                              const std::shared_ptr<RunControl> &control);
    QFuture<Result<RehearsalReport>> rehearseNewest(const Job &job, RehearsalWish wish,
                                                    const std::shared_ptr<RunControl> &control);

    CatalogueService &m_catalogue;
    TaskRunner &m_runner;
};

} // namespace litekeeper
