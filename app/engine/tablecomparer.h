// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/progressmeter.h"
#include "domain/comparison.h"
#include "sqlite/rowmerge.h"
#include "sqlite/tableshape.h"

#include <optional>

namespace litekeeper {

/// How the rows of a table that both databases have are told apart and asked for.
struct TablePairing
{
    TableShape left;
    TableShape right;
    std::vector<std::string> key = {};    ///< column names, or the name of the rowid
    std::vector<std::string> values = {}; ///< columns that both have, without those of the key
    RowMerge::Queries queries = {};
    bool isByRowid = false;
};

/// Nothing if their rows cannot be told apart in the same way; `note` then says why, and otherwise which
/// columns are left out.
[[nodiscard]] std::optional<TablePairing> pairTables(const TableShape &left, const TableShape &right,
                                                     bool sameEncoding, QString &note);

/// A difference of one row, with the values at hand as long as the call lasts.
using RowVisitor = std::function<Result<void>(RowMerge::Step step, const RowMerge &rows)>;

/// Rows that were read of each side.
struct RowCounts
{
    qint64 left = 0;
    qint64 right = 0;
};

/// Goes through the rows of both sides in the order of the key and shows every difference. `onProgress` is
/// called every thousand rows and may end it with an error.
[[nodiscard]] Result<RowCounts> visitDifferences(Connection &left, Connection &right,
                                                 const RowMerge::Queries &queries, const RowVisitor &visit,
                                                 const std::function<Result<void>()> &onProgress);

/// Counts them and keeps the first `samples`. `alsoVisit`, if there is one, sees every difference in the same
/// pass.
[[nodiscard]] Result<TableComparison> compareRows(Connection &left, Connection &right,
                                                  const TablePairing &pairing, int samples,
                                                  const RowVisitor &alsoVisit,
                                                  const std::function<Result<void>()> &onProgress);

} // namespace litekeeper
