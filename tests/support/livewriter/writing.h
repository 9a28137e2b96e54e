// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "support/livewriter/bank.h"

#include <csignal>

namespace litekeeper::test {

/// How the live writer commits.
struct WritingPlan
{
    std::string synchronous = "normal";
    std::string journalMode; ///< empty: as the file is
    std::chrono::microseconds interval{1000};
    std::chrono::milliseconds busyTimeout{5000};
    std::chrono::seconds duration{3600};
};

struct Commit
{
    std::chrono::steady_clock::time_point began;
    std::chrono::microseconds took{0}; ///< from BEGIN to the end of COMMIT
};

struct WritingResult
{
    std::vector<Commit> commits;
    int busy = 0; ///< how often a commit gave up with SQLITE_BUSY after the whole timeout; it is tried again
};

/// Commits one transfer after the other until `stop` is set or the duration is over. Prints "ready" on the
/// standard output after the first.
[[nodiscard]] WritingResult writeTransfers(const std::string &file, TransferLog &log, const WritingPlan &plan,
                                           const volatile std::sig_atomic_t &stop);

} // namespace litekeeper::test
