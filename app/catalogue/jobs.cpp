// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue/catalogue.h"

#include "catalogue/catalogue_p.h"
#include "catalogue/jobrows.h"
#include "catalogue/rowvalues.h"
#include "domain/goodrun.h"
#include "sqlite/transaction.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

const std::string &runsOfOneJob()
{
    static const std::string sql = "SELECT " + runColumnsWithoutLog()
        + " FROM runs WHERE job_id = ?1 ORDER BY started_at DESC, rowid DESC LIMIT ?2";
    return sql;
}

const std::string &goodRunOfOneJob()
{
    static const std::string sql = "SELECT " + runColumnsWithoutLog()
        + " FROM runs WHERE job_id = ?1 AND outcome IN ('succeeded', 'warning')"
          " ORDER BY started_at DESC, rowid DESC LIMIT ?2";
    return sql;
}

Result<QList<Run>> runsFrom(Statement &query, const QUuid &jobId, int limit)
{
    query.reset();
    query.bindBlob(1, idBytes(jobId));
    query.bindInteger(2, limit);
    QList<Run> runs;
    Result<bool> row = query.step();
    for (; row && *row; row = query.step()) {
        runs.append(readRun(query));
    }
    return row ? Result<QList<Run>>(std::move(runs)) : row.error();
}

bool isGood(const Run &run)
{
    return run.outcome == Outcome::Succeeded || run.outcome == Outcome::Warning;
}

/// The newest runs of jobs, and of each its newest good one if that is older.
class RunsOfJobs
{
public:
    [[nodiscard]] static Result<RunsOfJobs> prepare(Connection &connection)
    {
        Result<Statement> recent = connection.prepare(runsOfOneJob());
        Result<Statement> good = connection.prepare(goodRunOfOneJob());
        if (!recent || !good) {
            return !recent ? recent.error() : good.error();
        }
        return RunsOfJobs(*std::move(recent), *std::move(good));
    }
    [[nodiscard]] Result<QList<Run>> of(const QUuid &jobId, int limit)
    {
        Result<QList<Run>> runs = runsFrom(m_recent, jobId, limit);
        if (!runs || runs->size() < limit || std::any_of(runs->cbegin(), runs->cend(), isGood)) {
            return runs;
        }
        const Result<QList<Run>> good = runsFrom(m_good, jobId, 1);
        if (!good) {
            return good.error();
        }
        runs->append(*good);
        return runs;
    }

private:
    RunsOfJobs(Statement recent, Statement good)
        : m_recent(std::move(recent))
        , m_good(std::move(good))
    {
    }

    Statement m_recent;
    Statement m_good;
};

void bindInstant(Statement &statement, int parameter, const QDateTime &instant)
{
    if (instant.isValid()) {
        statement.bindInteger(parameter, instant.toMSecsSinceEpoch());
    } else {
        statement.bindNull(parameter);
    }
}

/// What people did not ask to change stays as another process may have left it meanwhile.
Job merged(const Job &wanted, const Job &stored)
{
    Job job = wanted;
    job.createdAt = stored.createdAt;
    if (job.destination == stored.destination) {
        job.destinationId = stored.destinationId;
    } else {
        job.destinationId = QUuid();
    }
    const bool startsAnew = job.schedule != stored.schedule || job.timeZone != stored.timeZone
        || (job.enabled && !stored.enabled);
    if (!startsAnew) {
        job.scheduledSince = stored.scheduledSince;
        job.evaluatedUntil = stored.evaluatedUntil;
    }
    return job;
}

} // namespace

Result<QList<Job>> Catalogue::jobs()
{
    QList<Job> jobs;
    const Result<void> done
        = d->read("SELECT " + jobColumns() + " FROM jobs ORDER BY name COLLATE NOCASE, id", {},
                  [&jobs](const Statement &row) { jobs.append(readJob(row)); });
    return done ? Result<QList<Job>>(std::move(jobs)) : done.error();
}

Result<void> Catalogue::storeJob(const Job &job)
{
    return d->inTransaction([&] {
        Job stored = job;
        Result<void> done = d->read(
            "SELECT " + jobColumns() + " FROM jobs WHERE id = ?1",
            [&job](Statement &query) { query.bindBlob(1, idBytes(job.id)); },
            [&](const Statement &row) { stored = merged(job, readJob(row)); });
        return done ? d->run(jobUpsert(), [&stored](Statement &row) { bindJob(row, stored); }) : done;
    });
}

Result<void> Catalogue::removeJob(const QUuid &id)
{
    return d->run("DELETE FROM jobs WHERE id = ?1", [&id](Statement &row) { row.bindBlob(1, idBytes(id)); });
}

Result<void> Catalogue::setJobDestination(const QUuid &id, const QUuid &destinationId)
{
    return d->run("UPDATE jobs SET destination_id = nullif(?2, x'') WHERE id = ?1", [&](Statement &row) {
        row.bindBlob(1, idBytes(id));
        row.bindBlob(2, destinationId.isNull() ? QByteArray() : idBytes(destinationId));
    });
}

Result<QHash<QUuid, QList<Run>>> Catalogue::runsOfJobs(int limitPerJob)
{
    QHash<QUuid, QList<Run>> runs;
    // One transaction, so that all of it shows one moment.
    Result<Transaction> transaction = Transaction::begin(d->file.connection, Transaction::Kind::Deferred);
    if (!transaction) {
        return transaction.error();
    }
    Result<void> done = d->read("SELECT id FROM jobs", {}, [&runs](const Statement &row) {
        runs.insert(QUuid::fromRfc4122(row.blob(0)), {});
    });
    Result<RunsOfJobs> query = RunsOfJobs::prepare(d->file.connection);
    if (!done || !query) {
        return done ? query.error() : done.error();
    }
    for (auto job = runs.begin(); job != runs.end(); ++job) {
        const Result<QList<Run>> found = query->of(job.key(), limitPerJob);
        if (!found) {
            return found.error();
        }
        *job = *found;
    }
    return runs;
}

