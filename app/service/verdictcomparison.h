// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/verdict.h"

namespace litekeeper {

/// A database as it was known at one instant: from a backup that Litekeeper made, or from an earlier verdict.
struct KnownState
{
    QDateTime instant;  ///< UTC; of the backup's snapshot, or when it was verified
    QDateTime modified; ///< UTC; when the database was written last, where that is known
    qint64 bytes = 0;
    QList<TableSummary> tables; ///< empty: not known
};

/// The states of one database that are known, newest first: those with the same file name, in verdicts also
/// the same application_id, and, where the tables are known, at least half of them in common. `file` is what
/// is being verified now; its own earlier verdicts with the same content do not count.
[[nodiscard]] QList<KnownState> knownStatesOf(const DatabaseVerdict &database, const QByteArray &fileSha256,
                                              const QList<Backup> &backups,
                                              const QList<FileVerdict> &verdicts);

/// Warnings where a sound database is less than what was known of it: older, smaller, without a table, with
/// half of the rows.
[[nodiscard]] QList<Finding> compareWithKnown(const DatabaseVerdict &database,
                                              const QList<KnownState> &known);

/// Warnings for databases that the last sound archive of this series held and this one does not. A series are
/// the archives of one folder whose names differ in digits only, as with dates.
[[nodiscard]] QList<Finding> missingDatabases(const FileVerdict &verdict, const QList<FileVerdict> &verdicts);

} // namespace litekeeper
