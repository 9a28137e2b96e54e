// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/catalogueservice.h"

#include "runner/taskrunner.h"
#include "service/cataloguelane.h"
#include "service/filepresence.h"
#include "service/keptbackups.h"
#include "service/paths.h"
#include "service/whendone.h"

#include <QTimer>

#include <chrono>
#include <mutex>

namespace litekeeper {

namespace {

constexpr std::chrono::seconds lookAtOthersInterval{2};

enum Change {
    RunsChanged = 1,
    BackupsChanged = 2,
    DatabasesChanged = 4,
    VerdictsChanged = 8,
    EverythingChanged = 15,
};

} // namespace

class CatalogueService::Private
{
public:
    Private(CatalogueService *service, TaskRunner &taskRunner, Path databaseFile, Path folder)
        : q(service)
        , runner(taskRunner)
        , file(std::move(databaseFile))
        , backupFolder(std::move(folder))
        , lane(taskRunner)
    {
    }

    [[nodiscard]] Result<QList<Finding>> opened(Catalogue &catalogue);
    /// For changes of the catalogue: tells the main thread when they are stored.
    template <typename Function>
    auto change(int changes, Function function)
    {
        return lane.ask([this, changes, function = std::move(function)](Catalogue &catalogue) {
            auto result = function(catalogue);
            if (result) {
                announce(changes);
            }
            return result;
        });
    }
    void announce(int changes); ///< thread-safe
    void lookAtOthers();
    template <typename Value>
    QFuture<Value> remember(QFuture<Value> future);

    CatalogueService *q;
    TaskRunner &runner;
    Path file;
    Path backupFolder;
    QTimer timer;
    mutable std::mutex mutex;
    QHash<QString, QVariant> settings; ///< guarded by mutex
    QList<QFuture<void>> works;        ///< work of pool threads that refers to the lane
    std::vector<std::weak_ptr<RunControl>> controls;
    CatalogueLane lane; ///< the last member, so that nothing it refers to goes before it
};

Result<QList<Finding>> CatalogueService::Private::opened(Catalogue &catalogue)
{
    const Result<QHash<QString, QVariant>> stored = catalogue.settings();
    if (!stored) {
        return stored.error();
    }
    {
        const std::lock_guard lock(mutex);
        for (auto setting = stored->cbegin(); setting != stored->cend(); ++setting) {
            if (!settings.contains(setting.key())) { // else it was set while we were opening
                settings.insert(setting.key(), setting.value());
            }
        }
    }
    announce(EverythingChanged);
    return catalogue.findings();
}

void CatalogueService::Private::announce(int changes)
{
    QMetaObject::invokeMethod(
        q,
        [this, changes] {
            if ((changes & RunsChanged) != 0) {
                Q_EMIT q->runsChanged();
            }
            if ((changes & BackupsChanged) != 0) {
                Q_EMIT q->backupsChanged();
            }
            if ((changes & DatabasesChanged) != 0) {
                Q_EMIT q->databasesChanged();
            }
            if ((changes & VerdictsChanged) != 0) {
                Q_EMIT q->verdictsChanged();
            }
        },
        Qt::QueuedConnection);
}

/// Other processes write to the same catalogue: a backup from the command line shows up in the window.
void CatalogueService::Private::lookAtOthers()
{
    lane.ask([this](Catalogue &catalogue) {
        const Result<bool> changed = catalogue.hasChangedElsewhere();
        if (changed && *changed) {
            announce(EverythingChanged);
        }
        return changed;
    });
}

template <typename Value>
QFuture<Value> CatalogueService::Private::remember(QFuture<Value> future)
{
    erase_if(works, [](const QFuture<void> &work) { return work.isFinished(); });
    works.append(QFuture<void>(future));
    return future;
}

CatalogueService::CatalogueService(TaskRunner &runner, Path databaseFile, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, runner, std::move(databaseFile), Path()))
{
    connect(&d->timer, &QTimer::timeout, this, [this] { d->lookAtOthers(); });
}

CatalogueService::CatalogueService(TaskRunner &runner, const Paths &paths, QObject *parent)
    : CatalogueService(runner, paths.catalogue, parent)
{
    d->backupFolder = paths.defaultBackupFolder;
}

CatalogueService::~CatalogueService()
{
    for (const std::weak_ptr<RunControl> &weak : d->controls) {
        if (const std::shared_ptr<RunControl> control = weak.lock()) {
            control->requestStop();
        }
    }
    for (QFuture<void> &work : d->works) {
        work.waitForFinished();
    }
}

QFuture<Result<QList<Finding>>> CatalogueService::open()
{
    d->timer.start(lookAtOthersInterval);
    return d->lane.open(d->file, {.defaultBackupFolder = d->backupFolder},
                        [this](Catalogue &catalogue) { return d->opened(catalogue); });
}

