// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/readback.h"

#include "common/fileio.h"
#include "common/threadpriority.h"

#include <fcntl.h>

#include <cerrno>

namespace litekeeper {

namespace {

// While the file grows, what is fetched must have been written; afterwards the checks of the file run beside
// us and read what we fetched.
constexpr qint64 blocksAheadOfGrowing = 6;
constexpr qint64 blocksAheadOfWhole = 6;

Error cancelled(const Path &file)
{
    return {.kind = ErrorKind::Cancelled, .path = file};
}

} // namespace

ReadBack::ReadBack(Path file, BlockLedger &ledger, const RunControl &control)
    : m_file(std::move(file))
    , m_ledger(ledger)
    , m_control(control)
    , m_buffer(blockBytes, Qt::Uninitialized)
{
}

ReadBack::~ReadBack()
{
    if (m_following.valid()) {
        m_ledger.abandon();
        m_following.wait();
    }
}

Result<void> ReadBack::start()
{
    m_descriptor = FileDescriptor(::open(m_file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!m_descriptor.isValid()) {
        return systemError(errno, m_file);
    }
    m_following = std::async(std::launch::async, [this] {
        standBack();
        return follow();
    });
    return {};
}

Result<QByteArray> ReadBack::finish(const std::function<void(qint64)> &report)
{
    while (m_following.wait_for(std::chrono::milliseconds(20)) != std::future_status::ready) {
        report(m_bytesRead.load(std::memory_order_relaxed));
    }
    Result<QByteArray> digest = m_following.get();
    if (m_ledger.isStale() && m_ledger.fileBytes() >= 0) {
        digest = readAll(m_ledger.fileBytes(), report);
    }
    return digest;
}

Result<QByteArray> ReadBack::follow()
{
    for (qint64 index = 0;; ++index) {
        const BlockLedger::Wait wait = m_ledger.waitFor(index);
        if (wait.abandoned || m_control.stopRequested()) {
            return cancelled(m_file);
        }
        if (!wait.available) {
            return m_sha256.take();
        }
        fetchAhead(index, wait.blocks);
        const qint64 rest = wait.fileBytes < 0 ? blockBytes : wait.fileBytes - index * blockBytes;
        const Result<void> read = readBlock(index, std::min(rest, blockBytes));
        // A block that is being written again may look wrong now; the whole file is then read at the end.
        if (!read && !m_ledger.isStale()) {
            return read.error();
        }
    }
}

Result<QByteArray> ReadBack::readAll(qint64 fileBytes, const std::function<void(qint64)> &report)
{
    m_sha256 = Sha256();
    m_bytesRead = 0;
    m_expected.clear();
    m_fetched = 0;
    const qint64 blocks = (fileBytes + blockBytes - 1) / blockBytes;
    for (qint64 index = 0; index * blockBytes < fileBytes; ++index) {
        if (m_control.stopRequested()) {
            return cancelled(m_file);
        }
        fetchAhead(index, blocks);
        const Result<void> read = readBlock(index, std::min(fileBytes - index * blockBytes, blockBytes));
        if (!read) {
            return read.error();
        }
        report(m_bytesRead.load(std::memory_order_relaxed));
    }
    return m_sha256.take();
}

// Reading from the disk goes on while a block is hashed.
void ReadBack::fetchAhead(qint64 index, qint64 blocks)
{
    const qint64 ahead = m_ledger.fileBytes() < 0 ? blocksAheadOfGrowing : blocksAheadOfWhole;
    for (; m_fetched <= index + ahead && m_fetched < blocks; ++m_fetched) {
        const qint64 offset = m_fetched * blockBytes;
        const BlockLedger::Block block = m_ledger.beginReading(m_fetched);
        m_expected.push_back(block.hash);
        if (block.stored == Stored::InCache) {
            // Only clean pages leave the page cache, so that what is read next comes from the disk.
            ::sync_file_range(m_descriptor.get(), offset, blockBytes,
                              SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE
                                  | SYNC_FILE_RANGE_WAIT_AFTER);
            ::posix_fadvise(m_descriptor.get(), offset, blockBytes, POSIX_FADV_DONTNEED);
        }
        ::posix_fadvise(m_descriptor.get(), offset, blockBytes, POSIX_FADV_WILLNEED);
    }
}

Result<void> ReadBack::readBlock(qint64 index, qint64 length)
{
    const qint64 offset = index * blockBytes;
    const Xxh128 expected = m_expected.front();
    m_expected.pop_front();
    const Result<qint64> count = readUpTo(m_descriptor.get(), m_buffer.data(), length, offset, m_file);
    if (!count) {
        return count.error();
    }
    if (*count != length || xxh128(m_buffer.constData(), size_t(length)) != expected) {
        return Error{.kind = ErrorKind::ReadBackMismatch,
                     .path = m_file,
                     .detail = QStringLiteral("the first wrong bytes lie between offset %1 and %2")
                                   .arg(offset)
                                   .arg(offset + length)};
    }
    m_sha256.add(m_buffer.constData(), size_t(length));
    m_bytesRead.fetch_add(length, std::memory_order_relaxed);
    return {};
}

} // namespace litekeeper
