// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/restoring.h"
#include "ui/common/factsgrid.h"

namespace litekeeper {

/// What the window says about a restore, as whole sentences.

/// "12 rows come back, 3 go and 2 are changed. 4 tables are the same."
[[nodiscard]] QString differenceText(const RestorePlan &plan);
/// Of the difference only what a restore of these tables would change.
[[nodiscard]] Comparison onlyTables(const Comparison &difference, const QStringList &tables);
/// Like differenceText(), for what is left by that.
[[nodiscard]] QString tablesText(const Comparison &difference);
/// What is there now, and who uses it. `newest`: the newest backup of it.
[[nodiscard]] QList<FactsGrid::Fact> targetFacts(const RestorePlan &plan, const std::optional<Backup> &newest,
                                                 const QDateTime &now);
/// What should be known before: about the backup, and about what the application will find.
[[nodiscard]] QList<Finding> findingsOf(const RestorePlan &plan);

/// What came of it.
[[nodiscard]] QString endText(const RestoreReport &report, const RestoreTarget &target, bool wasUndo);
[[nodiscard]] QList<FactsGrid::Fact> endFacts(const RestoreReport &report, const Path &target,
                                              const std::optional<Backup> &safetyCopy);

} // namespace litekeeper
