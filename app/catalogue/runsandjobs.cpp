// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue/catalogue.h"

#include "catalogue/catalogue_p.h"
#include "catalogue/interruptedruns.h"
#include "catalogue/rows.h"
#include "catalogue/rowvalues.h"
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

Result<QList<RunPoint>> Catalogue::runPoints()
{
    QList<RunPoint> points;
    QHash<QByteArray, Path> sources; // few, so that each is taken apart once
    const Result<void> done = d->read(
        "SELECT id, job_id, source, outcome, started_at, due_at, bytes, milliseconds, missed, reason, "
        "error_code FROM runs ORDER BY started_at, rowid",
        {}, [&](const Statement &row) {
            Reader reader(row);
            RunPoint point;
            point.id = reader.id();
            point.jobId = reader.id();
            const QByteArray source = reader.blob();
            if (!sources.contains(source)) {
                sources.insert(source, pathFromBytes(source));
            }
            point.source = sources.value(source);
            point.outcome = outcomeFromCode(reader.text());
            point.startedAt = reader.instant();
            point.dueAt = reader.instant();
            point.bytes = reader.integer();
            point.milliseconds = reader.integer();
            point.missed = reader.number();
            point.reason = reader.text();
            point.errorCode = reader.text();
            points.append(point);
        });
    return done ? Result<QList<RunPoint>>(std::move(points)) : done.error();
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

Result<QList<Run>> Catalogue::runsWithRemains()
{
    return litekeeper::runsWithRemains(d->file.connection);
}

Result<bool> Catalogue::settleRemains(const Run &run, const RunRemains &remains)
{
    return litekeeper::settleRemains(d->file.connection, run, remains);
}

} // namespace litekeeper
