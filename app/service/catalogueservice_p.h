// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "runner/taskrunner.h"
#include "service/cataloguelane.h"
#include "service/catalogueservice.h"
#include "service/networkaccess.h"

#include <QTimer>

#include <mutex>

namespace litekeeper {

class CatalogueService::Private
{
public:
    enum Change {
        RunsChanged = 1,
        BackupsChanged = 2,
        DatabasesChanged = 4,
        VerdictsChanged = 8,
        JobsChanged = 16,
        WatchesChanged = 128,
        EverythingChanged = 31 | WatchesChanged,
        SettingsChanged = 32,
        ChangedElsewhere = 64,
    };

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
    void visitNetwork();
    void tidyNetwork(const Path &destination, const RunControl &control); ///< thread-safe; blocks
    [[nodiscard]] std::shared_ptr<RunControl> newControl(); ///< told to stop at the end of the service
    void watch(const std::shared_ptr<RunControl> &control);
    bool takeSettings(QHash<QString, QVariant> stored); ///< thread-safe; whether there was something new
    template <typename Value>
    QFuture<Value> remember(QFuture<Value> future)
    {
        erase_if(works, [](const QFuture<void> &work) { return work.isFinished(); });
        works.append(QFuture<void>(future));
        return future;
    }

    CatalogueService *q;
    TaskRunner &runner;
    Path file;
    Path backupFolder;
    NetworkAccess network;
    QTimer timer;
    QTimer networkTimer;
    std::mutex tidying; ///< held while something is removed from network mounts
    mutable std::mutex mutex;
    QHash<QString, QVariant> settings;      ///< guarded by mutex
    QHash<QString, int> settingsOnTheirWay; ///< not stored yet, how many times; guarded by mutex
    QList<QFuture<void>> works;             ///< work of pool threads that refers to the lane
    std::vector<std::weak_ptr<RunControl>> controls;
    CatalogueLane lane; ///< the last member, so that nothing it refers to goes before it
};

} // namespace litekeeper
