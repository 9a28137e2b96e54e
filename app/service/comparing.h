// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/comparison.h"
#include "engine/stilldatabase.h"

namespace litekeeper {

/// A backup of ours in any format, or a database that may be live: of that a snapshot is taken.
struct OpenedBackup
{
    StillDatabase database;
    Path file;                      ///< absolute
    std::optional<Backup> manifest; ///< if the file is the one that the manifest beside it tells of
};
/// `scratchFolder` is private and there already. Errors: of reading, NetworkMount, Cancelled. Blocking,
/// worker thread.
[[nodiscard]] Result<OpenedBackup> openBackup(const Path &file, const Path &scratchFolder,
                                              const RunControl &control);

/// Compares two files, each of which is a backup of ours in any format, or a database that may be live: of
/// that a snapshot is taken first. Where both are backups with manifests, tables with the same content hash
/// are not read. `scratchFolder` is private and is made if it is missing. Errors: of reading either,
/// NetworkMount, Cancelled. Blocking, worker thread.
[[nodiscard]] Result<Comparison> compareFiles(const Path &left, const Path &right, const ComparisonWish &wish,
                                              const Path &scratchFolder, const RunControl &control);

} // namespace litekeeper
