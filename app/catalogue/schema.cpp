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
    };
    return steps;
}

} // namespace litekeeper
