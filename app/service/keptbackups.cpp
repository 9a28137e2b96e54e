// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/keptbackups.h"

#include "common/durablefile.h"
#include "common/filedescriptor.h"
#include "engine/backup.h"
#include "places/destination.h"
#include "service/cataloguelane.h"

#include <QCoreApplication>

#include <cerrno>

#include <fcntl.h>
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
        return Error{.kind = ErrorKind::Protected,
                     .path = backup.file,
                     .detail = KeptBackups::tr("it is the newest proven backup of “%1” or of its job")
                                   .arg(displayPath(backup.source))};
    }
    return {};
}

Error noLongerOurs(const Backup &backup)
{
    return {.kind = ErrorKind::SourceChanged,
            .path = backup.file,
            .detail = KeptBackups::tr("it is no longer the file that was written"),
            .advice = KeptBackups::tr("It was left alone. If you do not need it, delete it yourself.")};
}

/// Removes the name from the open folder if it is still the file that was written. One that is gone already
/// is no error. Afterwards it stays away, also after a power loss.
Result<void> removeFile(const FileDescriptor &folder, const Backup &backup)
{
    const Path name = backup.file.filename();
    struct stat status = {};
    if (::fstatat(folder.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0) {
        if (!S_ISREG(status.st_mode) || status.st_size != backup.fileBytes) {
            return noLongerOurs(backup);
        }
        if (::unlinkat(folder.get(), name.c_str(), 0) != 0 && errno != ENOENT) {
            return systemError(errno, backup.file);
        }
    } else if (errno != ENOENT) {
        return systemError(errno, backup.file);
    }
    Result<void> synced = syncFile(folder.get(), backup.file.parent_path());
    // This file system has no fsync for folders and orders its names by other means.
    return !synced && synced.error().code == EINVAL ? Result<void>() : synced;
}

/// A folder that is gone is an error: its disk may only be disconnected, and the backup would come back with
/// it.
Result<FileDescriptor> openFolder(const Path &folder)
{
    FileDescriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    return descriptor.isValid() ? Result<FileDescriptor>(std::move(descriptor)) : systemError(errno, folder);
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

/// In the order that leaves nothing to wonder about wherever it is cut off: without the file, its manifest
/// and its row name a backup that is gone, and the next try removes them.
Result<void> removeAll(CatalogueLane &lane, const FileDescriptor &folder, const Backup &backup)
{
    if (Result<void> removed = removeFile(folder, backup); !removed) {
        return removed;
    }
    if (Result<void> removed = removeManifest(backup); !removed) {
        return removed;
    }
    return lane.ask([id = backup.id](Catalogue &catalogue) { return catalogue.removeBackup(id); }).result();
}

bool isStill(const FileDescriptor &folder, const Path &path)
{
    struct stat opened = {};
    struct stat named = {};
    return ::fstat(folder.get(), &opened) == 0 && ::stat(path.c_str(), &named) == 0
        && opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
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
    const Result<FileDescriptor> folder = openFolder(backup->file.parent_path());
    return folder ? removeAll(lane, *folder, *backup) : folder.error();
}

Result<void> deletePrunedBackup(CatalogueLane &lane, const QUuid &backupId, const PruningPlace &place)
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
    const Result<FileDescriptor> folder = openFolder(place.folder);
    if (!folder) {
        return folder.error();
    }
    // What is open now is what is looked at and deleted from, whatever is mounted there in the next instant.
    if (Result<void> checked = checkDestination(place.folder, place.destinationId); !checked) {
        return checked;
    }
    if (!isStill(*folder, place.folder)) {
        return Error{.kind = ErrorKind::WrongDestination, .path = place.folder};
    }
    const Result<Backup> manifest = Destination::manifestIn(place.folder, backup->file);
    if (!manifest && manifest.error().kind != ErrorKind::NotFound) {
        return manifest.error(); // nobody can tell whose file it is
    }
    if (manifest && manifest->id != backup->id) {
        return noLongerOurs(*backup);
    }
    return removeAll(lane, *folder, *backup);
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
