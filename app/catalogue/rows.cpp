// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue/rows.h"

#include "catalogue/rowvalues.h"
#include "domain/manifest.h"

namespace litekeeper {

namespace {

constexpr std::array runNames{
    "id",
    "source",
    "destination",
    "partial",
    "format",
    "wanted_proof",
    "started_by",
    "outcome",
    "started_at",
    "finished_at",
    "reason",
    "error_code",
    "strategy",
    "bytes",
    "pages",
    "milliseconds",
    "hold_milliseconds",
    "wal_growth_bytes",
    "restarts",
    "findings",
    "owner_pid",
    "owner_start_time",
    "owner_boot_id",
    "backup_id",
    "job_id",
    "due_at",
    "missed",
    "log",
};
constexpr std::array backupNames{
    "id",         "run_id",         "job_id",    "source",     "file",   "format",          "created_at",
    "file_bytes", "database_bytes", "page_size", "page_count", "sha256", "database_sha256", "proof",
    "proof_at",   "findings",       "rehearsal", "tables",
};

} // namespace

const std::string &runColumns()
{
    static const std::string columns = joined(runNames);
    return columns;
}

const std::string &runColumnsWithoutLog()
{
    static const std::string columns = withoutLast(runNames);
    return columns;
}

const std::string &backupColumns()
{
    static const std::string columns = joined(backupNames);
    return columns;
}

const std::string &backupColumnsWithoutTables()
{
    static const std::string columns = withoutLast(backupNames);
    return columns;
}

const std::string &runUpsert()
{
    static const std::string sql = upsert("runs", runNames);
    return sql;
}

const std::string &backupUpsert()
{
    static const std::string sql = upsert("backups", backupNames);
    return sql;
}

void bindRun(Statement &statement, const Run &run)
{
    Binder(statement)
        .id(run.id)
        .path(run.source)
        .path(run.destination)
        .path(run.partial)
        .text(formatCode(run.format))
        .text(proofCode(run.wantedProof))
        .text(triggerCode(run.trigger))
        .text(outcomeCode(run.outcome))
        .instant(run.startedAt)
        .instant(run.finishedAt)
        .text(run.reason)
        .text(run.errorCode)
        .text(run.strategy)
        .integer(run.bytes)
        .integer(run.pages)
        .integer(run.milliseconds)
        .integer(run.holdMilliseconds)
        .integer(run.walGrowthBytes)
        .integer(run.restarts)
        .json(findingsToJson(run.findings))
        .integer(run.ownerPid)
        .integer(run.ownerStartTime)
        .text(run.ownerBootId)
        .idOrNull(run.backupId)
        .idOrNull(run.jobId)
        .instant(run.dueAt)
        .integer(run.missed)
        .text(run.log);
}

Run readRun(const Statement &row)
{
    // The members of a braced list are evaluated in their order.
    Reader read(row);
    return Run{.id = read.id(),
               .source = read.path(),
               .destination = read.path(),
               .partial = read.path(),
               .format = formatFromCode(read.text()).value_or(Format::Database),
               .wantedProof = proofFromCode(read.text()).value_or(ProofLevel::None),
               .trigger = triggerFromCode(read.text()),
               .outcome = outcomeFromCode(read.text()),
               .startedAt = read.instant(),
               .finishedAt = read.instant(),
               .reason = read.text(),
               .errorCode = read.text(),
               .strategy = read.text(),
               .bytes = read.integer(),
               .pages = read.integer(),
               .milliseconds = read.integer(),
               .holdMilliseconds = read.integer(),
               .walGrowthBytes = read.integer(),
               .restarts = read.number(),
               .findings = findingsFromJson(read.json()),
               .log = row.text(int(runNames.size()) - 1),
               .ownerPid = read.integer(),
               .ownerStartTime = read.integer(),
               .ownerBootId = read.text(),
               .backupId = read.id(),
               .jobId = read.id(),
               .dueAt = read.instant(),
               .missed = read.number()};
}

void bindBackup(Statement &statement, const Backup &backup)
{
    Binder(statement)
        .id(backup.id)
        .id(backup.runId)
        .idOrNull(backup.jobId)
        .path(backup.source)
        .path(backup.file)
        .text(formatCode(backup.format))
        .instant(backup.createdAt)
        .integer(backup.fileBytes)
        .integer(backup.databaseBytes)
        .integer(backup.pageSize)
        .integer(backup.pageCount)
        .blob(backup.sha256)
        .blob(backup.databaseSha256)
        .text(proofCode(backup.proof))
        .instant(backup.proofAt)
        .json(findingsToJson(backup.findings))
        .json(toJson(backup.rehearsal))
        .json(tablesToJson(backup.tables));
}

Backup readBackup(const Statement &row)
{
    Reader read(row);
    Backup backup{.id = read.id(),
                  .runId = read.id(),
                  .jobId = read.id(),
                  .source = read.path(),
                  .file = read.path(),
                  .format = formatFromCode(read.text()).value_or(Format::Database),
                  .createdAt = read.instant(),
                  .fileBytes = read.integer(),
                  .databaseBytes = read.integer(),
                  .pageSize = read.number(),
                  .pageCount = read.integer(),
                  .sha256 = read.blob(),
                  .databaseSha256 = read.blob(),
                  .proof = proofFromCode(read.text()).value_or(ProofLevel::None),
                  .proofAt = read.instant(),
                  .tables = {},
                  .findings = findingsFromJson(read.json()),
                  .rehearsal = rehearsalRecordFromJson(read.jsonObject()).value_or(RehearsalRecord())};
    backup.tables = tablesFromJson(read.json());
    return backup;
}

QByteArray idBytes(const QUuid &id)
{
    return id.toRfc4122();
}

} // namespace litekeeper
