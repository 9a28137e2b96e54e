// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlite/rowvalue.h"

#include <string>

namespace litekeeper {

/// The value as SQL has it, so that it comes back with the same type and the same bytes
/// (https://www.sqlite.org/lang_expr.html#literal_values_constants_).
[[nodiscard]] std::string sqlLiteral(const RowValue &value);
[[nodiscard]] std::string sqlLiteral(const Statement &row, int column);

/// Whether a text can stand in a text file as it is: UTF-8, without NUL.
[[nodiscard]] bool isPlainText(std::string_view utf8);
/// The shortest decimal number that is nearest to this finite double and to no other: "0.1", "1e+300", "2.0".
[[nodiscard]] std::string realText(double value);

} // namespace litekeeper
