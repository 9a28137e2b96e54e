// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/job.h"

namespace litekeeper {

/// What can be said about a job before it is stored; `where` of each finding names a field, see JobChecks.
/// Blocking, worker thread. Touches nothing on network mounts.
[[nodiscard]] QList<Finding> examineJob(const Job &job);

/// Whether its source can be read and its destination is the one it was, so that a catch-up makes sense now.
/// Blocking, worker thread. Places on network mounts are not asked: the run itself says what is wrong there.
[[nodiscard]] Result<void> checkReachable(const Job &job);

} // namespace litekeeper
