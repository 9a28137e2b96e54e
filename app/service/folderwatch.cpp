// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/folderwatch.h"

#include "runner/taskrunner.h"
#include "service/catalogueservice.h"
#include "service/networkoperations.h"
#include "service/verifyservice.h"
#include "service/whendone.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QFileSystemWatcher>
#include <QSet>
#include <QTimer>

#include <algorithm>
#include <map>

namespace litekeeper {

namespace {

constexpr auto folderKey = "watchedFolder";
constexpr auto sinceKey = "watchedFolderSince";
// The watcher of the system misses what other machines do on a share, and may have too many watches.
constexpr std::chrono::seconds lookInterval{60};

using Look = FolderLook;
using Seen = SeenFile;

/// A look from a worker, and whether the system may be asked to watch the folder as well.
struct Looked
{
    Path folder;
    Result<Look> files;
    bool isRemote = false;
};

Looked lookAt(const Path &folder, const NetworkAccess &network, const RunControl &control)
{
    const bool isRemote = network.isRemote(folder);
    return {.folder = folder,
            .files = isRemote ? lookAtFolderThere(network, folder, control) : lookAtFolder(folder),
            .isRemote = isRemote};
}

qint64 now()
{
    return QDateTime::currentMSecsSinceEpoch() * 1'000'000;
}

} // namespace

class FolderWatch::Private
{
public:
    Private(FolderWatch *watch, VerifyService &verifyService, CatalogueService &catalogueService,
            TaskRunner &taskRunner, std::chrono::milliseconds quiet)
        : q(watch)
        , service(verifyService)
        , catalogue(catalogueService)
        , runner(taskRunner)
        , quietTime(quiet)
    {
    }

    void watch();
    void look();
    void take(const Look &look);
    void verify(const Path &file, const Seen &seen);

    FolderWatch *q;
    VerifyService &service;
    CatalogueService &catalogue;
    TaskRunner &runner;
    std::chrono::milliseconds quietTime;
    Path folder;
    qint64 since = 0;                                ///< nanoseconds; what changed before is not new
    std::map<Path, std::pair<Seen, qint64>> growing; ///< and since when it has been so, nanoseconds
    std::map<Path, Seen> done;
    QSet<QUuid> verifying;
    QFileSystemWatcher watcher;
    QTimer timer;
    bool looking = false;
    bool isRemote = false; ///< as of the last look
};

void FolderWatch::Private::watch()
{
    if (!watcher.directories().isEmpty()) {
        watcher.removePaths(watcher.directories());
    }
    if (!watcher.files().isEmpty()) {
        watcher.removePaths(watcher.files());
    }
    growing.clear();
    done.clear();
    timer.stop();
    if (!folder.empty()) {
        look();
    }
}

void FolderWatch::Private::look()
{
    if (looking || folder.empty()) {
        return;
    }
    looking = true;
    const auto work = [looked = folder, network = catalogue.network()](const RunControl &control) {
        return lookAt(looked, network, control);
    };
    whenDone(runner.startTask(std::make_shared<RunControl>(), work), q, [this](const Looked &result) {
        looking = false;
        const Result<Look> &files = result.files;
        if (result.folder != folder) {
            look();
            return;
        }
        isRemote = result.isRemote;
        if (files) {
            take(*files);
        } else {
            Q_EMIT q->unreachable(describe(files.error()));
        }
        // What came between the look and the beginning of the watch is found by another look.
        // On a share the watcher sees nothing, and asking for it may hang.
        const bool begins = files && !isRemote && watcher.directories().isEmpty()
            && watcher.addPath(QString::fromLocal8Bit(pathBytes(folder)));
        const bool isQuiet = growing.empty() && !begins;
        timer.start(isQuiet ? std::chrono::milliseconds(lookInterval) : quietTime / 2);
    });
}

void FolderWatch::Private::take(const Look &look)
{
    std::erase_if(growing, [&](const auto &file) { return !look.contains(file.first); });
    for (const auto &[file, seen] : look) {
        const auto verified = done.find(file);
        if (std::max(seen.changed, seen.modified) <= since
            || (verified != done.end() && verified->second == seen)) {
            continue;
        }
        auto &[before, quietSince] = growing[file];
        if (before != seen) {
            before = seen;
            quietSince = now();
        } else if (now() - quietSince >= std::chrono::nanoseconds(quietTime).count()) {
            verify(file, seen);
        }
    }
    std::erase_if(growing, [this](const auto &file) {
        const auto verified = done.find(file.first);
        return verified != done.end() && verified->second == file.second.first;
    });
}

void FolderWatch::Private::verify(const Path &file, const Seen &seen)
{
    done[file] = seen;
    // The folder does not change when a file in it is written anew.
    if (!isRemote) {
        watcher.addPath(QString::fromLocal8Bit(pathBytes(file)));
    }
    verifying.insert(service.verify({.file = file}));
}

FolderWatch::FolderWatch(VerifyService &service, CatalogueService &catalogue, TaskRunner &runner,
                         std::chrono::milliseconds quietTime, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, service, catalogue, runner, quietTime))
{
    d->timer.setSingleShot(true);
    connect(&d->timer, &QTimer::timeout, this, [this] { d->look(); });
    connect(&d->watcher, &QFileSystemWatcher::directoryChanged, this, [this] { d->look(); });
    connect(&d->watcher, &QFileSystemWatcher::fileChanged, this, [this] { d->look(); });
    connect(&service, &VerifyService::finished, this, [this](const FileVerdict &verdict) {
        if (!d->verifying.remove(verdict.id)) {
            return;
        }
        // What came before this file has been verified as well, or is waiting in the same queue.
        if (d->verifying.isEmpty() && !d->done.empty()) {
            const auto newest
                = std::max_element(d->done.cbegin(), d->done.cend(), [](const auto &left, const auto &right) {
                      return left.second.changed < right.second.changed;
                  });
            d->catalogue.setSetting(QLatin1String(sinceKey), newest->second.changed);
        }
        Q_EMIT verified(verdict);
    });
    connect(&service, &VerifyService::cancelled, this, [this](const QUuid &id) { d->verifying.remove(id); });
}

FolderWatch::~FolderWatch() = default;

void FolderWatch::resume()
{
    d->folder = pathFromBytes(d->catalogue.setting(QLatin1String(folderKey)).toByteArray());
    d->since = d->catalogue.setting(QLatin1String(sinceKey), now()).toLongLong();
    d->watch();
    Q_EMIT folderChanged();
}

void FolderWatch::setFolder(const Path &folder)
{
    d->folder = folder;
    d->since = now();
    d->catalogue.setSetting(QLatin1String(folderKey),
                            folder.empty() ? QVariant() : QVariant(pathBytes(folder)));
    d->catalogue.setSetting(QLatin1String(sinceKey), d->since);
    d->watch();
    Q_EMIT folderChanged();
}

const Path &FolderWatch::folder() const
{
    return d->folder;
}

} // namespace litekeeper
