// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "domain/database.h"
#include "verify/judgement.h"

#include <functional>
#include <vector>

namespace litekeeper {

/// A database as it was found, copied into a private folder (0700) with nothing else in it. Everything there
/// may be changed and removed.
struct DatabaseCopy
{
    Path name;           ///< as it was found, for sentences; never opened
    Path file;           ///< the copy; its companions beside it: "<file>-wal", "<file>-journal"
    bool hasWal = false; ///< one was found, even an empty one
    bool hasJournal = false;
    QByteArray sha256 = {}; ///< of the file as it was found
};

/// What bringing a copy to its last commit came to.
struct Recovery
{
    JournalMode journalMode = JournalMode::Rollback; ///< as it was found
    qint64 walBytes = 0;
    qint64 walFrames = 0;              ///< that were taken in
    std::vector<quint32> missingPages; ///< see WalReplay
    bool isTooShort = false;           ///< see WalReplay
    bool lacksWal = false;             ///< it is in WAL mode, and there is none
};

/// Brings the copy to the state in which SQLite would show it: rolls its journal back, takes its -wal in and
/// removes both. What was found in them is judged. Errors: our own reading or writing failed, Cancelled.
/// Blocking.
[[nodiscard]] Result<Recovery> recoverCopy(const DatabaseCopy &copy, const std::function<bool()> &shouldStop,
                                           Judgement &judgement);

} // namespace litekeeper
