// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlite/connection.h"

#include <functional>

namespace litekeeper {

/// Runs `insert` on `into` for every row of `select` on `from`, with the values of the row as its parameters,
/// bit by bit: also texts that are no UTF-8. `onProgress` is called every thousand rows and may end it with
/// an error. Gives the number of rows.
[[nodiscard]] Result<qint64> copyRows(Connection &from, const std::string &select, Connection &into,
                                      const std::string &insert,
                                      const std::function<Result<void>()> &onProgress);

/// Bytes of the pages of a table and of its indexes. An error where SQLite was built without "dbstat".
[[nodiscard]] Result<qint64> bytesOfTable(Connection &connection, const std::string &table);

} // namespace litekeeper
