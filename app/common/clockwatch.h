// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/clock.h"

#include <chrono>
#include <functional>
#include <mutex>

namespace litekeeper {

/// Time since this computer was started, asleep or not, which nobody can set (CLOCK_BOOTTIME,
/// clock_gettime(2)).
[[nodiscard]] std::chrono::milliseconds timeSinceBoot();

/// Notices that the wall clock was set while this process runs, by comparing it with a clock that cannot be.
/// Thread-safe.
class ClockWatch
{
public:
    using Steady = std::function<std::chrono::milliseconds()>;

    /// `wall` has to live longer.
    explicit ClockWatch(const Clock &wall, Steady steady = timeSinceBoot);

    /// By how much the wall clock was set since the last call, or since the beginning; negative: it was
    /// turned back. Zero for what clocks are corrected by all the time: a minute, and a thousandth of the
    /// time that passed (adjtimex(2) allows half of that).
    [[nodiscard]] std::chrono::milliseconds jump();

private:
    const Clock &m_wall;
    Steady m_steady;
    std::mutex m_mutex;
    std::chrono::milliseconds m_wallThen; ///< guarded by m_mutex, as the next one
    std::chrono::milliseconds m_steadyThen;
};

} // namespace litekeeper
