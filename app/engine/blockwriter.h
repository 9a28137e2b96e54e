// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/blockledger.h"
#include "sqlite/pagesink.h"

#include <condition_variable>
#include <cstdlib>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace litekeeper {

/// How the bytes come to the disk. One late fsync of a large file stalls other writers of the disk for as
/// long as it takes, so a file that will be synced goes there while it grows: past the page cache where the
/// file system can (O_DIRECT, open(2)), which also leaves what others have in the cache where it is, and else
/// through the cache with the writeback started early. A staging file that is never synced stays in the
/// cache.
enum class Writeback {
    Early,
    None,
};

/// Gathers writes into blocks of 1 MiB, hashes each block with XXH3-128 and writes it on a thread of its own,
/// a few blocks behind. Meant for writing from begin to end; a write to an earlier place is possible and
/// waits for that thread. Called from one thread; does not own the descriptor.
class BlockWriter final : public PageSink
{
public:
    /// `path` is for error messages only.
    BlockWriter(int descriptor, Path path, Writeback writeback, BlockLedger &ledger);
    ~BlockWriter() override; ///< what is not written yet is dropped
    BlockWriter(const BlockWriter &) = delete;
    BlockWriter &operator=(const BlockWriter &) = delete;

    [[nodiscard]] Result<void> write(const void *bytes, qint64 length, qint64 offset) override;
    [[nodiscard]] Result<void> read(void *bytes, qint64 length, qint64 offset) override;
    [[nodiscard]] Result<void> truncate(qint64 size) override;
    [[nodiscard]] qint64 size() const override { return m_size; }

    /// Waits until everything is written and tells the ledger that the file is whole. Does not sync.
    [[nodiscard]] Result<void> finish();

private:
    struct Free
    {
        void operator()(char *bytes) const { std::free(bytes); }
    };
    using Buffer = std::unique_ptr<char, Free>; ///< of blockBytes, aligned for O_DIRECT
    struct Block
    {
        qint64 index = 0;
        qint64 length = 0; ///< bytes of it that mean something
        Buffer bytes;
        Xxh128 hash = {};
    };

    [[nodiscard]] static Buffer makeBuffer();
    bool setDirect(bool direct);

    [[nodiscard]] Result<void> turnTo(qint64 index);
    [[nodiscard]] Result<void> load(qint64 index);
    [[nodiscard]] Result<qint64> readStored(char *bytes, qint64 length, qint64 offset);
    [[nodiscard]] Result<void> flush();
    [[nodiscard]] Result<void> drain();
    void extendTo(qint64 length);
    void run();
    [[nodiscard]] Result<void> store(const Block &block);
    [[nodiscard]] bool storeDirectly(const Block &block);

    int m_descriptor;
    Path m_path;
    Writeback m_writeback;
    bool m_direct
        = false; ///< the descriptor has O_DIRECT; touched by the thread, or while it has nothing to do
    BlockLedger &m_ledger;
    Block m_current;
    bool m_dirty = false;
    qint64 m_size = 0;
    qint64 m_flushed = 0; ///< blocks below were handed to the thread

    std::mutex m_mutex; ///< for everything below
    std::condition_variable m_changed;
    std::deque<Block> m_queue;
    std::vector<Buffer> m_spare;
    bool m_storing = false;
    bool m_quit = false;
    std::optional<Error> m_error;
    std::thread m_thread;
};

} // namespace litekeeper
