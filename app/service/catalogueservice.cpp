// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/catalogueservice.h"

#include "service/catalogueservice_p.h"
#include "service/filepresence.h"
#include "service/keptbackups.h"
#include "service/networkleftovers.h"
#include "service/paths.h"
#include "service/pruning.h"

#include <algorithm>
#include <chrono>

namespace litekeeper {

namespace {

constexpr std::chrono::seconds lookAtOthersInterval{2};
constexpr std::chrono::hours visitNetworkInterval{1};

} // namespace

Result<QList<Finding>> CatalogueService::Private::opened(Catalogue &catalogue)
{
    const Result<QHash<QString, QVariant>> stored = catalogue.settings();
    if (!stored) {
        return stored.error();
    }
    takeSettings(*stored);
    announce(EverythingChanged);
    QMetaObject::invokeMethod(
        q, [this] { visitNetwork(); }, Qt::QueuedConnection);
    return catalogue.findings();
}

std::shared_ptr<RunControl> CatalogueService::Private::newControl()
{
    auto control = std::make_shared<RunControl>();
    watch(control);
    return control;
}

void CatalogueService::Private::watch(const std::shared_ptr<RunControl> &control)
{
    std::erase_if(controls, [](const std::weak_ptr<RunControl> &weak) { return weak.expired(); });
    controls.push_back(control);
}

/// What could not be done at shares while they did not answer. The lane is only asked, and never waits for
/// them.
void CatalogueService::Private::visitNetwork()
{
    remember(runner.startTask(newControl(), [this](const RunControl &control) {
        network.removeAbandoned();
        tidyNetwork({}, control);
        if (importFromNetwork(lane, network, control)) {
            announce(BackupsChanged | DatabasesChanged | WatchesChanged);
        }
    }));
}

void CatalogueService::Private::tidyNetwork(const Path &destination, const RunControl &control)
{
    // One at a time: the same file need not be looked for twice.
    const std::lock_guard lock(tidying);
    if (tidyUpNetwork(lane, network, destination, control)) {
        announce(RunsChanged | BackupsChanged | DatabasesChanged);
    }
}

/// What is set here and not stored yet is newer than what is stored.
bool CatalogueService::Private::takeSettings(QHash<QString, QVariant> stored)
{
    const std::lock_guard lock(mutex);
    for (auto key = settingsOnTheirWay.cbegin(); key != settingsOnTheirWay.cend(); ++key) {
        stored.insert(key.key(), settings.value(key.key()));
    }
    if (stored == settings) {
        return false;
    }
    settings = std::move(stored);
    return true;
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
            if ((changes & JobsChanged) != 0) {
                Q_EMIT q->jobsChanged();
            }
            if ((changes & WatchesChanged) != 0) {
                Q_EMIT q->watchesChanged();
            }
            if ((changes & SettingsChanged) != 0) {
                Q_EMIT q->settingsChanged();
            }
            if ((changes & ChangedElsewhere) != 0) {
                Q_EMIT q->changedElsewhere();
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
            const Result<QHash<QString, QVariant>> stored = catalogue.settings();
            const bool otherSettings = stored && takeSettings(*stored);
            announce(EverythingChanged | ChangedElsewhere | (otherSettings ? SettingsChanged : 0));
        }
        return changed;
    });
}

CatalogueService::CatalogueService(TaskRunner &runner, Path databaseFile, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, runner, std::move(databaseFile), Path()))
{
    d->network = NetworkAccess(d->file.parent_path() / "scratch");
    connect(&d->timer, &QTimer::timeout, this, [this] { d->lookAtOthers(); });
    connect(&d->networkTimer, &QTimer::timeout, this, [this] { d->visitNetwork(); });
}

