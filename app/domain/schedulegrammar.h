// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/schedulefields.h"

#include <QStringList>

namespace litekeeper {

/// What one of the six fields of a schedule may hold.
struct FieldRule
{
    const char *name; ///< for translation in the context "Schedule": "minutes"
    int lowest;
    int highest;
    quint64 ScheduleFields::*bits;
};

inline constexpr FieldRule fieldRules[] = {
    {QT_TRANSLATE_NOOP("Schedule", "seconds"), 0, 59, &ScheduleFields::seconds},
    {QT_TRANSLATE_NOOP("Schedule", "minutes"), 0, 59, &ScheduleFields::minutes},
    {QT_TRANSLATE_NOOP("Schedule", "hours"), 0, 23, &ScheduleFields::hours},
    {QT_TRANSLATE_NOOP("Schedule", "day"), 1, 31, &ScheduleFields::days},
    {QT_TRANSLATE_NOOP("Schedule", "month"), 1, 12, &ScheduleFields::months},
    {QT_TRANSLATE_NOOP("Schedule", "day of week"), 0, 6, &ScheduleFields::weekdays},
};

/// The number a month or a day of the week stands for, in any case, whole or from three letters on.
[[nodiscard]] std::optional<int> monthNamed(const QString &text);
[[nodiscard]] std::optional<int> weekdayNamed(const QString &text);

// Sentences that say what is wrong with a schedule and what would be right.

/// `expression` as a whole cannot be used, because of `detail`.
[[nodiscard]] Error invalidSchedule(const QString &expression, const QString &detail);
/// It has another number of fields than six, or is a macro such as @daily.
[[nodiscard]] QString whyNotSixFields(const QString &expression);
/// `value` in the field of `rule` is neither a number nor one of its names: what it is instead.
[[nodiscard]] QString whyNoValue(const FieldRule &rule, const QString &value);
[[nodiscard]] QString whyOutside(const FieldRule &rule, const QString &value);
[[nodiscard]] QString whyBackwards(const FieldRule &rule, const QString &from, const QString &to);
[[nodiscard]] QString whyNoStep(const QString &step);
[[nodiscard]] QString whyNever(const QString &months);

} // namespace litekeeper
