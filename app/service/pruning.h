// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/clockwatch.h"
#include "common/runcontrol.h"
#include "domain/job.h"
#include "service/keptfiles.h"
#include "service/networkaccess.h"

namespace litekeeper {

class CatalogueLane;

/// What the retention of a job did.
struct PruneReport
{
    QList<Backup> gone;      ///< oldest first
    QList<Finding> findings; ///< warnings: why more was kept than wished
    QStringList log;         ///< lines for the log of the run
};

/// What would go of these backups of the job (in the order in which they were stored, newest first) if it was
/// pruned now: those in its destination folder. One whose file is gone serves no rule, so that the next best
/// one stays. Empty if the name of its backups is fixed. Looks at the files: blocking, worker thread.
[[nodiscard]] RetentionPlan planPruning(const QList<Backup> &backups, const Job &job,
                                        const QDateTime &nowUtc);

/// The same by what a look at the destination has shown: touches nothing.
[[nodiscard]] RetentionPlan planPruning(const QList<Backup> &backups, const Job &job, const QDateTime &nowUtc,
                                        const KeptFilesLook &look);

/// The same after the next good run.
[[nodiscard]] RetentionPlan previewPruning(const QList<Backup> &backups, const Job &job,
                                           const QDateTime &nowUtc);
[[nodiscard]] RetentionPlan previewPruning(const QList<Backup> &backups, const Job &job,
                                           const QDateTime &nowUtc, const KeptFilesLook &look);
/// The same wherever the destination is.
[[nodiscard]] Result<RetentionPlan> previewPruning(const QList<Backup> &backups, const Job &job,
                                                   const QDateTime &nowUtc, const NetworkAccess &network,
                                                   const RunControl &control = RunControl());

/// Deletes what the retention of the job does not keep. To be called after a run of the job left a backup
/// that is proven as wished and stored in the catalogue, and at no other time. Deletes nothing if the clock
/// is in doubt, and asks before each file whether its folder is the destination of the job. Oldest first; the
/// first error ends it and becomes a warning. Killed at any instant, it has lost nothing that was to stay,
/// and the next run goes on. A stop wish ends it between two files. Blocking, worker thread.
[[nodiscard]] PruneReport pruneJob(CatalogueLane &lane, const Job &job, const Clock &clock, ClockWatch &watch,
                                   const RunControl &control, const NetworkAccess &network = NetworkAccess());

/// Nothing was deleted, because of an error before it could begin.
[[nodiscard]] PruneReport pruningPutOff(const Error &error);

} // namespace litekeeper
