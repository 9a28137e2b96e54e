// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "runner/taskrunner.h"
#include "service/backupservice.h"
#include "service/catalogueservice.h"
#include "service/networkaccess.h"
#include "support/databases.h"
#include "support/files.h"

#include <QSet>

#include <sys/stat.h>

namespace litekeeper::test {

/// Limits that do not keep a test waiting. What is asked for is asked every time.
inline NetworkLimits shortLimits()
{
    using namespace std::chrono_literals;
    return {.network = 20s,
            .syncing = 20s,
            .local = 60s,
            .look = 20s,
            .tidying = 5s,
            .hanging = 50ms,
            .firstPause = 20ms,
            .longestPause = 100ms,
            .rest = 0ms};
}

/// A program for the child's place.
inline Path makeScript(const Path &file, const std::string &text)
{
    writeBytes(file, QByteArray::fromStdString("#!/bin/sh\n" + text + '\n'));
    ::chmod(file.c_str(), 0700);
    return file;
}

/// Services over a real catalogue in a folder of their own, and what they said. What lies below "remote"
/// counts as a share.
class NetworkWorld : public QObject
{
public:
    struct Ending
    {
        Run run;
        std::optional<Backup> backup;
    };

    explicit NetworkWorld(const Path &program, NetworkLimits limits = shortLimits(),
                          NetworkAccess::IsRemote isRemote = {})
    {
        std::filesystem::create_directories(destination());
        if (!isRemote) {
            isRemote = [remote = remote()](const Path &path) {
                return path.native().starts_with(remote.native());
            };
        }
        network = NetworkAccess(scratch(), program, limits, isRemote);
        start();
    }

    void start()
    {
        backups.reset();
        catalogue = std::make_unique<CatalogueService>(runner, folder.path() / "catalogue.db");
        catalogue->setNetwork(network);
        backups = std::make_unique<BackupService>(*catalogue, runner, folder.path() / "locks");
        opened = catalogue->open().result().hasValue();
        connect(backups.get(), &BackupService::runFinished, this,
                [this](const Run &run, const std::optional<Backup> &backup) {
                    endings.append({run, backup});
                });
        connect(backups.get(), &BackupService::runProgressed, this,
                [this](const QUuid &id, const Progress &progress) {
                    newest.insert(id, progress);
                    phases.insert(progress.phase);
                });
    }

    [[nodiscard]] Path remote() const { return folder.path() / "remote"; }
    [[nodiscard]] Path destination() const { return remote() / "backups"; }
    [[nodiscard]] Path scratch() const { return folder.path() / "scratch"; }
    [[nodiscard]] BackupWish wish(const Path &source) const
    {
        return {.source = source,
                .destination = destination(),
                .proof = ProofLevel::Checked,
                .patience = std::chrono::milliseconds(0)};
    }
    QUuid backUp(const Path &source) { return backups->backUpNow(wish(source), Trigger::Window); }
    [[nodiscard]] Run stored(const QUuid &id) const { return catalogue->run(id).result().value(); }
    [[nodiscard]] std::vector<Path> files() const
    {
        std::vector<Path> found;
        for (const auto &entry : std::filesystem::directory_iterator(destination())) {
            if (entry.path().filename() != ".litekeeper") {
                found.push_back(entry.path());
            }
        }
        return found;
    }
    [[nodiscard]] bool scratchIsEmpty() const
    {
        std::error_code failed;
        return !std::filesystem::exists(scratch()) || std::filesystem::is_empty(scratch(), failed);
    }

    TemporaryFolder folder;
    NetworkAccess network;
    TaskRunner runner;
    std::unique_ptr<CatalogueService> catalogue;
    std::unique_ptr<BackupService> backups;
    bool opened = false;
    QList<Ending> endings;
    QHash<QUuid, Progress> newest;
    QSet<Phase> phases;
};

} // namespace litekeeper::test
