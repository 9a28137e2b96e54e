// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/schedulegrammar.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace litekeeper {

namespace {

constexpr int shortestName = 3; // letters

const char *const monthNames[] = {"january", "february", "march",     "april",   "may",      "june",
                                  "july",    "august",   "september", "october", "november", "december"};
const char *const weekdayNames[]
    = {"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"};

QString tr(const char *text)
{
    return QCoreApplication::translate("Schedule", text);
}

template <std::size_t Size>
std::optional<int> indexOfName(const char *const (&names)[Size], const QString &text)
{
    for (std::size_t i = 0; i < Size && text.size() >= shortestName; ++i) {
        if (QLatin1String(names[i]).startsWith(text, Qt::CaseInsensitive)) {
            return int(i);
        }
    }
    return std::nullopt;
}

struct Macro
{
    const char *name;
    const char *expression;
};

constexpr Macro macros[] = {
    {"@yearly", "0 0 0 1 1 *"}, {"@annually", "0 0 0 1 1 *"}, {"@monthly", "0 0 0 1 * *"},
    {"@weekly", "0 0 0 * * 0"}, {"@daily", "0 0 0 * * *"},    {"@midnight", "0 0 0 * * *"},
    {"@hourly", "0 0 * * * *"},
};

QString whyNoMacro(const QString &expression)
{
    for (const Macro &macro : macros) {
        if (expression.compare(QLatin1String(macro.name), Qt::CaseInsensitive) == 0) {
            return tr("macros are not understood here; write “%1”").arg(QLatin1String(macro.expression));
        }
    }
    return tr("macros are not understood here; write the six fields, for example “0 30 2 * * *” for every "
              "night at 02:30");
}

/// What Quartz would understand; empty if `value` is nothing of the kind.
QString whyNoQuartz(const QString &value)
{
    static const QRegularExpression last(QStringLiteral("^(\\d+|[a-z]{3})?L(W|-\\d*)?$"),
                                         QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression nearest(QStringLiteral("^\\d+W$"),
                                            QRegularExpression::CaseInsensitiveOption);
    if (value.contains(u'?')) {
        return tr("“?” is not understood here; write * where any value will do");
    }
    if (value.contains(u'#')) {
        return tr("“%1” (# for the second, third... in a month) is not understood here; write the day of the "
                  "week "
                  "alone and a week of days in the day field, for example 8-14 with Fri for the second "
                  "Friday")
            .arg(value);
    }
    if (last.match(value).hasMatch()) {
        return tr("“%1” (L for the last) is not understood here; write a number, for example 28 in the day "
                  "field, "
                  "which every month has")
            .arg(value);
    }
    if (nearest.match(value).hasMatch()) {
        return tr("“%1” (W for the nearest weekday) is not understood here; write the number alone, or a "
                  "range of "
                  "days such as 13-15 with Mon-Fri as the day of week")
            .arg(value);
    }
    return {};
}

} // namespace

std::optional<int> monthNamed(const QString &text)
{
    const std::optional<int> index = indexOfName(monthNames, text);
    return index ? std::optional(*index + 1) : std::nullopt;
}

std::optional<int> weekdayNamed(const QString &text)
{
    return indexOfName(weekdayNames, text);
}

Error invalidSchedule(const QString &expression, const QString &detail)
{
    const QString shown = expression.simplified();
    return {.kind = ErrorKind::InvalidArgument,
            .path = pathFromQString(shown.isEmpty() ? tr("an empty schedule") : shown),
            .detail = detail,
            .advice = tr("The six fields are second, minute, hour, day, month and day of week, for example "
                         "“0 30 2 * * *” for every night at 02:30.")};
}

QString whyNotSixFields(const QString &expression)
{
    const qsizetype count = expression.isEmpty() ? 0 : expression.count(u' ') + 1;
    if (expression.startsWith(u'@')) {
        return whyNoMacro(expression);
    }
    switch (count) {
    case 0:
        return tr("none of the six fields is there");
    case 5:
        return tr("it has 5 fields and needs 6, because the seconds come first here; prepend 0: “0 %1”")
            .arg(expression);
    case 7:
        return tr("it has 7 fields and needs 6; there is no field for the year: leave the last one out");
    default:
        return tr("it has %1 of the fields and needs 6").arg(count);
    }
}

QString whyNoValue(const FieldRule &rule, const QString &value)
{
    if (const QString quartz = whyNoQuartz(value); !quartz.isEmpty()) {
        return quartz;
    }
    if (value.isEmpty()) {
        return tr("a value is missing before or after a comma, dash or slash");
    }
    if (weekdayNamed(value)) {
        return tr("“%1” is a day of the week; that belongs into the last field").arg(value);
    }
    if (monthNamed(value)) {
        return tr("“%1” is a month; that belongs into the fifth field").arg(value);
    }
    if (rule.bits == &ScheduleFields::months) {
        return tr("“%1” is no month; write 1 to 12 or Jan to Dec").arg(value);
    }
    if (rule.bits == &ScheduleFields::weekdays) {
        return tr("“%1” is no day of the week; write 0 to 6 or Sun to Sat").arg(value);
    }
    return tr("“%1” is no whole number; write %2 to %3").arg(value).arg(rule.lowest).arg(rule.highest);
}

QString whyOutside(const FieldRule &rule, const QString &value)
{
    if (rule.bits == &ScheduleFields::weekdays) {
        return tr("%1 is outside of 0 to 6; Sunday is 0").arg(value);
    }
    return tr("%1 is outside of %2 to %3").arg(value).arg(rule.lowest).arg(rule.highest);
}

QString whyBackwards(const FieldRule &rule, const QString &from, const QString &to)
{
    return tr("the range %1-%2 runs backwards; write %2-%1, or %1-%4,%3-%2 to pass over the end")
        .arg(from, to, QString::number(rule.lowest), QString::number(rule.highest));
}

QString whyNoStep(const QString &step)
{
    return tr("“%1” is no step; write a whole number from 1 on after the slash").arg(step);
}

QString whyNever(const QString &months)
{
    return tr("that day never comes in the month “%1”, so nothing would ever run; February has 29 days at "
              "most, and "
              "April, June, September and November have 30")
        .arg(months);
}

} // namespace litekeeper
