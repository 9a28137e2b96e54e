// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/privatefolder.h"
#include "common/runcontrol.h"

namespace litekeeper {

class NetworkAccess;

/// A copy of one database, under a name in a folder of ours, that nobody changes as long as this lives.
struct PrivateDatabase
{
    PrivateFolder folder;
    Path file;
};

/// Of a backup in any format, or of a database that may be live: of that a snapshot is taken as for a backup.
/// What lies on a network mount is fetched by a child process. The folder is made below `scratchFolder`.
/// Errors: those of openBackup(), NoSpace. Blocking, worker thread.
[[nodiscard]] Result<PrivateDatabase> takePrivately(const Path &file, const Path &scratchFolder,
                                                    const NetworkAccess &network, const RunControl &control);

} // namespace litekeeper
