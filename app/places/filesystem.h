// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "places/mountinfo.h"

namespace litekeeper {

/// The file system a path lies on.
struct FileSystemFacts
{
    QString type;   ///< "ext4", "fuse.sshfs"
    QString source; ///< "/dev/sda1", "//host/share"
    Path mountPoint;
    PlaceKind kind = PlaceKind::Unknown;
    qint64 freeBytes
        = -1; ///< for this user; -1: not known, and never asked of a network mount, which may hang
    qint64 totalBytes = -1;
    bool readOnly = false;
    bool behindNetwork = false; ///< a local file system that is reached through a share: looks may hang
};

/// Follows links one by one and stops at the first network mount, so that nothing on a dead share is touched
/// (whether the path exists there is then not known). A local file system that is mounted below a share is
/// told from it by its mount point; only links on it are then looked at through the share.
/// ErrorKind::NotFound and the like for local paths. Mounts what autofs stands for. Blocking, worker thread.
[[nodiscard]] Result<FileSystemFacts> fileSystemOf(const Path &existingPath);

/// All mounts that can hold files of people, without pseudo file systems and covered mounts. Blocking, worker
/// thread.
[[nodiscard]] QList<FileSystemFacts> mountedFileSystems();

/// /proc/self/mountinfo as it is now; where there is none, what QStorageInfo knows.
[[nodiscard]] QList<Mount> currentMounts();

} // namespace litekeeper
