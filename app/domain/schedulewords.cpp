// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/schedulewords.h"

#include <QCoreApplication>
#include <QLocale>

#include <bit>

namespace litekeeper {

namespace {

constexpr int mostTimes = 4; // of one day; more are not told one by one
constexpr quint64 everyHour = (quint64(1) << 24) - 1;
constexpr quint64 everyDay = (quint64(2) << 31) - 2;
constexpr quint64 everyMonth = (quint64(2) << 12) - 2;
constexpr quint64 everyWeekday = (quint64(1) << 7) - 1;
constexpr quint64 mondayToFriday = 0b0111110;

QString tr(const char *text, int count = -1)
{
    return QCoreApplication::translate("Schedule", text, nullptr, count);
}

QList<int> valuesOf(quint64 bits)
{
    QList<int> values;
    for (; bits != 0; bits &= bits - 1) {
        values.append(std::countr_zero(bits));
    }
    return values;
}

/// n if the bits are 0, n, 2n... and the last step to the end is as long; 0 if they are not.
int stepOf(quint64 bits, int size)
{
    const QList<int> values = valuesOf(bits);
    const int step = size / int(values.size());
    for (int i = 0; i < values.size(); ++i) {
        if (values.at(i) != i * step) {
            return 0;
        }
    }
    return step * int(values.size()) == size ? step : 0;
}

/// Without seconds, which the short format of some locales has.
QString timeText(int hour, int minute)
{
    QString format = QLocale().timeFormat(QLocale::ShortFormat);
    format.remove(QStringLiteral(":ss"));
    return QLocale().toString(QTime(hour, minute), format);
}

QString weekdayText(int weekday)
{
    return QLocale().standaloneDayName(weekday == 0 ? 7 : weekday);
}

QString ordinalText(int day)
{
    const bool isTeen = day >= 11 && day <= 13;
    const int last = isTeen ? 0 : day % 10;
    const QString text = last == 1 ? tr("%1st")
        : last == 2                ? tr("%1nd")
        : last == 3                ? tr("%1rd")
                                   : tr("%1th");
    return text.arg(day);
}

/// "02:30", "02:30 and 14:30"; empty if the times are too many or not on the minute.
QString timesText(const ScheduleFields &fields)
{
    const QList<int> hours = valuesOf(fields.hours);
    const QList<int> minutes = valuesOf(fields.minutes);
    if (fields.seconds != 1 || hours.size() * minutes.size() > mostTimes) {
        return {};
    }
    QStringList times;
    for (const int hour : hours) {
        for (const int minute : minutes) {
            times.append(timeText(hour, minute));
        }
    }
    return QLocale().createSeparatedList(times);
}

/// At any time of any day, in even steps; empty if it is not that.
QString stepsInWords(const ScheduleFields &fields)
{
    const int seconds = stepOf(fields.seconds, 60);
    const int minutes = stepOf(fields.minutes, 60);
    const int hours = stepOf(fields.hours, 24);
    if (seconds > 0 && seconds < 60 && minutes == 1 && hours == 1) {
        return seconds == 1 ? tr("Every second") : tr("Every %n seconds", seconds);
    }
    if (fields.seconds != 1) {
        return {};
    }
    if (minutes > 0 && minutes < 60 && hours == 1) {
        return minutes == 1 ? tr("Every minute") : tr("Every %n minutes", minutes);
    }
    if (hours == 0 || hours == 24 || std::popcount(fields.minutes) != 1) {
        return {};
    }
    const int minute = std::countr_zero(fields.minutes);
    const QString every = hours == 1 ? tr("Every hour") : tr("Every %n hours", hours);
    return minute == 0 ? every : tr("%1, at minute %2").arg(every).arg(minute);
}

QString daysInWords(const ScheduleFields &fields, const QString &times)
{
    if (fields.days != everyDay || fields.months != everyMonth) {
        return {};
    }
    if (fields.weekdays == everyWeekday) {
        // At night means from nine in the evening to six in the morning.
        const bool isNightly = std::popcount(fields.hours) == 1
            && ((fields.hours >> 21) != 0 || (fields.hours & 0b11'1111) != 0);
        return (isNightly ? tr("Every night at %1") : tr("Every day at %1")).arg(times);
    }
    if (fields.weekdays == mondayToFriday) {
        return tr("From Monday to Friday at %1").arg(times);
    }
    QStringList names;
    for (const int weekday : valuesOf(fields.weekdays)) {
        names.append(weekdayText(weekday));
    }
    return tr("Every %1 at %2").arg(QLocale().createSeparatedList(names), times);
}

QString datesInWords(const ScheduleFields &fields, const QString &times)
{
    if (std::popcount(fields.days) != 1 || fields.weekdays != everyWeekday) {
        return {};
    }
    const int day = std::countr_zero(fields.days);
    if (fields.months == everyMonth) {
        return (day <= 28 ? tr("On the %1 of each month at %2")
                          : tr("On the %1 of each month that has it, at %2"))
            .arg(ordinalText(day), times);
    }
    if (std::popcount(fields.months) != 1) {
        return {};
    }
    const QString month = QLocale().monthName(std::countr_zero(fields.months));
    return tr("Every year on the %1 of %2 at %3").arg(ordinalText(day), month, times);
}

} // namespace

QString inWords(const Schedule &schedule)
{
    const ScheduleFields &fields = schedule.fields();
    const bool isEveryDay
        = fields.days == everyDay && fields.months == everyMonth && fields.weekdays == everyWeekday;
    QString words = isEveryDay ? stepsInWords(fields) : QString();
    const QString times = timesText(fields);
    if (words.isEmpty() && !times.isEmpty()) {
        words = daysInWords(fields, times);
        if (words.isEmpty()) {
            words = datesInWords(fields, times);
        }
    }
    return words.isEmpty() ? tr("custom: %1").arg(schedule.expression()) : words;
}

} // namespace litekeeper
