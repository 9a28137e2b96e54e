// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalogue/destinationlist.h"
#include "common/result.h"
#include "common/runcontrol.h"
#include "domain/job.h"
#include "domain/knowndatabase.h"
#include "domain/runpoint.h"
#include "domain/verdict.h"
#include "domain/watch.h"

#include <QFuture>
#include <QObject>
#include <QVariant>

#include <memory>

namespace litekeeper {

class Clock;
class ClockWatch;
class NetworkAccess;
class TaskRunner;
struct Paths;
struct PruneReport;

/// Whether a backup still lies where it was written.
enum class FilePresence {
    Unknown, ///< nobody looked yet
    Present,
    Missing,     ///< its folder is there, the file is not
    Unreachable, ///< its folder is not there either, as when a disk is unplugged
};

/// The catalogue for the main thread: every call returns at once, the SQL runs in order on one worker thread.
/// Results arrive through the future; see whenDone().
class CatalogueService : public QObject
{
    Q_OBJECT

public:
    CatalogueService(TaskRunner &runner, Path databaseFile, QObject *parent = nullptr);
    /// The same, and a catalogue that has to be made anew finds the backups in the default folder.
    CatalogueService(TaskRunner &runner, const Paths &paths, QObject *parent = nullptr);
    ~CatalogueService() override; ///< waits for what was asked

    /// How everything that may lie on a network mount is reached. For tests, before open().
    void setNetwork(const NetworkAccess &network);
    [[nodiscard]] const NetworkAccess &network() const;

    /// Opens or creates the catalogue: migrations, runs of dead owners become interrupted and their partial
    /// files are removed, a damaged catalogue is set aside and rebuilt. The findings say what of this
    /// happened.
    QFuture<Result<QList<Finding>>> open();

    QFuture<Result<QList<Run>>> runs(int limit);            ///< newest first, without their logs
    QFuture<Result<QList<RunPoint>>> runPoints();           ///< of all runs, oldest first
    QFuture<Result<Run>> run(const QUuid &id);              ///< whole; ErrorKind::NotFound
    QFuture<Result<QList<Run>>> runningRuns();              ///< of all processes, in the order of their start
    QFuture<Result<QList<Finding>>> closeInterruptedRuns(); ///< of processes that died since open()
    QFuture<Result<QList<Backup>>> backups();               ///< newest first, without tables
    QFuture<Result<Backup>> backup(const QUuid &id);        ///< whole; ErrorKind::NotFound
    QFuture<Result<QList<KnownDatabase>>> knownDatabases(); ///< in the order of their paths
    QFuture<Result<void>> storeRun(const Run &run);         ///< inserts or replaces by id
    /// The same for workers: waits until it is on disk. Thread-safe; never on the main thread.
    [[nodiscard]] Result<void> storeRunAndWait(const Run &run);
    /// For workers, after a run of a job left a backup that is proven as wished: stores it, so that the
    /// catalogue knows which one is the newest, and applies the retention of its job; see pruneJob().
    /// Thread-safe; never on the main thread.
    [[nodiscard]] PruneReport storeAndPrune(const Backup &backup, const Clock &clock, ClockWatch &watch,
                                            const RunControl &control);
    /// For workers, before a run to `destination` on a network mount: removes what earlier runs have left
    /// there. Thread-safe, blocking.
    void tidyBefore(const Path &destination, const RunControl &control);
    QFuture<Result<void>> storeBackup(const Backup &backup); ///< inserts or replaces by id
    /// The end of a run and the backup it left, in one transaction; see Catalogue::closeRun().
    QFuture<Result<void>> closeRun(const Run &run, const std::optional<Backup> &backup,
                                   const std::optional<KnownDestination> &destination = std::nullopt);
    QFuture<Result<void>>
    rememberDatabase(const Path &source); ///< shows it on Overview before its first backup
    QFuture<Result<void>> forgetDatabase(const Path &source); ///< its backups and runs stay

