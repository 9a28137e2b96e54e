// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/charts/timeticks.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

#include <array>
#include <optional>

namespace litekeeper {

namespace {

constexpr qint64 second = 1000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::TimeTicks)
};

enum class Unit { Clock, Day, Month, Year };

struct Step
{
    Unit unit;
    int count; ///< seconds, days, months or years
    qint64 length;
};

constexpr std::array steps{
    Step{Unit::Clock, 10, 10 * second},   Step{Unit::Clock, 30, 30 * second},
    Step{Unit::Clock, 60, minute},        Step{Unit::Clock, 120, 2 * minute},
    Step{Unit::Clock, 300, 5 * minute},   Step{Unit::Clock, 600, 10 * minute},
    Step{Unit::Clock, 900, 15 * minute},  Step{Unit::Clock, 1800, 30 * minute},
    Step{Unit::Clock, 3600, hour},        Step{Unit::Clock, 7200, 2 * hour},
    Step{Unit::Clock, 10'800, 3 * hour},  Step{Unit::Clock, 21'600, 6 * hour},
    Step{Unit::Clock, 43'200, 12 * hour}, Step{Unit::Day, 1, day},
    Step{Unit::Day, 7, 7 * day},          Step{Unit::Month, 1, 30 * day},
    Step{Unit::Month, 3, 91 * day},       Step{Unit::Month, 6, 182 * day},
    Step{Unit::Year, 1, 365 * day},       Step{Unit::Year, 2, 730 * day},
    Step{Unit::Year, 5, 1826 * day},      Step{Unit::Year, 10, 3652 * day},
    Step{Unit::Year, 50, 18'262 * day},
};

const Step &stepFor(const TimeAxis &axis, double leastDistance)
{
    for (const Step &step : steps) {
        if (double(step.length) / axis.millisecondsPerPixel() >= leastDistance) {
            return step;
        }
    }
    return steps.back();
}

qint64 offsetAt(Instant instant, const QTimeZone &zone)
{
    return zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(instant, Qt::UTC)) * second;
}

/// Of a time that comes twice, the first; empty for one that the clocks skip.
std::optional<Instant> instantOf(const QDate &date, qint64 sinceMidnight, const QTimeZone &zone)
{
    const qint64 local = QDateTime(date, QTime(0, 0), Qt::UTC).toMSecsSinceEpoch() + sinceMidnight;
    const Instant early = local - offsetAt(local - day, zone);
    if (early + offsetAt(early, zone) == local) {
        return early;
    }
    const Instant late = local - offsetAt(local + day, zone);
    return late + offsetAt(late, zone) == local ? std::optional(late) : std::nullopt;
}

QDate firstDate(const QDate &date, const Step &step)
{
    switch (step.unit) {
    case Unit::Clock:
        return date;
    case Unit::Day:
        return step.count == 1
            ? date
            : date.addDays(-((date.dayOfWeek() - int(QLocale().firstDayOfWeek()) + 7) % 7));
    case Unit::Month:
        return {date.year(), (date.month() - 1) / step.count * step.count + 1, 1};
    case Unit::Year:
        return {date.year() / step.count * step.count, 1, 1};
    }
    return date;
}

QDate nextDate(const QDate &date, const Step &step)
{
    switch (step.unit) {
    case Unit::Clock:
        return date.addDays(1);
    case Unit::Day:
        return date.addDays(step.count);
    case Unit::Month:
        return date.addMonths(step.count);
    case Unit::Year:
        return date.addYears(step.count);
    }
    return date.addDays(1);
}

QString tickText(const QDate &date, Unit unit)
{
    const QLocale locale;
    switch (unit) {
    case Unit::Clock:
        return {};
    case Unit::Day:
        return locale.toString(date, Words::tr("ddd d", "a day on a time axis, below its month"));
    case Unit::Month:
        return locale.standaloneMonthName(date.month(), QLocale::ShortFormat);
    case Unit::Year:
        return QString::number(date.year());
    }
    return {};
}

QString periodText(const QDate &date, Unit unit)
{
    const QLocale locale;
    switch (unit) {
    case Unit::Clock:
        return locale.toString(date, Words::tr("ddd d MMMM yyyy", "a day above the hours of a time axis"));
    case Unit::Day:
        return locale.toString(date, Words::tr("MMMM yyyy", "a month above the days of a time axis"));
    case Unit::Month:
        return QString::number(date.year());
    case Unit::Year:
        return {};
    }
    return {};
}

void addClockTicks(QList<TimeTick> &ticks, const QDate &date, const Step &step, const TimeRange &range,
                   const QTimeZone &zone)
{
    const QLocale locale;
    const QString format = step.count < 60 ? locale.timeFormat(QLocale::LongFormat).remove(u't').trimmed()
                                           : locale.timeFormat(QLocale::ShortFormat);
    for (qint64 time = 0; time < day; time += step.length) {
        const std::optional<Instant> at = instantOf(date, time, zone);
        if (at && range.contains(*at)) {
            ticks.append({*at, locale.toString(QTime::fromMSecsSinceStartOfDay(int(time)), format)});
        }
    }
}

QList<TimeTick> ticksOf(const TimeAxis &axis, const QTimeZone &zone, const Step &step)
{
    QList<TimeTick> ticks;
    const TimeRange range = axis.range();
    const QDate last = localDate(range.until, zone);
    for (QDate date = firstDate(localDate(range.from, zone), step); date <= last;
         date = nextDate(date, step)) {
        if (step.unit == Unit::Clock) {
            addClockTicks(ticks, date, step, range, zone);
        } else if (const Instant at = startOfDay(date, zone); range.contains(at)) {
            ticks.append({at, tickText(date, step.unit)});
        }
    }
    return ticks;
}

QList<TimeTick> periodsOf(const TimeAxis &axis, const QTimeZone &zone, Unit unit)
{
    QList<TimeTick> periods;
    if (unit == Unit::Year) {
        return periods; // the ticks are the years already
    }
    const Step step = unit == Unit::Clock ? Step{Unit::Day, 1, day}
        : unit == Unit::Day               ? Step{Unit::Month, 1, 30 * day}
                                          : Step{Unit::Year, 1, 365 * day};
    const QDate last = localDate(axis.range().until, zone);
    for (QDate date = firstDate(localDate(axis.range().from, zone), step); date <= last;
         date = nextDate(date, step)) {
        periods.append({startOfDay(date, zone), periodText(date, unit)});
    }
    return periods;
}

} // namespace

TimeTicks timeTicks(const TimeAxis &axis, const QTimeZone &zone, double leastDistance)
{
    const Step &step = stepFor(axis, leastDistance);
    return {ticksOf(axis, zone, step), periodsOf(axis, zone, step.unit)};
}

Instant startOfDay(const QDate &date, const QTimeZone &zone)
{
    for (qint64 time = 0; time < day; time += 15 * minute) {
        if (const std::optional<Instant> at = instantOf(date, time, zone)) {
            return *at;
        }
    }
    // A zone that left out the whole day when it crossed the date line.
    return date.isValid() ? startOfDay(date.addDays(1), zone) : 0;
}

QDate localDate(Instant instant, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(instant + offsetAt(instant, zone), Qt::UTC).date();
}

TimeRange dayRange(const QDate &date, const QTimeZone &zone)
{
    return {startOfDay(date, zone), startOfDay(date.addDays(1), zone)};
}

} // namespace litekeeper
