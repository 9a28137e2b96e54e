// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlite/connection.h"

#include <vector>

namespace litekeeper {

/// Pieces of work on a file that nobody changes, for several connections, each in a thread of its own.
struct ParallelWork
{
    std::function<Result<Connection>()> connect;          ///< called on the threads
    std::vector<std::function<void(Connection &)>> tasks; ///< called on the threads, in this order
    std::function<bool()> shouldStop;                     ///< called very often, on the threads
    std::function<void()> onTick = {};                    ///< every 20 ms, on the caller's thread
};

/// Returns when all is done, or soon after `shouldStop` says so: statements then end with
/// ErrorKind::Cancelled and what has not begun is left out. Error: a connection could not be opened.
/// Blocking.
[[nodiscard]] Result<void> workInParallel(const ParallelWork &work);

} // namespace litekeeper
