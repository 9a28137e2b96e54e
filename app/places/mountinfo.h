// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"
#include "places/filesystemtypes.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

#include <sys/types.h>

namespace litekeeper {

/// One line of /proc/self/mountinfo, see proc_pid_mountinfo(5).
struct Mount
{
    quint64 id = 0;
    quint64 parent = 0; ///< id of the mount that holds the mount point
    dev_t device = 0;
    Path root
        = {}; ///< the folder of the file system that is shown at the mount point; not "/" for bind mounts
    Path mountPoint = {};
    bool readOnly = false; ///< the mount or its file system
    QString type = {};     ///< "ext4", "fuse.sshfs"
    QString source = {};   ///< "/dev/sda1", "//host/share"
    PlaceKind kind = PlaceKind::Unknown;
    QList<Path> layers = {}; ///< of an overlay or an encrypted folder: what it shows lies in these
};

/// In the order of the text. Lines that do not parse are left out. What shows files of a network mount in
/// another way (overlay, ecryptfs) is a network mount as well.
[[nodiscard]] QList<Mount> parseMountInfo(const QByteArray &text);

/// A volume as QStorageInfo tells of it.
struct Volume
{
    QString rootPath;
    QByteArray type;
    QByteArray device; ///< of a share //host/share, or the same with backslashes
    bool isReadOnly = false;
};
/// The same for systems without that file, macOS and Windows.
[[nodiscard]] QList<Mount> mountsOf(const QList<Volume> &volumes);

/// The mount that `path` (absolute, without links and "..") lies on, judged by names alone: from the root
/// down the tree of mounts, so that a mount which a later one covers is not found.
[[nodiscard]] std::optional<Mount> mountOf(const QList<Mount> &mounts, const Path &path);

/// Whether the way to the mount point leads through a network mount, so that every look at it may hang even
/// though its own file system is a local one.
[[nodiscard]] bool isBehindNetwork(const QList<Mount> &mounts, const Mount &mount);

} // namespace litekeeper
