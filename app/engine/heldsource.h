// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/readonlyfile.h"
#include "engine/backup.h"
#include "sqlite/connection.h"
#include "sqlite/sidefiles.h"
#include "sqlite/snapshot.h"
#include "sqlite/sourcevfs.h"

#include <sys/stat.h>

namespace litekeeper {

/// A live source, opened for reading only, and its snapshot with a meter on it: how long it is held and what
/// that costs the source. Leaves nothing beside the source that was not there. One thread at a time.
class HeldSource
{
public:
    enum class Way {
        Live, ///< with SQLite's locks
        /// A WAL database without a -wal: nobody has it open, and its main file is all of it. Opening it the
        /// usual way would make a -wal and a -shm, or fail in a folder that we may not write. It is read as
        /// immutable, and what was read counts only if isUndisturbed() at the end.
        Idle,
    };

    [[nodiscard]] static Result<std::unique_ptr<HeldSource>>
    open(const BackupRequest &request, const Path &source, Way way, const RunControl &control);
    ~HeldSource();
    HeldSource(const HeldSource &) = delete;
    HeldSource &operator=(const HeldSource &) = delete;

    [[nodiscard]] Way way() const { return m_way; }
    [[nodiscard]] Connection &connection() { return *m_connection; }
    [[nodiscard]] SourceVfs &vfs() { return m_vfs; }

    [[nodiscard]] Result<void> hold();
    void release();
    [[nodiscard]] const QDateTime &heldAt() const { return m_heldAt; } ///< UTC; of the last hold
    /// SQLite's data_version of the held snapshot: equal as long as nobody else wrote.
    [[nodiscard]] Result<qint64> dataVersion();

    /// ErrorKind::LimitReached if the snapshot was held too long or the -wal grew too much meanwhile.
    [[nodiscard]] Result<void> checkLimits() const;
    [[nodiscard]] qint64 holdMilliseconds() const; ///< in all
    [[nodiscard]] qint64 walGrowthBytes() const;   ///< the most that one hold saw

    /// Way::Idle: whether nobody has touched the files since they were opened. Way::Live: true, the locks see
    /// to it.
    [[nodiscard]] bool isUndisturbed() const;
    /// Whether the path still leads to the file that was opened.
    enum class Presence { Same, Replaced, Gone };
    [[nodiscard]] Presence presence() const;

private:
    HeldSource(const BackupRequest &request, const Path &source, Way way);

    using SteadyClock = std::chrono::steady_clock;

    Path m_source;
    Way m_way;
    std::chrono::milliseconds m_holdLimit;
    qint64 m_walGrowthLimit;
    SideFiles m_sideFilesBefore;
    struct stat m_status = {};
    SourceHold m_hold;
    SourceVfs m_vfs;
    std::optional<Connection> m_connection;
    std::optional<Snapshot> m_snapshot;
    SteadyClock::time_point m_heldSince;
    QDateTime m_heldAt;
    SteadyClock::duration m_heldBefore{};
    qint64 m_walBytesAtHold = 0;
    qint64 m_walGrowth = 0;
};

} // namespace litekeeper
