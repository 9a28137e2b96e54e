// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/job.h"
#include "service/backupservice.h"

#include <QFuture>
#include <QObject>

#include <memory>

namespace litekeeper {

class CatalogueService;
class Clock;
class TaskRunner;

/// A job with how it does; the rows of the Jobs page.
struct JobEntry
{
    Job job;
    QList<Run> recentRuns; ///< newest first, at most 30, without their logs
    JobHealth health;

    bool operator==(const JobEntry &other) const; ///< runs are compared by what a list shows of them
};

/// What can be said about a job before it is stored: each finding's `where` names the field of the editor
/// ("name", "source", "destination", "schedule", "nameTemplate", "retention", "rehearsal", "pingUrl",
/// "failureCommand"). Empty: all is well.
using JobChecks = QList<Finding>;

/// The backup that a job asks for.
[[nodiscard]] BackupWish wishOf(const Job &job);

/// Jobs: kept in the catalogue, run when they are due, by hand, or by another process. Main thread; never
/// blocks. Several processes may work with the same catalogue: a due instant is claimed there by one of them.
class JobService : public QObject
{
    Q_OBJECT

public:
    JobService(CatalogueService &catalogue, BackupService &backups, TaskRunner &runner, const Clock &clock,
               QObject *parent = nullptr);
    ~JobService() override;

    QFuture<Result<void>> load(); ///< after the catalogue is open; then jobs() is kept up to date

    [[nodiscard]] QList<JobEntry> jobs() const; ///< in the order of their names
    [[nodiscard]] std::optional<JobEntry> job(const QUuid &id) const;
    [[nodiscard]] JobState worstState() const; ///< of all; Off if there is none

    QFuture<Result<void>>
    store(const Job &job); ///< inserts or replaces by id; a changed schedule or zone counts from now on
    QFuture<Result<void>> remove(const QUuid &id); ///< its backups and runs stay
    QFuture<Result<void>> setEnabled(const QUuid &id, bool enabled);
    /// "This is a new disk": the next run makes the folder a destination or takes over the one it finds.
    QFuture<Result<void>> acceptDestination(const QUuid &id);

    /// The id of the run; null if there is no such job.
    QUuid runNow(const QUuid &id, Trigger trigger);
    /// What came to light after one of its runs had ended: it is entered with the run, in its log as well,
    /// and a run that succeeded has ended with a warning then.
    void remark(const Run &run, const Finding &finding);

    /// All jobs stop being started until resumed; running ones go on. Remembered in the catalogue for all
    /// processes. Of each job, the first instant that passes meanwhile is recorded as skipped ("paused"), the
    /// others are not; what passed is not caught up when the jobs are resumed.
    void setPaused(bool paused);
    [[nodiscard]] bool isPaused() const;

    /// From now on, looks at the clock at least every 20 seconds and starts what is due.
    void startWatchingTheClock();
    /// Once: claims and starts what is due now. The ids of the runs that were started, or recorded as missed.
    QFuture<Result<QList<QUuid>>> runDue();

    /// On a worker: source readable, destination writable, room, kind of place, template, schedule.
    QFuture<JobChecks> examine(const Job &job);
    /// What would go after the next success.
    QFuture<Result<RetentionPlan>> previewRetention(const Job &job);

Q_SIGNALS:
    void jobsChanged();                                                   ///< jobs(), anything of it
    void claimed(const litekeeper::Job &job, const litekeeper::Run &run); ///< a due run begins
    void finished(const litekeeper::Job &job,
                  const litekeeper::Run &run); ///< of this process; also skipped and missed ones

private:
    friend class JobClock;
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace litekeeper
