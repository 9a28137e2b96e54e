// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlite/connection.h"

namespace litekeeper {

/// Lets the connection use what it can of a schema in which some definitions cannot be parsed, where SQLite
/// otherwise refuses every statement. Takes back what Connection::Options::distrustful says about writing to
/// the schema, so use it on read-only connections only.
void tolerateBrokenSchema(Connection &connection);

/// Puts comparison by bytes in the place of every collation that is not known, so that the structure of
/// indexes can be checked and tables be read. What is in order by such a collation is not in order by bytes.
void standInForCollations(Connection &connection);

/// No more than `bytes` for all connections of this process together: beyond that SQLite says that memory ran
/// out. 0: no limit.
void limitSqliteMemory(qint64 bytes);

} // namespace litekeeper
