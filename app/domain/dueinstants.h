// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/offsetspan.h"
#include "domain/schedulefields.h"

namespace litekeeper {

/// Finds the due instants of a schedule one after the other, and remembers the span of the zone it is in.
/// Instants are seconds since 1970-01-01 UTC.
class DueInstants
{
public:
    DueInstants(const ScheduleFields &fields, const QTimeZone &zone);

    /// The first due instant from `from` to `last`, both included.
    [[nodiscard]] std::optional<qint64> first(qint64 from, qint64 last);
    /// The last due instant from `from` to `last`, both included.
    [[nodiscard]] std::optional<qint64> last(qint64 from, qint64 last);

private:
    void enterSpan(qint64 utc);
    [[nodiscard]] std::optional<qint64> makeUpRun() const;
    [[nodiscard]] std::optional<qint64> firstInSpan(qint64 from, qint64 last) const;
    [[nodiscard]] std::optional<qint64> lastInSpan(qint64 from, qint64 last) const;
    [[nodiscard]] qint64 firstOwnSecond() const;

    const ScheduleFields &m_fields;
    const QTimeZone &m_zone;
    OffsetSpan m_span;
    std::optional<qint64> m_makeUpRun; ///< of the times that were skipped at the begin of the span
    bool m_isInSpan = false;
};

} // namespace litekeeper
