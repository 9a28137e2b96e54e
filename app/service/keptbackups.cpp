// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/keptbackups.h"

#include "engine/backup.h"
#include "places/destination.h"
#include "service/cataloguelane.h"

#include <QCoreApplication>

#include <cerrno>

#include <sys/stat.h>
#include <unistd.h>

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
        return Error{
            .kind = ErrorKind::Protected,
            .path = backup.file,
            .detail
            = KeptBackups::tr("it is the newest proven backup of “%1”").arg(displayPath(backup.source))};
    }
    return {};
}

/// Removes the file if it is still the one that was written. One that is gone already is no error, but a
/// folder that is gone is: its disk may only be disconnected, and the backup would come back with it.
Result<void> removeFile(const Backup &backup)
{
    struct stat status = {};
    if (::lstat(backup.file.c_str(), &status) != 0) {
        std::error_code error;
        if (errno == ENOENT && std::filesystem::is_directory(backup.file.parent_path(), error)) {
            return {};
        }
        return systemError(errno, backup.file);
    }
    if (!S_ISREG(status.st_mode) || status.st_size != backup.fileBytes) {
        return Error{.kind = ErrorKind::SourceChanged,
                     .path = backup.file,
                     .detail = KeptBackups::tr("it is no longer the file that was written"),
                     .advice
                     = KeptBackups::tr("It was left alone. If you do not need it, delete it yourself.")};
    }
    return ::unlink(backup.file.c_str()) == 0 ? Result<void>() : systemError(errno, backup.file);
}

Result<void> removeManifest(const Backup &backup)
{
    const Result<Destination> destination = Destination::open(backup.file.parent_path());
    if (!destination) {
        // A folder that is no destination has no manifest that could bring the backup back.
        return destination.error().kind == ErrorKind::NotFound ? Result<void>() : destination.error();
    }
    return destination->removeManifest(backup);
}

} // namespace

Result<void> deleteKeptBackup(CatalogueLane &lane, const QUuid &backupId, Deletion deletion)
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
    if (const Result<void> removed = removeFile(*backup); !removed) {
        return removed;
    }
    if (const Result<void> removed = removeManifest(*backup); !removed) {
        return removed;
    }
    return lane.ask([backupId](Catalogue &catalogue) { return catalogue.removeBackup(backupId); }).result();
}

Result<Backup> verifyKeptBackup(CatalogueLane &lane, const QUuid &backupId, ProofLevel level,
                                const RunControl &control)
{
    const Result<Backup> kept = rowOf(lane, backupId);
    if (!kept) {
        return kept.error();
    }
    Result<Backup> verified = verifyAgain(*kept, level, control);
    if (!verified) {
        return verified.error();
    }
    const Result<void> stored
        = lane.ask([backup = *verified](Catalogue &catalogue) { return catalogue.storeBackup(backup); })
              .result();
    return stored ? std::move(verified) : stored.error();
}

} // namespace litekeeper
