// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/schedule.h"

namespace litekeeper {

/// What people choose instead of an expression. Only the values that its repetition needs count.
struct SchedulePreset
{
    enum class Repeat {
        Hourly,  ///< minute
        Daily,   ///< hour, minute
        Weekly,  ///< hour, minute, weekday
        Monthly, ///< hour, minute, day
        Custom,  ///< expression
    };
    Repeat repeat = Repeat::Daily;
    int minute = 30;
    int hour = 2;
    int weekday = 0; ///< 0-6, Sunday is 0, as in expressions
    int day = 1;     ///< 1-31; months that do not have it are left out
    QString expression = {};

    friend bool operator==(const SchedulePreset &, const SchedulePreset &) = default;
};

[[nodiscard]] QString toExpression(const SchedulePreset &preset);

/// The preset that runs at the same instants in every zone, Custom with the expression if there is none, and
/// nothing if it is no schedule at all.
[[nodiscard]] std::optional<SchedulePreset> presetOf(const QString &expression);

/// "Every night at 02:30", "Every Sunday at 04:15", "Every 5 minutes": times and names as the locale has
/// them. What no short sentence can say becomes "custom: " with the expression. The zone is not told.
[[nodiscard]] QString inWords(const Schedule &schedule);

} // namespace litekeeper
