// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>
#include <QtGlobal>

#include <atomic>
#include <functional>

namespace litekeeper {

/// What a run is doing. Up to Publishing in the order in which a backup passes through it.
enum class Phase {
    Preparing,  ///< pre-flight and locks
    Waiting,    ///< another process holds the source locked
    PreCopying, ///< copying a rollback-journal database without holding its writers up
    Copying,    ///< pages pass from the held snapshot
    Comparing,  ///< tables of the source are read under the same snapshot
    Compressing,
    Syncing,
    ReadingBack,
    Reading, ///< a file that is verified, and what is packed in it
    Checking,
    Publishing, ///< rename, manifest
    Fetching,   ///< from a network mount into a private folder
    Confirming, ///< what was fetched is compared with the network mount once more
    Delivering, ///< the finished file is copied to a network mount
    Retrying,   ///< a network place did not answer, or its source was too busy: waiting for the next attempt
    Rehearsing, ///< a backup that was restored to a scratch place is opened and asked
};

/// One look at a running piece of work. All sizes are bytes, all times milliseconds; -1 means not known
/// (yet).
struct Progress
{
    Phase phase = Phase::Preparing;
    qint64 bytesDone = 0; ///< of the current phase
    qint64 bytesTotal = -1;
    qint64 pagesDone = 0; ///< of the database, in Phase::Copying
    qint64 pagesTotal = -1;
    double bytesPerSecond = 0;    ///< smoothed, of the current phase
    qint64 millisecondsLeft = -1; ///< of the current phase
    qint64 holdMilliseconds = 0;  ///< how long the source's snapshot has been held in all
    qint64 walGrowthBytes = 0;    ///< of the source's -wal since the snapshot was taken
    int restarts = 0;             ///< times the copy had to begin anew
    bool paused = false;
    bool queued = false; ///< not begun: as many runs as the limit allows are going on
};

/// The only thing a worker and its owner share while work runs. Wishes go in, progress comes out.
/// Thread-safe; the report function is called on the worker's thread.
class RunControl
{
public:
    using Report = std::function<void(const Progress &)>;

    explicit RunControl(Report report = {})
        : m_report(std::move(report))
    {
    }

    void requestStop()
    {
        m_stop.store(true);
        wake();
    }
    /// Heeded while copying, compressing and reading an archive back; the other phases are short or hold
    /// nothing.
    void requestPause() { m_pause.store(true); }
    void requestResume()
    {
        m_pause.store(false);
        wake();
    }

    [[nodiscard]] bool stopRequested() const { return m_stop.load(std::memory_order_relaxed); }
    [[nodiscard]] bool pauseRequested() const { return m_pause.load(std::memory_order_relaxed); }

    /// Blocks while a pause is wished. Returns at once when a stop is requested.
    void waitWhilePaused() const;

    void report(const Progress &progress) const
    {
        if (m_report) {
            m_report(progress);
        }
    }

private:
    void wake();

    Report m_report;
    std::atomic<bool> m_stop = false;
    std::atomic<bool> m_pause = false;
};

} // namespace litekeeper

Q_DECLARE_METATYPE(litekeeper::Progress)
