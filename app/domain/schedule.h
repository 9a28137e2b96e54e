// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/schedulefields.h"

#include <QDateTime>
#include <QList>
#include <QTimeZone>

namespace litekeeper {

/// When a job runs: a cron expression of six fields (domain/schedulefields.h) in a time zone. All instants
/// are UTC and whole seconds. The clocks go forward: times that are skipped run once, later by the length of
/// the gap, or not at all if another run comes in between. The clocks go back: a fixed time runs in the first
/// pass only, an interval (* or a step in second, minute or hour) in both.
class Schedule
{
public:
    /// ErrorKind::InvalidArgument with the field, its text, and what would be right.
    [[nodiscard]] static Result<Schedule> parse(const QString &expression, const QTimeZone &zone);

    /// Fields with one blank between them, as they were written.
    [[nodiscard]] QString expression() const { return m_expression; }
    [[nodiscard]] QTimeZone timeZone() const { return m_zone; }
    [[nodiscard]] const ScheduleFields &fields() const { return m_fields; }

    /// The first due instant strictly after; invalid if none comes within 100 years.
    [[nodiscard]] QDateTime next(const QDateTime &afterUtc) const;
    /// The first `count` due instants strictly after, in order; fewer if no more come.
    [[nodiscard]] QList<QDateTime> next(const QDateTime &afterUtc, int count) const;
    /// The last due instant at or before; invalid if none came within 100 years.
    [[nodiscard]] QDateTime previous(const QDateTime &untilUtc) const;
    /// How many due instants lie in (after, until]; stops counting at `limit`.
    [[nodiscard]] int countBetween(const QDateTime &afterExclusive, const QDateTime &untilInclusive,
                                   int limit) const;

    friend bool operator==(const Schedule &, const Schedule &) = default;

private:
    Schedule(QString expression, const QTimeZone &zone, const ScheduleFields &fields);

    QString m_expression;
    QTimeZone m_zone;
    ScheduleFields m_fields;
};

} // namespace litekeeper
