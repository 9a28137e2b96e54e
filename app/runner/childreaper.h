// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <sys/types.h>

namespace litekeeper {

/// Takes over a child process that was killed and may still hang in a file system, so that nobody waits for
/// it: its remains are cleared away soon after it has ended, whenever that is. Thread-safe, never blocks.
void reapLater(pid_t child);

} // namespace litekeeper
