// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"
#include "engine/networkfile.h"

#include <condition_variable>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace litekeeper {

/// Reads a file on a network mount from begin to end in pieces of 1 MiB, a few of them at once and ahead of
/// whoever takes them: a network place answers late, and not faster for waiting. Used by one thread.
class NetworkReader
{
public:
    /// How a piece is read into a buffer of pieceBytes: as NetworkFile::read().
    using ReadPiece = std::function<Result<qint64>(char *bytes, qint64 offset)>;

    /// `first`: index of the piece to begin with.
    explicit NetworkReader(ReadPiece readPiece, qint64 first = 0);
    ~NetworkReader(); ///< waits for what is being read
    NetworkReader(const NetworkReader &) = delete;
    NetworkReader &operator=(const NetworkReader &) = delete;

    struct Piece
    {
        char *bytes = nullptr; ///< until the next call; may be changed
        qint64 length = 0;     ///< less than pieceBytes: the file ends here
    };
    /// The next piece. Cancelled soon after a stop is wished, also while the network place does not answer.
    [[nodiscard]] Result<Piece> next(const RunControl &control, const Path &path);

    /// Small reads of a network mount take twenty times as long.
    static constexpr qint64 pieceBytes = qint64(1) << 20;

private:
    struct Free
    {
        void operator()(char *bytes) const { std::free(bytes); }
    };
    using Buffer = std::unique_ptr<char, Free>; ///< aligned for O_DIRECT
    struct Answer
    {
        Buffer bytes;
        Result<qint64> length;
    };

    void run();

    ReadPiece m_readPiece;
    qint64 m_next; ///< index of the piece that next() gives
    Buffer m_given;

    std::mutex m_mutex; ///< for everything below
    std::condition_variable m_changed;
    std::map<qint64, Answer> m_answers;
    std::vector<Buffer> m_spare;
    qint64 m_asked; ///< pieces below are being read or were
    bool m_ended = false;
    std::vector<std::thread> m_threads;
};

} // namespace litekeeper
