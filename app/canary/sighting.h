// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "canary/judge.h"
#include "canary/lockfile.h"
#include "canary/look.h"

namespace litekeeper {

/// Where a watch has its files.
struct WatchFiles
{
    Path canary;
    Path lock; ///< empty: the watch has none
};

[[nodiscard]] WatchFiles filesOf(const LookRequest &request);

/// What one look has seen before it writes anything.
struct Sighting
{
    CanaryFindings findings;
    QUuid identity = {}; ///< what a new canary has to have; null: a new one
};

/// Whatever goes wrong is in the findings. Blocking.
[[nodiscard]] Sighting sight(const LookRequest &request, const HostFacts &host, const QDateTime &now);

// Parts of it, which the boot gate looks at as well. False if nobody could look.
bool seeVolume(CanaryFindings &findings, const Path &folder);
bool seeCanary(CanaryFindings &findings, const Path &file);
[[nodiscard]] CanaryFindings::Lock stateOf(const CanaryLock &lock);
bool cannotLook(CanaryFindings &findings, const Error &error); ///< false

/// Whether several machines look at it, so that what differs between two of them has survived nothing.
[[nodiscard]] bool isShare(const VolumeFacts &volume);

} // namespace litekeeper
