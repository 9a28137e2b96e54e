// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/offsetspan.h"

#include <QDateTime>

namespace litekeeper {

namespace {

QDateTime instant(qint64 utc)
{
    return QDateTime::fromSecsSinceEpoch(utc, Qt::UTC);
}

} // namespace

OffsetSpan offsetSpanAt(const QTimeZone &zone, qint64 utc)
{
    OffsetSpan span;
    span.offset = zone.offsetFromUtc(instant(utc));
    span.offsetBefore = span.offset;
    if (!zone.hasTransitions()) {
        return span;
    }
    // Both searches leave out the instant they are given.
    const QTimeZone::OffsetData before = zone.previousTransition(instant(utc + 1));
    if (before.atUtc.isValid()) {
        span.begin = before.atUtc.toSecsSinceEpoch();
        span.offsetBefore = zone.offsetFromUtc(instant(span.begin - 1));
    }
    const QTimeZone::OffsetData after = zone.nextTransition(instant(utc));
    if (after.atUtc.isValid()) {
        span.end = after.atUtc.toSecsSinceEpoch();
    }
    return span;
}

} // namespace litekeeper
