// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/verdict.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace litekeeper {

class CatalogueService;
class TaskRunner;
class VerifyService;

/// Verifies archives and databases that come into a folder, such as Downloads, as soon as they are complete:
/// not called as browsers call what they are still loading, and unchanged for a while. What came while nobody
/// watched is verified at the next start. The folder is remembered in the catalogue's settings. Main thread
/// only; the looking happens on a worker.
class FolderWatch : public QObject
{
    Q_OBJECT

public:
    /// `quietTime`: how long a file must stay as it is.
    FolderWatch(VerifyService &service, CatalogueService &catalogue, TaskRunner &runner,
                std::chrono::milliseconds quietTime = std::chrono::seconds(4), QObject *parent = nullptr);
    ~FolderWatch() override;

    /// Goes on with the remembered folder. Call it once the catalogue is open.
    void resume();
    /// What lies in the folder now is not verified, what comes from now on is. An empty path ends the watch.
    void setFolder(const Path &folder);
    [[nodiscard]] const Path &folder() const;

Q_SIGNALS:
    void folderChanged();
    void verified(const litekeeper::FileVerdict &verdict); ///< something that came into the folder
    /// The folder cannot be watched now, and why; it is tried again.
    void unreachable(const QString &sentence);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace litekeeper
