// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"
#include "domain/run.h"

#include <QObject>

#include <memory>
#include <optional>

namespace litekeeper {

class BackupService;
class CatalogueService;
class TaskRunner;

/// All runs that go on now, of this process and of others (a scheduled one, one from the command line), with
/// their progress. Runs of this process write theirs to `<data>/litekeeper/running/<run id>.json` a few times
/// a second, where others read it; a wish to cancel lies beside it as `<run id>.stop`. These files carry no
/// promise: whether a run goes on is told by the catalogue and by its owner being alive. Main thread.
class RunBoard : public QObject
{
    Q_OBJECT

public:
    /// `folder`: made if missing, private; on a local disk.
    RunBoard(BackupService &backups, CatalogueService &catalogue, TaskRunner &runner, Path folder,
             QObject *parent = nullptr);
    ~RunBoard() override; ///< takes down what it shows of runs of this process

    [[nodiscard]] QList<Run> running() const; ///< in the order of their start
    [[nodiscard]] Progress progress(const QUuid &runId) const;
    [[nodiscard]] bool isOurs(const QUuid &runId) const; ///< only these can be paused

    void pause(const QUuid &runId); ///< nothing happens unless it is ours, as with the next one
    void resume(const QUuid &runId);
    /// Of this process or of another one, which heeds it within a second.
    void cancel(const QUuid &runId);

Q_SIGNALS:
    void runStarted(const litekeeper::Run &run);
    void runProgressed(const QUuid &runId, const litekeeper::Progress &progress);
    /// With its outcome, interrupted if its process died, and with the backup it left.
    void runFinished(const litekeeper::Run &run, const std::optional<litekeeper::Backup> &backup);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace litekeeper
