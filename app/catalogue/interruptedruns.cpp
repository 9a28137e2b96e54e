// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue/interruptedruns.h"

#include "catalogue/rows.h"
#include "common/durablefile.h"
#include "common/process.h"
#include "places/destination.h"
#include "places/filesystem.h"
#include "sqlite/transaction.h"

#include <QCoreApplication>

#include <algorithm>
#include <cerrno>

#include <sys/stat.h>

namespace litekeeper {

namespace {

enum class Leftover {
    None,
    Removed,
    Kept,        ///< not ours to remove
    Unreachable, ///< nobody could look: another time
};

QString tr(const char *text)
{
    return QCoreApplication::translate("InterruptedRuns", text);
}

ProcessIdentity ownerOf(const Run &run)
{
    return {.pid = pid_t(run.ownerPid), .startTime = run.ownerStartTime, .bootId = run.ownerBootId};
}

bool isLive(const Run &run)
{
    return run.outcome == Outcome::Running && isAlive(ownerOf(run));
}

Result<QList<Run>> runsToLookAt(Connection &connection)
{
    Result<Statement> rows = connection.prepare("SELECT " + runColumns()
                                                + " FROM runs WHERE outcome = 'running' OR partial <> x''");
    if (!rows) {
        return rows.error();
    }
    QList<Run> runs;
    Result<bool> row = rows->step();
    for (; row && *row; row = rows->step()) {
        runs.append(readRun(*rows));
    }
    if (!row) {
        return row.error();
    }
    return runs;
}

bool isSameFolder(const Path &left, const Path &right)
{
    std::error_code failed;
    return left == right || (std::filesystem::equivalent(left, right, failed) && !failed);
}

/// The folder a run writes to, or nothing if that is no local folder that is there.
std::optional<Path> reachableFolder(const Run &run)
{
    const Path folder = folderOf(run.partial.empty() ? run.destination / "x" : run.partial);
    const Result<FileSystemFacts> place = fileSystemOf(folder);
    return place && place->kind != PlaceKind::Network ? std::optional(folder) : std::nullopt;
}

/// Only what is surely the unfinished file of this run: named so, a regular file, in the place the run was to
/// write to.
Leftover removeUnfinished(const Run &run, const QList<Run> &living)
{
    if (run.partial.empty()) {
        return Leftover::None;
    }
    const bool isNamedSo = run.partial.extension() == ".partial";
    const Path folder = folderOf(run.partial);
    const bool isTaken = std::any_of(living.begin(), living.end(),
                                     [&run](const Run &other) { return other.partial == run.partial; });
    if (!isNamedSo || isTaken) {
        return Leftover::Kept;
    }
    if (!reachableFolder(run)) {
        return Leftover::Unreachable;
    }
    if (!isSameFolder(folder, run.destination) && !isSameFolder(folder, folderOf(run.destination))) {
        return Leftover::Kept;
    }
    struct stat status = {};
    if (::lstat(run.partial.c_str(), &status) != 0) {
        return errno == ENOENT ? Leftover::None : Leftover::Unreachable;
    }
    if (!S_ISREG(status.st_mode)) {
        return Leftover::Kept;
    }
    return removeDurably(run.partial) ? Leftover::Removed : Leftover::Unreachable;
}

/// A process may die after its backup was published and before it could tell the catalogue.
std::optional<Backup> publishedBy(const Run &run)
{
    const std::optional<Path> folder = reachableFolder(run);
    const Result<Destination> destination = folder ? Destination::open(*folder) : Error{};
    const Result<ManifestList> manifests = destination ? destination->manifests() : Error{};
    if (!manifests) {
        return std::nullopt;
    }
    for (const Backup &backup : manifests->backups) {
        std::error_code ignored;
        if (backup.runId == run.id && std::filesystem::exists(backup.file, ignored)) {
            return backup;
        }
    }
    return std::nullopt;
}

/// The name that the unfinished file was to get, if there is a file of that name. It was made by the run if
/// it died between naming the file and writing its manifest; where a fixed name is replaced, it may be the
/// one before.
std::optional<Path> finishedFile(const Run &run)
{
    Path file = run.partial;
    file.replace_extension();
    std::error_code failed;
    const bool isThere = !run.partial.empty() && reachableFolder(run)
        && std::filesystem::is_regular_file(std::filesystem::symlink_status(file, failed));
    return isThere ? std::optional(file) : std::nullopt;
}

QString reasonFor(const Run &run, Leftover leftover, bool wasPublished)
{
    QString reason = run.ownerBootId != currentBootId()
        ? tr("The computer was restarted while this backup was running.")
        : tr("Litekeeper ended while this backup was running (process %1).").arg(run.ownerPid);
    if (wasPublished) {
        return reason + QLatin1Char(' ') + tr("The backup was whole already and has been kept.");
    }
    reason += QLatin1Char(' ');
    switch (leftover) {
    case Leftover::None:
        if (const std::optional<Path> finished = finishedFile(run)) {
            return reason
                + tr("It may just have been finished as “%1”, which was left alone. Back up again to have "
                     "one on record.")
                      .arg(displayPath(*finished));
        }
        [[fallthrough]];
    case Leftover::Removed:
        return reason + tr("Nothing of it was left behind. Back up again.");
    case Leftover::Unreachable:
        return reason
            + tr("“%1” may still be there and will be removed when its folder can be reached. Back up again.")
                  .arg(displayPath(run.partial));
    case Leftover::Kept:
        break;
    }
    return reason + tr("“%1” was left alone. Back up again.").arg(displayPath(run.partial));
}

Result<void> store(Connection &connection, const std::string &sql,
                   const std::function<void(Statement &)> &bind)
{
    Result<Statement> statement = connection.prepare(sql);
    if (!statement) {
        return statement.error();
    }
    bind(*statement);
    return statement->run();
}

/// True if the run was still open and is interrupted now.
bool settle(Run &run, const QList<Run> &living, const QDateTime &now, std::optional<Backup> &published)
{
    const Leftover leftover = removeUnfinished(run, living);
    const bool wasRunning = run.outcome == Outcome::Running;
    if (wasRunning) {
        published = publishedBy(run);
        run.outcome = Outcome::Interrupted;
        run.finishedAt = now;
        run.reason = reasonFor(run, leftover, published.has_value());
        run.backupId = published ? published->id : QUuid();
    }
    if (leftover != Leftover::Unreachable) {
        run.partial.clear();
    }
    return wasRunning;
}

Result<bool> closeRun(Connection &connection, Run run, const QDateTime &now)
{
    // With the write lock in hand nobody can start a run that writes to the same unfinished file.
    Result<Transaction> transaction = Transaction::begin(connection, Transaction::Kind::Immediate);
    if (!transaction) {
        return transaction.error();
    }
    Result<QList<Run>> living = runsToLookAt(connection);
    if (!living) {
        return living.error();
    }
    living->removeIf([](const Run &other) { return !isLive(other); });
    std::optional<Backup> published;
    const bool wasRunning = settle(run, *living, now, published);
    if (published) {
        const Result<void> kept
            = store(connection, backupUpsert(), [&](Statement &row) { bindBackup(row, *published); });
        if (!kept) {
            return kept.error();
        }
    }
    if (const Result<void> stored
        = store(connection, runUpsert(), [&run](Statement &row) { bindRun(row, run); });
        !stored) {
        return stored.error();
    }
    if (const Result<void> committed = transaction->commit(); !committed) {
        return committed.error();
    }
    return wasRunning;
}

} // namespace

Result<QList<Finding>> closeInterruptedRuns(Connection &connection, const QDateTime &now)
{
    Result<QList<Run>> runs = runsToLookAt(connection);
    if (!runs) {
        return runs.error();
    }
    QList<Finding> findings;
    for (const Run &run : *runs) {
        if (isLive(run)) {
            continue;
        }
        const Result<bool> interrupted = closeRun(connection, run, now);
        if (!interrupted) {
            return interrupted.error();
        }
        if (*interrupted) {
            findings.append({.severity = Severity::Warning,
                             .code = QStringLiteral("run-interrupted"),
                             .text = tr("A backup of “%1” was interrupted. The history says more.")
                                         .arg(displayPath(run.source))});
        }
    }
    return findings;
}

} // namespace litekeeper
