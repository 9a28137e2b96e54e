// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/verdict.h"
#include "ui/common/factsgrid.h"

namespace litekeeper {

/// What the details of the Verify page say about a file, a database and an entry.

[[nodiscard]] QList<FactsGrid::Fact> factsOf(const FileVerdict &file);
[[nodiscard]] QList<FactsGrid::Fact> factsOf(const DatabaseVerdict &database);
[[nodiscard]] QList<FactsGrid::Fact> factsOf(const EntryVerdict &entry);

/// Everything that was found in the file, with the database it is about. A hostile file may have thousands:
/// the last one says how many more are in the report.
[[nodiscard]] QList<Finding> allFindings(const FileVerdict &file);
[[nodiscard]] QList<Finding> shownFindings(const QList<Finding> &findings);
/// Those of the container that are about this entry.
[[nodiscard]] QList<Finding> findingsAbout(const FileVerdict &file, const EntryVerdict &entry);

} // namespace litekeeper
