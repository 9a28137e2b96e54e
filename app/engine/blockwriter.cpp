// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/blockwriter.h"

#include "common/fileio.h"

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
// No device and file system asks for more (statx(2), STATX_DIOALIGN).
constexpr size_t directAlignment = 4096;
static_assert(blockBytes % directAlignment == 0);

} // namespace

BlockWriter::BlockWriter(int descriptor, Path path, Writeback writeback, BlockLedger &ledger)
    : m_descriptor(descriptor)
    , m_path(std::move(path))
    , m_writeback(writeback)
    , m_ledger(ledger)
{
    m_current.bytes = makeBuffer();
    for (int spare = 0; spare < queuedBlocks; ++spare) {
        m_spare.push_back(makeBuffer());
    }
    m_direct = m_writeback == Writeback::Early && setDirect(true);
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
    if (m_direct) {
        setDirect(false);
    }
}

BlockWriter::Buffer BlockWriter::makeBuffer()
{
    Buffer buffer(static_cast<char *>(std::aligned_alloc(directAlignment, size_t(blockBytes))));
    Q_CHECK_PTR(buffer.get());
    return buffer;
}

// False where the file system cannot.
bool BlockWriter::setDirect(bool direct)
{
    const int flags = ::fcntl(m_descriptor, F_GETFL);
    return flags >= 0 && ::fcntl(m_descriptor, F_SETFL, direct ? flags | O_DIRECT : flags & ~O_DIRECT) == 0;
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
        std::memcpy(m_current.bytes.get() + inBlock, from, size_t(part));
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
    const Result<qint64> count = readStored(static_cast<char *>(bytes), length, offset);
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
        if (std::exchange(m_direct, false)) {
            setDirect(false);
        }
        m_ledger.finish(m_size);
    }
    return drained;
}

// What lies between the bytes of a block and a later write to it is zeros.
void BlockWriter::extendTo(qint64 length)
{
    if (m_current.length < length) {
        std::memset(m_current.bytes.get() + m_current.length, 0, size_t(length - m_current.length));
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
    const Result<qint64> count = readStored(m_current.bytes.get(), blockBytes, index * blockBytes);
    if (!count) {
        return count.error();
    }
    m_current.index = index;
    m_current.length = *count;
    return {};
}

// While the thread has nothing to do. Through the page cache, because what is asked for may have any size.
Result<qint64> BlockWriter::readStored(char *bytes, qint64 length, qint64 offset)
{
    if (m_direct) {
        setDirect(false);
    }
    Result<qint64> count = readUpTo(m_descriptor, bytes, length, offset, m_path);
    if (m_direct) {
        m_direct = setDirect(true);
    }
    return count;
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
    m_current.hash = xxh128(m_current.bytes.get(), size_t(m_current.length));
    m_queue.push_back(std::exchange(
        m_current, Block{.index = m_current.index, .length = 0, .bytes = std::move(m_spare.back())}));
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
    if (m_direct && storeDirectly(block)) {
        m_ledger.put(block.index, block.hash, Stored::OnDisk);
        return {};
    }
    Result<void> written = writeFully(m_descriptor, block.bytes.get(), block.length, offset, m_path);
    if (!written) {
        return written;
    }
    const bool endsABatch = block.index % writebackBatch == writebackBatch - 1;
    if (m_writeback == Writeback::Early && endsABatch) {
        const qint64 batchBytes = writebackBatch * blockBytes;
        ::sync_file_range(m_descriptor, offset + blockBytes - batchBytes, batchBytes, SYNC_FILE_RANGE_WRITE);
    }
    m_ledger.put(block.index, block.hash, Stored::InCache);
    return written;
}

// False if anything is in the way: the block then goes through the page cache, which says what was wrong, and
// so does all that follows. The end of a file is seldom a whole block, and comes last.
bool BlockWriter::storeDirectly(const Block &block)
{
    ssize_t count = -1;
    if (block.length == blockBytes) {
        do {
            count = ::pwrite(m_descriptor, block.bytes.get(), size_t(blockBytes), block.index * blockBytes);
        } while (count < 0 && errno == EINTR);
    }
    if (count != blockBytes) {
        setDirect(false);
        m_direct = false;
    }
    return count == blockBytes;
}

} // namespace litekeeper
