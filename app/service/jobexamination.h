// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/job.h"
#include "service/networkaccess.h"

namespace litekeeper {

/// What can be said about a job before it is stored; `where` of each finding names a field, see JobChecks.
/// Blocking, worker thread. What is on network mounts a child process looks at.
[[nodiscard]] QList<Finding> examineJob(const Job &job, const NetworkAccess &network,
                                        const RunControl &control = RunControl());

/// The code of notes about a source or destination on a network mount.
extern const QString onNetworkCode;

/// What of that concerns the files: source and destination as they are. Hangs where they do, and so is for
/// the child where one of them is on a network mount; `stagingFolder` as in BackupRequest.
[[nodiscard]] QList<Finding> examinePlaces(const Job &job, const Path &stagingFolder);

/// Whether its source can be read and its destination is the one it was, so that a catch-up makes sense now.
/// Blocking, worker thread. Places on network mounts are not asked: the run itself says what is wrong there.
[[nodiscard]] Result<void> checkReachable(const Job &job, const NetworkAccess &network);

} // namespace litekeeper
