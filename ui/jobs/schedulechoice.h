// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QTime>

namespace litekeeper {

/// A schedule as the editor offers it: the presets, several days of the week, and none at all.
struct ScheduleChoice
{
    enum Kind { Daily, Hourly, Weekly, Monthly, Custom, ByHand };

    Kind kind = Daily;
    QTime time{2, 30};  ///< of Daily, Weekly and Monthly; of Hourly only its minute counts
    int weekdays = 0b1; ///< of Weekly: bit 0 is Sunday, as in the expression
    int day = 1;        ///< of Monthly: 1 to 31
    QString expression; ///< of Custom

    bool operator==(const ScheduleChoice &) const = default;
};

/// The expression of six fields; empty for ByHand.
[[nodiscard]] QString expressionOf(const ScheduleChoice &choice);
/// ByHand for an empty expression, Custom for all that is none of the others, also for what cannot be read.
[[nodiscard]] ScheduleChoice choiceOf(const QString &expression);

} // namespace litekeeper
