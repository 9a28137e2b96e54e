// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/dueinstants.h"

#include "domain/walltime.h"

#include <algorithm>

namespace litekeeper {

namespace {

/// Instants and wall times differ by less than this, gaps of a whole day (Samoa, 2011) included.
constexpr qint64 mostDifference = qint64(2) * 86'400;

} // namespace

DueInstants::DueInstants(const ScheduleFields &fields, const QTimeZone &zone)
    : m_fields(fields)
    , m_zone(zone)
{
}

std::optional<qint64> DueInstants::first(qint64 from, qint64 last)
{
    while (from <= last) {
        enterSpan(from);
        if (const std::optional<qint64> found = firstInSpan(from, std::min(last, m_span.end - 1))) {
            return found;
        }
        if (m_span.end > last) {
            break;
        }
        // The next date that fits may be years away: spans before it need no look.
        const std::optional<qint64> wall
            = firstWallTime(m_fields, m_span.end - mostDifference, last + mostDifference);
        if (!wall) {
            break;
        }
        from = std::max(m_span.end, *wall - mostDifference);
    }
    return std::nullopt;
}

std::optional<qint64> DueInstants::last(qint64 from, qint64 last)
{
    while (from <= last) {
        enterSpan(last);
        if (const std::optional<qint64> found = lastInSpan(std::max(from, m_span.begin), last)) {
            return found;
        }
        if (m_span.begin <= from) {
            break;
        }
        const std::optional<qint64> wall
            = lastWallTime(m_fields, m_span.begin + mostDifference, from - mostDifference);
        if (!wall) {
            break;
        }
        last = std::min(m_span.begin - 1, *wall + mostDifference);
    }
    return std::nullopt;
}

void DueInstants::enterSpan(qint64 utc)
{
    if (m_isInSpan && m_span.contains(utc)) {
        return;
    }
    m_span = offsetSpanAt(m_zone, utc);
    m_makeUpRun = makeUpRun();
    m_isInSpan = true;
}

/// The clock jumped over the wall times from begin + offsetBefore to begin + offset. The first of them that
/// fits runs once, as long after the jump as it was after the begin of the gap, unless a regular run comes
/// until then.
std::optional<qint64> DueInstants::makeUpRun() const
{
    if (m_span.gap() == 0) {
        return std::nullopt;
    }
    const qint64 gapEnd = m_span.begin + m_span.offset;
    const std::optional<qint64> skipped
        = firstWallTime(m_fields, m_span.begin + m_span.offsetBefore, gapEnd - 1);
    if (!skipped) {
        return std::nullopt;
    }
    const qint64 due = std::min(*skipped - m_span.offsetBefore, m_span.end - 1);
    const bool isCovered = firstWallTime(m_fields, gapEnd, due + m_span.offset).has_value();
    return isCovered ? std::nullopt : std::optional(due);
}

/// The first pass of an overlap belongs to the span before, and fixed times run in it alone.
qint64 DueInstants::firstOwnSecond() const
{
    return m_fields.isInterval ? m_span.begin : m_span.begin + m_span.overlap();
}

std::optional<qint64> DueInstants::firstInSpan(qint64 from, qint64 last) const
{
    // No regular run comes before the made-up one.
    if (m_makeUpRun && *m_makeUpRun >= from && *m_makeUpRun <= last) {
        return m_makeUpRun;
    }
    const std::optional<qint64> wall
        = firstWallTime(m_fields, std::max(from, firstOwnSecond()) + m_span.offset, last + m_span.offset);
    return wall ? std::optional(*wall - m_span.offset) : std::nullopt;
}

std::optional<qint64> DueInstants::lastInSpan(qint64 from, qint64 last) const
{
    const std::optional<qint64> wall
        = lastWallTime(m_fields, last + m_span.offset, std::max(from, firstOwnSecond()) + m_span.offset);
    if (wall) {
        return *wall - m_span.offset;
    }
    return m_makeUpRun && *m_makeUpRun >= from && *m_makeUpRun <= last ? m_makeUpRun : std::nullopt;
}

} // namespace litekeeper
