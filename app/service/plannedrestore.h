// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/privatefolder.h"
#include "service/restoreservice.h"

namespace litekeeper {

/// A plan with the folder that holds what was unpacked for it. Files are open in it, so it is never copied.
struct PlannedRestore
{
    PrivateFolder scratch; // goes last
    RestorePlan plan;
};
using Planned = std::shared_ptr<const PlannedRestore>;

/// planRestore() in a private folder of its own below `scratchParent`, for whatever was wished. Errors:
/// likewise, and of checkTables() and of unpacking. Blocking, worker thread.
[[nodiscard]] Result<Planned> makePlan(const RestoreWish &wish, const Path &scratchParent,
                                       const NetworkAccess &network, const RunControl &control);

} // namespace litekeeper