QFuture<Result<QList<Run>>> CatalogueService::runs(int limit)
{
    return d->lane.ask([limit](Catalogue &catalogue) { return catalogue.runs(limit); });
}

QFuture<Result<QList<Backup>>> CatalogueService::backups()
{
    return d->lane.ask([](Catalogue &catalogue) { return catalogue.backups(); });
}

QFuture<Result<Backup>> CatalogueService::backup(const QUuid &id)
{
    return d->lane.ask([id](Catalogue &catalogue) { return catalogue.backup(id); });
}

QFuture<Result<QList<KnownDatabase>>> CatalogueService::knownDatabases()
{
    return d->lane.ask([](Catalogue &catalogue) { return catalogue.knownDatabases(); });
}

QFuture<Result<void>> CatalogueService::storeRun(const Run &run)
{
    return d->change(RunsChanged | DatabasesChanged,
                     [run](Catalogue &catalogue) { return catalogue.storeRun(run); });
}

Result<void> CatalogueService::storeRunAndWait(const Run &run)
{
    return storeRun(run).result();
}

QFuture<Result<void>> CatalogueService::storeBackup(const Backup &backup)
{
    return d->change(BackupsChanged | DatabasesChanged,
                     [backup](Catalogue &catalogue) { return catalogue.storeBackup(backup); });
}

QFuture<Result<void>> CatalogueService::closeRun(const Run &run, const std::optional<Backup> &backup)
{
    return d->change(RunsChanged | BackupsChanged | DatabasesChanged,
                     [run, backup](Catalogue &catalogue) { return catalogue.closeRun(run, backup); });
}

QFuture<Result<void>> CatalogueService::rememberDatabase(const Path &source)
{
    return d->change(DatabasesChanged,
                     [source](Catalogue &catalogue) { return catalogue.rememberDatabase(source); });
}

QFuture<Result<void>> CatalogueService::forgetDatabase(const Path &source)
{
    return d->change(DatabasesChanged,
                     [source](Catalogue &catalogue) { return catalogue.forgetDatabase(source); });
}

QFuture<Result<QList<FileVerdict>>> CatalogueService::verdicts(int limit)
{
    return d->lane.ask([limit](Catalogue &catalogue) { return catalogue.verdicts(limit); });
}

QFuture<Result<void>> CatalogueService::storeVerdict(const FileVerdict &verdict)
{
    return d->change(VerdictsChanged,
                     [verdict](Catalogue &catalogue) { return catalogue.storeVerdict(verdict); });
}

QFuture<Result<void>> CatalogueService::removeVerdict(const QUuid &id)
{
    return d->change(VerdictsChanged, [id](Catalogue &catalogue) { return catalogue.removeVerdict(id); });
}

QFuture<Result<void>> CatalogueService::deleteBackup(const QUuid &backupId, bool evenNewestProven)
{
    const Deletion deletion = evenNewestProven ? Deletion::EvenNewestProven : Deletion::SpareNewestProven;
    return d->remember(d->runner.startTask([this, backupId, deletion] {
        const Result<void> deleted = deleteKeptBackup(d->lane, backupId, deletion);
        if (deleted) {
            d->announce(BackupsChanged | DatabasesChanged);
        }
        return deleted;
    }));
}

QFuture<Result<Backup>> CatalogueService::verifyAgain(const QUuid &backupId, ProofLevel level,
                                                      const std::shared_ptr<RunControl> &control)
{
    std::erase_if(d->controls, [](const std::weak_ptr<RunControl> &weak) { return weak.expired(); });
    d->controls.push_back(control);
    return d->remember(d->runner.startRun(control, [this, backupId, level](const RunControl &wishes) {
        const Result<Backup> verified = verifyKeptBackup(d->lane, backupId, level, wishes);
        if (verified) {
            d->announce(BackupsChanged | DatabasesChanged);
        }
        return verified;
    }));
}

QFuture<QList<FilePresence>> CatalogueService::presence(const QList<Path> &files)
{
    return d->runner.startTask([files] { return presenceOf(files); });
}

QVariant CatalogueService::setting(const QString &key, const QVariant &fallback) const
{
    const std::lock_guard lock(d->mutex);
    return d->settings.value(key, fallback);
}

void CatalogueService::setSetting(const QString &key, const QVariant &value)
{
    {
        const std::lock_guard lock(d->mutex);
        d->settings.insert(key, value);
    }
    d->lane.ask([key, value](Catalogue &catalogue) { return catalogue.storeSetting(key, value); });
}

} // namespace litekeeper
