// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlite/connection.h"
#include "sqlite/rowvalue.h"

#include <sqlite3.h>

namespace litekeeper {

struct FinalizeStatement
{
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};

/// A statement without a wrapper, for loops over all values of a database: a wrapper per value would double
/// their time. For the sqlite room.
using RawStatement = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

[[nodiscard]] Result<RawStatement> prepareRaw(Connection &connection, const std::string &sql);

/// A value of the row that the statement stands on.
[[nodiscard]] RowValue valueOf(sqlite3_stmt *row, int column);

} // namespace litekeeper
