// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/timeaxis.h"

#include <algorithm>

namespace litekeeper {

namespace {

constexpr double shortest = 60'000;
constexpr double longest = 200 * 365.25 * 86'400'000;

} // namespace

TimeRange panned(const TimeRange &range, qint64 milliseconds)
{
    return {range.from + milliseconds, range.until + milliseconds};
}

TimeRange zoomed(const TimeRange &range, double factor, Instant fixed)
{
    const auto before = double(std::max<qint64>(1, range.length()));
    const double length = std::clamp(before / factor, shortest, longest);
    const Instant from = fixed - qRound64(double(fixed - range.from) * length / before);
    return {from, from + qRound64(length)};
}

TimeRange keptWithin(const TimeRange &range, const TimeRange &bounds)
{
    if (range.length() >= bounds.length()) {
        return bounds;
    }
    const qint64 tooEarly = std::max<qint64>(0, bounds.from - range.from);
    const qint64 tooLate = std::max<qint64>(0, range.until - bounds.until);
    return panned(range, tooEarly - tooLate);
}

TimeAxis::TimeAxis(const TimeRange &range, double left, double width)
    : m_range(range)
    , m_left(left)
    , m_width(std::max(1.0, width))
    , m_scale(double(std::max<qint64>(1, range.length())) / m_width)
{
}

} // namespace litekeeper
