// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/run.h"
#include "sqlite/connection.h"

#include <optional>

namespace litekeeper {

/// What became of the unfinished file of a run.
enum class Leftover {
    None,
    Removed,
    Kept,        ///< not ours to remove
    Unreachable, ///< nobody could look: another time
};

/// What a run whose process is gone has left in its destination.
struct RunRemains
{
    Leftover leftover = Leftover::Unreachable;
    std::optional<Backup> published = {}; ///< whole, with a manifest that names the run
    std::optional<Path> finished = {};    ///< what may be its backup without a manifest, or an earlier one
};

/// Removes the unfinished file of a run that nobody works on, and looks for what it had finished. Touches the
/// destination wherever that is, so that this may hang.
[[nodiscard]] RunRemains tidyUpAfter(const Run &run);

/// Runs that are over and whose unfinished files may still be there, as on a share that did not answer. Those
/// that a living run writes to are not among them.
[[nodiscard]] Result<QList<Run>> runsWithRemains(Connection &connection);
/// Notes what was found of one of them; whether it was still to be noted.
[[nodiscard]] Result<bool> settleRemains(Connection &connection, const Run &run, const RunRemains &remains);

/// Runs that no living process works on become interrupted, their unfinished files are removed; a backup that
/// was whole before its process died is taken over from its manifest. Files that could not be looked at stay
/// noted and are tried again the next time; those on network mounts are not looked at, which may hang. What
/// was done, for people. Runs of living processes are left alone.
[[nodiscard]] Result<QList<Finding>> closeInterruptedRuns(Connection &connection, const QDateTime &now);

} // namespace litekeeper
