// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/run.h"
#include "service/restoring.h"

#include <QObject>

#include <memory>

namespace litekeeper {

class BackupService;
class CatalogueService;
class TaskRunner;
struct Paths;

/// What is to be restored, and where to.
struct RestoreWish
{
    Path backup;        ///< a backup of ours in any format, a database, or any archive with `database` in it
    Path target;        ///< a database, or a file that is not there yet
    Path database = {}; ///< as DatabaseVerdict::path calls it; empty: the file is the backup
    QByteArray password = {}; ///< of encrypted entries; never logged or stored
    int samples = 0;          ///< rows of each table to show of the difference
    QStringList tables = {};  ///< only these, into the live database; empty: everything
};

/// How it is done, once somebody has seen the plan.
struct RestoreChoice
{
    std::optional<RestoreWay> way = {};            ///< nothing: the recommended one
    std::chrono::milliseconds busyTimeout{15'000}; ///< how long to wait for programs that use the target
    bool safetyCopy = true;                        ///< false: there will be no way back
    bool applicationIsStopped = false;             ///< see RestoreRequest
};

/// One restore, from the look to the end, and back: what window and command line both do. Main thread only,
/// never blocks; the work itself runs on workers. One step at a time: everything that was asked ends in
/// exactly one of planned(), finished() and failed().
class RestoreService : public QObject
{
    Q_OBJECT

public:
    enum class Stage {
        Idle,
        Looking,    ///< proves the backup and compares it with the target
        SafetyCopy, ///< of what is there now
        Restoring,
    };
    Q_ENUM(Stage)

    /// `trigger`: whose wish it is, for the run that makes the safety copy. All of them outlive this.
    RestoreService(CatalogueService &catalogue, BackupService &backups, TaskRunner &runner,
                   const Paths &paths, Trigger trigger, QObject *parent = nullptr);
    ~RestoreService() override; ///< wishes everything to stop, and does not wait

    /// Makes a plan; one that was there is dropped. Touches nothing of the target.
    void look(const RestoreWish &wish);
    /// After planned(): a proven safety copy first, and the restore only behind that.
    void restore(const RestoreChoice &choice);
    /// After finished() with a safetyCopy(): proves that copy again and brings it back the recommended way.
    /// What is there by then is copied as well, and that is the next undo.
    void undo();
    /// failed() comes with ErrorKind::Cancelled, at once for a look or a restore that waits for its turn; one
    /// that is done already finishes.
    void cancel();

    [[nodiscard]] Stage stage() const;
    [[nodiscard]] bool isUndoing() const; ///< whether what was asked last is undo()
    [[nodiscard]] bool canUndo() const;
    [[nodiscard]] const RestorePlan *plan() const; ///< null before planned(), and once it was restored
    /// Of the newest restore; nothing where there was nothing to copy or somebody did without.
    [[nodiscard]] const std::optional<Backup> &safetyCopy() const;

Q_SIGNALS:
    void stageChanged(litekeeper::RestoreService::Stage stage);
    void progressed(const litekeeper::Progress &progress); ///< at most 20 a second, and the last
    void planned();
    void safetyCopyMade(const litekeeper::Backup &copy);
    void finished(const litekeeper::RestoreReport &report);
    /// The target is what it was. ErrorKind::Protected: there is no safety copy, and its detail says why.
    void failed(const litekeeper::Error &error);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace litekeeper
