// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "common/runcontrol.h"
#include "domain/backup.h"

namespace litekeeper {

class CatalogueLane;

enum class Deletion {
    SpareNewestProven,
    EvenNewestProven,
};

/// Work on backups that exist: each takes the row from the catalogue, works on the file, and stores what came
/// of it. Blocking, worker thread.
[[nodiscard]] Result<void> deleteKeptBackup(CatalogueLane &lane, const QUuid &backupId, Deletion deletion);
/// Where the retention of a job may delete.
struct PruningPlace
{
    QUuid jobId;
    Path folder;         ///< real, without links
    QUuid destinationId; ///< that the folder has to have at that moment
};
/// Deletes a backup that no rule of its job keeps: the file, so that it stays deleted after a power loss,
/// then the manifest, then the row. A file that is gone already is only forgotten, if the folder is the right
/// one. ErrorKind::WrongDestination if it is not, Protected for the newest proven backup of the source or of
/// the job, SourceChanged if something else lies there now. No error if the row is gone.
[[nodiscard]] Result<void> deletePrunedBackup(CatalogueLane &lane, const QUuid &backupId,
                                              const PruningPlace &place);
[[nodiscard]] Result<Backup> verifyKeptBackup(CatalogueLane &lane, const QUuid &backupId, ProofLevel level,
                                              const RunControl &control);

} // namespace litekeeper
