// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/job.h"
#include "sqlite/statement.h"

#include <string>

namespace litekeeper {

/// The columns of `jobs` in the order in which they are bound (parameters from 1) and read (from 0).
[[nodiscard]] const std::string &jobColumns();

/// Inserts a row or, if its id is there, replaces all its values.
[[nodiscard]] const std::string &jobUpsert();

void bindJob(Statement &statement, const Job &job);
[[nodiscard]] Job readJob(const Statement &row);

} // namespace litekeeper
