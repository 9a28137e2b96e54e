// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/stagedrecovery.h"

#include "sqlite/connection.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

Result<void> takeIn(const Path &database)
{
    Result<Connection> connection
        = Connection::open(database, {.mode = Connection::Mode::ReadWrite, .distrustful = true});
    if (!connection) {
        return connection.error();
    }
    // Nobody else is there, and the copy need not outlive a power failure.
    const Result<void> alone
        = connection->execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = OFF");
    if (!alone) {
        return alone;
    }
    // The first reading takes the -wal in, up to its last whole commit.
    const Result<qint64> read = connection->queryInteger("SELECT count(*) FROM sqlite_schema");
    if (!read && read.error().kind != ErrorKind::Unsupported) {
        return read.error();
    }
    const Result<qint64> busy = connection->queryInteger("PRAGMA wal_checkpoint(TRUNCATE)");
    if (!busy) {
        return busy.error();
    }
    const Result<QString> mode = connection->queryText("PRAGMA journal_mode = DELETE");
    if (!mode) {
        return mode.error();
    }
    if (*busy != 0 || *mode != QLatin1String("delete")) {
        return Error{.kind = ErrorKind::Damaged,
                     .detail
                     = QCoreApplication::translate("StagedRecovery", "its -wal could not be taken in")};
    }
    return {};
}

} // namespace

Result<void> recoverStaged(const Path &database, const Path &source)
{
    const Result<void> taken = takeIn(database);
    if (!taken) {
        Error error = taken.error();
        error.path = source;
        return error;
    }
    return {};
}

} // namespace litekeeper
