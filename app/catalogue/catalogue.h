// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalogue/destinationlist.h"
#include "common/result.h"
#include "domain/job.h"
#include "domain/knowndatabase.h"
#include "domain/runpoint.h"
#include "domain/verdict.h"
#include "domain/watch.h"

#include <QHash>
#include <QVariant>

#include <memory>

namespace litekeeper {

class Clock;
struct RunRemains;

struct CatalogueOptions
{
    /// Looked through for backups when the catalogue has to be made anew; it need not exist.
    Path defaultBackupFolder = {};
    const Clock *clock = nullptr; ///< null: the system's
};

/// Litekeeper's own database. One object belongs to one thread, every call blocks; several processes may have
/// the same file open. What a call has stored is on the disk when it returns without an error.
class Catalogue
{
public:
    /// Opens or makes the catalogue, one process at a time: brings its tables up to date after keeping a
    /// copy; sets a damaged file aside and fills a new one from the manifests of the known destinations;
    /// closes runs whose process is gone as interrupted and removes their unfinished files. findings() tells
    /// what of this happened. ErrorKind::Unsupported if a newer Litekeeper made the file, CatalogueDamaged if
    /// it is another program's.
    [[nodiscard]] static Result<Catalogue> open(const Path &file, const CatalogueOptions &options = {});

    Catalogue(Catalogue &&) noexcept;
    Catalogue &operator=(Catalogue &&) noexcept;
    ~Catalogue();

    [[nodiscard]] const QList<Finding> &findings() const;

    [[nodiscard]] Result<QList<Run>> runs(int limit);            ///< newest first, without their logs
    [[nodiscard]] Result<QList<RunPoint>> runPoints();           ///< of all runs, oldest first
    [[nodiscard]] Result<Run> run(const QUuid &id);              ///< whole; ErrorKind::NotFound
    [[nodiscard]] Result<QList<Backup>> backups();               ///< newest first, without tables
    [[nodiscard]] Result<Backup> backup(const QUuid &id);        ///< whole; ErrorKind::NotFound
    [[nodiscard]] Result<QList<KnownDatabase>> knownDatabases(); ///< in the order of their paths

    /// Inserts or replaces by id. A run that is running makes its source a known database.
    [[nodiscard]] Result<void> storeRun(const Run &run);
    /// Inserts or replaces by id. Earlier backups in the same file go: that file was replaced.
    [[nodiscard]] Result<void> storeBackup(const Backup &backup);
    /// The end of a run and the backup it left, in one transaction. Remembers the destination of the backup,
    /// also for its job if that did not know it yet. `destination`: what is known of it; on a network mount
    /// nobody looks.
    [[nodiscard]] Result<void> closeRun(const Run &run, const std::optional<Backup> &backup,
                                        const std::optional<KnownDestination> &destination = std::nullopt);
    /// The row only; no error if there is none.
    [[nodiscard]] Result<void> removeBackup(const QUuid &id);
    /// Whether it is the newest proven backup of its source or of its job.
    [[nodiscard]] Result<bool> isNewestProven(const QUuid &id);
    /// In the order in which they were stored, newest first, without tables.
    [[nodiscard]] Result<QList<Backup>> backupsOfJob(const QUuid &jobId);

    [[nodiscard]] Result<QList<Run>> runningRuns(); ///< of all processes, in the order of their start
    /// Closes the runs of dead processes, as open() does. The findings tell of them.
    [[nodiscard]] Result<QList<Finding>> closeInterruptedRuns();
    [[nodiscard]] Result<QList<Run>> runsWithRemains(); ///< see interruptedruns.h, as the next one
    [[nodiscard]] Result<bool> settleRemains(const Run &run, const RunRemains &remains);

