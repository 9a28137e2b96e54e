// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/backup.h"
#include "domain/database.h"
#include "sqlite/onevalue.h"

namespace litekeeper {

class StillDatabase;

struct RehearsalRequest
{
    enum class Extent {
        Whole,
        QueryOnly, ///< restored and asked, but not checked: for trying a query
    };

    Path folder;                                     ///< private, on this computer
    QList<TableFigures> tables;                      ///< what the manifest tells; empty: nothing to compare
    JournalMode journalMode = JournalMode::Rollback; ///< in which its application has it
    QString query;                                   ///< empty: nothing is asked
    QueryLimits limits = {};
    Extent extent = Extent::Whole;
};

/// What was seen of a backup that was restored to a scratch place.
struct RehearsedRestore
{
    qint64 bytes = 0;
    qsizetype tables = 0;         ///< that were compared with the manifest
    std::optional<Answer> answer; ///< nothing if nothing was asked
    QList<Finding> findings;      ///< notes of the checks
};

/// Restores a backup into a new file as a real restore does it, checks it (integrity_check, foreign keys,
/// every table read and compared), opens it for reading and writing as its application would, and asks.
/// Leaves the file in the folder. Errors: of restoreDatabase(), prove() and askOneValue(); Damaged if a table
/// is not what it was. Cancelled within 100 ms of the wish. Blocking, worker thread.
[[nodiscard]] Result<RehearsedRestore>
rehearseRestore(const StillDatabase &backup, const RehearsalRequest &request, const RunControl &control);

} // namespace litekeeper
