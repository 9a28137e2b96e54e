// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/restore.h"

namespace litekeeper {

/// Whether these tables can be brought back, by a snapshot of the target; nothing is changed. Errors:
/// InvalidArgument with a sentence for the first that cannot: it is not in the backup, a view, a virtual
/// table or part of one, or it has columns that the target's table has not. Blocking, worker thread.
[[nodiscard]] Result<void> checkTables(const StillDatabase &backup, const RestoreTarget &target,
                                       const QStringList &tables, const Path &scratchFolder,
                                       const RunControl &control);

/// The rows of `request.tables` become those of the backup, in one transaction of the live target: other
/// programs see the old rows or the new ones, of all these tables together. Killed at any instant, likewise.
/// - A table that is not there is made with its indexes and triggers; of one that is there nothing but the
///   rows changes. Columns that only the target has get their default, which is a finding.
/// - Triggers do not fire. A full-text index whose content is such a table is built anew.
/// - The number of AUTOINCREMENT never goes back: somebody may have seen ids that are gone.
/// - Rows of any table that would refer to nothing then, and did not before, roll it back.
/// - Before the commit all rows are compared with the backup.
/// Errors: Busy (who), NoSpace (how much is missing), NetworkMount, InvalidArgument (a sentence), Cancelled;
/// the target is what it was then. Blocking, worker thread.
[[nodiscard]] Result<RestoreReport> restoreTables(const StillDatabase &backup, const RestoreTarget &target,
                                                  const RestoreRequest &request, const RunControl &control);

} // namespace litekeeper
