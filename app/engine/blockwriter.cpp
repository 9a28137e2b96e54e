// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/blockwriter.h"

#include "engine/fileio.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace litekeeper {

namespace {

// Blocks that are told to the kernel at once: large enough for large requests, small enough not to pile up.
constexpr qint64 writebackBatch = 8;
// How far the thread that writes may be behind.
constexpr int queuedBlocks = 8;

} // namespace

BlockWriter::BlockWriter(int descriptor, Path path, Writeback writeback, BlockLedger &ledger)
    : m_descriptor(descriptor)
    , m_path(std::move(path))
    , m_writeback(writeback)
    , m_ledger(ledger)
{
    m_current.bytes.resize(blockBytes);
    for (int spare = 0; spare < queuedBlocks; ++spare) {
        m_spare.emplace_back(blockBytes, Qt::Uninitialized);
    }
    m_thread = std::thread([this] { run(); });
}

BlockWriter::~BlockWriter()
{
    {
        const std::lock_guard lock(m_mutex);
        m_quit = true;
        m_queue.clear();
    }
    m_changed.notify_all();
    m_thread.join();
}

Result<void> BlockWriter::write(const void *bytes, qint64 length, qint64 offset)
{
    const char *from = static_cast<const char *>(bytes);
    while (length > 0) {
        const qint64 index = offset / blockBytes;
        if (index != m_current.index) {
            const Result<void> turned = turnTo(index);
            if (!turned) {
                return turned;
            }
        }
        const qint64 inBlock = offset % blockBytes;
        const qint64 part = std::min(length, blockBytes - inBlock);
        extendTo(inBlock);
        std::memcpy(m_current.bytes.data() + inBlock, from, size_t(part));
        m_current.length = std::max(m_current.length, inBlock + part);
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
    const qint64 index = m_current.index;
    const Result<void> flushed = flush();
    const Result<void> drained = flushed ? drain() : flushed;
    const Result<void> loaded = drained ? load(index) : drained;
    if (!loaded) {
        return loaded;
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
    const Result<void> drained = flushed ? drain() : flushed;
    if (!drained) {
        return drained;
    }
    if (::ftruncate(m_descriptor, size) != 0) {
        return systemError(errno, m_path);
    }
    const bool cutsABlock = size < m_size && size % blockBytes != 0;
    m_size = size;
    const qint64 blocks = (size + blockBytes - 1) / blockBytes;
    m_flushed = std::min(m_flushed, blocks);
    m_ledger.shrink(blocks);
    const Result<void> loaded = load(std::max<qint64>(blocks - 1, 0));
    // The hash of a block that was cut is another one now.
    m_dirty = loaded && cutsABlock;
    return loaded;
}

Result<void> BlockWriter::finish()
{
    const Result<void> flushed = flush();
    Result<void> drained = flushed ? drain() : flushed;
    if (drained) {
        m_ledger.finish(m_size);
    }
    return drained;
}

// What lies between the bytes of a block and a later write to it is zeros.
void BlockWriter::extendTo(qint64 length)
{
    if (m_current.length < length) {
        std::memset(m_current.bytes.data() + m_current.length, 0, size_t(length - m_current.length));
        m_current.length = length;
        m_dirty = true;
    }
}

Result<void> BlockWriter::turnTo(qint64 index)
{
    // The last block may end inside; before anything comes behind it, it is filled up with zeros. Whole
    // blocks of zeros follow up to the new one (SQLite never writes the page at 1 GiB).
    for (qint64 last = m_size / blockBytes; index > last; ++last) {
        const bool isCurrent = m_current.index == last;
        const Result<void> turned = isCurrent ? Result<void>() : turnTo(last);
        if (!turned) {
            return turned;
        }
        extendTo(blockBytes);
        m_size = std::max(m_size, (last + 1) * blockBytes);
    }
    const Result<void> flushed = flush();
    if (!flushed) {
        return flushed;
    }
    if (index < m_flushed) {
        const Result<void> drained = drain();
        return drained ? load(index) : drained;
    }
    m_current.index = index;
    m_current.length = 0;
    return {};
}

Result<void> BlockWriter::load(qint64 index)
{
    const Result<qint64> count
        = readUpTo(m_descriptor, m_current.bytes.data(), blockBytes, index * blockBytes, m_path);
    if (!count) {
        return count.error();
    }
    m_current.index = index;
    m_current.length = *count;
    return {};
}

Result<void> BlockWriter::flush()
{
    std::unique_lock lock(m_mutex);
    if (m_error) {
        return *m_error;
    }
    if (!m_dirty) {
        return {};
    }
    m_changed.wait(lock, [this] { return !m_spare.empty() || m_error; });
    if (m_error) {
        return *m_error;
    }
    m_flushed = std::max(m_flushed, m_current.index + 1);
    m_queue.push_back(
        std::exchange(m_current, Block{.index = m_current.index, .length = 0, .bytes = m_spare.back()}));
    m_spare.pop_back();
    m_dirty = false;
    m_changed.notify_all();
    return {};
}

Result<void> BlockWriter::drain()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return (m_queue.empty() && !m_storing) || m_error; });
    if (m_error) {
        return *m_error;
    }
    return {};
}

void BlockWriter::run()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_quit || !m_queue.empty(); });
        if (m_quit) {
            return;
        }
        Block block = std::move(m_queue.front());
        m_queue.pop_front();
        m_storing = true;
        lock.unlock();
        const Result<void> stored = store(block);
        lock.lock();
        m_storing = false;
        m_spare.push_back(std::move(block.bytes));
        if (!stored && !m_error) {
            m_error = stored.error();
        }
        m_changed.notify_all();
    }
}

Result<void> BlockWriter::store(const Block &block)
{
    const qint64 offset = block.index * blockBytes;
    Result<void> written = writeFully(m_descriptor, block.bytes.constData(), block.length, offset, m_path);
    if (!written) {
        return written;
    }
    const bool endsABatch = block.index % writebackBatch == writebackBatch - 1;
    if (m_writeback == Writeback::Early && endsABatch) {
        const qint64 batchBytes = writebackBatch * blockBytes;
        ::sync_file_range(m_descriptor, offset + blockBytes - batchBytes, batchBytes, SYNC_FILE_RANGE_WRITE);
    }
    m_ledger.put(block.index, xxh128(block.bytes.constData(), size_t(block.length)));
    return written;
}

} // namespace litekeeper
