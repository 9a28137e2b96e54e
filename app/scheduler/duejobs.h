// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/schedule.h"

#include <QUuid>

#include <chrono>
#include <variant>

namespace litekeeper {

/// What to do with runs that nobody was there for.
struct CatchUpRule
{
    bool catchUp = true;
    std::chrono::minutes deadline = std::chrono::hours(12);     ///< a run later than that is not made up for
    std::chrono::minutes punctuality = std::chrono::minutes(2); ///< a run not later than that is on time
};

/// The last due instant that the clock has passed since the last look.
struct DueJob
{
    enum class Kind {
        OnTime,
        CatchUp, ///< late, but within the deadline: run it once, however many were missed
        Missed,  ///< too late, or not wanted: record it, do not run it
    };
    QUuid jobId = {}; ///< for the caller, who knows it
    Kind kind = Kind::OnTime;
    QDateTime dueAt = {}; ///< UTC
    int missed = 0;       ///< passed over so far: with `dueAt` itself unless it is on time
    QDateTime evaluatedUntil
        = {}; ///< to be stored before the run begins, so that no other process runs it too
};

/// The clock is behind the last look by more than the punctuality: it was turned back, or was wrong before.
struct ClockTurnedBack
{
    std::chrono::seconds by{};
    QDateTime evaluatedUntil; ///< to be stored
};

struct NothingDue
{
};

using DueAnswer = std::variant<NothingDue, DueJob, ClockTurnedBack>;

/// How many missed runs are counted at most.
inline constexpr int mostMissedRuns = 10'000;

/// What is due in (evaluatedUntil, now]. `evaluatedUntil` is valid: a new job begins with the instant it was
/// made at. What was evaluated is never due again, also after the clock was turned back by the deadline or
/// less: then `evaluatedUntil` stays and is waited for. A clock that was further ahead was wrong: what it
/// passed in vain is due again when it really comes, and everything begins anew from `now`.
[[nodiscard]] DueAnswer dueNow(const Schedule &schedule, const QDateTime &evaluatedUntil,
                               const QDateTime &nowUtc, const CatchUpRule &rule);

} // namespace litekeeper