CatalogueService::CatalogueService(TaskRunner &runner, const Paths &paths, QObject *parent)
    : CatalogueService(runner, paths.catalogue, parent)
{
    d->backupFolder = paths.defaultBackupFolder;
    d->network = NetworkAccess(paths.scratch);
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

void CatalogueService::setNetwork(const NetworkAccess &network)
{
    d->network = network;
}

const NetworkAccess &CatalogueService::network() const
{
    return d->network;
}

QFuture<Result<QList<Finding>>> CatalogueService::open()
{
    d->timer.start(lookAtOthersInterval);
    d->networkTimer.start(visitNetworkInterval);
    return d->lane.open(d->file, {.defaultBackupFolder = d->backupFolder},
                        [this](Catalogue &catalogue) { return d->opened(catalogue); });
}

QFuture<Result<QList<Run>>> CatalogueService::runs(int limit)
{
    return d->lane.ask([limit](Catalogue &catalogue) { return catalogue.runs(limit); });
}

QFuture<Result<QList<RunPoint>>> CatalogueService::runPoints()
{
    return d->lane.ask([](Catalogue &catalogue) { return catalogue.runPoints(); });
}

QFuture<Result<Run>> CatalogueService::run(const QUuid &id)
{
    return d->lane.ask([id](Catalogue &catalogue) { return catalogue.run(id); });
}

QFuture<Result<QList<Run>>> CatalogueService::runningRuns()
{
    return d->lane.ask([](Catalogue &catalogue) { return catalogue.runningRuns(); });
}

QFuture<Result<QList<Finding>>> CatalogueService::closeInterruptedRuns()
{
    return d->change(Private::RunsChanged | Private::BackupsChanged,
                     [](Catalogue &catalogue) { return catalogue.closeInterruptedRuns(); });
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
    return d->change(Private::RunsChanged | Private::DatabasesChanged,
                     [run](Catalogue &catalogue) { return catalogue.storeRun(run); });
}

Result<void> CatalogueService::storeRunAndWait(const Run &run)
{
    return storeRun(run).result();
}

PruneReport CatalogueService::storeAndPrune(const Backup &backup, const Clock &clock, ClockWatch &watch,
                                            const RunControl &control)
{
    if (const Result<void> stored = storeBackup(backup).result(); !stored) {
        return pruningPutOff(stored.error());
    }
    const Result<QList<Job>> known = jobs().result();
    if (!known) {
        return pruningPutOff(known.error());
    }
    const auto job = std::find_if(known->begin(), known->end(),
                                  [&backup](const Job &each) { return each.id == backup.jobId; });
    if (job == known->end()) {
        return {}; // deleted while it ran: its backups stay
    }
    PruneReport report = pruneJob(d->lane, *job, clock, watch, control, d->network);
    if (!report.gone.isEmpty()) {
        d->announce(Private::BackupsChanged | Private::DatabasesChanged);
    }
    return report;
}

QFuture<Result<RetentionPlan>> CatalogueService::previewRetention(const Job &job, const QDateTime &nowUtc)
{
    const auto work = [this, job, nowUtc](const RunControl &control) -> Result<RetentionPlan> {
        const Result<QList<Backup>> backups
            = d->lane.ask([id = job.id](Catalogue &catalogue) { return catalogue.backupsOfJob(id); })
                  .result();
        return backups ? previewPruning(*backups, job, nowUtc, d->network, control) : backups.error();
    };
    return d->remember(d->runner.startTask(d->newControl(), work));
}

QFuture<Result<void>> CatalogueService::storeBackup(const Backup &backup)
{
    return d->change(Private::BackupsChanged | Private::DatabasesChanged,
                     [backup](Catalogue &catalogue) { return catalogue.storeBackup(backup); });
}

QFuture<Result<void>> CatalogueService::closeRun(const Run &run, const std::optional<Backup> &backup,
                                                 const std::optional<KnownDestination> &destination)
{
    return d->change(Private::RunsChanged | Private::BackupsChanged | Private::DatabasesChanged
                         | Private::WatchesChanged,
                     [run, backup, destination](Catalogue &catalogue) {
                         return catalogue.closeRun(run, backup, destination);
                     });
}

QFuture<Result<void>> CatalogueService::rememberDatabase(const Path &source)
{
    return d->change(Private::DatabasesChanged,
                     [source](Catalogue &catalogue) { return catalogue.rememberDatabase(source); });
}

QFuture<Result<void>> CatalogueService::forgetDatabase(const Path &source)
{
    return d->change(Private::DatabasesChanged,
                     [source](Catalogue &catalogue) { return catalogue.forgetDatabase(source); });
}

QFuture<Result<QList<FileVerdict>>> CatalogueService::verdicts(int limit)
{
    return d->lane.ask([limit](Catalogue &catalogue) { return catalogue.verdicts(limit); });
}

QFuture<Result<void>> CatalogueService::storeVerdict(const FileVerdict &verdict)
{
    return d->change(Private::VerdictsChanged,
                     [verdict](Catalogue &catalogue) { return catalogue.storeVerdict(verdict); });
}

QFuture<Result<void>> CatalogueService::removeVerdict(const QUuid &id)
{
    return d->change(Private::VerdictsChanged,
                     [id](Catalogue &catalogue) { return catalogue.removeVerdict(id); });
}

QFuture<Result<void>> CatalogueService::deleteBackup(const QUuid &backupId, bool evenNewestProven)
{
    const Deletion deletion = evenNewestProven ? Deletion::EvenNewestProven : Deletion::SpareNewestProven;
    return d->remember(
        d->runner.startTask(d->newControl(), [this, backupId, deletion](const RunControl &control) {
            const Result<void> deleted = deleteKeptBackup(d->lane, backupId, deletion, d->network, control);
            if (deleted) {
                d->announce(Private::BackupsChanged | Private::DatabasesChanged);
            }
            return deleted;
        }));
}

QFuture<Result<Backup>> CatalogueService::verifyAgain(const QUuid &backupId, ProofLevel level,
                                                      const std::shared_ptr<RunControl> &control)
{
    d->watch(control);
    return d->remember(d->runner.startRun(control, [this, backupId, level](const RunControl &wishes) {
        const Result<Backup> verified = verifyKeptBackup(d->lane, backupId, level, wishes, d->network);
        if (verified) {
            d->announce(Private::BackupsChanged | Private::DatabasesChanged);
        }
        return verified;
    }));
}

QFuture<QList<FilePresence>> CatalogueService::presence(const QList<Path> &files)
{
    return d->runner.startTask(std::make_shared<RunControl>(),
                               [files, network = d->network](const RunControl &control) {
                                   return presenceAnywhere(network, files, control);
                               });
}

void CatalogueService::tidyBefore(const Path &destination, const RunControl &control)
{
    d->tidyNetwork(destination, control);
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
        ++d->settingsOnTheirWay[key];
    }
    d->lane.ask([this, key, value](Catalogue &catalogue) {
        const Result<void> stored = catalogue.storeSetting(key, value);
        const std::lock_guard lock(d->mutex);
        if (--d->settingsOnTheirWay[key] == 0) {
            d->settingsOnTheirWay.remove(key);
        }
        return stored;
    });
}

QFuture<Result<bool>> CatalogueService::exchangeSetting(const QString &key, const QVariant &expected,
                                                        const QVariant &value)
{
    return d->lane.ask([this, key, expected, value](Catalogue &catalogue) {
        const Result<bool> exchanged = catalogue.exchangeSetting(key, expected, value);
        const Result<QHash<QString, QVariant>> stored = catalogue.settings();
        if (exchanged && stored) {
            d->takeSettings(*stored);
        }
        return exchanged;
    });
}

} // namespace litekeeper
