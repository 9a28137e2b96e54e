// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/timeaxis.h"

#include <QFontMetrics>
#include <QRectF>

namespace litekeeper {

/// Where the parts of a timeline stand, in logical pixels from its upper left corner.
class TimelineLayout
{
public:
    static constexpr int bandHeight = 16;

    TimelineLayout() = default;
    TimelineLayout(const QSize &size, const QFontMetrics &text, const QFontMetrics &smallText, int lanes);

    void setScroll(int pixels) { m_scroll = pixels; }

    [[nodiscard]] int gutter() const { return m_gutter; } ///< width of the names
    [[nodiscard]] int header() const { return m_header; } ///< height of the axis
    [[nodiscard]] int rowHeight() const { return m_row; }
    [[nodiscard]] int fullHeight() const { return m_header + m_lanes * m_row + 4; }
    [[nodiscard]] QSize size() const { return m_size; }
    [[nodiscard]] QRect plot() const; ///< below the axis, right of the names
    [[nodiscard]] TimeAxis axis(const TimeRange &range) const;

    [[nodiscard]] QRect row(int lane) const; ///< the whole width
    [[nodiscard]] QRect band(int lane) const;
    [[nodiscard]] int laneAt(int y) const; ///< -1: none

private:
    QSize m_size;
    int m_lanes = 0;
    int m_gutter = 0;
    int m_header = 0;
    int m_row = 1;
    int m_scroll = 0;
};

} // namespace litekeeper
