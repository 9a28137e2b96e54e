// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDateTime>

#include <chrono>

namespace litekeeper {

/// The longest sleep. Timers do not count the time in which the computer was suspended, and know nothing of
/// clocks that are set and zones that change; so we look at the clock at least this often.
inline constexpr std::chrono::milliseconds longestSleep = std::chrono::seconds(20);

/// How long to sleep before the next look at the clock: until `nextDueUtc`, but never negative and never
/// longer than longestSleep. An invalid `nextDueUtc` means that nothing is planned.
[[nodiscard]] std::chrono::milliseconds untilNextLook(const QDateTime &nextDueUtc, const QDateTime &nowUtc);

} // namespace litekeeper
