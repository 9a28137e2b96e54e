// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/timeaxis.h"

#include <QString>

#include <optional>

namespace litekeeper {

class TimeWindow;

/// What of the time that the charts show the lists are limited to; empty: they are not. A range that ends now
/// has no end, so that what comes next is listed.
[[nodiscard]] std::optional<TimeRange> listedRange(const TimeWindow &window);
/// "Last 7 days", or the days from and to; empty if nothing is limited.
[[nodiscard]] QString rangeWords(const TimeWindow &window);

} // namespace litekeeper
