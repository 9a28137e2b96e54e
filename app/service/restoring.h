// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/comparison.h"
#include "engine/restore.h"
#include "engine/stilldatabase.h"

namespace litekeeper {

class NetworkAccess;

/// All that is to be known before a restore.
struct RestorePlan
{
    StillDatabase backup;
    std::optional<Backup> manifest;      ///< what the backup's folder tells about it
    ProofLevel proof = ProofLevel::None; ///< of the backup, as it was read just now
    QList<Finding> findings;             ///< about the backup
    RestoreTarget target;
    QStringList tables = {}; ///< only these are to be restored; empty: everything
    std::optional<Comparison>
        difference; ///< from the target to the backup; nothing if the target cannot be read
};

/// What a restore would do to the rows of all tables that could be compared.
struct RestoreSum
{
    qint64 back = 0;    ///< rows that come back
    qint64 gone = 0;    ///< rows that go
    qint64 changed = 0; ///< rows that become what they were
    qsizetype sameTables = 0;
};
[[nodiscard]] RestoreSum sumOf(const Comparison &difference);

/// Proves the backup again, looks at the target, and compares the two. Touches nothing but `scratchFolder`.
/// `samples`: rows to keep of each table. Errors: Damaged, if the backup is; of lookAtTarget(); Cancelled.
/// Blocking, worker thread.
[[nodiscard]] Result<RestorePlan> planRestore(const Path &backup, const Path &target,
                                              const Path &scratchFolder, int samples,
                                              const NetworkAccess &network, const RunControl &control);

/// The restore itself, as restoreDatabase() says: what is there already is safe by then, or somebody does
/// without. Blocking, worker thread.
[[nodiscard]] Result<RestoreReport> restorePlanned(const RestorePlan &plan, const RestoreRequest &request,
                                                   const NetworkAccess &network, const RunControl &control);

/// "{name}-before-restore-{date}-{time}": how safety copies are named.
[[nodiscard]] QString safetyCopyTemplate();
/// Whether its name says that it was made before a restore.
[[nodiscard]] bool isSafetyCopy(const Path &file);
/// Where the safety copy goes: to the other backups, or else to `usual`.
[[nodiscard]] Path safetyCopyFolder(const RestorePlan &plan, const Path &usual);

} // namespace litekeeper
