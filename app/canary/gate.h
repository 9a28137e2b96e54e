// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/watch.h"

namespace litekeeper {

/// What the boot gate of an application asks.
struct GateRequest
{
    Path database;         ///< in the folder that has to survive a deployment
    Path lock;             ///< in a folder that a deployment wipes
    bool override = false; ///< somebody vouches for the disk
};

/// The boot gate: the first deployment puts database and lock in place and is refused; a later one passes if
/// the database is still there and the lock is gone. Whatever goes wrong is a state. The canary beside the
/// database remembers which databases were here; each look is entered in the log beside it (see
/// readGateLog()). Never touches a database that exists. Blocking.
[[nodiscard]] Observation passGate(const GateRequest &request, const HostFacts &host, const QDateTime &now);

/// Whether the application may start.
[[nodiscard]] bool mayStart(WatchState state);

} // namespace litekeeper
