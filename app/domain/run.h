// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/backup.h"

namespace litekeeper {

enum class Outcome {
    Running,
    Succeeded,
    Warning, ///< the backup is good, and somebody should know something about it
    Failed,
    Cancelled,
    Interrupted, ///< the process that ran it died
    Skipped,     ///< it was not started; the reason says why
};

enum class Trigger {
    Window,
    CommandLine,
    Schedule,
    CatchUp,
};

/// One execution of a backup, from its start on. Stored before any work begins, so that a crash stays
/// visible.
struct Run
{
    QUuid id;
    Path source;
    Path destination; ///< the folder or file that was asked for
    Path partial;     ///< the unfinished file, to be removed if the owner died; empty once published
    Format format = Format::Database;
    ProofLevel wantedProof = ProofLevel::Proven;
    Trigger trigger = Trigger::Window;
    Outcome outcome = Outcome::Running;
    QDateTime startedAt;  ///< UTC
    QDateTime finishedAt; ///< UTC; invalid while running
    QString reason;       ///< for every outcome but succeeded: the sentence from describe()
    QString errorCode;    ///< of that error, see errorCode()
    QString strategy;     ///< "online backup", "locked copy", "pre-copy", "clone"
    qint64 bytes = 0;     ///< of the database
    qint64 pages = 0;
    qint64 milliseconds = 0;
    qint64 holdMilliseconds = 0;
    qint64 walGrowthBytes = 0;
    int restarts = 0;
    QList<Finding> findings;
    QString log;         ///< one line per event: instant (UTC, ISO 8601), tab, text
    qint64 ownerPid = 0; ///< this and the next two: ProcessIdentity of the process that runs it
    qint64 ownerStartTime = 0;
    QString ownerBootId;
    QUuid backupId;  ///< null unless a backup was published
    QUuid jobId;     ///< null for a one-off backup
    QDateTime dueAt; ///< UTC; the instant of the schedule it was started for; invalid if it was not
    int missed = 0;  ///< due instants that passed before dueAt without a run
};

[[nodiscard]] QString outcomeCode(Outcome outcome);         ///< "running", "succeeded", ...
[[nodiscard]] Outcome outcomeFromCode(const QString &code); ///< Failed for a word it does not know
[[nodiscard]] QString triggerCode(Trigger trigger); ///< "window", "command-line", "schedule", "catch-up"
[[nodiscard]] Trigger triggerFromCode(const QString &code);

} // namespace litekeeper

Q_DECLARE_METATYPE(litekeeper::Run)
