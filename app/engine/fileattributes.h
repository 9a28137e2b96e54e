// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/path.h"
#include "domain/backup.h"

namespace litekeeper {

/// Gives an open file the owner, group, mode and extended attributes (access lists, security labels) of
/// another one. Without one (an empty path) it gets the mode that SQLite gives to new databases. What the
/// system refuses is a finding: the program that owns the database may then not be able to open it.
[[nodiscard]] QList<Finding> copyAttributes(const Path &from, int descriptor, const Path &name);

} // namespace litekeeper
