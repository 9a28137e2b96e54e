// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "verify/judgement.h"

#include <functional>

namespace litekeeper {

/// Rolls a hot -journal back into the copy of the database beside it, as SQLite would when it is opened
/// (SQLite file format, section 3), and judges it. SQLite itself is not asked, because a journal may name a
/// super-journal anywhere on this machine, which SQLite then reads and deletes. The journal stays as it is.
/// Errors: our own reading or writing failed, Cancelled. Blocking.
[[nodiscard]] Result<void> rollBackJournal(const Path &database, const Path &journal,
                                           const std::function<bool()> &shouldStop, Judgement &judgement);

} // namespace litekeeper
