// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/blockledger.h"

#include <algorithm>

namespace litekeeper {

namespace {

// The reader stays this far behind, so that it never waits for the block that is being written right now.
constexpr qint64 readBackLag = 8;

} // namespace

void BlockLedger::put(qint64 index, const Xxh128 &hash, Stored stored)
{
    const std::lock_guard lock(m_mutex);
    if (index >= qint64(m_blocks.size())) {
        m_blocks.resize(size_t(index) + 1);
    }
    m_stale = m_stale || index < m_readBlocks;
    m_blocks[size_t(index)] = {.hash = hash, .stored = stored};
    m_changed.notify_all();
}

void BlockLedger::shrink(qint64 blocks)
{
    const std::lock_guard lock(m_mutex);
    m_stale = m_stale || blocks < m_readBlocks;
    if (blocks < qint64(m_blocks.size())) {
        m_blocks.resize(size_t(blocks));
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
        return m_abandoned || m_fileBytes >= 0 || qint64(m_blocks.size()) > index + readBackLag;
    });
    return {.available = !m_abandoned && index < qint64(m_blocks.size()),
            .abandoned = m_abandoned,
            .fileBytes = m_fileBytes,
            .blocks = qint64(m_blocks.size())};
}

BlockLedger::Block BlockLedger::beginReading(qint64 index)
{
    const std::lock_guard lock(m_mutex);
    m_readBlocks = std::max(m_readBlocks, index + 1);
    // A truncated file may have lost the block since; its hash then fits nothing and the file counts as
    // stale.
    return index < qint64(m_blocks.size()) ? m_blocks[size_t(index)] : Block{};
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

} // namespace litekeeper
