// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"
#include "service/jobservice.h"

namespace litekeeper {

/// What the Jobs page says about a job, in words.

/// "every day at 02:30", "by hand only"; with the time zone where it is not this computer's.
[[nodiscard]] QString scheduleText(const Job &job);

/// "keeps 7 daily, 4 weekly", "one file, replaced each time".
[[nodiscard]] QString keptText(const Job &job);

/// How it goes, in a word or two: "Failing", "Succeeded", "Copying pages".
[[nodiscard]] QString stateText(const JobEntry &entry, const std::optional<Progress> &progress);
/// The line below it: "3 times in a row, last good 2 days ago".
[[nodiscard]] QString stateDetail(const JobEntry &entry, const QDateTime &now);

/// How bad it is: the smaller, the further up in the list.
[[nodiscard]] int urgency(JobState state);

/// "3 jobs, 1 of them failing · next run in 4 hours"
[[nodiscard]] QString jobsSummary(const QList<JobEntry> &jobs, const QDateTime &now);

} // namespace litekeeper
