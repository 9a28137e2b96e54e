// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"

namespace litekeeper {

/// The values a cron expression of six fields allows, as bits: second n is bit n of `seconds` and so on. Days
/// and months begin at bit 1; Sunday is bit 0 of `weekdays`. A date fits if its day and its day of the week
/// both do.
struct ScheduleFields
{
    quint64 seconds = 0;
    quint64 minutes = 0;
    quint64 hours = 0;
    quint64 days = 0;
    quint64 months = 0;
    quint64 weekdays = 0;
    /// Whether second, minute or hour hold a * or a step: then it runs in both passes when the clocks go
    /// back.
    bool isInterval = false;

    friend bool operator==(const ScheduleFields &, const ScheduleFields &) = default;
};

/// The grammar of NCrontab (Azure WebJobs): "{second} {minute} {hour} {day} {month} {day of week}", each
/// field a list of *, n, a-b, with an optional /step; n/step runs to the field's highest value. Months and
/// days of the week have English names, whole or from three letters on. ErrorKind::InvalidArgument names the
/// field, its text, and what would be right; stricter than NCrontab: ranges may not run backwards, and dates
/// that never come are refused. At least one date fits what is accepted.
[[nodiscard]] Result<ScheduleFields> parseScheduleFields(const QString &expression);

} // namespace litekeeper
