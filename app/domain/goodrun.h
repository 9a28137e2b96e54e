// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/run.h"

namespace litekeeper {

/// Codes of the findings that tell what a rehearsal of the run's backup came to. The last one of a run
/// counts: a job's backup may be rehearsed again after its run.
inline const QString rehearsedCode = QStringLiteral("rehearsed");
inline const QString rehearsalFailedCode = QStringLiteral("rehearsal-failed");

/// Null if the backup of the run was never rehearsed, or passed the last time.
[[nodiscard]] const Finding *failedRehearsalOf(const Run &run);

/// Whether the run left a backup to rely on: one that did not pass its rehearsal is none, until it does.
[[nodiscard]] bool isGoodRun(const Run &run);

} // namespace litekeeper
