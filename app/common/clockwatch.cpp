// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/clockwatch.h"

#include <ctime>

namespace litekeeper {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds allowedStep = std::chrono::minutes(1);
constexpr qint64 allowedDrift = 1000; ///< one part in so many

milliseconds wallTime(const Clock &clock)
{
    return milliseconds(clock.nowUtc().toMSecsSinceEpoch());
}

} // namespace

milliseconds timeSinceBoot()
{
    timespec now = {};
    ::clock_gettime(CLOCK_BOOTTIME, &now);
    return std::chrono::duration_cast<milliseconds>(std::chrono::seconds(now.tv_sec)
                                                    + std::chrono::nanoseconds(now.tv_nsec));
}

ClockWatch::ClockWatch(const Clock &wall, Steady steady)
    : m_wall(wall)
    , m_steady(std::move(steady))
    , m_wallThen(wallTime(wall))
    , m_steadyThen(m_steady())
{
}

milliseconds ClockWatch::jump()
{
    const std::lock_guard lock(m_mutex);
    const milliseconds wall = wallTime(m_wall);
    const milliseconds steady = m_steady();
    const milliseconds passed = steady - m_steadyThen;
    const milliseconds jump = (wall - m_wallThen) - passed;
    m_wallThen = wall;
    m_steadyThen = steady;
    return std::chrono::abs(jump) <= allowedStep + passed / allowedDrift ? milliseconds(0) : jump;
}

} // namespace litekeeper
