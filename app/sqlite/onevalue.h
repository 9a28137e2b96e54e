// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"
#include "domain/rehearsal.h"
#include "sqlite/connection.h"

#include <chrono>

namespace litekeeper {

/// What a query of somebody may cost.
struct QueryLimits
{
    std::chrono::milliseconds time{60'000};
    qint64 memory = qint64(256) << 20; ///< bytes that SQLite may take in addition, in this process
    int valueBytes = 128 << 20;        ///< of the longest text or blob that it may make
};

/// Asks a query for the one value of its one row. It may read and nothing else: the authorizer refuses
/// writing, ATTACH, PRAGMA, transactions and the loading of code when it is prepared, and the connection is
/// `query_only` from then on. Errors: InvalidArgument, with a clause, if it is not one statement that reads,
/// or gives no row, several rows or columns, or names what is not there; LimitReached; Cancelled within
/// 100 ms of the wish; Damaged and others of reading. Blocking.
[[nodiscard]] Result<Answer> askOneValue(Connection &connection, const QString &query,
                                         const QueryLimits &limits, const RunControl &control);

} // namespace litekeeper
