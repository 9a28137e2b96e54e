// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "common/runcontrol.h"

#include <chrono>

namespace litekeeper {

/// What a sample database holds when it is made: a small bank, in WAL mode as most applications use SQLite.
struct SampleFigures
{
    qint64 accounts = 0;
    qint64 transfers = 0;
    qint64 bytes = 0;
};

/// What writeTransfers() did.
struct SampleTraffic
{
    qint64 commits = 0;
    std::chrono::microseconds slowestCommit{0};
    std::chrono::milliseconds elapsed{0};
};

/// Makes a sample database to try Litekeeper on; ErrorKind::AlreadyExists if there is a file. Blocking,
/// worker thread.
[[nodiscard]] Result<SampleFigures> createSample(const Path &file);

/// Whether the file is a sample that createSample() made.
[[nodiscard]] bool isSample(const Path &file);

/// Moves money between the accounts of a sample, one transfer a commit, as an application at work would:
/// until the duration is over or a stop is requested. The sum of all balances stays the same in every
/// snapshot. Blocking, worker thread.
[[nodiscard]] Result<SampleTraffic> writeTransfers(const Path &file, std::chrono::milliseconds duration,
                                                   int commitsPerSecond, const RunControl &control);

} // namespace litekeeper
