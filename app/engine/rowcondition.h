// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "sqlite/rowreading.h"
#include "sqlite/tableshape.h"

namespace litekeeper {

/// "COLUMN=VALUE" and its like: which rows are wished for. What people write is compared as a value and never
/// becomes SQL, so that no condition can do anything but leave rows out.
struct RowCondition
{
    enum class Test { Equal, NotEqual, Less, AtMost, More, AtLeast, Contains, IsNull, IsNotNull };

    QString column;
    Test test = Test::Equal;
    QString value = {}; ///< a number also finds the number, not only the text of it

    /// Of "COLUMN=VALUE"; in place of "=" also "!=", "<", "<=", ">", ">=", "~" (contains), or behind the
    /// column " is null" or " is not null". The first of these ends the column's name.
    /// ErrorKind::InvalidArgument.
    [[nodiscard]] static Result<RowCondition> fromText(const QString &text);
};

/// SQL behind WHERE that is true for the rows that meet the condition, with "?" for what is appended to
/// `parameters`. Finds its rows without any index, whose order may not be ours. ErrorKind::InvalidArgument if
/// the table has no such column.
[[nodiscard]] Result<std::string> sqlOf(const RowCondition &condition, const TableShape &table,
                                        std::vector<RowParameter> &parameters);

/// The same for "any text of the row contains this", case of ASCII letters aside.
[[nodiscard]] std::string sqlOfSearch(const QString &text, const TableShape &table,
                                      std::vector<RowParameter> &parameters);

} // namespace litekeeper
