// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/database.h"
#include "domain/knowndatabase.h"
#include "domain/watch.h"
#include "service/jobservice.h"
#include "ui/common/status.h"

#include <optional>

namespace litekeeper {

/// How safe a database is, worst first.
enum class Safety {
    AtRisk,    ///< losing the file now would lose data that no proven backup holds, for long
    NeedsCare, ///< there is a proven backup, but it grows old or the last run went wrong
    Safe,      ///< a proven backup holds the latest state, or one of less than a day ago
};

/// The answer for one database, with its reason as a sentence.
struct SafetyJudgement
{
    Safety safety = Safety::AtRisk;
    QString reason;

    bool operator==(const SafetyJudgement &) const = default;
};

/// What the canaries say of the disks that matter to a database; nothing where nobody watches.
struct DiskStates
{
    std::optional<WatchState> source;  ///< where it lies
    std::optional<WatchState> backups; ///< where its newest proven backup lies
};

/// `facts`: the file as it is now, if it could be looked at. `jobs`: those of this database. With one that
/// does well, a proven backup is fresh as long as the next one is not overdue; without, for a day. However
/// fresh: a disk that does not keep what is written to it needs care.
[[nodiscard]] SafetyJudgement judge(const KnownDatabase &database, const std::optional<DatabaseFacts> &facts,
                                    const QDateTime &now, const QList<JobEntry> &jobs = {},
                                    const DiskStates &disks = {});

/// The answer for all of them.
struct SafetyAnswer
{
    Safety safety = Safety::Safe;
    QString headline;
    QString explanation;
};
[[nodiscard]] SafetyAnswer answerFor(const QList<SafetyJudgement> &judgements);

[[nodiscard]] Status statusOf(Safety safety);

} // namespace litekeeper
