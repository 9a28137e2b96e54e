// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/restore.h"

namespace litekeeper {

class Connection;

/// Who kept it locked, and for how long.
[[nodiscard]] Error busyWith(const Path &target, const RestoreRequest &request);

/// RestoreWay::IntoLive, see restoreDatabase().
[[nodiscard]] Result<RestoreReport> restoreIntoLive(const StillDatabase &backup, const RestoreTarget &target,
                                                    const RestoreRequest &request, const RunControl &control);

/// Once a restore has happened: takes what it wrote to the -wal over into the file, because whoever writes
/// next would do that page by page, and wait. Until a stop is wished; nothing is lost then.
void takeWalOver(Connection &into, const RunControl &control);

} // namespace litekeeper
