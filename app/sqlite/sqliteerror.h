// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/error.h"

namespace litekeeper {

/// From an (extended) SQLite result code; `message` is what sqlite3_errmsg() said, or null.
[[nodiscard]] Error sqliteError(int code, const char *message, const Path &file);

} // namespace litekeeper
