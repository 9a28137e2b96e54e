// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/backup.h"
#include "sqlite/connection.h"

namespace litekeeper {

/// Reads every table through `connection`, in the order of their names. Tables that cannot be read (unknown
/// collation) are left out.
[[nodiscard]] Result<QList<TableFigures>> readAllTables(Connection &connection);

/// Empty if the figures are equal, else a clause that names the first difference.
[[nodiscard]] QString differenceOf(const QList<TableFigures> &source, const QList<TableFigures> &copy);

} // namespace litekeeper
