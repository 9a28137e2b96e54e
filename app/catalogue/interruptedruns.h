// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/run.h"
#include "sqlite/connection.h"

namespace litekeeper {

/// Runs that no living process works on become interrupted, their unfinished files are removed; a backup that
/// was whole before its process died is taken over from its manifest. Files that could not be looked at stay
/// noted and are tried again the next time. What was done, for people. Runs of living processes are left
/// alone.
[[nodiscard]] Result<QList<Finding>> closeInterruptedRuns(Connection &connection, const QDateTime &now);

} // namespace litekeeper
