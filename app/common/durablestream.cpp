// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/durablestream.h"

#include "common/durablefile.h"

#include <cerrno>

#include <unistd.h>

namespace litekeeper {

namespace {

constexpr qsizetype pieceBytes = 256 * 1024;

} // namespace

DurableStream::DurableStream(Path file, TemporaryFile temporary)
    : m_file(std::move(file))
    , m_temporary(std::move(temporary))
{
}

DurableStream::~DurableStream()
{
    // What was moved from has no path any more, and what was published neither.
    if (!m_temporary.path.empty()) {
        ::unlink(m_temporary.path.c_str());
    }
}

Result<DurableStream> DurableStream::begin(const Path &file)
{
    removeAbandonedTemporaryFiles(folderOf(file));
    Result<TemporaryFile> temporary = TemporaryFile::createIn(folderOf(file));
    if (!temporary) {
        Error error = temporary.error();
        error.path = file;
        return error;
    }
    return DurableStream(file, *std::move(temporary));
}

Result<void> DurableStream::flush()
{
    qsizetype done = 0;
    while (done < m_pending.size()) {
        const ssize_t count = ::write(m_temporary.descriptor.get(), m_pending.constData() + done,
                                      size_t(m_pending.size() - done));
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return systemError(errno, m_file);
        }
        done += count;
    }
    m_pending.clear();
    return {};
}

Result<void> DurableStream::write(const QByteArray &bytes)
{
    m_pending += bytes;
    m_bytes += bytes.size();
    return m_pending.size() < pieceBytes ? Result<void>() : flush();
}

Result<void> DurableStream::publish()
{
    if (Result<void> flushed = flush(); !flushed) {
        return flushed;
    }
    if (Result<void> synced = syncFile(m_temporary.descriptor.get(), m_file); !synced) {
        return synced;
    }
    // Network file systems may report a failed write only here.
    if (::close(m_temporary.descriptor.release()) != 0 && errno != EINTR) {
        return systemError(errno, m_file);
    }
    if (renameWhenClosed(m_temporary.path, m_file) != 0) {
        return systemError(errno, m_file);
    }
    m_temporary.path.clear();
    return syncFolder(folderOf(m_file));
}

} // namespace litekeeper
