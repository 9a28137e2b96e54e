// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalogue/destinationlist.h"
#include "domain/run.h"
#include "engine/backup.h"
#include "service/networkaccess.h"
#include "service/progressslot.h"
#include "service/pruning.h"
#include "service/rehearsing.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>

namespace litekeeper {

/// What others than its worker tell about a run, for its log: when it passed from one phase to the next, and
/// what happened around it. Thread-safe.
class PhaseLog
{
public:
    void note(Phase phase);
    void note(const QString &sentence);
    [[nodiscard]] QStringList lines() const;

private:
    mutable std::mutex m_mutex;
    void append(const QString &text); ///< with m_mutex held

    std::optional<Phase> m_last; ///< guarded by m_mutex, as the next one
    QStringList m_lines;
};

/// What the worker of one backup and its owner on the main thread share.
struct BackupTicket
{
    /// Until the worker begins, the owner may drop the run; after that it can only ask it to stop. Whoever is
    /// first to leave Waiting decides.
    enum class State { Waiting, Begun, Dropped };

    std::shared_ptr<RunControl> control;
    ProgressSlot progress;
    PhaseLog phases;
    std::atomic<State> state = State::Waiting;

    [[nodiscard]] bool leaveWaitingFor(State next)
    {
        State expected = State::Waiting;
        return state.compare_exchange_strong(expected, next);
    }
};

/// The blocking part of "Back up now". A value that is moved to the worker.
struct BackupWork
{
    Run run; ///< as it was stored when it was asked for
    BackupRequest request;
    bool makeFolder = false;
    Path lockFolder;
    std::shared_ptr<BackupTicket> ticket;
    /// Stores the run and waits until it is on disk; called before any byte of the backup is written.
    std::function<Result<void>(const Run &)> store;
    /// The way to network mounts; null where there is none.
    std::shared_ptr<const NetworkAccess> network = {};
    /// Called before anything else where the destination is on a network mount.
    std::function<void(const RunControl &)> tidy = {};
    /// Rehearses the restore of a good backup, if it is its turn. Empty if nobody wishes it.
    std::function<std::optional<Result<RehearsalReport>>(const Backup &, const RunControl &)> rehearse = {};
    /// Stores the backup and applies the retention of its job. Called last, and only if the backup is proven
    /// as far as was wished and did not fail its rehearsal. Empty for a one-off backup.
    std::function<PruneReport(const Backup &, const RunControl &)> prune = {};
};

struct BackupWorkResult
{
    Run run; ///< with the outcome and all figures
    std::optional<Backup> backup;
    std::optional<KnownDestination> destination = std::nullopt; ///< of the backup, if it is known by now
};

/// Plans, stores the run with its partial file, and backs up; where network mounts are touched, in a child
/// process. Worker thread. Lets no exception out.
[[nodiscard]] BackupWorkResult performBackup(const BackupWork &work) noexcept;

/// The end of a run that failed before a report could be made.
void closeWithError(Run &run, const Error &error);

/// The outcome that a report deserves, in `run`. Nothing is a success that is not known to be one.
void closeWithReport(Run &run, const BackupReport &report);

} // namespace litekeeper
