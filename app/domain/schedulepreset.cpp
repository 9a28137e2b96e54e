// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/schedulewords.h"

#include <bit>

namespace litekeeper {

namespace {

SchedulePreset withOwnValues(SchedulePreset::Repeat repeat, const ScheduleFields &fields)
{
    using enum SchedulePreset::Repeat;
    SchedulePreset preset{.repeat = repeat};
    preset.minute = std::countr_zero(fields.minutes);
    if (repeat != Hourly) {
        preset.hour = std::countr_zero(fields.hours);
    }
    if (repeat == Weekly) {
        preset.weekday = std::countr_zero(fields.weekdays);
    }
    if (repeat == Monthly) {
        preset.day = std::countr_zero(fields.days);
    }
    return preset;
}

} // namespace

QString toExpression(const SchedulePreset &preset)
{
    switch (preset.repeat) {
    case SchedulePreset::Repeat::Hourly:
        return QStringLiteral("0 %1 * * * *").arg(preset.minute);
    case SchedulePreset::Repeat::Daily:
        return QStringLiteral("0 %1 %2 * * *").arg(preset.minute).arg(preset.hour);
    case SchedulePreset::Repeat::Weekly:
        return QStringLiteral("0 %1 %2 * * %3").arg(preset.minute).arg(preset.hour).arg(preset.weekday);
    case SchedulePreset::Repeat::Monthly:
        return QStringLiteral("0 %1 %2 %3 * *").arg(preset.minute).arg(preset.hour).arg(preset.day);
    case SchedulePreset::Repeat::Custom:
        break;
    }
    return preset.expression;
}

std::optional<SchedulePreset> presetOf(const QString &expression)
{
    using enum SchedulePreset::Repeat;
    const Result<ScheduleFields> fields = parseScheduleFields(expression);
    if (!fields) {
        return std::nullopt;
    }
    for (const SchedulePreset::Repeat repeat : {Hourly, Daily, Weekly, Monthly}) {
        const SchedulePreset preset = withOwnValues(repeat, *fields);
        const Result<ScheduleFields> same = parseScheduleFields(toExpression(preset));
        if (same && *same == *fields) {
            return preset;
        }
    }
    return SchedulePreset{.repeat = Custom, .expression = expression.simplified()};
}

} // namespace litekeeper
