// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlite/connection.h"
#include "verify/judgement.h"

#include <QStringList>

namespace litekeeper {

/// What an error of SQLite's says about a database that nobody else uses.
enum class ErrorMeaning {
    Damaged,
    Unsupported, ///< a module, collation, function or piece of SQL that this SQLite does not know
    NotFinished, ///< a limit on time, memory or size was reached
    OurFailure,  ///< our own disk could not be read or written
};
[[nodiscard]] ErrorMeaning meaningOf(const Error &error);

/// One row of sqlite_schema.
struct SchemaEntry
{
    QString type; ///< "table", "index", "view", "trigger"
    QString name;
    QString table;
    qint64 rootPage = 0; ///< 0 for views, triggers and virtual tables
    QString sql;         ///< empty for the indexes that SQLite makes by itself
};

/// The schema as far as it can be read.
struct Schema
{
    bool isReadable = false; ///< the rows could be read
    bool isBroken = false;   ///< some of them SQLite cannot parse: use tolerateBrokenSchema()
    QList<SchemaEntry> entries;
};

/// Reads the schema through a distrustful connection and judges it. Definitions that SQLite cannot parse are
/// a newer feature if they look as if somebody wrote them, else damage. Errors: ErrorMeaning::OurFailure, and
/// a stop.
[[nodiscard]] Result<Schema> readSchema(Connection &connection, Judgement &judgement);

/// The module of a virtual table, in lower case; empty for every other definition.
[[nodiscard]] QString moduleOf(const SchemaEntry &entry);

} // namespace litekeeper
