// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "canary/canaryfile.h"

namespace litekeeper {

/// All that one look has brought to light, and what was known before. A plain value, so that every state can
/// be judged without its disk.
struct CanaryFindings
{
    enum class Reach {
        Reached,
        Unreachable, ///< the folder is not there, or the system failed to read it
    };
    enum class Sight {
        Missing,
        Alive,
        Corrupt,
    };
    enum class Lock {
        None, ///< the watch has no lock
        Present,
        Gone,
        Planting, ///< there, but nothing was planted yet when its process died
    };

    Reach reach = Reach::Unreachable;
    Sight sight = Sight::Missing;
    std::optional<Canary> canary = {}; ///< if it is alive
    Lock lock = Lock::None;
    CanaryMemory memory = {}; ///< from another disk than the canary's
    HostFacts plantedOn = {}; ///< what `host` is compared with
    HostFacts host = {};
    VolumeFacts volume = {};
    Path missingMount = {}; ///< see missingMountOf()
    bool inContainer = false;
    bool canWrite = true;
    QString error = {}; ///< a clause: why it could not look or write, or what is corrupt
};

struct CanaryJudgement
{
    WatchState state = WatchState::Unreachable;
    QString rule = {};         ///< a stable word for which of the rules of a state it was
    QStringList survived = {}; ///< see Observation::survived
};

/// The first state that fits.
[[nodiscard]] CanaryJudgement judge(const CanaryFindings &findings);

/// Of "boot", "container", "host": what differs. What one of both does not tell is not counted.
[[nodiscard]] QStringList changesBetween(const HostFacts &before, const HostFacts &now);

} // namespace litekeeper
