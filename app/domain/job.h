// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "domain/rehearsal.h"
#include "domain/retention.h"
#include "domain/run.h"

#include <QJsonObject>

#include <chrono>

namespace litekeeper {

/// What to do with an instant that passed while nobody could run it.
enum class MissedRun {
    CatchUp, ///< one run in place of all that were missed, within the deadline
    Skip,    ///< only recorded
};

[[nodiscard]] QString missedRunCode(MissedRun missedRun); ///< "catch-up", "skip"
[[nodiscard]] std::optional<MissedRun> missedRunFromCode(const QString &code);

/// A saved wish: what is backed up where, when, how, and for how long it is kept.
struct Job
{
    QUuid id;
    QString name; ///< for people; not empty
    Path source;
    Path destination;    ///< a folder
    QUuid destinationId; ///< of its `.litekeeper/destination.json`; null until the first run or after "this
                         ///< is a new disk"
    Format format = Format::Database;
    ProofLevel proof = ProofLevel::Proven;
    QString nameTemplate; ///< see domain/nametemplate.h; empty: the default
    QString schedule;     ///< see domain/schedule.h; empty: only by hand
    QByteArray timeZone;  ///< IANA id in which the schedule is meant
    MissedRun missedRun = MissedRun::CatchUp;
    std::chrono::minutes catchUpDeadline{12 * 60};
    /// How long a run goes on trying while a share does not answer, or is too busy for a consistent copy.
    std::chrono::minutes patience{10};
    Retention retention;
    Rehearsal rehearsal;
    QString pingUrl;        ///< a secret: never logged; empty: none
    QString failureCommand; ///< run by the shell after a failed run; empty: none
    bool enabled = true;
    QDateTime createdAt; ///< UTC
    QDateTime
        scheduledSince; ///< UTC; when it got this schedule or was enabled: earlier instants do not count
    QDateTime
        evaluatedUntil; ///< UTC; every due instant up to it has run, was caught up or is recorded as missed

    bool operator==(const Job &) const = default;
};

/// A sentence about the first thing that keeps it from being stored: no name, a relative path, a template or
/// schedule that cannot be read. Does not look at any disk. ErrorKind::InvalidArgument.
[[nodiscard]] Result<void> check(const Job &job);

/// For export and import, with a version. Not in it: id, destinationId, createdAt, evaluatedUntil, and the
/// ping URL unless it is asked for.
enum class Secrets { Leave, Include };
[[nodiscard]] QJsonObject toJson(const Job &job, Secrets secrets);
/// With a new id. What is not there has its default, except name, source and destination; what is not known
/// is passed over. ErrorKind::InvalidArgument names the field that is missing or wrong, Unsupported if a
/// newer Litekeeper wrote it.
[[nodiscard]] Result<Job> jobFromJson(const QJsonObject &object);

/// The arguments of `litekeeper-cli` that do the same once, quoted for a shell.
[[nodiscard]] QString commandLine(const Job &job);

/// What became of the wish to run a due instant of a job.
enum class InstantClaim {
    Won,
    Lost,       ///< the job was evaluated, changed or removed meanwhile: look at it again
    RanAlready, ///< there is a run of this instant, as after the clock was turned back; now it is evaluated
};

/// How a job does, best first.
enum class JobState {
    Off,     ///< disabled, or never run and without a schedule
    Waiting, ///< has not run yet, and nothing is overdue
    Running,
    Well,
    Warned,  ///< the last run left a backup with a warning
    Overdue, ///< a due instant passed long ago and no good backup was made since
    Failing, ///< the last run failed, was interrupted, or could not be started
};

struct JobHealth
{
    JobState state = JobState::Waiting;
    QString sentence;          ///< what was seen and what to do
    QDateTime nextDueUtc;      ///< invalid if none
    QDateTime lastGoodUtc;     ///< snapshot of the newest backup of this job; invalid if none
    QDateTime overdueSinceUtc; ///< invalid unless overdue, also while Failing
    int failuresInARow = 0;

    bool operator==(const JobHealth &) const = default;
};

/// `recentRuns`: of this job, newest first, with its newest good one. Overdue: of the due instants whose
/// grace is over, the last one has no good run that was started for it or later, or by hand since the instant
/// before it. The grace is half of the time since the instant before, at least 10 minutes and at most 6
/// hours. Skipped and cancelled runs say nothing about how a job does.
[[nodiscard]] JobHealth judge(const Job &job, const QList<Run> &recentRuns, const QDateTime &nowUtc);

[[nodiscard]] QString
jobStateCode(JobState state); ///< "off", "waiting", "running", "well", "warned", "overdue", "failing"

} // namespace litekeeper

Q_DECLARE_METATYPE(litekeeper::Job)
