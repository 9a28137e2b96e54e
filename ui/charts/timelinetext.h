// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/timelinewalk.h"

#include <QTimeZone>

#include <functional>

namespace litekeeper {

/// What the page knows of a span or mark beyond its state, such as the cause; may be empty.
using LaneExplanation = std::function<QString(const QString &laneId, qint64 key)>;

[[nodiscard]] QString lengthText(qint64 milliseconds); ///< "3 days 4 h", "2 h 5 min", "40 s"
[[nodiscard]] QString instantText(Instant instant, const QTimeZone &zone);
[[nodiscard]] QString rangeText(const TimeRange &range, const QTimeZone &zone); ///< both ends and the length

/// State or event, when, for how long: one line for a screen reader.
[[nodiscard]] QString itemText(const LaneTracks &tracks, const LaneItem &item, const QTimeZone &zone);
/// What a lane shows of a range: how it is at the end, and which part of the time was what.
[[nodiscard]] QString laneText(const LaneTrack &track, const TimeRange &range, const QTimeZone &zone);
/// The shares of a range, worst first, a line each: "Lost: 2 min".
[[nodiscard]] QStringList sharesText(const LaneTrack &track, const TimeRange &range);
[[nodiscard]] QString markKindText(LaneMark::Kind kind);

} // namespace litekeeper
