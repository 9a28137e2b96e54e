// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/comparison.h"

namespace litekeeper {

class NetworkAccess;

/// Compares two files, each of which is a backup of ours in any format, or a database that may be live: of
/// that a snapshot is taken first. Where both are backups with manifests, tables with the same content hash
/// are not read. `scratchFolder` is private and is made if it is missing. Errors: of reading either,
/// NetworkMount, Cancelled. Blocking, worker thread.
[[nodiscard]] Result<Comparison> compareFiles(const Path &left, const Path &right, const ComparisonWish &wish,
                                              const Path &scratchFolder, const NetworkAccess &network,
                                              const RunControl &control);

} // namespace litekeeper
