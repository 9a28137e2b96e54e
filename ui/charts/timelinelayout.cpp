// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/timelinelayout.h"

#include <algorithm>

namespace litekeeper {

namespace {

constexpr int leastRow = 46;
constexpr int widestGutter = 200;
constexpr int rightMargin = 12;

} // namespace

TimelineLayout::TimelineLayout(const QSize &size, const QFontMetrics &text, const QFontMetrics &smallText,
                               int lanes)
    : m_size(size)
    , m_lanes(lanes)
    , m_gutter(std::clamp(size.width() / 4, 90, widestGutter))
    , m_header(2 * smallText.height() + 14)
    , m_row(std::max(leastRow, text.height() + smallText.height() + 10))
{
}

QRect TimelineLayout::plot() const
{
    return {m_gutter, m_header, std::max(1, m_size.width() - m_gutter - rightMargin),
            std::max(0, m_size.height() - m_header)};
}

TimeAxis TimelineLayout::axis(const TimeRange &range) const
{
    return {range, double(plot().left()), double(plot().width())};
}

QRect TimelineLayout::row(int lane) const
{
    return {0, m_header + lane * m_row - m_scroll, m_size.width(), m_row};
}

QRect TimelineLayout::band(int lane) const
{
    const QRect place = row(lane);
    return {plot().left(), place.top() + (m_row - bandHeight) / 2 + 1, plot().width(), bandHeight};
}

int TimelineLayout::laneAt(int y) const
{
    if (y < m_header || m_row <= 0) {
        return -1;
    }
    const int lane = (y - m_header + m_scroll) / m_row;
    return lane < m_lanes ? lane : -1;
}

} // namespace litekeeper
