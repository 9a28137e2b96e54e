// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/walltime.h"

#include <QDate>

#include <bit>

namespace litekeeper {

namespace {

constexpr qint64 secondsPerDay = 86'400;
constexpr qint64 julianDayOfEpoch = 2'440'588; // 1970-01-01

qint64 dayOf(qint64 wall)
{
    return wall >= 0 ? wall / secondsPerDay : -((secondsPerDay - 1 - wall) / secondsPerDay);
}

bool has(quint64 bits, int value)
{
    return (bits >> value & 1) != 0;
}

/// The lowest bit from `from` on; -1 if there is none.
int bitFrom(quint64 bits, int from)
{
    const quint64 rest = from < 64 ? bits >> from << from : 0;
    return rest == 0 ? -1 : std::countr_zero(rest);
}

/// The highest bit up to `to`; -1 if there is none.
int bitUpTo(quint64 bits, int to)
{
    const quint64 rest = to < 0 ? 0 : bits << (63 - to) >> (63 - to);
    return rest == 0 ? -1 : 63 - std::countl_zero(rest);
}

struct TimeOfDay
{
    int hour = 0;
    int minute = 0;
    int second = 0;

    [[nodiscard]] qint64 seconds() const { return (hour * 60 + minute) * 60 + second; }
    [[nodiscard]] static TimeOfDay of(qint64 seconds)
    {
        return {int(seconds / 3600), int(seconds / 60 % 60), int(seconds % 60)};
    }
};

/// The first second of a day from `from` on that fits.
std::optional<qint64> firstTime(const ScheduleFields &fields, qint64 from)
{
    const TimeOfDay start = TimeOfDay::of(from);
    TimeOfDay time{bitFrom(fields.hours, start.hour), bitFrom(fields.minutes, 0), bitFrom(fields.seconds, 0)};
    if (time.hour == start.hour) {
        const int minute = bitFrom(fields.minutes, start.minute);
        const int second = minute == start.minute ? bitFrom(fields.seconds, start.second) : time.second;
        const int later = second >= 0 ? minute : bitFrom(fields.minutes, start.minute + 1);
        if (later >= 0) {
            return TimeOfDay{time.hour, later, second >= 0 ? second : time.second}.seconds();
        }
        time.hour = bitFrom(fields.hours, start.hour + 1);
    }
    return time.hour >= 0 ? std::optional(time.seconds()) : std::nullopt;
}

/// The last second of a day up to `to` that fits.
std::optional<qint64> lastTime(const ScheduleFields &fields, qint64 to)
{
    const TimeOfDay end = TimeOfDay::of(to);
    TimeOfDay time{bitUpTo(fields.hours, end.hour), bitUpTo(fields.minutes, 59), bitUpTo(fields.seconds, 59)};
    if (time.hour == end.hour) {
        const int minute = bitUpTo(fields.minutes, end.minute);
        const int second = minute == end.minute ? bitUpTo(fields.seconds, end.second) : time.second;
        const int earlier = second >= 0 ? minute : bitUpTo(fields.minutes, end.minute - 1);
        if (earlier >= 0) {
            return TimeOfDay{time.hour, earlier, second >= 0 ? second : time.second}.seconds();
        }
        time.hour = bitUpTo(fields.hours, end.hour - 1);
    }
    return time.hour >= 0 ? std::optional(time.seconds()) : std::nullopt;
}

bool fits(const ScheduleFields &fields, QDate date)
{
    return has(fields.months, date.month()) && has(fields.days, date.day())
        && has(fields.weekdays, date.dayOfWeek() % 7);
}

QDate dateOf(qint64 day)
{
    return QDate::fromJulianDay(julianDayOfEpoch + day);
}

/// Days since 1970-01-01, from `day` to `last`.
std::optional<qint64> firstDay(const ScheduleFields &fields, qint64 day, qint64 last)
{
    while (day <= last) {
        const QDate date = dateOf(day);
        if (fits(fields, date)) {
            return day;
        }
        day += has(fields.months, date.month()) ? 1 : date.daysInMonth() - date.day() + 1;
    }
    return std::nullopt;
}

/// Days since 1970-01-01, from `first` to `day`.
std::optional<qint64> lastDay(const ScheduleFields &fields, qint64 day, qint64 first)
{
    while (day >= first) {
        const QDate date = dateOf(day);
        if (fits(fields, date)) {
            return day;
        }
        day -= has(fields.months, date.month()) ? 1 : date.day();
    }
    return std::nullopt;
}

} // namespace

std::optional<qint64> firstWallTime(const ScheduleFields &fields, qint64 wall, qint64 last)
{
    if (wall > last) {
        return std::nullopt;
    }
    qint64 day = dayOf(wall);
    std::optional<qint64> time
        = fits(fields, dateOf(day)) ? firstTime(fields, wall - day * secondsPerDay) : std::nullopt;
    if (!time) {
        const std::optional<qint64> later = firstDay(fields, day + 1, dayOf(last));
        time = later ? firstTime(fields, 0) : std::nullopt;
        day = later.value_or(day);
    }
    const std::optional<qint64> found = time ? std::optional(day * secondsPerDay + *time) : std::nullopt;
    return found && *found <= last ? found : std::nullopt;
}

std::optional<qint64> lastWallTime(const ScheduleFields &fields, qint64 wall, qint64 first)
{
    if (wall < first) {
        return std::nullopt;
    }
    qint64 day = dayOf(wall);
    std::optional<qint64> time
        = fits(fields, dateOf(day)) ? lastTime(fields, wall - day * secondsPerDay) : std::nullopt;
    if (!time) {
        const std::optional<qint64> earlier = lastDay(fields, day - 1, dayOf(first));
        time = earlier ? lastTime(fields, secondsPerDay - 1) : std::nullopt;
        day = earlier.value_or(day);
    }
    const std::optional<qint64> found = time ? std::optional(day * secondsPerDay + *time) : std::nullopt;
    return found && *found >= first ? found : std::nullopt;
}

} // namespace litekeeper
