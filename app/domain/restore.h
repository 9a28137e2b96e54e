// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "domain/backup.h"
#include "domain/database.h"

namespace litekeeper {

/// How a backup comes to the place of a database.
enum class RestoreWay {
    /// In one transaction through SQLite's backup API: programs that have the database open stay connected
    /// and
    /// see the new content.
    IntoLive,
    /// The file is replaced by another one: for programs that are stopped.
    SwapFile,
};

[[nodiscard]] QString restoreWayCode(RestoreWay way); ///< "live", "swap"
[[nodiscard]] std::optional<RestoreWay> restoreWayFromCode(const QString &code);

/// What lies where a backup is to be restored, and what that means for the way.
struct RestoreTarget
{
    Path file; ///< absolute; links in it followed
    bool exists = false;
    bool isOnNetwork = false;
    std::optional<DatabaseFacts> facts; ///< of a database that is there
    std::optional<Error> unreadable;    ///< what is there is damaged, empty or no database
    QStringList openedBy;               ///< "python3 (process 123)"; as far as the system tells
    RestoreWay recommended = RestoreWay::SwapFile;
    QString because;    ///< a sentence: why that way
    QString whyNotLive; ///< a sentence; empty: it can be restored into live
};

/// A table that was restored by itself.
struct RestoredTable
{
    QString name;
    qint64 rowsBefore = 0;
    qint64 rowsAfter = 0;
    bool created = false; ///< it was not there
};

/// What a restore did.
struct RestoreReport
{
    RestoreWay way = RestoreWay::SwapFile;
    qint64 bytes = 0;
    qint64 milliseconds = 0;
    ProofLevel proof = ProofLevel::None; ///< of the target as it lies there now
    QList<Finding> findings;
    QList<RestoredTable> tables; ///< of a restore of single tables
    QList<Path> setAside;        ///< files of the old database that were renamed and kept
};

} // namespace litekeeper
