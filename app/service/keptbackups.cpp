// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/keptbackups.h"

#include "engine/backup.h"
#include "service/cataloguelane.h"
#include "service/networkoperations.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

struct KeptBackups
{
    Q_DECLARE_TR_FUNCTIONS(KeptBackups)
};

Result<Backup> rowOf(CatalogueLane &lane, const QUuid &backupId)
{
    return lane.ask([backupId](Catalogue &catalogue) { return catalogue.backup(backupId); }).result();
}

Result<void> checkSpared(CatalogueLane &lane, const Backup &backup)
{
    const Result<bool> newest
        = lane.ask([id = backup.id](Catalogue &catalogue) { return catalogue.isNewestProven(id); }).result();
    if (!newest) {
        return newest.error();
    }
    if (*newest) {
        return Error{.kind = ErrorKind::Protected,
                     .path = backup.file,
                     .detail = KeptBackups::tr("it is the newest proven backup of “%1” or of its job")
                                   .arg(displayPath(backup.source))};
    }
    return {};
}

/// The file and its manifest, wherever they are.
Result<void> removeFiles(const NetworkAccess &network, const Backup &backup, const PruningPlace *place,
                         const RunControl &control)
{
    return network.isRemote(backup.file) ? removeFilesThere(network, backup, place, control)
                                         : removeKeptFiles(backup, place);
}

/// In the order that leaves nothing to wonder about wherever it is cut off: without the file, its manifest
/// and its row name a backup that is gone, and the next try removes them.
Result<void> removeAll(CatalogueLane &lane, const NetworkAccess &network, const Backup &backup,
                       const PruningPlace *place, const RunControl &control)
{
    if (Result<void> removed = removeFiles(network, backup, place, control); !removed) {
        return removed;
    }
    return lane.ask([id = backup.id](Catalogue &catalogue) { return catalogue.removeBackup(id); }).result();
}

} // namespace

Result<void> deleteKeptBackup(CatalogueLane &lane, const QUuid &backupId, Deletion deletion,
                              const NetworkAccess &network, const RunControl &control)
{
    const Result<Backup> backup = rowOf(lane, backupId);
    if (!backup) {
        return backup.error();
    }
    if (deletion == Deletion::SpareNewestProven) {
        if (const Result<void> spared = checkSpared(lane, *backup); !spared) {
            return spared;
        }
    }
    return removeAll(lane, network, *backup, nullptr, control);
}

Result<void> deletePrunedBackup(CatalogueLane &lane, const QUuid &backupId, const PruningPlace &place,
                                const NetworkAccess &network, const RunControl &control)
{
    const Result<Backup> backup = rowOf(lane, backupId);
    if (!backup) {
        return backup.error().kind == ErrorKind::NotFound ? Result<void>() : backup.error();
    }
    if (backup->jobId != place.jobId || backup->file.parent_path() != place.folder) {
        return Error{.kind = ErrorKind::Protected,
                     .path = backup->file,
                     .detail = KeptBackups::tr("it is not one of this job in its destination")};
    }
    if (const Result<void> spared = checkSpared(lane, *backup); !spared) {
        return spared;
    }
    return removeAll(lane, network, *backup, &place, control);
}

Result<Backup> verifyKeptBackup(CatalogueLane &lane, const QUuid &backupId, ProofLevel level,
                                const RunControl &control, const NetworkAccess &network)
{
    const Result<Backup> kept = rowOf(lane, backupId);
    if (!kept) {
        return kept.error();
    }
    Result<Backup> verified = network.isRemote(kept->file) ? verifyThere(network, *kept, level, control)
                                                           : verifyAgain(*kept, level, control);
    if (!verified) {
        return verified.error();
    }
    const Result<void> stored
        = lane.ask([backup = *verified](Catalogue &catalogue) { return catalogue.storeBackup(backup); })
              .result();
    return stored ? std::move(verified) : stored.error();
}

} // namespace litekeeper
