// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace litekeeper {

enum class PlaceKind {
    Local,
    Memory,  ///< gone at the next boot
    Network, ///< another machine, the host of this virtual machine, or a FUSE program nobody knows
    Unknown, ///< not a place for files of people, or one we have not met
};

/// "local", "memory", "network", "unknown": for JSON.
[[nodiscard]] QString placeKindCode(PlaceKind kind);

/// What the type and source of a mount say about it. Unknown FUSE programs count as network, because a
/// database must not be opened in place where locks may not travel.
[[nodiscard]] PlaceKind placeKind(const QString &type, const QString &source);

/// proc, sysfs, cgroup...: mounts that hold no files of people.
[[nodiscard]] bool isPseudoFileSystem(const QString &type);

/// "ext4" for the number in statfs(2) f_type, see <linux/magic.h> and statfs(2); empty for what we have not
/// met. Coarser than the table of mounts, and so only for what that does not show.
[[nodiscard]] QString fileSystemTypeOf(quint32 magic);

} // namespace litekeeper
