// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/restore.h"

namespace litekeeper {

/// Who kept it locked, and for how long.
[[nodiscard]] Error busyWith(const Path &target, const RestoreRequest &request);

/// RestoreWay::IntoLive, see restoreDatabase().
[[nodiscard]] Result<RestoreReport> restoreIntoLive(const StillDatabase &backup, const RestoreTarget &target,
                                                    const RestoreRequest &request, const RunControl &control);

} // namespace litekeeper
