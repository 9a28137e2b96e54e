// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/jobservice.h"

namespace litekeeper {

/// What the overview says about the jobs of one database.

[[nodiscard]] QDateTime nextRun(const QList<JobEntry> &jobs);       ///< the soonest; invalid if none comes
[[nodiscard]] const JobEntry &worstOf(const QList<JobEntry> &jobs); ///< of at least one

/// "Overdue", "in 4 hours", "No job".
[[nodiscard]] QString nextRunText(const QList<JobEntry> &jobs, const QDateTime &now);
/// "next in 4 hours" where the text says how bad it is, else the date.
[[nodiscard]] QString nextRunDetail(const QList<JobEntry> &jobs, const QDateTime &now);
/// A line for each job: its name and how it does.
[[nodiscard]] QString jobSentences(const QList<JobEntry> &jobs);

} // namespace litekeeper
