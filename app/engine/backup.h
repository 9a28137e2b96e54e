// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "common/runcontrol.h"
#include "domain/backup.h"

#include <QStringList>

#include <chrono>

namespace litekeeper {

/// What to back up and how. A plain value: it is copied to the worker.
struct BackupRequest
{
    Path source;
    Path destination; ///< an existing folder (the name comes from the template), or the file to write
    Format format = Format::Database;
    ProofLevel proof = ProofLevel::Proven; ///< how far to go; at least Copied
    QString nameTemplate; ///< see domain/nametemplate.h; empty: the default "<name>-<yyyyMMdd-HHmmss>"
    std::chrono::milliseconds busyTimeout{15'000};    ///< how long to wait for a locked source
    std::chrono::milliseconds holdLimit{30 * 60'000}; ///< longest time to hold the source's snapshot
    qint64 walGrowthLimit = qint64(4) << 30;          ///< bytes the source's -wal may grow meanwhile
    QUuid runId = {}; ///< goes into the manifest, so that a backup whose run was killed finds its run again
    QUuid jobId = {}; ///< goes into the manifest, too; null for a one-off backup
    /// Not null: nothing is written unless the folder is this destination (ErrorKind::WrongDestination).
    QUuid destinationId = {};
    /// A local folder of ours for what comes from a network mount or goes there. Empty: network mounts are
    /// refused with ErrorKind::NetworkMount. Not empty only in a process that may hang and be killed.
    Path stagingFolder = {};
    /// How long to go on trying while a source on a network mount is too busy to be copied consistently.
    std::chrono::milliseconds patience{10 * 60'000};
};

/// Where a backup will be written; known before any byte of it is.
struct BackupPlan
{
    Path source; ///< canonical
    Path finalFile;
    Path partialFile;
    qint64 sourceBytes = 0; ///< main file and -wal
    bool replaces = false;  ///< finalFile is an earlier backup of ours, to be replaced
    bool sourceOnNetwork = false;
    bool destinationOnNetwork = false;
};

/// What a run reports at its end, whether or not it left a backup.
struct BackupReport
{
    std::optional<Backup> backup; ///< set if and only if finalFile was published
    std::optional<Error> error;   ///< set if and only if backup is not
    QList<Finding> findings;
    QString strategy;
    qint64 bytes = 0;
    qint64 pages = 0;
    int pageSize = 0;
    qint64 milliseconds = 0;
    qint64 holdMilliseconds = 0;
    qint64 walGrowthBytes = 0;
    int restarts = 0;
    QStringList log; ///< one line per event: instant (UTC, ISO 8601 with milliseconds), tab, text
};

/// All that can be known before the work: errors are sentences for people. Touches nothing and takes no lock.
/// Blocking, worker thread.
[[nodiscard]] Result<BackupPlan> planBackup(const BackupRequest &request);

/// Backs up a live database, from wherever the plan says to wherever it says. Blocking, worker thread; opens
/// its own connections. Holds the per-source lock (`lockFolder`, created if missing) for its duration. Either
/// a whole, synced, proven-as-asked file and its manifest lie in the destination afterwards, or nothing new
/// does.
[[nodiscard]] BackupReport backUp(const BackupRequest &request, const BackupPlan &plan,
                                  const Path &lockFolder, const RunControl &control);

/// Reads a backup again as it lies in the destination and proves it up to `level`, against the hashes and
/// figures it was made with. Blocking, worker thread. The result is `backup` with new proof, proofAt and
/// findings. One on a network mount is copied to `stagingFolder` first, see BackupRequest, and proven there;
/// what is compared with its SHA-256 are the bytes that the share gave.
[[nodiscard]] Result<Backup> verifyAgain(const Backup &backup, ProofLevel level, const RunControl &control,
                                         const Path &stagingFolder = {});

} // namespace litekeeper
