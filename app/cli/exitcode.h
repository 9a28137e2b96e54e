// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace litekeeper {

/// What litekeeper-cli ends with. Scripts rely on these numbers.
enum ExitCode : int {
    ExitDone = 0,   ///< done and sound
    ExitFailed = 1, ///< failed, or not sound
    ExitUsage = 2,
    ExitWarning = 3, ///< done, and somebody should know something about it
    ExitSkipped = 4, ///< not started: a backup of the same source is running
    ExitCancelled = 130,
};

} // namespace litekeeper