    [[nodiscard]] Result<QList<Job>> jobs(); ///< in the order of their names
    /// Inserts, or replaces what people can change. Of a job that is there already, `createdAt` stays,
    /// `destinationId` stays unless the destination is another one, and `scheduledSince` and `evaluatedUntil`
    /// stay unless the schedule or its zone changed or it was enabled just now.
    [[nodiscard]] Result<void> storeJob(const Job &job);
    [[nodiscard]] Result<void> removeJob(const QUuid &id); ///< its runs and backups stay; no error if gone
    /// The identity that the job's destination has to have; null: whichever it finds.
    [[nodiscard]] Result<void> setJobDestination(const QUuid &id, const QUuid &destinationId);
    /// The newest runs of each job, newest first, without their logs; behind them its newest good one (a
    /// success, also with a warning) if that is older.
    [[nodiscard]] Result<QHash<QUuid, QList<Run>>> runsOfJobs(int limitPerJob);
    [[nodiscard]] Result<QList<Run>> runsOfJob(const QUuid &id, int limit);
    /// In one transaction: if the job's `evaluatedUntil` is still `expected`, moves it to `evaluatedUntil`
    /// and inserts the run. However many processes try, one of them wins an instant.
    [[nodiscard]] Result<InstantClaim> claim(const QDateTime &expected, const QDateTime &evaluatedUntil,
                                             const Run &run);
    /// After the clock was turned back: evaluates the job again from `now` on, and withdraws what was
    /// recorded as missed later than that. False if the job's `evaluatedUntil` is not `expected` any more.
    [[nodiscard]] Result<bool> turnBack(const QUuid &jobId, const QDateTime &expected, const QDateTime &now);
    /// Counts a run of the job that left a good backup. How many there were since the last rehearsal that
    /// went well, with this one; however many processes count, none is lost. 0 if the job was removed.
    [[nodiscard]] Result<int> countUnrehearsedRun(const QUuid &jobId);
    /// What a rehearsal of a backup came to; no error if the backup is gone. `jobId`: the job whose run it
    /// was part of, which begins to count anew if it went well; null if it was none.
    [[nodiscard]] Result<void> storeRehearsal(const QUuid &backupId, const RehearsalRecord &record,
                                              const QUuid &jobId);
    /// No instant up to `now` is due any more for any job, and none is recorded as missed.
    [[nodiscard]] Result<void> passInstantsUntil(const QDateTime &now);

    [[nodiscard]] Result<QList<FileVerdict>> verdicts(int limit);        ///< newest first
    [[nodiscard]] Result<void> storeVerdict(const FileVerdict &verdict); ///< inserts or replaces by id
    [[nodiscard]] Result<void> removeVerdict(const QUuid &id);           ///< no error if there is none

    [[nodiscard]] Result<void> rememberDatabase(const Path &source);
    [[nodiscard]] Result<void> forgetDatabase(const Path &source); ///< its backups and runs stay

    [[nodiscard]] Result<QHash<QString, QVariant>> settings();
    [[nodiscard]] Result<void> storeSetting(const QString &key,
                                            const QVariant &value); ///< an invalid value removes it
    /// The same, but only if it is still `expected` (invalid: not there); whether it was. Of several
    /// processes that expect the same, one sets it.
    [[nodiscard]] Result<bool> exchangeSetting(const QString &key, const QVariant &expected,
                                               const QVariant &value);

    [[nodiscard]] Result<QList<KnownDestination>> destinations(); ///< in the order of their folders
    [[nodiscard]] Result<void> rememberDestination(const KnownDestination &destination);
    /// Stores what the manifests of a destination tell, for backups that are not known yet. The number of new
    /// ones.
    [[nodiscard]] Result<int> importBackups(const Path &folder);
    /// The same for manifests that were read already, newest first, as on a network mount.
    [[nodiscard]] Result<int> importBackups(const KnownDestination &destination,
                                            const QList<Backup> &backups);

    [[nodiscard]] Result<QList<Watch>> watches(); ///< in the order of their folders
    /// Inserts a watch, or replaces its lock folder and its memory. The id of the one that is stored: a
    /// folder is watched once.
    [[nodiscard]] Result<QUuid> storeWatch(const Watch &watch);
    /// With its observations; no error if there is none. A destination stays known, and is watched again when
    /// the next backup goes there.
    [[nodiscard]] Result<void> removeWatch(const QUuid &id);
    /// If nobody has looked since `expected`, notes that somebody does now; whether that was so. Of several
    /// processes, one looks.
    [[nodiscard]] Result<bool> claimLook(const QUuid &watchId, const QDateTime &expected,
                                         const QDateTime &now);
    /// A look and what is remembered since, in one transaction. No error if the watch was removed meanwhile.
    [[nodiscard]] Result<void> storeLook(const Observation &observation, const CanaryMemory &memory);
    /// Of one watch, in the order of the looks, those that end after `since` (invalid: all), without
    /// evidence.
    [[nodiscard]] Result<QList<ObservationSpan>> observations(const QUuid &watchId, const QDateTime &since);
    [[nodiscard]] Result<ObservationSpan> observation(qint64 id); ///< whole; ErrorKind::NotFound
    /// The last span of each watch, whole.
    [[nodiscard]] Result<QHash<QUuid, ObservationSpan>> lastObservations();

    /// Whether another process has stored something since the last call (or since open()).
    [[nodiscard]] Result<bool> hasChangedElsewhere();
    /// ErrorKind::CatalogueDamaged with what SQLite's quick_check says.
    [[nodiscard]] Result<void> check();

private:
    class Private;
    explicit Catalogue(std::unique_ptr<Private> state);
    std::unique_ptr<Private> d;
};

} // namespace litekeeper
