// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "places/filesystem.h"

#include <QList>
#include <QString>

namespace litekeeper {

/// A place to look for databases in: home, a volume, a share, a folder the admin added.
struct SearchPlace
{
    enum class Kind { Home, Volume, Share, Folder };
    Kind kind = Kind::Folder;
    Path folder;
    QString label;        ///< "Home", "photos on nas", or the volume's label
    QString fileSystem;   ///< "ext4"
    QString source = {};  ///< "/dev/sda1", "//nas/photos"
    QString address = {}; ///< of a share: "smb://nas/photos", without user and password; empty if not known
    Path mountPoint = {};
    PlaceKind fileSystemKind = PlaceKind::Unknown;
    bool network = false; ///< or reached through a share: only child processes may touch it
    qint64 freeBytes = -1;
    qint64 totalBytes = -1;
};

/// Home first, then the volumes and shares that are mounted now, then `folders` as they are given. Touches
/// nothing on the network. Blocking, worker thread.
[[nodiscard]] QList<SearchPlace> currentSearchPlaces(const QList<Path> &folders = {});

/// One of the shares that a mount point holds, as GVfs and smbnetfs do (see sharesBelow()).
[[nodiscard]] SearchPlace shareIn(const SearchPlace &mount, const Path &folder);

} // namespace litekeeper
