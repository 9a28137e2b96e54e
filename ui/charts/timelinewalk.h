// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/lanetrack.h"

#include <memory>

namespace litekeeper {

using LaneTracks = QList<std::shared_ptr<const LaneTrack>>;

/// A piece or a mark of a lane.
struct LaneItem
{
    int lane = -1;
    bool isMark = false;
    qsizetype index = 0;

    [[nodiscard]] bool isValid() const { return lane >= 0; }
    bool operator==(const LaneItem &) const = default;
};

/// The way through a timeline by keys: pieces and marks of a lane in the order of time. Without a next one,
/// an invalid item.
[[nodiscard]] LaneItem itemAfter(const LaneTracks &tracks, const LaneItem &item);
[[nodiscard]] LaneItem itemBefore(const LaneTracks &tracks, const LaneItem &item);
[[nodiscard]] LaneItem firstItem(const LaneTracks &tracks, int lane);
[[nodiscard]] LaneItem lastItem(const LaneTracks &tracks, int lane);
/// What of the lane is at an instant, or else nearest to it.
[[nodiscard]] LaneItem itemAt(const LaneTracks &tracks, int lane, Instant instant);

/// The time of an item; a mark has no length.
[[nodiscard]] TimeRange extentOf(const LaneTracks &tracks, const LaneItem &item);

} // namespace litekeeper
