// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/hash.h"
#include "common/progressmeter.h"
#include "engine/networkreader.h"

#include <functional>
#include <vector>

namespace litekeeper {

/// The bytes of a database on a network mount, read from begin to end, and those of its -wal. Stops soon
/// after a wish. One thread, but for reading ahead.
class NetworkFetch
{
public:
    enum class Ending {
        Finished,
        Refused, ///< by `take`
        Paused,  ///< for long enough that anything may have happened meanwhile
    };
    /// What becomes of the pieces, in their order; the bytes may be changed. False: no more are wanted.
    using Take = std::function<Result<bool>(char *bytes, qint64 length, qint64 offset)>;

    /// What was read of a database, as the share showed it.
    struct Pass
    {
        std::vector<Xxh128> hashes; ///< of each MiB
        qint64 bytes = 0;
    };

    NetworkFetch(Path source, ProgressMeter &meter, const RunControl &control);

    /// The lock-byte page comes as zeros, whether or not it can be read.
    [[nodiscard]] Result<Ending> readDatabase(int pageSize, Pass &pass, const Take &take);
    /// From the piece on that holds the byte at `from`. ErrorKind::NotFound if there is none.
    [[nodiscard]] Result<Ending> readWal(qint64 from, const Take &take);
    /// So much of the phase is done before readDatabase().
    void countFrom(qint64 bytes) { m_countedBefore = bytes; }

private:
    [[nodiscard]] Result<Ending> readThrough(NetworkReader &reader, qint64 offset, const Take &take);

    Path m_source;
    ProgressMeter &m_meter;
    const RunControl &m_control;
    qint64 m_countedBefore = 0;
};

} // namespace litekeeper
