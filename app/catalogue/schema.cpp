// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue/migration.h"

namespace litekeeper {

// Paths are blobs, because file names are bytes; ids are the 16 bytes of the UUID; instants are milliseconds
// since 1970 in UTC, null if not known; words are those of the domain (outcomeCode() and the like).
const std::vector<MigrationStep> &catalogueSteps()
{
    static const std::vector<MigrationStep> steps{
        {R"(
CREATE TABLE runs (
    id BLOB NOT NULL PRIMARY KEY,
    source BLOB NOT NULL,
    destination BLOB NOT NULL,
    partial BLOB NOT NULL,
    format TEXT NOT NULL,
    wanted_proof TEXT NOT NULL,
    started_by TEXT NOT NULL,
    outcome TEXT NOT NULL,
    started_at INTEGER,
    finished_at INTEGER,
    reason TEXT NOT NULL,
    error_code TEXT NOT NULL,
    strategy TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    milliseconds INTEGER NOT NULL,
    hold_milliseconds INTEGER NOT NULL,
    wal_growth_bytes INTEGER NOT NULL,
    restarts INTEGER NOT NULL,
    findings TEXT NOT NULL,
    owner_pid INTEGER NOT NULL,
    owner_start_time INTEGER NOT NULL,
    owner_boot_id TEXT NOT NULL,
    backup_id BLOB,
    log TEXT NOT NULL
) STRICT;
CREATE INDEX runs_by_start ON runs (started_at);
CREATE INDEX runs_by_source ON runs (source, started_at);
CREATE INDEX runs_to_close ON runs (id) WHERE outcome = 'running' OR partial <> x'';

CREATE TABLE backups (
    id BLOB NOT NULL PRIMARY KEY,
    run_id BLOB NOT NULL,
    source BLOB NOT NULL,
    file BLOB NOT NULL,
    format TEXT NOT NULL,
    created_at INTEGER,
    file_bytes INTEGER NOT NULL,
    database_bytes INTEGER NOT NULL,
    page_size INTEGER NOT NULL,
    page_count INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    database_sha256 BLOB NOT NULL,
    proof TEXT NOT NULL,
    proof_at INTEGER,
    findings TEXT NOT NULL,
    tables TEXT NOT NULL
) STRICT;
CREATE INDEX backups_by_creation ON backups (created_at);
CREATE INDEX backups_by_source ON backups (source, created_at);
CREATE INDEX backups_proven ON backups (source, created_at) WHERE proof = 'proven';
CREATE INDEX backups_by_file ON backups (file);

CREATE TABLE known_databases (
    source BLOB NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE destinations (
    folder BLOB NOT NULL PRIMARY KEY,
    id BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
    key TEXT NOT NULL PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
)"},
        // `document` is what toJson(FileVerdict) makes; the columns before it are taken from it for lists.
        {R"(
CREATE TABLE verdicts (
    id BLOB NOT NULL PRIMARY KEY,
    file BLOB NOT NULL,
    verdict TEXT NOT NULL,
    verified_at INTEGER,
    document TEXT NOT NULL
) STRICT;
CREATE INDEX verdicts_by_instant ON verdicts (verified_at);
CREATE INDEX verdicts_by_file ON verdicts (file, verified_at);
)"},
        // The big columns stay the last ones, so that lists need not read past them; hence new tables in
        // place of added columns. A due instant has at most one run of its job.
        {R"(
CREATE TABLE jobs (
    id BLOB NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    source BLOB NOT NULL,
    destination BLOB NOT NULL,
    destination_id BLOB,
    format TEXT NOT NULL,
    proof TEXT NOT NULL,
    name_template TEXT NOT NULL,
    schedule TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    missed_run TEXT NOT NULL,
    catch_up_minutes INTEGER NOT NULL,
    keep_last INTEGER NOT NULL,
    keep_hourly INTEGER NOT NULL,
    keep_daily INTEGER NOT NULL,
    keep_weekly INTEGER NOT NULL,
    keep_monthly INTEGER NOT NULL,
    keep_yearly INTEGER NOT NULL,
    ping_url TEXT NOT NULL,
    failure_command TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    created_at INTEGER,
    scheduled_since INTEGER,
    evaluated_until INTEGER
) STRICT;

ALTER TABLE runs RENAME TO former_runs;
CREATE TABLE runs (
    id BLOB NOT NULL PRIMARY KEY,
    source BLOB NOT NULL,
    destination BLOB NOT NULL,
    partial BLOB NOT NULL,
    format TEXT NOT NULL,
    wanted_proof TEXT NOT NULL,
    started_by TEXT NOT NULL,
    outcome TEXT NOT NULL,
    started_at INTEGER,
    finished_at INTEGER,
    reason TEXT NOT NULL,
    error_code TEXT NOT NULL,
    strategy TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    pages INTEGER NOT NULL,
    milliseconds INTEGER NOT NULL,
    hold_milliseconds INTEGER NOT NULL,
    wal_growth_bytes INTEGER NOT NULL,
    restarts INTEGER NOT NULL,
    findings TEXT NOT NULL,
    owner_pid INTEGER NOT NULL,
    owner_start_time INTEGER NOT NULL,
    owner_boot_id TEXT NOT NULL,
    backup_id BLOB,
    job_id BLOB,
    due_at INTEGER,
    missed INTEGER NOT NULL,
    log TEXT NOT NULL
) STRICT;
INSERT INTO runs (rowid, id, source, destination, partial, format, wanted_proof, started_by, outcome, started_at,
    finished_at, reason, error_code, strategy, bytes, pages, milliseconds, hold_milliseconds,
    wal_growth_bytes, restarts, findings, owner_pid, owner_start_time, owner_boot_id, backup_id,
    missed, log)
SELECT rowid, id, source, destination, partial, format, wanted_proof, started_by, outcome, started_at,
    finished_at, reason, error_code, strategy, bytes, pages, milliseconds, hold_milliseconds,
    wal_growth_bytes, restarts, findings, owner_pid, owner_start_time, owner_boot_id, backup_id, 0,
    log
FROM former_runs;
DROP TABLE former_runs;
CREATE INDEX runs_by_start ON runs (started_at);
CREATE INDEX runs_by_source ON runs (source, started_at);
CREATE INDEX runs_to_close ON runs (id) WHERE outcome = 'running' OR partial <> x'';
CREATE INDEX runs_by_job ON runs (job_id, started_at) WHERE job_id IS NOT NULL;
CREATE INDEX good_runs_by_job ON runs (job_id, started_at)
    WHERE job_id IS NOT NULL AND outcome IN ('succeeded', 'warning');
CREATE UNIQUE INDEX runs_of_instants ON runs (job_id, due_at)
    WHERE job_id IS NOT NULL AND due_at IS NOT NULL;

ALTER TABLE backups RENAME TO former_backups;
CREATE TABLE backups (
    id BLOB NOT NULL PRIMARY KEY,
    run_id BLOB NOT NULL,
    job_id BLOB,
    source BLOB NOT NULL,
    file BLOB NOT NULL,
    format TEXT NOT NULL,
    created_at INTEGER,
    file_bytes INTEGER NOT NULL,
    database_bytes INTEGER NOT NULL,
    page_size INTEGER NOT NULL,
    page_count INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    database_sha256 BLOB NOT NULL,
    proof TEXT NOT NULL,
    proof_at INTEGER,
    findings TEXT NOT NULL,
    tables TEXT NOT NULL
) STRICT;
INSERT INTO backups (rowid, id, run_id, source, file, format, created_at, file_bytes, database_bytes, page_size,
    page_count, sha256, database_sha256, proof, proof_at, findings, tables)
SELECT rowid, id, run_id, source, file, format, created_at, file_bytes, database_bytes, page_size,
    page_count, sha256, database_sha256, proof, proof_at, findings, tables
FROM former_backups;
DROP TABLE former_backups;
CREATE INDEX backups_by_creation ON backups (created_at);
CREATE INDEX backups_by_source ON backups (source, created_at);
CREATE INDEX backups_proven ON backups (source, created_at) WHERE proof = 'proven';
CREATE INDEX backups_by_file ON backups (file);
CREATE INDEX backups_by_job ON backups (job_id, created_at) WHERE job_id IS NOT NULL;
)"},
        // `memory` is what toJson(CanaryMemory) makes. A row of `observations` is a span of looks without a
        // change between them (see continues()); lists of them are read from the index alone. Every
        // destination is a watch by itself.
        {R"(
CREATE TABLE watches (
    id BLOB NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    folder BLOB NOT NULL,
    lock_folder BLOB NOT NULL,
    created_at INTEGER,
    looked_at INTEGER,
    is_watched INTEGER NOT NULL,
    memory TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX watches_by_folder ON watches (folder, kind);

CREATE TABLE observations (
    id INTEGER NOT NULL PRIMARY KEY,
    watch_id BLOB NOT NULL,
    state TEXT NOT NULL,
    survived TEXT NOT NULL,
    first_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    looks INTEGER NOT NULL,
    sequence INTEGER NOT NULL,
    evidence TEXT NOT NULL
) STRICT;
CREATE INDEX observations_of_watch
    ON observations (watch_id, id, state, survived, first_at, last_at, looks, sequence);

INSERT INTO watches (id, kind, folder, lock_folder, is_watched, memory)
SELECT randomblob(16), 'destination', folder, x'', 1,
    '{"canary":"' || lower(substr(hex(id), 1, 8) || '-' || substr(hex(id), 9, 4) || '-' || substr(hex(id), 13, 4)
        || '-' || substr(hex(id), 17, 4) || '-' || substr(hex(id), 21)) || '"}'
FROM destinations;
)"},
        // A run may have to wait for a share.
        {R"(
ALTER TABLE jobs ADD COLUMN patience_minutes INTEGER NOT NULL DEFAULT 10;
)"},
        // `unrehearsed_runs` is counted here only, so that no change of a job by people sets it back.
        // `rehearsal` is what toJson(RehearsalRecord) makes; the big column of backups stays the last one.
        {R"(
ALTER TABLE jobs ADD COLUMN rehearse_every INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN rehearsal_query TEXT NOT NULL DEFAULT '';
ALTER TABLE jobs ADD COLUMN rehearsal_expected TEXT NOT NULL DEFAULT '> 0';
ALTER TABLE jobs ADD COLUMN unrehearsed_runs INTEGER NOT NULL DEFAULT 0;

ALTER TABLE backups RENAME TO former_backups;
CREATE TABLE backups (
    id BLOB NOT NULL PRIMARY KEY,
    run_id BLOB NOT NULL,
    job_id BLOB,
    source BLOB NOT NULL,
    file BLOB NOT NULL,
    format TEXT NOT NULL,
    created_at INTEGER,
    file_bytes INTEGER NOT NULL,
    database_bytes INTEGER NOT NULL,
    page_size INTEGER NOT NULL,
    page_count INTEGER NOT NULL,
    sha256 BLOB NOT NULL,
    database_sha256 BLOB NOT NULL,
    proof TEXT NOT NULL,
    proof_at INTEGER,
    findings TEXT NOT NULL,
    rehearsal TEXT NOT NULL,
    tables TEXT NOT NULL
) STRICT;
INSERT INTO backups (rowid, id, run_id, job_id, source, file, format, created_at, file_bytes, database_bytes,
    page_size, page_count, sha256, database_sha256, proof, proof_at, findings, rehearsal, tables)
SELECT rowid, id, run_id, job_id, source, file, format, created_at, file_bytes, database_bytes,
    page_size, page_count, sha256, database_sha256, proof, proof_at, findings, '', tables
FROM former_backups;
DROP TABLE former_backups;
CREATE INDEX backups_by_creation ON backups (created_at);
CREATE INDEX backups_by_source ON backups (source, created_at);
CREATE INDEX backups_proven ON backups (source, created_at) WHERE proof = 'proven';
CREATE INDEX backups_by_file ON backups (file);
CREATE INDEX backups_by_job ON backups (job_id, created_at) WHERE job_id IS NOT NULL;
)"},
    };
    return steps;
}

} // namespace litekeeper
