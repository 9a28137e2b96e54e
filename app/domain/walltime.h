// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/schedulefields.h"

namespace litekeeper {

// What a clock on the wall shows, counted as seconds since it showed 1970-01-01 00:00:00. It knows neither
// zones nor daylight saving. The searches go from field to field, never from second to second.

/// The first such time from `wall` to `last` (both included) that fits the fields.
[[nodiscard]] std::optional<qint64> firstWallTime(const ScheduleFields &fields, qint64 wall, qint64 last);

/// The last such time from `first` to `wall` (both included) that fits the fields.
[[nodiscard]] std::optional<qint64> lastWallTime(const ScheduleFields &fields, qint64 wall, qint64 first);

} // namespace litekeeper
