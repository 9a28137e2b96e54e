// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "places/mountinfo.h"

namespace litekeeper {

/// A file system that this machine mounts at a place when all is well.
struct ExpectedMount
{
    QString source;
    Path mountPoint;
};

/// The file system that should hold the folder (absolute, without links) by fstab(5) and is not among the
/// mounts; none where another lies there, or nothing is expected.
[[nodiscard]] std::optional<ExpectedMount> missingMountOf(const Path &folder, const QByteArray &fstab,
                                                          const QList<Mount> &mounts);
/// The same by /etc/fstab and the mounts of now. Blocking.
[[nodiscard]] std::optional<ExpectedMount> missingMountOf(const Path &existingFolder);

} // namespace litekeeper
