// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/watch.h"

namespace litekeeper {

/// Of the machine and container this process runs in. Blocking, any thread.
[[nodiscard]] HostFacts readHostFacts();

/// The container or pod that the texts tell of: proc(5) /proc/self/cgroup, /proc/self/mountinfo (Docker,
/// Podman and Kubernetes mount a hostname file of their own from the folder of the container), and
/// /run/.containerenv of Podman. Empty if they tell of none.
[[nodiscard]] QString containerIdFrom(const QByteArray &cgroup, const QByteArray &mountInfo,
                                      const QByteArray &containerEnvironment);

/// Whether this process runs in a container, also where no id can be found.
[[nodiscard]] bool isInContainer();

} // namespace litekeeper
