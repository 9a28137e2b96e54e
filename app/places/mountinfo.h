// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

#include <sys/types.h>

namespace litekeeper {

enum class PlaceKind {
    Local,
    Memory,  ///< gone at the next boot
    Network, ///< another machine, the host of this virtual machine, or a FUSE program nobody knows
    Unknown, ///< not a place for files of people, or one we have not met
};

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
};

/// In the order of the text. Lines that do not parse are left out.
[[nodiscard]] QList<Mount> parseMountInfo(const QByteArray &text);

/// What the type and source of a mount say about it. Unknown FUSE programs count as network, because a
/// database must not be opened in place where locks may not travel.
[[nodiscard]] PlaceKind placeKind(const QString &type, const QString &source);

/// The mount that `path` (absolute, without links and "..") lies on, judged by names alone: from the root
/// down the tree of mounts, so that a mount which a later one covers is not found.
[[nodiscard]] std::optional<Mount> mountOf(const QList<Mount> &mounts, const Path &path);

/// proc, sysfs, cgroup...: mounts that hold no files of people.
[[nodiscard]] bool isPseudoFileSystem(const QString &type);

} // namespace litekeeper
