// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/lanetrack.h"

namespace litekeeper {

/// How high each kind of time (by badness, then not watched) stands in a column of the band, in pixels, the
/// worst at the foot. They fill the band, or are all 0 where there is nothing.
using ColumnHeights = std::array<quint8, ToneShares::toneCount + 1>;

/// Pixel columns next to each other that look the same.
struct ColumnRun
{
    int left = 0;
    int width = 0;
    ColumnHeights heights{};
};

/// Shares as heights: in proportion, but what is worse than the best has at least a quarter of the band, so
/// that two minutes of a day are seen and do not redden it.
[[nodiscard]] ColumnHeights columnHeights(const ToneShares &shares, int bandHeight);

/// The columns from `left` on and before `right`. A blip is two pixels wide.
[[nodiscard]] std::vector<ColumnRun> laneColumns(const LaneTrack &track, const TimeAxis &axis, int left,
                                                 int right, int bandHeight);

} // namespace litekeeper
