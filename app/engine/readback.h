// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/filedescriptor.h"
#include "common/result.h"
#include "common/runcontrol.h"
#include "engine/blockledger.h"

#include <atomic>
#include <deque>
#include <functional>
#include <future>

namespace litekeeper {

/// Reads a file back from its disk while it is still being written, block behind block: waits for the
/// writeback of a block, drops it from the page cache, reads it, compares it with the hash it was written
/// with and adds it to the SHA-256. Runs on a thread of its own between start() and finish().
class ReadBack
{
public:
    ReadBack(Path file, BlockLedger &ledger, const RunControl &control);
    ~ReadBack();
    ReadBack(const ReadBack &) = delete;
    ReadBack &operator=(const ReadBack &) = delete;

    /// Opens the file on its own, so that the bytes do not come through the writer's descriptor.
    [[nodiscard]] Result<void> start();
    /// Waits for the end. The ledger must be finished or abandoned and the file synced. Blocks that were
    /// written again after they were read are read again. Returns the SHA-256 of the file;
    /// ErrorKind::ReadBackMismatch names the place. `report` is told now and then how many bytes are read.
    [[nodiscard]] Result<QByteArray> finish(const std::function<void(qint64)> &report);

private:
    [[nodiscard]] Result<QByteArray> follow();
    [[nodiscard]] Result<QByteArray> readAll(qint64 fileBytes, const std::function<void(qint64)> &report);
    void fetchAhead(qint64 index, qint64 blocks);
    [[nodiscard]] Result<void> readBlock(qint64 index, qint64 length);

    Path m_file;
    BlockLedger &m_ledger;
    const RunControl &m_control;
    FileDescriptor m_descriptor;
    QByteArray m_buffer;
    Sha256 m_sha256;
    std::deque<Xxh128> m_expected; ///< of the blocks that are on their way from the disk
    qint64 m_fetched = 0;          ///< blocks below are on their way or read
    std::atomic<qint64> m_bytesRead = 0;
    std::future<Result<QByteArray>> m_following;
};

} // namespace litekeeper
