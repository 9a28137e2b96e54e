// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "scheduler/duejobs.h"

namespace litekeeper {

namespace {

std::chrono::milliseconds between(const QDateTime &from, const QDateTime &to)
{
    return std::chrono::milliseconds(from.msecsTo(to));
}

DueJob::Kind kindOf(std::chrono::milliseconds lateness, const CatchUpRule &rule)
{
    if (lateness <= rule.punctuality) {
        return DueJob::Kind::OnTime;
    }
    return rule.catchUp && lateness <= rule.deadline ? DueJob::Kind::CatchUp : DueJob::Kind::Missed;
}

} // namespace

DueAnswer dueNow(const Schedule &schedule, const QDateTime &evaluatedUntil, const QDateTime &nowUtc,
                 const CatchUpRule &rule)
{
    Q_ASSERT(evaluatedUntil.isValid() && nowUtc.isValid());
    const std::chrono::milliseconds ahead = between(nowUtc, evaluatedUntil);
    if (ahead > rule.punctuality) {
        return ClockTurnedBack{.by = std::chrono::duration_cast<std::chrono::seconds>(ahead),
                               .evaluatedUntil = ahead <= rule.deadline ? evaluatedUntil : nowUtc};
    }
    const QDateTime dueAt = schedule.previous(nowUtc);
    if (!dueAt.isValid() || dueAt <= evaluatedUntil) {
        return NothingDue();
    }
    const DueJob::Kind kind = kindOf(between(dueAt, nowUtc), rule);
    const int passed = schedule.countBetween(evaluatedUntil, dueAt, mostMissedRuns);
    return DueJob{.kind = kind,
                  .dueAt = dueAt,
                  .missed = kind == DueJob::Kind::OnTime ? passed - 1 : passed,
                  .evaluatedUntil = nowUtc};
}

} // namespace litekeeper
