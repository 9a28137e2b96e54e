// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"

#include <QList>

namespace litekeeper {

/// How a folder on a network mount answered.
struct PlaceAnswer
{
    qint64 latencyMicroseconds = -1; ///< of opening it, asking the server for its state, and one entry
    qint64 freeBytes = -1;           ///< for this user; -1: not told
    qint64 totalBytes = -1;
};

/// Asks a folder a few times and gives the median. Blocks for as long as the share likes: for child processes
/// only. ErrorKind::NotFound if it is no folder, PermissionDenied, InputOutput and the like.
[[nodiscard]] Result<PlaceAnswer> probePlace(const Path &folder);

/// Whether the mounts of this type show one folder for each share that somebody has connected to, and how
/// deep below the mount point: 1 with GVfs, 2 with smbnetfs (hosts, and their shares); 0 for all others.
[[nodiscard]] int shareDepth(const QString &fileSystemType);

/// The folders at that depth, at most some hundred. Those that cannot be read are left out. Blocks, as above.
[[nodiscard]] QList<Path> sharesBelow(const Path &mountPoint, int depth);

} // namespace litekeeper
