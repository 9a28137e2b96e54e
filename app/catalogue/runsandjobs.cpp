// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue/catalogue.h"

#include "catalogue/catalogue_p.h"
#include "catalogue/interruptedruns.h"
#include "catalogue/rows.h"
#include "common/clock.h"

namespace litekeeper {

Result<bool> Catalogue::isNewestProven(const QUuid &id)
{
    bool isNewest = false;
    for (const char *owner : {"source = (SELECT source", "job_id = (SELECT job_id"}) {
        std::string sql = "SELECT id FROM backups WHERE proof = 'proven' AND ";
        sql += owner;
        sql += " FROM backups WHERE id = ?1) ORDER BY created_at DESC, rowid DESC LIMIT 1";
        const Result<void> done = d->read(
            sql, [&id](Statement &query) { query.bindBlob(1, idBytes(id)); },
            [&](const Statement &row) { isNewest = isNewest || row.blob(0) == idBytes(id); });
        if (!done) {
            return done.error();
        }
    }
    return isNewest;
}

Result<QList<Backup>> Catalogue::backupsOfJob(const QUuid &jobId)
{
    QList<Backup> backups;
    const Result<void> done = d->read(
        "SELECT " + backupColumnsWithoutTables() + " FROM backups WHERE job_id = ?1 ORDER BY rowid DESC",
        [&jobId](Statement &query) { query.bindBlob(1, idBytes(jobId)); },
        [&backups](const Statement &row) { backups.append(readBackup(row)); });
    return done ? Result<QList<Backup>>(std::move(backups)) : done.error();
}

Result<QList<Run>> Catalogue::runningRuns()
{
    QList<Run> runs;
    const Result<void> done = d->read("SELECT " + runColumnsWithoutLog()
                                          + " FROM runs WHERE outcome = 'running' ORDER BY started_at, rowid",
                                      {}, [&runs](const Statement &row) { runs.append(readRun(row)); });
    return done ? Result<QList<Run>>(std::move(runs)) : done.error();
}

Result<QList<Finding>> Catalogue::closeInterruptedRuns()
{
    return litekeeper::closeInterruptedRuns(d->file.connection, SystemClock().nowUtc());
}

} // namespace litekeeper
