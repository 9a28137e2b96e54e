// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/jobservice.h"

namespace litekeeper {

/// All jobs in a sentence, those that need somebody by name: "2 jobs well, 1 overdue: shop".
[[nodiscard]] QString jobsSentence(const QList<JobEntry> &jobs);

/// What the tray shows under the pointer.
[[nodiscard]] QString trayToolTip(const QList<JobEntry> &jobs, bool isPaused);

} // namespace litekeeper
