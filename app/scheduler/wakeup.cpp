// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scheduler/wakeup.h"

#include <algorithm>

namespace litekeeper {

std::chrono::milliseconds untilNextLook(const QDateTime &nextDueUtc, const QDateTime &nowUtc)
{
    if (!nextDueUtc.isValid() || !nowUtc.isValid()) {
        return longestSleep;
    }
    return std::clamp(std::chrono::milliseconds(nowUtc.msecsTo(nextDueUtc)), std::chrono::milliseconds(0),
                      longestSleep);
}

} // namespace litekeeper
