// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/archivefile.h"

#include <algorithm>
#include <cerrno>

#include <sys/stat.h>
#include <unistd.h>

namespace litekeeper {

ArchiveFile::ArchiveFile(int descriptor, Path path, qint64 bytes, const RunControl &control)
    : m_descriptor(descriptor)
    , m_path(std::move(path))
    , m_bytes(bytes)
    , m_control(&control)
{
}

Result<ArchiveFile> ArchiveFile::of(int descriptor, const Path &path, const RunControl &control)
{
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0) {
        return systemError(errno, path);
    }
    return ArchiveFile(descriptor, path, status.st_size, control);
}

Result<qint64> ArchiveFile::read(qint64 offset, char *bytes, qint64 length) const
{
    qint64 done = 0;
    while (done < length && offset + done < m_bytes) {
        if (m_control->stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = m_path};
        }
        const qint64 wanted = std::min(length - done, m_bytes - offset - done);
        const ssize_t count = ::pread(m_descriptor, bytes + done, size_t(wanted), offset + done);
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
    return done;
}

Result<const char *> FileWindow::look(qint64 offset, qint64 length)
{
    const char *nothing = nullptr;
    if (offset < 0 || length < 0 || length > m_file.bytes() || offset > m_file.bytes() - length) {
        return nothing;
    }
    if (offset < m_offset || offset + length > m_offset + qint64(m_bytes.size())) {
        m_bytes.resize(size_t(std::max(length, m_ahead)));
        const Result<qint64> count = m_file.read(offset, m_bytes.data(), qint64(m_bytes.size()));
        m_bytes.resize(count ? size_t(*count) : 0);
        m_offset = offset;
        if (!count) {
            return count.error();
        }
        if (*count < length) {
            return nothing;
        }
    }
    return static_cast<const char *>(m_bytes.data() + (offset - m_offset));
}

} // namespace litekeeper
