// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/comparison.h"
#include "engine/comparisonscript.h"
#include "sqlite/connection.h"

namespace litekeeper {

/// Everything that has a definition of its own: indexes of constraints have none, and the tables of SQLite
/// itself are no schema.
[[nodiscard]] Result<Schema> readSchema(Connection &connection);

/// Tables of virtual tables go with those, and those of SQLite with what they are about.
[[nodiscard]] QList<SchemaChange> changesOf(const Schema &left, const Schema &right);

} // namespace litekeeper
