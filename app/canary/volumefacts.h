// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "domain/watch.h"

namespace litekeeper {

/// The file system of an existing folder. What it cannot answer stays empty. Blocking; a mount that hangs
/// hangs this too, so watches ask in a child process.
[[nodiscard]] Result<VolumeFacts> readVolumeFacts(const Path &folder);

enum class VolumeComparison {
    Unknown, ///< nothing that both can answer
    Same,
    Different,
};

/// By what lasts: the identities, then the types. Names of devices, mount points and shares are not asked.
[[nodiscard]] VolumeComparison compareVolumes(const VolumeFacts &before, const VolumeFacts &now);

/// Whether another mount is in the place of the one before: another file system, or the same one mounted
/// elsewhere. To be asked only when what should be there is missing.
[[nodiscard]] bool isAnotherMount(const VolumeFacts &before, const VolumeFacts &now);

/// tmpfs, ramfs, the writable layer of a container, and what Kubernetes removes with a pod (emptyDir).
/// `inContainer`: see isInContainer().
[[nodiscard]] bool isVolatile(const VolumeFacts &volume, bool inContainer);

} // namespace litekeeper
