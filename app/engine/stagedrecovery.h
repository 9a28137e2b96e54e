// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"

namespace litekeeper {

/// Brings a private copy of a database and its -wal to its last commit, and into rollback mode; afterwards
/// the file stands alone. `source` is where it came from, for errors: what SQLite finds wrong with it.
/// Blocking.
[[nodiscard]] Result<void> recoverStaged(const Path &database, const Path &source);

} // namespace litekeeper
