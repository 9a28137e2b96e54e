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
};

/// Follows links one by one and stops at the first network mount, so that nothing on a dead share is touched
/// (whether the path exists there is then not known). ErrorKind::NotFound and the like for local paths.
/// Mounts what autofs stands for. Blocking, worker thread.
[[nodiscard]] Result<FileSystemFacts> fileSystemOf(const Path &existingPath);

/// All mounts that can hold files of people, without pseudo file systems and covered mounts. Blocking, worker
/// thread.
[[nodiscard]] QList<FileSystemFacts> mountedFileSystems();

/// "ext4" for the number in statfs(2) f_type, see <linux/magic.h>; empty for what we have not met. Coarser
/// than the table of mounts, and so only for what that does not show.
[[nodiscard]] QString fileSystemTypeOf(quint32 magic);

/// /proc/self/mountinfo as it is now.
[[nodiscard]] QList<Mount> currentMounts();

} // namespace litekeeper
