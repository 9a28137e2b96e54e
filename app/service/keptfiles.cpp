// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/keptfiles.h"

#include "common/durablefile.h"
#include "common/filedescriptor.h"
#include "places/destination.h"

#include <QCoreApplication>

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace litekeeper {

namespace {

struct KeptFiles
{
    Q_DECLARE_TR_FUNCTIONS(KeptFiles)
};

Error noLongerOurs(const Backup &backup)
{
    return {.kind = ErrorKind::SourceChanged,
            .path = backup.file,
            .detail = KeptFiles::tr("it is no longer the file that was written"),
            .advice = KeptFiles::tr("It was left alone. If you do not need it, delete it yourself.")};
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

bool isStill(const FileDescriptor &folder, const Path &path)
{
    struct stat opened = {};
    struct stat named = {};
    return ::fstat(folder.get(), &opened) == 0 && ::stat(path.c_str(), &named) == 0
        && opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

/// What is open now is what is looked at and deleted from, whatever is mounted there in the next instant.
Result<void> checkPlace(const FileDescriptor &folder, const Backup &backup, const PruningPlace &place)
{
    if (Result<void> checked = checkDestination(place.folder, place.destinationId); !checked) {
        return checked;
    }
    if (!isStill(folder, place.folder)) {
        return Error{.kind = ErrorKind::WrongDestination, .path = place.folder};
    }
    const Result<Backup> manifest = Destination::manifestIn(place.folder, backup.file);
    if (!manifest && manifest.error().kind != ErrorKind::NotFound) {
        return manifest.error(); // nobody can tell whose file it is
    }
    return manifest && manifest->id != backup.id ? noLongerOurs(backup) : Result<void>();
}

bool isGone(const Path &file)
{
    struct stat status = {};
    return ::lstat(file.c_str(), &status) != 0 && errno == ENOENT;
}

} // namespace

Result<void> removeKeptFiles(const Backup &backup, const PruningPlace *place)
{
    const Result<FileDescriptor> folder
        = openFolder(place != nullptr ? place->folder : backup.file.parent_path());
    if (!folder) {
        return folder.error();
    }
    if (place != nullptr) {
        if (Result<void> checked = checkPlace(*folder, backup, *place); !checked) {
            return checked;
        }
    }
    Result<void> removed = removeFile(*folder, backup);
    return removed ? removeManifest(backup) : removed;
}

Result<KeptFilesLook> lookAtKeptFiles(const Path &folder, const QUuid &expected, const QList<Path> &files)
{
    std::error_code failed;
    KeptFilesLook look{.folder = std::filesystem::canonical(folder, failed), .gone = {}};
    if (failed) {
        look.folder = folder;
    }
    if (!expected.isNull()) {
        if (const Result<void> reached = checkDestination(look.folder, expected); !reached) {
            return reached.error();
        }
    }
    for (const Path &file : files) {
        if (isGone(file)) {
            look.gone.insert(file);
        }
    }
    return look;
}

} // namespace litekeeper
