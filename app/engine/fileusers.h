// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"

#include <QStringList>

namespace litekeeper {

/// The processes that have a file open, as clauses ("python3 (process 123)"), from proc(5) /proc/PID/fd;
/// without this one. As far as the system tells: of other users' processes only root learns, and of other
/// machines nobody.
[[nodiscard]] QStringList usersOf(const Path &file);

} // namespace litekeeper
