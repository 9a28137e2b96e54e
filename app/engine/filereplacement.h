// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/restore.h"

namespace litekeeper {

/// RestoreWay::SwapFile, see restoreDatabase(). The new file gets owner, mode and extended attributes of the
/// old one. A sound database is closed first, as its program does it: its -wal taken in and its journal
/// rolled back, so that a new file never meets an old one. What cannot be closed so is kept beside it under
/// other names.
[[nodiscard]] Result<RestoreReport> replaceFile(const StillDatabase &backup, const RestoreTarget &target,
                                                const RestoreRequest &request, const RunControl &control);

} // namespace litekeeper
