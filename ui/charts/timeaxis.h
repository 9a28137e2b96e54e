// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace litekeeper {

/// Milliseconds since 1970 in UTC: charts compare a million of them while they paint.
using Instant = qint64;

/// From `from` on and before `until`.
struct TimeRange
{
    Instant from = 0;
    Instant until = 0;

    [[nodiscard]] qint64 length() const { return until - from; }
    [[nodiscard]] bool contains(Instant instant) const { return instant >= from && instant < until; }
    bool operator==(const TimeRange &) const = default;
};

[[nodiscard]] TimeRange panned(const TimeRange &range, qint64 milliseconds);
/// `factor` above 1 comes nearer. What stands at `fixed` stays where it is; the length stays within a minute
/// and 200 years.
[[nodiscard]] TimeRange zoomed(const TimeRange &range, double factor, Instant fixed);
/// Moved, and if need be cut, so that it lies within `bounds`.
[[nodiscard]] TimeRange keptWithin(const TimeRange &range, const TimeRange &bounds);

/// Where the instants of a range stand: in logical pixels, from `left` on, `width` of them.
class TimeAxis
{
public:
    TimeAxis() = default;
    TimeAxis(const TimeRange &range, double left, double width);

    [[nodiscard]] const TimeRange &range() const { return m_range; }
    [[nodiscard]] double left() const { return m_left; }
    [[nodiscard]] double right() const { return m_left + m_width; }
    [[nodiscard]] double width() const { return m_width; }
    [[nodiscard]] double millisecondsPerPixel() const { return m_scale; }

    [[nodiscard]] double pixelAt(Instant instant) const
    {
        return m_left + double(instant - m_range.from) / m_scale;
    }
    [[nodiscard]] Instant instantAt(double pixel) const
    {
        return m_range.from + qRound64((pixel - m_left) * m_scale);
    }

private:
    TimeRange m_range{0, 1};
    double m_left = 0;
    double m_width = 1;
    double m_scale = 1; ///< milliseconds in a pixel, never 0
};

} // namespace litekeeper
