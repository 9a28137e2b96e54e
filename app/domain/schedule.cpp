// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/schedule.h"

#include "domain/dueinstants.h"
#include "domain/schedulegrammar.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

/// A 29 February on a given day of the week comes again after 40 years at most.
constexpr qint64 horizon = qint64(100) * 366 * 86'400;

/// Whole seconds, rounded down also before 1970.
qint64 secondsOf(const QDateTime &utc)
{
    const qint64 milliseconds = utc.toMSecsSinceEpoch();
    return milliseconds >= 0 ? milliseconds / 1000 : -((999 - milliseconds) / 1000);
}

QDateTime instantOf(std::optional<qint64> utc)
{
    return utc ? QDateTime::fromSecsSinceEpoch(*utc, Qt::UTC) : QDateTime();
}

} // namespace

Schedule::Schedule(QString expression, const QTimeZone &zone, const ScheduleFields &fields)
    : m_expression(std::move(expression))
    , m_zone(zone)
    , m_fields(fields)
{
}

Result<Schedule> Schedule::parse(const QString &expression, const QTimeZone &zone)
{
    const Result<ScheduleFields> fields = parseScheduleFields(expression);
    if (!fields) {
        return fields.error();
    }
    if (!zone.isValid()) {
        return invalidSchedule(
            expression,
            QCoreApplication::translate("Schedule", "its time zone is not known on this computer"));
    }
    return Schedule(expression.simplified(), zone, *fields);
}

QDateTime Schedule::next(const QDateTime &afterUtc) const
{
    return next(afterUtc, 1).value(0);
}

QList<QDateTime> Schedule::next(const QDateTime &afterUtc, int count) const
{
    QList<QDateTime> instants;
    if (!afterUtc.isValid()) {
        return instants;
    }
    DueInstants due(m_fields, m_zone);
    qint64 after = secondsOf(afterUtc);
    while (instants.size() < count) {
        const std::optional<qint64> found = due.first(after + 1, after + horizon);
        if (!found) {
            break;
        }
        instants.append(instantOf(found));
        after = *found;
    }
    return instants;
}

QDateTime Schedule::previous(const QDateTime &untilUtc) const
{
    if (!untilUtc.isValid()) {
        return {};
    }
    const qint64 until = secondsOf(untilUtc);
    return instantOf(DueInstants(m_fields, m_zone).last(until - horizon, until));
}

int Schedule::countBetween(const QDateTime &afterExclusive, const QDateTime &untilInclusive, int limit) const
{
    if (!afterExclusive.isValid() || !untilInclusive.isValid()) {
        return 0;
    }
    DueInstants due(m_fields, m_zone);
    const qint64 until = secondsOf(untilInclusive);
    qint64 after = secondsOf(afterExclusive);
    int count = 0;
    while (count < limit) {
        const std::optional<qint64> found = due.first(after + 1, until);
        if (!found) {
            break;
        }
        after = *found;
        ++count;
    }
    return count;
}

} // namespace litekeeper
