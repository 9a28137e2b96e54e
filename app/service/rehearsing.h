// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/job.h"
#include "engine/rehearsal.h"

#include <QStringList>

namespace litekeeper {

class CatalogueService;
class NetworkAccess;

/// Which backup is to be restored to a scratch place, and what to ask it.
struct RehearsalWish
{
    Path backup; ///< as it lies in its destination; in any format
    QString query;
    Expectation expected;
    /// What was known of it when it was made, whole; nothing: what the manifest beside it tells.
    std::optional<Backup> known = std::nullopt;
    Path source = {}; ///< the live database, if it is on this computer: it is opened in its journal mode
    RehearsalRequest::Extent extent = RehearsalRequest::Extent::Whole; ///< less is not recorded
    QueryLimits limits = {};
};

/// What a rehearsal came to.
struct RehearsalReport
{
    RehearsalRecord record;
    std::optional<Error> failure; ///< what `record.failure` describes
    QUuid backupId;               ///< null if no manifest tells of the backup
    qint64 milliseconds = 0;
    QList<Finding> findings; ///< notes of the checks, and warnings, as when it could not be recorded
    QStringList log;         ///< lines for the log of a run

    [[nodiscard]] QString sentence() const; ///< for people: what was done, asked and answered
};

/// Reads a backup fresh, compares it with its hash, rehearses its restore in a private folder below
/// `scratchFolder`, and writes what came of it into the manifest. A rehearsal that went wrong is a report as
/// well. Errors are what kept it from taking place, and say nothing about the backup: NotFound, NoSpace,
/// NotAnswering, PermissionDenied, Cancelled. Nothing stays in `scratchFolder`, not even of processes that
/// were killed. Blocking, worker thread.
[[nodiscard]] Result<RehearsalReport> rehearse(const RehearsalWish &wish, const Path &scratchFolder,
                                               const NetworkAccess &network, const RunControl &control);

/// As part of a run that left a good backup: counts the run for its job and, if it is its turn, rehearses.
/// Nothing if it is not. A one-off backup is always rehearsed. Worker thread.
[[nodiscard]] std::optional<Result<RehearsalReport>> rehearseInTurn(CatalogueService &catalogue,
                                                                    const Rehearsal &rehearsal,
                                                                    const Backup &backup,
                                                                    const RunControl &control);

} // namespace litekeeper
