// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue/jobrows.h"

#include "catalogue/rowvalues.h"

namespace litekeeper {

namespace {

constexpr std::array jobNames{
    "id",
    "name",
    "source",
    "destination",
    "destination_id",
    "format",
    "proof",
    "name_template",
    "schedule",
    "time_zone",
    "missed_run",
    "catch_up_minutes",
    "keep_last",
    "keep_hourly",
    "keep_daily",
    "keep_weekly",
    "keep_monthly",
    "keep_yearly",
    "ping_url",
    "failure_command",
    "enabled",
    "created_at",
    "scheduled_since",
    "evaluated_until",
    "patience_minutes",
    "rehearse_every",
    "rehearsal_query",
    "rehearsal_expected",
};

} // namespace

const std::string &jobColumns()
{
    static const std::string columns = joined(jobNames);
    return columns;
}

const std::string &jobUpsert()
{
    static const std::string sql = upsert("jobs", jobNames);
    return sql;
}

void bindJob(Statement &statement, const Job &job)
{
    Binder(statement)
        .id(job.id)
        .text(job.name)
        .path(job.source)
        .path(job.destination)
        .idOrNull(job.destinationId)
        .text(formatCode(job.format))
        .text(proofCode(job.proof))
        .text(job.nameTemplate)
        .text(job.schedule)
        .text(QString::fromLatin1(job.timeZone))
        .text(missedRunCode(job.missedRun))
        .integer(job.catchUpDeadline.count())
        .integer(job.retention.last)
        .integer(job.retention.hourly)
        .integer(job.retention.daily)
        .integer(job.retention.weekly)
        .integer(job.retention.monthly)
        .integer(job.retention.yearly)
        .text(job.pingUrl)
        .text(job.failureCommand)
        .integer(job.enabled ? 1 : 0)
        .instant(job.createdAt)
        .instant(job.scheduledSince)
        .instant(job.evaluatedUntil)
        .integer(job.patience.count())
        .integer(job.rehearsal.everyRuns)
        .text(job.rehearsal.query)
        .text(expectationText(job.rehearsal.expected));
}

Job readJob(const Statement &row)
{
    // The members of a braced list are evaluated in their order.
    Reader read(row);
    Job job{.id = read.id(),
            .name = read.text(),
            .source = read.path(),
            .destination = read.path(),
            .destinationId = read.id(),
            .format = formatFromCode(read.text()).value_or(Format::Database),
            .proof = proofFromCode(read.text()).value_or(ProofLevel::Proven),
            .nameTemplate = read.text(),
            .schedule = read.text(),
            .timeZone = read.text().toLatin1(),
            .missedRun = missedRunFromCode(read.text()).value_or(MissedRun::CatchUp),
            .catchUpDeadline = std::chrono::minutes(read.integer()),
            .retention = {.last = read.number(),
                          .hourly = read.number(),
                          .daily = read.number(),
                          .weekly = read.number(),
                          .monthly = read.number(),
                          .yearly = read.number()},
            .pingUrl = read.text(),
            .failureCommand = read.text(),
            .enabled = read.integer() != 0,
            .createdAt = read.instant(),
            .scheduledSince = read.instant(),
            .evaluatedUntil = read.instant()};
    job.patience = std::chrono::minutes(read.integer()); // the last columns, as they came last
    job.rehearsal.everyRuns = read.number();
    job.rehearsal.query = read.text();
    if (const Result<Expectation> expected = parseExpectation(read.text())) {
        job.rehearsal.expected = *expected;
    }
    return job;
}

} // namespace litekeeper
