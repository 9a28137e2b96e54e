// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/schedulechoice.h"

#include "domain/schedulewords.h"

#include <QStringList>

#include <bit>

namespace litekeeper {

namespace {

QString weekdayList(int weekdays)
{
    QStringList days;
    for (int day = 0; day <= 6; ++day) {
        if (weekdays & (1 << day)) {
            days.append(QString::number(day));
        }
    }
    return days.join(u',');
}

QString weeklyExpression(const QTime &time, int weekdays)
{
    return QStringLiteral("0 %1 %2 * * %3")
        .arg(QString::number(time.minute()), QString::number(time.hour()), weekdayList(weekdays));
}

/// Several days of the week at one time; nothing if the expression is something else.
std::optional<ScheduleChoice> severalWeekdays(const QString &expression)
{
    const auto fields = parseScheduleFields(expression);
    if (!fields || !std::has_single_bit(fields->minutes) || !std::has_single_bit(fields->hours)) {
        return std::nullopt;
    }
    ScheduleChoice choice;
    choice.kind = ScheduleChoice::Weekly;
    choice.time = QTime(std::countr_zero(fields->hours), std::countr_zero(fields->minutes));
    choice.weekdays = int(fields->weekdays);
    const auto same = parseScheduleFields(weeklyExpression(choice.time, choice.weekdays));
    return same && *same == *fields ? std::optional(choice) : std::nullopt;
}

ScheduleChoice choiceOf(const SchedulePreset &preset)
{
    ScheduleChoice choice;
    choice.time = QTime(preset.hour, preset.minute);
    switch (preset.repeat) {
    case SchedulePreset::Repeat::Hourly:
        choice.kind = ScheduleChoice::Hourly;
        break;
    case SchedulePreset::Repeat::Daily:
        choice.kind = ScheduleChoice::Daily;
        break;
    case SchedulePreset::Repeat::Weekly:
        choice.kind = ScheduleChoice::Weekly;
        choice.weekdays = 1 << preset.weekday;
        break;
    case SchedulePreset::Repeat::Monthly:
        choice.kind = ScheduleChoice::Monthly;
        choice.day = preset.day;
        break;
    case SchedulePreset::Repeat::Custom:
        choice.kind = ScheduleChoice::Custom;
        choice.expression = preset.expression;
        break;
    }
    return choice;
}

} // namespace

QString expressionOf(const ScheduleChoice &choice)
{
    using enum SchedulePreset::Repeat;
    SchedulePreset preset{.minute = choice.time.minute(), .hour = choice.time.hour(), .day = choice.day};
    switch (choice.kind) {
    case ScheduleChoice::Hourly:
        preset.repeat = Hourly;
        return toExpression(preset);
    case ScheduleChoice::Daily:
        preset.repeat = Daily;
        return toExpression(preset);
    case ScheduleChoice::Monthly:
        preset.repeat = Monthly;
        return toExpression(preset);
    case ScheduleChoice::Weekly:
        return weeklyExpression(choice.time, choice.weekdays);
    case ScheduleChoice::Custom:
        return choice.expression;
    case ScheduleChoice::ByHand:
        break;
    }
    return {};
}

ScheduleChoice choiceOf(const QString &expression)
{
    ScheduleChoice choice;
    if (expression.trimmed().isEmpty()) {
        choice.kind = ScheduleChoice::ByHand;
        return choice;
    }
    const auto preset = presetOf(expression);
    if (preset && preset->repeat != SchedulePreset::Repeat::Custom) {
        return choiceOf(*preset);
    }
    if (const auto weekly = severalWeekdays(expression)) {
        return *weekly;
    }
    choice.kind = ScheduleChoice::Custom;
    choice.expression = expression;
    return choice;
}

} // namespace litekeeper
