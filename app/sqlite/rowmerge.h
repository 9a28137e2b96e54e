// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlite/connection.h"
#include "sqlite/rowvalue.h"

#include <memory>

namespace litekeeper {

/// Two readings of rows in the order of one key, side by side: which rows only one of them has, and which
/// have other values. Keeps one row of each, so it needs the same memory for tables of any size. One thread.
class RowMerge
{
public:
    /// Statements with the same columns in the same order, those of the key first, in ascending order of the
    /// key, compared by bytes.
    struct Queries
    {
        std::string left;
        std::string right;
        int keyColumns = 1;
        /// The texts of both databases are encoded alike, so that they can be compared as they lie there.
        bool sameEncoding = true;
    };
    enum class Step {
        End,
        Same,    ///< some rows were the same; nothing to see but the counts
        Removed, ///< only the left one has the row
        Added,   ///< only the right one has it
        Changed, ///< another value, or another type of it
    };
    enum class Side { Left, Right };

    /// The connections outlive it.
    [[nodiscard]] static Result<RowMerge> begin(Connection &left, Connection &right, const Queries &queries);
    RowMerge(RowMerge &&) noexcept;
    RowMerge &operator=(RowMerge &&) noexcept;
    ~RowMerge();

    /// The next difference, or Same after a thousand rows without one, so that the caller can tell how it
    /// goes.
    [[nodiscard]] Result<Step> next();

    /// Of the row that next() told about, on a side that has it.
    [[nodiscard]] RowValue value(Side side, int column) const;
    [[nodiscard]] bool isSameValue(int column) const; ///< after Step::Changed
    [[nodiscard]] int columnCount() const;
    [[nodiscard]] qint64 rows(Side side) const; ///< read until now

private:
    class Private;
    explicit RowMerge(std::unique_ptr<Private> state);
    std::unique_ptr<Private> d;
};

} // namespace litekeeper
