// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/charts/timeaxis.h"

#include <QDate>
#include <QList>
#include <QString>
#include <QTimeZone>

namespace litekeeper {

struct TimeTick
{
    Instant at = 0;
    QString text;
};

/// What is written along a time axis: ticks at steps of the local clock and calendar (minutes to years), and
/// above them the day, month or year in which they lie. The first of `periods` begins at or before the range.
struct TimeTicks
{
    QList<TimeTick> ticks;
    QList<TimeTick> periods;
};

/// Ticks stand at least `leastDistance` pixels apart. In the language of the default QLocale.
[[nodiscard]] TimeTicks timeTicks(const TimeAxis &axis, const QTimeZone &zone, double leastDistance);

/// When a local day begins: at midnight, or when the clocks go forward at midnight, with what follows the
/// gap.
[[nodiscard]] Instant startOfDay(const QDate &date, const QTimeZone &zone);
[[nodiscard]] QDate localDate(Instant instant, const QTimeZone &zone);
[[nodiscard]] TimeRange dayRange(const QDate &date, const QTimeZone &zone); ///< 23 to 25 hours

} // namespace litekeeper
