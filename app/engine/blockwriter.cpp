// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/blockwriter.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace litekeeper {

namespace {

// The reader stays this far behind, so that it never waits for the block that is being written right now.
constexpr qint64 readBackLag = 8;
// Blocks that are told to the kernel at once: large enough for large requests, small enough not to pile up.
constexpr qint64 writebackBatch = 8;

} // namespace

void BlockLedger::put(qint64 index, const Xxh128 &hash)
{
    const std::lock_guard lock(m_mutex);
    if (index >= qint64(m_hashes.size())) {
        m_hashes.resize(size_t(index) + 1);
    }
    m_stale = m_stale || index < m_readBlocks;
    m_hashes[size_t(index)] = hash;
    m_changed.notify_all();
}

void BlockLedger::shrink(qint64 blocks)
{
    const std::lock_guard lock(m_mutex);
    m_stale = m_stale || blocks < m_readBlocks;
    if (blocks < qint64(m_hashes.size())) {
        m_hashes.resize(size_t(blocks));
    }
}

void BlockLedger::finish(qint64 fileBytes)
{
    const std::lock_guard lock(m_mutex);
    m_fileBytes = fileBytes;
    m_changed.notify_all();
}

void BlockLedger::abandon()
{
    const std::lock_guard lock(m_mutex);
    m_abandoned = true;
    m_changed.notify_all();
}

BlockLedger::Wait BlockLedger::waitFor(qint64 index)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [&] {
        return m_abandoned || m_fileBytes >= 0 || qint64(m_hashes.size()) > index + readBackLag;
    });
    return {.available = !m_abandoned && index < qint64(m_hashes.size()),
            .abandoned = m_abandoned,
            .fileBytes = m_fileBytes};
}

Xxh128 BlockLedger::beginReading(qint64 index)
{
    const std::lock_guard lock(m_mutex);
    m_readBlocks = std::max(m_readBlocks, index + 1);
    // A truncated file may have lost the block since; its hash then fits nothing and the file counts as
    // stale.
    return index < qint64(m_hashes.size()) ? m_hashes[size_t(index)] : Xxh128{};
}

bool BlockLedger::isStale() const
{
    const std::lock_guard lock(m_mutex);
    return m_stale;
}

qint64 BlockLedger::fileBytes() const
{
    const std::lock_guard lock(m_mutex);
    return m_fileBytes;
}

Result<void> writeFully(int descriptor, const void *bytes, qint64 length, qint64 offset, const Path &path)
{
    const char *from = static_cast<const char *>(bytes);
    while (length > 0) {
        const ssize_t count = ::pwrite(descriptor, from, size_t(length), offset);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return systemError(errno, path);
        }
        from += count;
        offset += count;
        length -= count;
    }
    return {};
}

Result<qint64> readUpTo(int descriptor, void *bytes, qint64 length, qint64 offset, const Path &path)
{
    qint64 done = 0;
    while (done < length) {
        const ssize_t count
            = ::pread(descriptor, static_cast<char *>(bytes) + done, size_t(length - done), offset + done);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return systemError(errno, path);
        }
        if (count == 0) {
            break;
        }
        done += count;
    }
    std::memset(static_cast<char *>(bytes) + done, 0, size_t(length - done));
    return done;
}

BlockWriter::BlockWriter(int descriptor, Path path, Writeback writeback, BlockLedger &ledger)
    : m_descriptor(descriptor)
    , m_path(std::move(path))
    , m_writeback(writeback)
    , m_ledger(ledger)
    , m_buffer(blockBytes, '\0')
{
}

Result<void> BlockWriter::write(const void *bytes, qint64 length, qint64 offset)
{
    const char *from = static_cast<const char *>(bytes);
    while (length > 0) {
        const qint64 block = offset / blockBytes;
        if (block != m_block) {
            const Result<void> turned = turnTo(block);
            if (!turned) {
                return turned;
            }
        }
        const qint64 inBlock = offset % blockBytes;
        const qint64 part = std::min(length, blockBytes - inBlock);
        std::memcpy(m_buffer.data() + inBlock, from, size_t(part));
        m_dirty = true;
        from += part;
        offset += part;
        length -= part;
        m_size = std::max(m_size, offset);
    }
    return {};
}

