// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"
#include "domain/restore.h"

#include <QStringList>

#include <chrono>

namespace litekeeper {

class StillDatabase;

struct RestoreRequest
{
    RestoreWay way = RestoreWay::SwapFile;
    std::chrono::milliseconds busyTimeout{15'000}; ///< how long to wait for programs that use the target
    /// Somebody says that no program uses the target, where the system cannot tell: on a network mount.
    bool applicationIsStopped = false;
    QStringList tables = {}; ///< only these, see restoreTables(); empty: everything
};

/// Looks at the place and the backup and says which way fits. Touches nothing. ErrorKind::NotADatabase if
/// something lies there that is no database and not empty: it will not be replaced. Blocking, worker thread.
[[nodiscard]] Result<RestoreTarget> lookAtTarget(const Path &target, const StillDatabase &backup);

/// Rolls a hot journal of the target back, as the next program that opens it would: without that nobody can
/// read what is there, nor copy it. Does nothing where there is none. Blocking, worker thread.
[[nodiscard]] Result<void> rollBackJournal(const RestoreTarget &target, std::chrono::milliseconds busyTimeout,
                                           const RunControl &control);

/// Puts the content of the backup into the place of the target. Killed at any instant, the target is what it
/// was or what the backup is, whole. Errors: Busy (somebody uses it; who), NoSpace, InvalidArgument (the way
/// does not fit, `whyNotLive` says why), Cancelled; the target is what it was then. Blocking, worker thread.
[[nodiscard]] Result<RestoreReport> restoreDatabase(const StillDatabase &backup, const RestoreTarget &target,
                                                    const RestoreRequest &request, const RunControl &control);

} // namespace litekeeper