    /// Deletes the file, its manifest and its row; the newest proven backup of a source only if
    /// `evenNewestProven`.
    QFuture<Result<void>> deleteBackup(const QUuid &backupId, bool evenNewestProven);
    /// Reads the file in its destination again and proves it up to `level`; the result is stored.
    QFuture<Result<Backup>> verifyAgain(const QUuid &backupId, ProofLevel level,
                                        const std::shared_ptr<RunControl> &control);

    QFuture<Result<QList<Job>>> jobs(); ///< in the order of their names
    /// The newest runs of each job, newest first, without their logs.
    QFuture<Result<QHash<QUuid, QList<Run>>>> runsOfJobs(int limitPerJob);
    QFuture<Result<QList<Run>>> runsOfJob(const QUuid &id, int limit);
    QFuture<Result<void>> storeJob(const Job &job);   ///< see Catalogue::storeJob()
    QFuture<Result<void>> removeJob(const QUuid &id); ///< its runs and backups stay
    QFuture<Result<void>> setJobDestination(const QUuid &id, const QUuid &destinationId);
    QFuture<Result<InstantClaim>> claimInstant(const QDateTime &expected, const QDateTime &evaluatedUntil,
                                               const Run &run); ///< see Catalogue::claim()
    QFuture<Result<bool>> turnBack(const QUuid &jobId, const QDateTime &expected, const QDateTime &now);
    QFuture<Result<void>> passInstantsUntil(const QDateTime &now);
    /// For workers; see Catalogue::countUnrehearsedRun(). Thread-safe, blocking; never on the main thread.
    [[nodiscard]] Result<int> countUnrehearsedRun(const QUuid &jobId);
    /// See Catalogue::storeRehearsal(). Thread-safe.
    QFuture<Result<void>> storeRehearsal(const QUuid &backupId, const RehearsalRecord &record,
                                         const QUuid &jobId);

    /// What would go after the next good run of the job; looks at its destination.
    QFuture<Result<RetentionPlan>> previewRetention(const Job &job, const QDateTime &nowUtc);

    QFuture<Result<QList<FileVerdict>>> verdicts(int limit);        ///< newest first
    QFuture<Result<void>> storeVerdict(const FileVerdict &verdict); ///< inserts or replaces by id
    QFuture<Result<void>> removeVerdict(const QUuid &id);

    QFuture<Result<QList<Watch>>> watches();               ///< in the order of their folders
    QFuture<Result<QUuid>> storeWatch(const Watch &watch); ///< see Catalogue::storeWatch()
    QFuture<Result<void>> removeWatch(const QUuid &id);    ///< with its observations
    QFuture<Result<bool>> claimLook(const QUuid &watchId, const QDateTime &expected, const QDateTime &now);
    QFuture<Result<void>> storeLook(const Observation &observation, const CanaryMemory &memory);
    /// In the order of the looks, those that end after `since` (invalid: all), with nothing of the evidence
    /// but the machine.
    QFuture<Result<QList<ObservationSpan>>> observations(const QUuid &watchId, const QDateTime &since);
    QFuture<Result<ObservationSpan>> observation(qint64 id); ///< whole; ErrorKind::NotFound
    QFuture<Result<QHash<QUuid, ObservationSpan>>> lastObservations();

    /// Looks whether the files are there, in the order asked. On a worker of its own, and on network mounts
    /// in a child process, because a share may hang.
    QFuture<QList<FilePresence>> presence(const QList<Path> &files);

    /// Settings are read at open() and served from memory; changes are stored in the background. What other
    /// processes set is heard of a few seconds later.
    [[nodiscard]] QVariant setting(const QString &key, const QVariant &fallback = {}) const;
    void setSetting(const QString &key, const QVariant &value);
    /// See Catalogue::exchangeSetting(). When the answer is there, setting() gives what is stored, whoever
    /// stored it.
    QFuture<Result<bool>> exchangeSetting(const QString &key, const QVariant &expected,
                                          const QVariant &value);

Q_SIGNALS:
    void runsChanged();
    void backupsChanged();
    void databasesChanged();
    void verdictsChanged();
    void jobsChanged();
    void watchesChanged();
    void settingsChanged();  ///< by another process
    void changedElsewhere(); ///< with all of the above: another process has stored something

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace litekeeper