Result<void> BlockWriter::read(void *bytes, qint64 length, qint64 offset)
{
    const Result<void> flushed = flush();
    if (!flushed) {
        return flushed;
    }
    const Result<qint64> count = readUpTo(m_descriptor, bytes, length, offset, m_path);
    if (!count) {
        return count.error();
    }
    return {};
}

Result<void> BlockWriter::truncate(qint64 size)
{
    if (size == m_size) {
        return {};
    }
    const Result<void> flushed = flush();
    if (!flushed) {
        return flushed;
    }
    if (::ftruncate(m_descriptor, size) != 0) {
        return systemError(errno, m_path);
    }
    const bool cutsABlock = size < m_size && size % blockBytes != 0;
    m_size = size;
    const qint64 blocks = (size + blockBytes - 1) / blockBytes;
    m_written = std::min(m_written, blocks);
    m_ledger.shrink(blocks);
    m_block = 0;
    const Result<qint64> count = readUpTo(m_descriptor, m_buffer.data(), blockBytes, 0, m_path);
    if (!count) {
        return count.error();
    }
    if (cutsABlock) {
        const Result<void> turned = turnTo(blocks - 1);
        m_dirty = true;
        return turned;
    }
    return {};
}

Result<void> BlockWriter::finish()
{
    Result<void> flushed = flush();
    if (flushed) {
        m_ledger.finish(m_size);
    }
    return flushed;
}

Result<void> BlockWriter::turnTo(qint64 block)
{
    // The last block may end inside; before anything comes behind it, it is filled up with zeros.
    const qint64 last = m_size / blockBytes;
    if (m_size % blockBytes != 0 && block > last) {
        if (m_block != last) {
            const Result<void> turned = turnTo(last);
            if (!turned) {
                return turned;
            }
        }
        m_size = (last + 1) * blockBytes;
        m_dirty = true;
    }
    const Result<void> flushed = flush();
    if (!flushed) {
        return flushed;
    }
    // A gap (SQLite never writes the page at 1 GiB) is a block of zeros.
    m_buffer.fill('\0');
    for (m_block = m_written; m_block < block; ++m_block) {
        m_size = std::max(m_size, (m_block + 1) * blockBytes);
        m_dirty = true;
        const Result<void> filled = flush();
        if (!filled) {
            return filled;
        }
    }
    m_block = block;
    if (block < m_written) {
        const Result<qint64> count
            = readUpTo(m_descriptor, m_buffer.data(), blockBytes, block * blockBytes, m_path);
        if (!count) {
            return count.error();
        }
    }
    return {};
}

qint64 BlockWriter::lengthOf(qint64 block) const
{
    return std::clamp(m_size - block * blockBytes, qint64(0), blockBytes);
}

Result<void> BlockWriter::flush()
{
    if (!m_dirty) {
        return {};
    }
    const qint64 offset = m_block * blockBytes;
    const qint64 length = lengthOf(m_block);
    Result<void> written = writeFully(m_descriptor, m_buffer.constData(), length, offset, m_path);
    if (!written) {
        return written;
    }
    const bool endsABatch = m_block % writebackBatch == writebackBatch - 1;
    if (m_writeback == Writeback::Early && endsABatch) {
        ::sync_file_range(m_descriptor, offset + length - writebackBatch * blockBytes,
                          writebackBatch * blockBytes, SYNC_FILE_RANGE_WRITE);
    }
    m_dirty = false;
    m_written = std::max(m_written, m_block + 1);
    m_ledger.put(m_block, xxh128(m_buffer.constData(), size_t(length)));
    return {};
}

} // namespace litekeeper
