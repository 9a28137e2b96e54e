// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlite/rowmerge.h"
#include "sqlite/statement.h"

#include <string>

namespace litekeeper {

/// The value as SQL has it, so that it comes back with the same type and the same bytes
/// (https://www.sqlite.org/lang_expr.html#literal_values_constants_).
[[nodiscard]] std::string sqlLiteral(const RowValue &value);
[[nodiscard]] std::string sqlLiteral(const Statement &row, int column);

} // namespace litekeeper
