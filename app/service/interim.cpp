// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Lets the window link until the catalogue and the engine are here; goes with the next commit.

#include "runner/taskrunner.h"
#include "service/backupservice.h"
#include "service/catalogueservice.h"
#include "service/filepresence.h"
#include "service/finderservice.h"

#include <QHash>

namespace litekeeper {

namespace {

template <typename T>
QFuture<T> ready(T value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

const Error notYet{.kind = ErrorKind::Unsupported};

} // namespace

class CatalogueService::Private
{
public:
    explicit Private(TaskRunner &taskRunner)
        : runner(taskRunner)
    {
    }
    TaskRunner &runner;
    QHash<QString, QVariant> settings;
};
CatalogueService::CatalogueService(TaskRunner &runner, Path, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(runner))
{
}
CatalogueService::~CatalogueService() = default;
QFuture<Result<QList<Finding>>> CatalogueService::open()
{
    return ready<Result<QList<Finding>>>(QList<Finding>());
}
QFuture<Result<QList<Run>>> CatalogueService::runs(int)
{
    return ready<Result<QList<Run>>>(QList<Run>());
}
QFuture<Result<QList<Backup>>> CatalogueService::backups()
{
    return ready<Result<QList<Backup>>>(QList<Backup>());
}
QFuture<Result<Backup>> CatalogueService::backup(const QUuid &)
{
    return ready<Result<Backup>>(notYet);
}
QFuture<Result<QList<KnownDatabase>>> CatalogueService::knownDatabases()
{
    return ready<Result<QList<KnownDatabase>>>(QList<KnownDatabase>());
}
QFuture<Result<void>> CatalogueService::storeRun(const Run &)
{
    return ready<Result<void>>(notYet);
}
QFuture<Result<void>> CatalogueService::storeBackup(const Backup &)
{
    return ready<Result<void>>(notYet);
}
QFuture<Result<void>> CatalogueService::closeRun(const Run &, const std::optional<Backup> &)
{
    return ready<Result<void>>(notYet);
}
QFuture<Result<void>> CatalogueService::rememberDatabase(const Path &)
{
    return ready<Result<void>>(notYet);
}
QFuture<Result<void>> CatalogueService::forgetDatabase(const Path &)
{
    return ready<Result<void>>(notYet);
}
QFuture<Result<void>> CatalogueService::deleteBackup(const QUuid &, bool)
{
    return ready<Result<void>>(notYet);
}
QFuture<Result<Backup>> CatalogueService::verifyAgain(const QUuid &, ProofLevel, std::shared_ptr<RunControl>)
{
    return ready<Result<Backup>>(notYet);
}
QFuture<QList<FilePresence>> CatalogueService::presence(const QList<Path> &files)
{
    return d->runner.startTask([files] { return presenceOf(files); });
}
QVariant CatalogueService::setting(const QString &key, const QVariant &fallback) const
{
    return d->settings.value(key, fallback);
}
void CatalogueService::setSetting(const QString &key, const QVariant &value)
{
    d->settings.insert(key, value);
}

class BackupService::Private
{
};
BackupService::BackupService(CatalogueService &, TaskRunner &, Path, QObject *parent)
    : QObject(parent)
{
}
BackupService::~BackupService() = default;
QUuid BackupService::backUpNow(const BackupWish &wish, Trigger trigger)
{
    Run run;
    run.id = QUuid::createUuid();
    run.source = wish.source;
    run.destination = wish.destination;
    run.trigger = trigger;
    run.outcome = Outcome::Failed;
    run.startedAt = run.finishedAt = QDateTime::currentDateTimeUtc();
    run.errorCode = errorCode(notYet.kind);
    run.reason = describe(notYet);
    QMetaObject::invokeMethod(
        this, [this, run] { Q_EMIT runFinished(run, std::nullopt); }, Qt::QueuedConnection);
    return run.id;
}
void BackupService::pause(const QUuid &)
{
}
void BackupService::resume(const QUuid &)
{
}
void BackupService::cancel(const QUuid &)
{
}
void BackupService::cancelAll()
{
}
QList<Run> BackupService::running() const
{
    return {};
}
Progress BackupService::progress(const QUuid &) const
{
    return {};
}

class FinderService::Private
{
};
FinderService::FinderService(TaskRunner &, QObject *parent)
    : QObject(parent)
{
}
FinderService::~FinderService() = default;
QFuture<QList<SearchPlace>> FinderService::places()
{
    return ready(QList<SearchPlace>());
}
void FinderService::search(const QList<Path> &)
{
    QMetaObject::invokeMethod(
        this, [this] { Q_EMIT finished(0, 0, 0, false); }, Qt::QueuedConnection);
}
void FinderService::stop()
{
}
bool FinderService::searching() const
{
    return false;
}
QFuture<Result<DatabaseFacts>> FinderService::look(const Path &)
{
    return ready<Result<DatabaseFacts>>(notYet);
}
QFuture<Result<QList<TableSummary>>> FinderService::tables(const Path &)
{
    return ready<Result<QList<TableSummary>>>(notYet);
}
void FinderService::stopInspection()
{
}

} // namespace litekeeper
