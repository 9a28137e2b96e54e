// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/factsgrid.h"
#include "ui/runs/runmodel.h"

namespace litekeeper {

/// How a run ended and what to do about it, in sentences; never empty.
[[nodiscard]] QString runSentence(const RunRow &row);
/// The figures of a run, without those that say nothing.
[[nodiscard]] QList<FactsGrid::Fact> runFacts(const RunRow &row);
/// Its log with local times in place of UTC instants, one event a line.
[[nodiscard]] QString runLog(const Run &run);

/// All that is known about a run as plain text, for a mail or a file: the facts, the findings and the log,
/// with instants in UTC.
[[nodiscard]] QString runReport(const RunRow &row);

} // namespace litekeeper
