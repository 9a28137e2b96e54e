// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/backup.h"
#include "engine/stilldatabase.h"

namespace litekeeper {

class NetworkAccess;

/// What a file is by what lies beside it and by its name. Touches the place it lies on.
struct BackupKind
{
    std::optional<Backup> manifest; ///< if the file is the one that the manifest beside it tells of
    std::optional<Format> format;   ///< of a backup; nothing: a database that may be live
};
[[nodiscard]] BackupKind kindOfBackup(const Path &file);

/// A backup of ours in any format, or a database that may be live: of that a snapshot is taken. What lies on
/// a network mount is fetched first, by a child process.
struct OpenedBackup
{
    StillDatabase database;
    Path file;                      ///< absolute, as it was named
    Path bytes;                     ///< where its bytes lie on this computer: `file`, or what was fetched
    std::optional<Backup> manifest; ///< see BackupKind
};
/// `scratchFolder` is private and there already. Errors: of reading, NotAnswering, Cancelled. Blocking,
/// worker thread.
[[nodiscard]] Result<OpenedBackup> openBackup(const Path &file, const Path &scratchFolder,
                                              const NetworkAccess &network, const RunControl &control);

} // namespace litekeeper
