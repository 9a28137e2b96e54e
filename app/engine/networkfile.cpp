// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/networkfile.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace litekeeper {

namespace {

Result<NetworkStatus> statusAt(int descriptor, const Path &path, const char *name, int flags)
{
    struct statx found = {};
    if (::statx(descriptor, name, flags | AT_STATX_FORCE_SYNC,
                STATX_TYPE | STATX_MODE | STATX_SIZE | STATX_MTIME, &found)
        != 0) {
        return networkError(errno, path);
    }
    if (!S_ISREG(found.stx_mode)) {
        return Error{.kind = ErrorKind::NotAFile, .path = path};
    }
    return NetworkStatus{.bytes = qint64(found.stx_size),
                         .modified = {.tv_sec = found.stx_mtime.tv_sec, .tv_nsec = found.stx_mtime.tv_nsec},
                         .mode = found.stx_mode};
}

} // namespace

Result<NetworkStatus> freshStatus(const Path &path)
{
    return statusAt(AT_FDCWD, path, path.c_str(), 0);
}

Result<NetworkFile> NetworkFile::open(const Path &path, Use use)
{
    // O_NONBLOCK: opening a FIFO must not wait for a writer.
    FileDescriptor descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (!descriptor.isValid()) {
        return networkError(errno, path);
    }
    NetworkFile file(std::move(descriptor), path);
    const Result<NetworkStatus> status = statusAt(file.m_descriptor.get(), path, "", AT_EMPTY_PATH);
    if (!status) {
        return status.error();
    }
    file.m_status = *status;
    ::posix_fadvise(file.m_descriptor.get(), 0, 0, POSIX_FADV_DONTNEED);
    if (use == Use::Whole) {
        // Not every file system can, and then it goes through the page cache, which was emptied just now.
        (void)::fcntl(file.m_descriptor.get(), F_SETFL, ::fcntl(file.m_descriptor.get(), F_GETFL) | O_DIRECT);
    }
    return file;
}

NetworkFile::NetworkFile(FileDescriptor descriptor, Path path)
    : m_descriptor(std::move(descriptor))
    , m_path(std::move(path))
{
}

// Some file systems take the flag and then refuse a piece of a size they do not like. False if it was not
// set.
bool NetworkFile::leaveDirect() const
{
    const int flags = ::fcntl(m_descriptor.get(), F_GETFL);
    return (flags & O_DIRECT) != 0 && ::fcntl(m_descriptor.get(), F_SETFL, flags & ~O_DIRECT) == 0;
}

Result<qint64> NetworkFile::read(char *bytes, qint64 length, qint64 offset) const
{
    qint64 done = 0;
    while (done < length) {
        const ssize_t count = ::pread(m_descriptor.get(), bytes + done, size_t(length - done), offset + done);
        if (count < 0 && (errno == EINTR || (errno == EINVAL && leaveDirect()))) {
            continue;
        }
        if (count < 0) {
            return networkError(errno, m_path);
        }
        if (count == 0) {
            break;
        }
        done += count;
    }
    return done;
}

Error networkError(int errnoValue, const Path &path)
{
    Error error = systemError(errnoValue, path);
    switch (errnoValue) {
    case EIO:
    case ENOTCONN:
    case ECONNABORTED:
    case ECONNREFUSED:
    case ECONNRESET:
    case EHOSTDOWN:
    case EHOSTUNREACH:
    case ENETDOWN:
    case ENETUNREACH:
    case ENODEV:
    case ENXIO:
    case EPIPE:
    case ESHUTDOWN:
    case ESTALE:
    case ETIMEDOUT:
        error.kind = ErrorKind::NotAnswering;
        break;
    default:
        break;
    }
    return error;
}

} // namespace litekeeper
