// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"
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
    bool makeFolder = false; ///< make `destination` as a folder first if there is nothing of that name
};

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

    void pause(const QUuid &runId);
    void resume(const QUuid &runId);
    void cancel(const QUuid &runId);
    void cancelAll();

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
