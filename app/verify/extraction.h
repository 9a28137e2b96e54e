// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/privatefolder.h"
#include "common/runcontrol.h"
#include "verify/recovery.h"

namespace litekeeper {

/// One database in a file that may hold many.
struct DatabasePlace
{
    Path file;                ///< the database itself, an archive, or a folder
    Path database;            ///< as DatabaseVerdict::path calls it
    QByteArray password = {}; ///< of encrypted entries; never logged
};

/// Copies this database, with its -wal and its -journal, into `folder`, and passes over all others. Reports
/// Phase::Reading. Errors: NotFound, SourceChanged (somebody writes to it), PasswordNeeded, PasswordWrong,
/// what reading a file or an entry may come to, Cancelled. Blocking.
[[nodiscard]] Result<DatabaseCopy> extractDatabase(const DatabasePlace &place, const Path &folder,
                                                   const RunControl &control);

/// A copy, and the folder in which it lies as long as this lives.
struct PrivateCopy
{
    PrivateFolder folder;
    DatabaseCopy copy;
};

/// The same into a new folder below `scratchFolder`, and again while somebody writes to it, a few times.
[[nodiscard]] Result<PrivateCopy> extractWhenStill(const DatabasePlace &place, const Path &scratchFolder,
                                                   const RunControl &control);

} // namespace litekeeper
