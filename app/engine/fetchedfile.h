// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "common/runcontrol.h"

#include <chrono>

namespace litekeeper {

/// Copies a file that nobody changes from a network mount, as it lies there, to a local one that must not be
/// there yet. It counts only if its size and time are the same before and afterwards. Reports
/// Phase::Fetching. Errors: NotAnswering, SourceChanged, NoSpace, Cancelled. Blocking.
[[nodiscard]] Result<void> fetchFile(const Path &from, const Path &to, const RunControl &control);

/// The same for one consistent state of a database that may be live, without its -wal, see NetworkCopy.
/// `patience`: how long to go on trying while it is too busy.
[[nodiscard]] Result<void> fetchDatabase(const Path &from, const Path &to, std::chrono::milliseconds patience,
                                         const RunControl &control);

} // namespace litekeeper
