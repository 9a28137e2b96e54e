// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlite/statement.h"

#include <string_view>

namespace litekeeper {

/// One value where SQLite keeps it: until the next step.
struct RowValue
{
    ValueType type = ValueType::Null;
    qint64 integer = 0;
    double real = 0;
    std::string_view bytes = {}; ///< of a blob, or of a text as UTF-8
};

} // namespace litekeeper
