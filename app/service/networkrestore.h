// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/restore.h"
#include "service/networkaccess.h"

namespace litekeeper {

/// lookAtTarget() and restoreDatabase() for a target on a network mount: a child does what touches it, and
/// reads the backup through our own descriptor. Errors: theirs, and those of NetworkAccess::ask(). Blocking,
/// worker threads.
[[nodiscard]] Result<RestoreTarget> lookAtTargetThere(const NetworkAccess &network, const Path &target,
                                                      const StillDatabase &backup, const RunControl &control);
/// After NotAnswering the target is the old database or the new one, whole; which, only the share can tell.
[[nodiscard]] Result<RestoreReport>
restoreDatabaseThere(const NetworkAccess &network, const StillDatabase &backup, const RestoreTarget &target,
                     const RestoreRequest &request, const RunControl &control);

} // namespace litekeeper
