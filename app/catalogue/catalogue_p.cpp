// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue/catalogue_p.h"

#include "catalogue/rows.h"
#include "common/durablefile.h"
#include "sqlite/transaction.h"

namespace litekeeper {

Result<void> Catalogue::Private::run(const std::string &sql, const Bind &bind)
{
    return read(sql, bind, {});
}

Result<void> Catalogue::Private::read(const std::string &sql, const Bind &bind, const Read &onRow)
{
    Result<Statement> statement = file.connection.prepare(sql);
    if (!statement) {
        return statement.error();
    }
    if (bind) {
        bind(*statement);
    }
    Result<bool> row = statement->step();
    for (; row && *row; row = statement->step()) {
        if (onRow) {
            onRow(*statement);
        }
    }
    return row ? Result<void>() : row.error();
}

Result<void> Catalogue::Private::inTransaction(const std::function<Result<void>()> &work)
{
    Result<Transaction> transaction = Transaction::begin(file.connection, Transaction::Kind::Immediate);
    if (!transaction) {
        return transaction.error();
    }
    if (Result<void> done = work(); !done) {
        return done;
    }
    return transaction->commit();
}

Result<void> Catalogue::Private::storeRun(const Run &stored)
{
    if (stored.outcome == Outcome::Running) {
        if (Result<void> remembered = rememberDatabase(stored.source); !remembered) {
            return remembered;
        }
    }
    return run(runUpsert(), [&stored](Statement &row) { bindRun(row, stored); });
}

Result<void> Catalogue::Private::storeBackup(const Backup &backup)
{
    Result<void> done = run("DELETE FROM backups WHERE file = ?1 AND id <> ?2", [&backup](Statement &row) {
        row.bindBlob(1, pathBytes(backup.file));
        row.bindBlob(2, idBytes(backup.id));
    });
    return done ? run(backupUpsert(), [&backup](Statement &row) { bindBackup(row, backup); }) : done;
}

Result<void> Catalogue::Private::rememberDatabase(const Path &source)
{
    return run("INSERT OR IGNORE INTO known_databases (source) VALUES (?1)",
               [&source](Statement &row) { row.bindBlob(1, pathBytes(source)); });
}

Result<QList<KnownDestination>> Catalogue::Private::destinations()
{
    QList<KnownDestination> known;
    const Result<void> done
        = read("SELECT folder, id FROM destinations ORDER BY folder", {}, [&](const Statement &row) {
              known.append({.folder = pathFromBytes(row.blob(0)), .id = QUuid::fromRfc4122(row.blob(1))});
          });
    return done ? Result<QList<KnownDestination>>(std::move(known)) : done.error();
}

/// In a transaction with the write lock, so that the list beside the catalogue cannot be overtaken by an
/// older one.
Result<void> Catalogue::Private::rememberDestinations(const QList<KnownDestination> &remembered)
{
    for (const KnownDestination &destination : remembered) {
        Result<void> done = run("INSERT OR REPLACE INTO destinations (folder, id) VALUES (?1, ?2)",
                                [&destination](Statement &row) {
                                    row.bindBlob(1, pathBytes(destination.folder));
                                    row.bindBlob(2, idBytes(destination.id));
                                });
        if (done) {
            done = watchDestination(destination);
        }
        if (!done) {
            return done;
        }
    }
    return syncDestinationList();
}

Result<void> Catalogue::Private::syncDestinationList()
{
    const Result<QList<KnownDestination>> known = destinations();
    if (!known) {
        return known.error();
    }
    const Path list = destinationListFile(file.connection.file());
    const Result<QList<KnownDestination>> written = readDestinationList(list);
    return written && *written == *known ? Result<void>() : writeDestinationList(list, *known);
}

Result<void> Catalogue::Private::rememberDestinationOf(const Run &run, const KnownDestination &destination)
{
    const Result<QList<KnownDestination>> known = destinations();
    if (!known) {
        return known.error();
    }
    if (!known->contains(destination)) {
        if (Result<void> remembered = rememberDestinations({destination}); !remembered) {
            return remembered;
        }
    }
    if (run.jobId.isNull()) {
        return {};
    }
    // The job may have got another destination while it ran.
    return this->run("UPDATE jobs SET destination_id = ?1"
                     " WHERE id = ?2 AND destination_id IS NULL AND destination = ?3",
                     [&](Statement &row) {
                         row.bindBlob(1, idBytes(destination.id));
                         row.bindBlob(2, idBytes(run.jobId));
                         row.bindBlob(3, pathBytes(run.destination));
                     });
}

Result<qint64> Catalogue::Private::dataVersion()
{
    return file.connection.queryInteger("PRAGMA data_version");
}

} // namespace litekeeper
