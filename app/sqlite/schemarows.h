// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlite/connection.h"
#include "sqlite/statement.h"

#include <functional>
#include <optional>

namespace litekeeper {

/// Every row of a question about the schema; `table`, if there is one, is its ?1. For small answers.
[[nodiscard]] Result<void> visitRows(Connection &connection, const std::string &sql,
                                     const std::optional<std::string> &table,
                                     const std::function<void(const Statement &row)> &visit);

/// As SQLite compares names: ASCII letters are the same in both cases.
[[nodiscard]] bool isSameName(const std::string &left, const std::string &right);

} // namespace litekeeper
