// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/readonlyfile.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <map>
#include <mutex>
#include <vector>

namespace litekeeper {

namespace {

struct HeldFile
{
    int holds = 0;
    std::vector<int> toClose;
};

// POSIX keeps locks for the whole process, so what protects them has to be one for the whole process too.
struct HeldFiles
{
    std::mutex mutex;
    std::map<std::pair<dev_t, ino_t>, HeldFile> files;
};

HeldFiles &heldFiles()
{
    static HeldFiles instance;
    return instance;
}

void closeOrDefer(int descriptor, const struct stat &status)
{
    HeldFiles &held = heldFiles();
    const std::lock_guard lock(held.mutex);
    const auto found = held.files.find({status.st_dev, status.st_ino});
    if (found != held.files.end()) {
        found->second.toClose.push_back(descriptor);
    } else {
        ::close(descriptor);
    }
}

} // namespace

Result<ReadOnlyFile> ReadOnlyFile::open(const Path &path)
{
    // O_NONBLOCK: opening a FIFO must not wait for a writer.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (descriptor < 0) {
        return systemError(errno, path);
    }
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0) {
        const Error error = systemError(errno, path);
        ::close(descriptor);
        return error;
    }
    ReadOnlyFile file(descriptor, path, status);
    if (!S_ISREG(status.st_mode)) {
        return Error{.kind = ErrorKind::NotAFile, .path = path};
    }
    return file;
}

ReadOnlyFile::ReadOnlyFile(int descriptor, Path path, const struct stat &status)
    : m_descriptor(descriptor)
    , m_path(std::move(path))
    , m_status(status)
{
}

ReadOnlyFile::ReadOnlyFile(ReadOnlyFile &&other) noexcept
    : m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_path(std::move(other.m_path))
    , m_status(other.m_status)
{
}

ReadOnlyFile &ReadOnlyFile::operator=(ReadOnlyFile &&other) noexcept
{
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_path, other.m_path);
    std::swap(m_status, other.m_status);
    return *this;
}

ReadOnlyFile::~ReadOnlyFile()
{
    if (m_descriptor >= 0) {
        closeOrDefer(m_descriptor, m_status);
    }
}

Result<QByteArray> ReadOnlyFile::read(qint64 offset, qint64 length) const
{
    QByteArray bytes(length, Qt::Uninitialized);
    qint64 done = 0;
    while (done < length) {
        const ssize_t count
            = ::pread(m_descriptor, bytes.data() + done, size_t(length - done), offset + done);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return systemError(errno, m_path);
        }
        if (count == 0) {
            break;
        }
        done += count;
    }
    bytes.truncate(done);
    return bytes;
}

SourceHold::SourceHold(const Path &path)
{
    struct stat status = {};
    if (::stat(path.c_str(), &status) != 0) {
        return;
    }
    m_device = status.st_dev;
    m_inode = status.st_ino;
    m_holds = true;
    HeldFiles &held = heldFiles();
    const std::lock_guard lock(held.mutex);
    ++held.files[{m_device, m_inode}].holds;
}

SourceHold::~SourceHold()
{
    if (!m_holds) {
        return;
    }
    HeldFiles &held = heldFiles();
    const std::lock_guard lock(held.mutex);
    const auto found = held.files.find({m_device, m_inode});
    if (--found->second.holds == 0) {
        for (const int descriptor : found->second.toClose) {
            ::close(descriptor);
        }
        held.files.erase(found);
    }
}

} // namespace litekeeper