Result<QList<Run>> Catalogue::runsOfJob(const QUuid &id, int limit)
{
    Result<RunsOfJobs> query = RunsOfJobs::prepare(d->file.connection);
    return query ? query->of(id, limit) : query.error();
}

Result<InstantClaim> Catalogue::claim(const QDateTime &expected, const QDateTime &evaluatedUntil,
                                      const Run &run)
{
    InstantClaim claim = InstantClaim::Lost;
    const Result<void> done = d->inTransaction([&]() -> Result<void> {
        const Result<bool> moved = d->moveEvaluated(run.jobId, expected, evaluatedUntil);
        if (!moved) {
            return moved.error();
        }
        if (!*moved) {
            return {};
        }
        claim = InstantClaim::Won;
        Result<void> looked = d->read(
            "SELECT 1 FROM runs WHERE job_id = ?1 AND due_at = ?2",
            [&run](Statement &query) {
                query.bindBlob(1, idBytes(run.jobId));
                bindInstant(query, 2, run.dueAt);
            },
            [&claim](const Statement &) { claim = InstantClaim::RanAlready; });
        return looked && claim == InstantClaim::Won ? d->storeRun(run) : looked;
    });
    return done ? Result<InstantClaim>(claim) : done.error();
}

Result<bool> Catalogue::turnBack(const QUuid &jobId, const QDateTime &expected, const QDateTime &now)
{
    bool turned = false;
    const Result<void> done = d->inTransaction([&]() -> Result<void> {
        const Result<bool> moved = d->moveEvaluated(jobId, expected, now);
        if (!moved) {
            return moved.error();
        }
        turned = *moved;
        return !turned ? Result<void>()
                       : d->run("DELETE FROM runs WHERE job_id = ?1 AND due_at > ?2"
                                " AND outcome = 'skipped' AND error_code = 'missed'",
                                [&](Statement &row) {
                                    row.bindBlob(1, idBytes(jobId));
                                    bindInstant(row, 2, now);
                                });
    });
    return done ? Result<bool>(turned) : done.error();
}

Result<void> Catalogue::passInstantsUntil(const QDateTime &now)
{
    return d->run("UPDATE jobs SET evaluated_until = ?1 WHERE evaluated_until < ?1",
                  [&now](Statement &row) { bindInstant(row, 1, now); });
}

Result<int> Catalogue::countUnrehearsedRun(const QUuid &jobId)
{
    int counted = 0;
    const Result<void> done = d->inTransaction([&] {
        const auto bindId = [&jobId](Statement &row) { row.bindBlob(1, idBytes(jobId)); };
        Result<void> stepped
            = d->run("UPDATE jobs SET unrehearsed_runs = unrehearsed_runs + 1 WHERE id = ?1", bindId);
        return stepped ? d->read("SELECT unrehearsed_runs FROM jobs WHERE id = ?1", bindId,
                                 [&counted](const Statement &row) { counted = int(row.integer(0)); })
                       : stepped;
    });
    return done ? Result<int>(counted) : done.error();
}

Result<void> Catalogue::storeRehearsal(const QUuid &backupId, const RehearsalRecord &record,
                                       const QUuid &jobId)
{
    return d->inTransaction([&] {
        Result<void> stored = d->run("UPDATE backups SET rehearsal = ?2 WHERE id = ?1",
                                     [&](Statement &row) { Binder(row).id(backupId).json(toJson(record)); });
        if (stored && !jobId.isNull()) {
            stored = d->tellRunOfRehearsal(backupId, record, jobId);
        }
        return stored && record.isPassed() && !jobId.isNull()
            ? d->run("UPDATE jobs SET unrehearsed_runs = 0 WHERE id = ?1",
                     [&jobId](Statement &row) { row.bindBlob(1, idBytes(jobId)); })
            : stored;
    });
}

Result<void> Catalogue::Private::tellRunOfRehearsal(const QUuid &backupId, const RehearsalRecord &record,
                                                    const QUuid &jobId)
{
    QList<Run> runs;
    const Result<void> found = read(
        "SELECT " + runColumns()
            + " FROM runs WHERE backup_id = ?1 AND job_id = ?2 AND finished_at IS NOT NULL",
        [&](Statement &row) { Binder(row).id(backupId).id(jobId); },
        [&runs](const Statement &row) { runs.append(readRun(row)); });
    if (!found || runs.isEmpty()) {
        return found; // the run goes on, and tells itself
    }
    Run &run = runs.first();
    run.findings.append(
        {.severity = record.isFailed() ? Severity::Problem : Severity::Note,
         .code = record.isFailed() ? rehearsalFailedCode : rehearsedCode,
         .text = record.isFailed()
             ? record.failure
             : QCoreApplication::translate("Catalogue", "Rehearsed again on request: the backup passed.")});
    return storeRun(run);
}

Result<bool> Catalogue::Private::moveEvaluated(const QUuid &jobId, const QDateTime &expected,
                                               const QDateTime &until)
{
    const Result<void> done
        = run("UPDATE jobs SET evaluated_until = ?3 WHERE id = ?1 AND enabled <> 0 AND evaluated_until IS ?2",
              [&](Statement &row) {
                  row.bindBlob(1, idBytes(jobId));
                  bindInstant(row, 2, expected);
                  bindInstant(row, 3, until);
              });
    if (!done) {
        return done.error();
    }
    const Result<qint64> changes = file.connection.queryInteger("SELECT changes()");
    return changes ? Result<bool>(*changes > 0) : changes.error();
}

} // namespace litekeeper
