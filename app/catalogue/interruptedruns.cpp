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

Path folderOfRun(const Run &run)
{
    return folderOf(run.partial.empty() ? run.destination / "x" : run.partial);
}

/// Whether the run writes to a local folder that is there.
bool isReachable(const Run &run)
{
    const Result<FileSystemFacts> place = fileSystemOf(folderOfRun(run));
    return place && place->kind != PlaceKind::Network;
}

/// A run that was over with something left behind has left it in a destination, and not in an empty folder.
bool looksUnmounted(const Run &run, const Path &folder)
{
    std::error_code failed;
    return run.outcome != Outcome::Running && std::filesystem::is_empty(folder, failed);
}

/// Only what is surely the unfinished file of this run: named so, a regular file, in the place the run was to
/// write to.
Leftover removeUnfinished(const Run &run)
{
    if (run.partial.empty()) {
        return Leftover::None;
    }
    const Path folder = folderOf(run.partial);
    struct stat status = {};
    if (::stat(folder.c_str(), &status) != 0) {
        return Leftover::Unreachable;
    }
    if (!isSameFolder(folder, run.destination) && !isSameFolder(folder, folderOf(run.destination))) {
        return Leftover::Kept;
    }
    if (::lstat(run.partial.c_str(), &status) != 0) {
        return errno == ENOENT && !looksUnmounted(run, folder) ? Leftover::None : Leftover::Unreachable;
    }
    if (!S_ISREG(status.st_mode)) {
        return Leftover::Kept;
    }
    return removeDurably(run.partial) ? Leftover::Removed : Leftover::Unreachable;
}

/// A process may die after its backup was published and before it could tell the catalogue.
std::optional<Backup> publishedBy(const Run &run)
{
    const Result<Destination> destination = Destination::open(folderOfRun(run));
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
    const bool isThere = !run.partial.empty()
        && std::filesystem::is_regular_file(std::filesystem::symlink_status(file, failed));
    return isThere ? std::optional(file) : std::nullopt;
}

/// A name that is no unfinished file's, or that a living run writes to now, is left alone.
bool isToBeRemoved(const Run &run, const QList<Run> &living)
{
    return run.partial.empty()
        || (run.partial.extension() == ".partial"
            && std::none_of(living.begin(), living.end(),
                            [&run](const Run &other) { return other.partial == run.partial; }));
}

QString reasonFor(const Run &run, const RunRemains &remains)
{
    QString reason = run.ownerBootId != currentBootId()
        ? tr("The computer was restarted while this backup was running.")
        : tr("Litekeeper ended while this backup was running (process %1).").arg(run.ownerPid);
    if (remains.published) {
        return reason + QLatin1Char(' ') + tr("The backup was whole already and has been kept.");
    }
    reason += QLatin1Char(' ');
    switch (remains.leftover) {
    case Leftover::None:
        if (remains.finished) {
            return reason
                + tr("It may just have been finished as “%1”, which was left alone. Back up again to have "
                     "one on record.")
                      .arg(displayPath(*remains.finished));
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

RunRemains lookForRemains(const Run &run)
{
    return {.leftover = Leftover::Unreachable, .published = publishedBy(run), .finished = finishedFile(run)};
}

RunRemains remainsOf(const Run &run, const QList<Run> &living)
{
    if (!isToBeRemoved(run, living)) {
        RunRemains remains = isReachable(run) ? lookForRemains(run) : RunRemains();
        remains.leftover = Leftover::Kept;
        return remains;
    }
    return isReachable(run) ? tidyUpAfter(run) : RunRemains();
}

/// Of a run that was over before.
void tellLater(Run &run, const RunRemains &remains)
{
    if (run.reason == reasonFor(run, RunRemains())) {
        run.reason = reasonFor(run, remains);
    } else if (remains.published && run.backupId.isNull()) {
        run.reason += QLatin1Char(' ') + tr("Later the backup was found to be whole, and has been kept.");
    }
}

void takeOver(Run &run, const RunRemains &remains)
{
    if (remains.published) {
        run.backupId = remains.published->id;
    }
    if (remains.leftover != Leftover::Unreachable) {
        run.partial.clear();
    }
}

Result<void> storeSettled(Connection &connection, const Run &run, const RunRemains &remains)
{
    Result<void> stored;
    if (remains.published) {
        stored
            = store(connection, backupUpsert(), [&](Statement &row) { bindBackup(row, *remains.published); });
    }
    return stored ? store(connection, runUpsert(), [&run](Statement &row) { bindRun(row, run); }) : stored;
}

Result<QList<Run>> livingRuns(Connection &connection)
{
    Result<QList<Run>> runs = runsToLookAt(connection);
    if (runs) {
        runs->removeIf([](const Run &other) { return !isLive(other); });
    }
    return runs;
}

/// True if the run was still open and is interrupted now.
Result<bool> closeRun(Connection &connection, Run run, const QDateTime &now)
{
    // With the write lock in hand nobody can start a run that writes to the same unfinished file.
    Result<Transaction> transaction = Transaction::begin(connection, Transaction::Kind::Immediate);
    if (!transaction) {
        return transaction.error();
    }
    const Result<QList<Run>> living = livingRuns(connection);
    if (!living) {
        return living.error();
    }
    const RunRemains remains = remainsOf(run, *living);
    const bool wasRunning = run.outcome == Outcome::Running;
    if (wasRunning) {
        run.outcome = Outcome::Interrupted;
        run.finishedAt = now;
        run.reason = reasonFor(run, remains);
        run.backupId = QUuid();
    } else {
        tellLater(run, remains);
    }
    takeOver(run, remains);
    Result<void> done = storeSettled(connection, run, remains);
    done = done ? transaction->commit() : done;
    return done ? Result<bool>(wasRunning) : done.error();
}

} // namespace

RunRemains tidyUpAfter(const Run &run)
{
    // Removed first: what was being finished then is finished now.
    const Leftover leftover = removeUnfinished(run);
    RunRemains remains = lookForRemains(run);
    remains.leftover = leftover;
    return remains;
}

Result<QList<Run>> runsWithRemains(Connection &connection)
{
    Result<QList<Run>> runs = runsToLookAt(connection);
    if (!runs) {
        return runs;
    }
    const Result<QList<Run>> living = livingRuns(connection);
    if (!living) {
        return living.error();
    }
    runs->removeIf([&](const Run &run) {
        return run.outcome == Outcome::Running || run.partial.empty() || !isToBeRemoved(run, *living);
    });
    return runs;
}

Result<bool> settleRemains(Connection &connection, const Run &asked, const RunRemains &remains)
{
    Result<Transaction> transaction = Transaction::begin(connection, Transaction::Kind::Immediate);
    const Result<QList<Run>> runs = transaction ? runsToLookAt(connection) : transaction.error();
    if (!runs) {
        return runs.error();
    }
    const auto found = std::find_if(runs->begin(), runs->end(), [&asked](const Run &run) {
        return run.id == asked.id && run.partial == asked.partial && run.outcome != Outcome::Running;
    });
    if (found == runs->end()) {
        return false; // somebody else was faster
    }
    Run run = *found;
    tellLater(run, remains);
    takeOver(run, remains);
    Result<void> done = storeSettled(connection, run, remains);
    done = done ? transaction->commit() : done;
    return done ? Result<bool>(true) : done.error();
}

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
