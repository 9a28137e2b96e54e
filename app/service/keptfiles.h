// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "domain/backup.h"

#include <set>

namespace litekeeper {

/// Where the retention of a job may delete.
struct PruningPlace
{
    QUuid jobId;
    Path folder;         ///< real, without links
    QUuid destinationId; ///< that the folder has to have at that moment
};

/// Removes the file of a backup, so that it stays removed after a power loss, then its manifest. A file that
/// is gone already is no error, a folder that is gone is one. SourceChanged if something else lies there now.
/// With a place, the folder has to be that destination (ErrorKind::WrongDestination) and the manifest that of
/// this backup. Blocking; hangs where the destination does.
[[nodiscard]] Result<void> removeKeptFiles(const Backup &backup, const PruningPlace *place);

/// What a look at a destination showed.
struct KeptFilesLook
{
    Path folder;         ///< real, without links, if it can be told
    std::set<Path> gone; ///< of the files that were asked for: surely not there
};

/// ErrorKind::WrongDestination unless the folder is the destination `expected` (null: any folder). Blocking;
/// hangs where the destination does.
[[nodiscard]] Result<KeptFilesLook> lookAtKeptFiles(const Path &folder, const QUuid &expected,
                                                    const QList<Path> &files);

} // namespace litekeeper
