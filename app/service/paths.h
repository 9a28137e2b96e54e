// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"

namespace litekeeper {

/// Where Litekeeper keeps its own things: the folders of the desktop (XDG on Linux), or all of them below
/// LITEKEEPER_HOME where that is set, as in containers and tests.
struct Paths
{
    Path catalogue;           ///< <data>/litekeeper/catalogue.db
    Path lockFolder;          ///< <data>/litekeeper/locks
    Path running = {};        ///< <data>/litekeeper/running: how the runs of all processes go
    Path scratch;             ///< <cache>/litekeeper/scratch: private copies of what is verified
    Path samples;             ///< <data>/litekeeper/samples: sample databases to try things on
    Path defaultBackupFolder; ///< ~/Litekeeper Backups
};

[[nodiscard]] Paths standardPaths();

/// litekeeper-cli in the folder of this program.
[[nodiscard]] Path programBeside();

/// Creates the folder and its parents, only for the owner to enter.
[[nodiscard]] Result<void> createPrivateFolder(const Path &folder);

} // namespace litekeeper
