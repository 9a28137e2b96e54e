// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"
#include "domain/rehearsal.h"
#include "domain/run.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace litekeeper {

class CatalogueService;
class TaskRunner;

/// What an admin asks for with "Back up now".
struct BackupWish
{
    Path source;
    Path destination; ///< an existing folder, or the file to write
    Format format = Format::Database;
    ProofLevel proof = ProofLevel::Proven;
    std::chrono::milliseconds busyTimeout{15'000}; ///< how long to wait for a locked source
    bool makeFolder = false;   ///< make `destination` as a folder first if there is nothing of that name
    QString nameTemplate = {}; ///< see domain/nametemplate.h; empty: the default
    QUuid destinationId = {};  ///< the identity that the destination has to have; null: any
    QUuid jobId = {};          ///< null: a one-off backup
    QDateTime dueAt = {};      ///< UTC; the instant of the job's schedule it is started for
    /// How long to go on trying while a network place does not answer or its source is too busy.
    std::chrono::milliseconds patience{10 * 60'000};
    int missed = 0; ///< due instants that passed before dueAt without a run
    /// Of a job: with every so many of its runs. Of a one-off backup: with this one, if it is wanted.
    Rehearsal rehearsal = {};
};

/// The run that a wish becomes, with an id of its own and this process as its owner. `now` is UTC.
[[nodiscard]] Run runFor(const BackupWish &wish, Trigger trigger, const QDateTime &now);

/// Absolute, and without asking the file system, which may be a dead share.
[[nodiscard]] Path withoutDots(const Path &path);

/// Runs backups and says how they go. Main thread only; the work itself runs on a worker. Never blocks. Every
/// wish ends in exactly one runFinished(), whatever happens; its outcome and reason say how.
class BackupService : public QObject
{
    Q_OBJECT

public:
    /// `lockFolder` holds one lock file per source, shared by all processes of this user.
    BackupService(CatalogueService &catalogue, TaskRunner &runner, Path lockFolder,
                  QObject *parent = nullptr);
    ~BackupService() override; ///< asks running work to stop and waits for it

    /// Returns the id of the run at once. More wishes than the limit of parallel runs wait their turn.
    QUuid backUpNow(const BackupWish &wish, Trigger trigger);
    /// The same for a run from runFor() that may be stored already.
    void begin(const Run &run, const BackupWish &wish);

    void pause(const QUuid &runId);
    void resume(const QUuid &runId);
    void cancel(const QUuid &runId);
    void cancelAll();
    /// As cancelAll(), but the runs end as interrupted, for this reason: a sentence.
    void interruptAll(const QString &reason);

    /// A sentence for the log of a run that goes on, about what happens around it.
    void note(const QUuid &runId, const QString &sentence);

    [[nodiscard]] QList<Run> running() const; ///< of this process, in the order of their start
    [[nodiscard]] Progress progress(const QUuid &runId) const;

Q_SIGNALS:
    void runStarted(const litekeeper::Run &run);
    void runProgressed(const QUuid &runId,
                       const litekeeper::Progress &progress); ///< at most 20 a second, and the last
    void runFinished(const litekeeper::Run &run, const std::optional<litekeeper::Backup> &backup);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace litekeeper
