// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/error.h"

namespace litekeeper {

/// Why rows of a database that somebody looks into cannot be read, as a clause.
[[nodiscard]] QString reasonOf(const Error &error);

} // namespace litekeeper
