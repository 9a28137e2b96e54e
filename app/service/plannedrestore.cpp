// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/plannedrestore.h"

#include "engine/tablerestore.h"
#include "service/extracting.h"
#include "service/networkaccess.h"
#include "service/openedbackup.h"

namespace litekeeper {

namespace {

/// A backup of ours is opened as such; of any other archive the one database is unpacked by a child.
bool isInForeignArchive(const RestoreWish &wish, const NetworkAccess &network)
{
    // A file that is the database itself is called by its name.
    if (wish.database.empty() || wish.database == wish.backup || wish.database == wish.backup.filename()) {
        return false;
    }
    return network.isRemote(wish.backup) || !kindOfBackup(wish.backup).manifest;
}

} // namespace

Result<Planned> makePlan(const RestoreWish &wish, const Path &scratchParent, const NetworkAccess &network,
                         const RunControl &control)
{
    Result<PrivateFolder> scratch = PrivateFolder::createIn(scratchParent);
    if (!scratch) {
        return scratch.error();
    }
    Path backup = wish.backup;
    if (isInForeignArchive(wish, network)) {
        const Result<Path> extracted
            = extractInChild({.file = wish.backup, .database = wish.database, .password = wish.password},
                             scratch->path(), network.program(), control);
        if (!extracted) {
            return extracted.error();
        }
        backup = *extracted;
    }
    Result<RestorePlan> plan
        = planRestore(backup, wish.target, scratch->path(), wish.samples, network, control);
    if (!plan) {
        return plan.error();
    }
    if (!wish.tables.isEmpty()) {
        plan->tables = wish.tables;
        const Result<void> possible
            = checkTables(plan->backup, plan->target, wish.tables, scratch->path(), control);
        if (!possible) {
            return possible.error();
        }
    }
    return Planned(std::make_shared<PlannedRestore>(
        PlannedRestore{.scratch = std::move(scratch).value(), .plan = std::move(plan).value()}));
}

} // namespace litekeeper
