// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/durablefile.h"

#include "common/filedescriptor.h"
#include "common/temporaryfile.h"

#include <QCoreApplication>

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <unistd.h>

namespace litekeeper {

namespace {

// SMB neither renames nor removes what is open, not even for us, and FUSE closes a little later than it is
// told to.
constexpr int mostWaitsForClosing = 50;
constexpr useconds_t waitForClosing = 20'000;

Error syncError(int errnoValue, const Path &path)
{
    Error error = systemError(errnoValue, path);
    error.detail
        = QCoreApplication::translate("DurableFile", "the system could not bring it to the disk (%1)")
              .arg(QString::fromLocal8Bit(std::strerror(errnoValue)));
    return error;
}

int syncUninterrupted(int descriptor)
{
    int result = 0;
    do {
        result = ::fsync(descriptor);
    } while (result != 0 && errno == EINTR);
    return result;
}

Result<void> writeAll(int descriptor, const QByteArray &bytes, const Path &path)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t count = ::write(descriptor, bytes.constData() + done, size_t(bytes.size() - done));
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return systemError(errno, path);
        }
        done += count;
    }
    return {};
}

Result<void> writeAndSync(FileDescriptor descriptor, const QByteArray &bytes, const Path &path)
{
    if (Result<void> written = writeAll(descriptor.get(), bytes, path); !written) {
        return written;
    }
    if (Result<void> synced = syncFile(descriptor.get(), path); !synced) {
        return synced;
    }
    // Network file systems may report a failed write only here.
    if (::close(descriptor.release()) != 0 && errno != EINTR) {
        return systemError(errno, path);
    }
    return {};
}

/// Some file systems know no rename that spares an existing target. Then a hard link does the same, and where
/// links are unknown too (FAT) a look has to do.
int renameToNewName(const Path &from, const Path &to)
{
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
        return 0;
    }
    if (errno != EINVAL && errno != ENOSYS) {
        return -1;
    }
    if (::link(from.c_str(), to.c_str()) == 0) {
        return ::unlink(from.c_str());
    }
    if (errno == EEXIST || ::access(to.c_str(), F_OK) == 0) {
        errno = EEXIST;
        return -1;
    }
    return std::rename(from.c_str(), to.c_str());
}

template <typename Call>
int whenClosed(Call call)
{
    int result = call();
    for (int waits = 0; result != 0 && errno == EBUSY && waits < mostWaitsForClosing; ++waits) {
        ::usleep(waitForClosing);
        result = call();
    }
    return result;
}

/// `moveIntoPlace` gives the temporary file its final name and returns 0, or sets errno.
template <typename Move>
Result<void> publish(const Path &file, const QByteArray &bytes, Move moveIntoPlace)
{
    removeAbandonedTemporaryFiles(folderOf(file));
    Result<TemporaryFile> temporary = TemporaryFile::createIn(folderOf(file));
    if (!temporary) {
        Error error = temporary.error();
        error.path = file;
        return error;
    }
    Result<void> result = writeAndSync(std::move(temporary->descriptor), bytes, file);
    int moved = result ? moveIntoPlace(temporary->path) : 0;
    if (moved != 0 && errno == EBUSY) {
        temporary->lock.reset();
        moved = whenClosed([&] { return moveIntoPlace(temporary->path); });
    }
    if (moved != 0) {
        result = systemError(errno, file);
    }
    if (!result) {
        (void)whenClosed([&] { return ::unlink(temporary->path.c_str()); });
        return result;
    }
    return syncFolder(folderOf(file));
}

} // namespace

int renameWhenClosed(const Path &from, const Path &to)
{
    return whenClosed([&] { return std::rename(from.c_str(), to.c_str()); });
}

Path folderOf(const Path &file)
{
    const Path folder = file.parent_path();
    return folder.empty() ? Path(".") : folder;
}

Result<void> syncFile(int descriptor, const Path &path)
{
    if (syncUninterrupted(descriptor) != 0) {
        return syncError(errno, path);
    }
    return {};
}

Result<void> syncFolder(const Path &folder)
{
    const FileDescriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!descriptor.isValid()) {
        return systemError(errno, folder);
    }
    // These three: this file system has no fsync for folders, as some of the network, and orders its names by
    // other means.
    if (syncUninterrupted(descriptor.get()) != 0 && errno != EINVAL && errno != ENOTSUP && errno != ENOSYS) {
        return syncError(errno, folder);
    }
    return {};
}

Result<void> writeDurably(const Path &file, const QByteArray &bytes)
{
    return publish(file, bytes,
                   [&file](const Path &temporary) { return std::rename(temporary.c_str(), file.c_str()); });
}

Result<void> createDurably(const Path &file, const QByteArray &bytes)
{
    return publish(file, bytes, [&file](const Path &temporary) { return renameToNewName(temporary, file); });
}

Result<void> createFolderDurably(const Path &folder)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(folder, ignored)) {
        return {};
    }
    if (const Path parent = folderOf(folder); parent != folder) {
        if (Result<void> made = createFolderDurably(parent); !made) {
            return made;
        }
    }
    // Another process may be faster.
    if (::mkdir(folder.c_str(), S_IRWXU) != 0 && errno != EEXIST) {
        return systemError(errno, folder);
    }
    if (!std::filesystem::is_directory(folder, ignored)) {
        return Error{.kind = ErrorKind::AlreadyExists,
                     .path = folder,
                     .detail = QCoreApplication::translate("DurableFile", "a folder is needed there")};
    }
    return syncFolder(folderOf(folder));
}

Result<void> removeDurably(const Path &file)
{
    if (whenClosed([&file] { return ::unlink(file.c_str()); }) != 0) {
        return systemError(errno, file);
    }
    return syncFolder(folderOf(file));
}

} // namespace litekeeper
