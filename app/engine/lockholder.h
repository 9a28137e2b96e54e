// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <QString>

namespace litekeeper {

/// Who holds a write lock on a file, as a clause ("python3 (process 123, started 10:42)"), from /proc/locks.
/// Empty where the system does not tell. Names the first holder that is not this process.
[[nodiscard]] QString lockHolderOf(const Path &file);

} // namespace litekeeper
