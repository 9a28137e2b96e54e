// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"
#include "service/keptfiles.h"
#include "service/networkaccess.h"

namespace litekeeper {

class CatalogueLane;

enum class Deletion {
    SpareNewestProven,
    EvenNewestProven,
};

/// Work on backups that exist: each takes the row from the catalogue, works on the file, and stores what came
/// of it. What is on a network mount a child process does. Blocking, worker thread.
[[nodiscard]] Result<void> deleteKeptBackup(CatalogueLane &lane, const QUuid &backupId, Deletion deletion,
                                            const NetworkAccess &network = NetworkAccess(),
                                            const RunControl &control = RunControl());
/// Deletes a backup that no rule of its job keeps: the file, so that it stays deleted after a power loss,
/// then the manifest, then the row. A file that is gone already is only forgotten, if the folder is the right
/// one. ErrorKind::WrongDestination if it is not, Protected for the newest proven backup of the source or of
/// the job, SourceChanged if something else lies there now. No error if the row is gone.
[[nodiscard]] Result<void> deletePrunedBackup(CatalogueLane &lane, const QUuid &backupId,
                                              const PruningPlace &place,
                                              const NetworkAccess &network = NetworkAccess(),
                                              const RunControl &control = RunControl());
[[nodiscard]] Result<Backup> verifyKeptBackup(CatalogueLane &lane, const QUuid &backupId, ProofLevel level,
                                              const RunControl &control,
                                              const NetworkAccess &network = NetworkAccess());

} // namespace litekeeper
