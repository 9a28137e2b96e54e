// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/tableexport.h"

namespace litekeeper {

class NetworkAccess;

/// Where an export goes: a file, or whoever takes it.
struct ExportGoal
{
    Path file; ///< empty: `sink` takes it
    ExistingFile existing = ExistingFile::Refuse;
    ExportSink sink = {};
};

/// exportTables() from a backup of ours in any format, or from a database that may be live: of that a
/// snapshot is taken first. `scratchFolder` is private and is made if it is missing. Errors: of reading,
/// NotAnswering, of exportTables(). Blocking, worker thread.
[[nodiscard]] Result<ExportReport> exportFromFile(const Path &backup, const ExportWish &wish,
                                                  const ExportGoal &goal, const Path &scratchFolder,
                                                  const NetworkAccess &network, const RunControl &control);

} // namespace litekeeper
