// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/comparison.h"
#include "ui/common/status.h"

namespace litekeeper {

/// How two databases differ, as people read it. "Added" is what only the right one has.

[[nodiscard]] Status statusOf(TableComparison::State state);
[[nodiscard]] Status statusOf(const Comparison &comparison); ///< its word is the answer in a few words

/// "12 rows added, 3 removed and 1 changed in 2 tables."; for two that are the same, what was compared.
[[nodiscard]] QString answerText(const Comparison &comparison);
/// What else is to be known: numbers in the header, tables that could not be compared. Empty: nothing.
[[nodiscard]] QString remarkText(const Comparison &comparison);

/// The answer, and a line for each table and each change of the schema with tabs between its parts.
[[nodiscard]] QString summaryText(const Comparison &comparison, const QString &left, const QString &right);

[[nodiscard]] QString wordOf(SchemaChange::Kind kind); ///< "added", "removed", "changed"
[[nodiscard]] QString signOf(RowSample::Kind kind);    ///< "+", "−", "≠"
[[nodiscard]] QString wordOf(RowSample::Kind kind);

/// Whether the two values are the same, as far as they are kept.
[[nodiscard]] bool isSameValue(const CellValue &left, const CellValue &right);
/// For each of the table's columns, whether it changed in the row. Where all that is kept is the same, it
/// was the values of which only the beginning is kept.
[[nodiscard]] QList<bool> changedColumns(const RowSample &sample);

} // namespace litekeeper
