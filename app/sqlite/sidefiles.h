// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

namespace litekeeper {

/// Which of SQLite's companions lie beside a database: "-wal" and "-shm".
struct SideFiles
{
    bool wal = false;
    bool sharedMemory = false;
};

[[nodiscard]] SideFiles sideFilesOf(const Path &database);

/// Removes the companions that were not there `before` and that nobody uses: an empty -wal and a -shm, which
/// a read-only connection leaves behind. Takes the exclusive lock that SQLite itself takes for this, without
/// waiting, and does nothing if it does not get it. Never checkpoints. Returns what is still there of what
/// was not before.
SideFiles removeNewSideFiles(const Path &database, const SideFiles &before);

} // namespace litekeeper
