// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTimeZone>

#include <limits>

namespace litekeeper {

/// A stretch of time in which a zone keeps its offset from UTC. Instants are seconds since 1970-01-01 UTC,
/// offsets are seconds east of UTC.
struct OffsetSpan
{
    static constexpr qint64 always = std::numeric_limits<qint64>::max();

    qint64 begin = -always; ///< -always: no change is known before
    qint64 end = always;    ///< the first second that is no longer in it
    int offset = 0;
    int offsetBefore = 0; ///< in the span before; the same as `offset` if there is none

    [[nodiscard]] bool contains(qint64 utc) const { return begin <= utc && utc < end; }
    /// The clocks went forward at `begin` by so many seconds; 0 if they did not.
    [[nodiscard]] int gap() const { return std::max(offset - offsetBefore, 0); }
    /// The clocks went back at `begin` by so many seconds; 0 if they did not.
    [[nodiscard]] int overlap() const { return std::max(offsetBefore - offset, 0); }
};

/// The span around an instant. Takes about a microsecond, ten times as long as a search within it.
[[nodiscard]] OffsetSpan offsetSpanAt(const QTimeZone &zone, qint64 utc);

} // namespace litekeeper
