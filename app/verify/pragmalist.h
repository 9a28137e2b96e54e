// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlite/connection.h"
#include "verify/tablechecks.h"

namespace litekeeper {

/// What an auditor wants to read about a database: the values of its PRAGMAs, the results of the checks, and
/// the version of SQLite that made them.
[[nodiscard]] QList<QPair<QString, QString>> listPragmas(Connection &connection, const DatabaseFacts &facts,
                                                         const TableCheckResult &checks);

} // namespace litekeeper
