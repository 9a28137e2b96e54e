// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/hash.h"

#include <condition_variable>
#include <mutex>
#include <vector>

namespace litekeeper {

/// How many bytes are written, hashed and read back at once.
constexpr qint64 blockBytes = qint64(1) << 20;

/// Where a block lies once it is written.
enum class Stored {
    InCache, ///< in the page cache, and sooner or later on the disk
    OnDisk,  ///< past the page cache, so that reading it asks the disk
};

/// The hashes of a growing file's blocks, between the thread that writes them and the one that reads them
/// back.
class BlockLedger
{
public:
    /// Block `index` is in the file with this hash; a block may be written again.
    void put(qint64 index, const Xxh128 &hash, Stored stored);
    void shrink(qint64 blocks);
    void finish(qint64 fileBytes); ///< nothing more comes
    void abandon();                ///< the writer gave up

    struct Wait
    {
        bool available = false; ///< the block can be read back now; else the file is finished or abandoned
        bool abandoned = false;
        qint64 fileBytes = -1; ///< of the finished file
        qint64 blocks = 0;     ///< written so far
    };
    /// Waits until all blocks up to `index` are written and the writer is well ahead, or the file is
    /// finished.
    [[nodiscard]] Wait waitFor(qint64 index);
    struct Block
    {
        Xxh128 hash = {};
        Stored stored = Stored::InCache;
    };
    /// What is known of a block that is about to be read back.
    [[nodiscard]] Block beginReading(qint64 index);
    /// Whether a block was written again after it was read.
    [[nodiscard]] bool isStale() const;
    [[nodiscard]] qint64 fileBytes() const; ///< -1 unless finished

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::vector<Block> m_blocks;
    qint64 m_fileBytes = -1;
    qint64 m_readBlocks = 0;
    bool m_stale = false;
    bool m_abandoned = false;
};

} // namespace litekeeper
