// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/runcontrol.h"
#include "domain/verdict.h"

#include <QObject>

#include <memory>

namespace litekeeper {

class CatalogueService;
class TaskRunner;
struct Paths;

/// What an admin drops on the window.
struct VerifyWish
{
    Path file; ///< a database, an archive, or a folder
    VerifyLevel level = VerifyLevel::Full;
    QByteArray password = {}; ///< of encrypted entries; never logged or stored
};

/// Verifies files one after the other, each in a child process with limits on memory and time, because nobody
/// knows what is in them. Main thread only, never blocks. Every wish ends in exactly one finished() or
/// cancelled(): a child that dies, hangs or says nonsense is a verdict as well ("could not be finished"),
/// never Verdict::Sound. Verdicts are compared with what the catalogue knows of such databases, and stored
/// there.
class VerifyService : public QObject
{
    Q_OBJECT

public:
    /// Removes what a crashed verification left in the scratch folder. `program`: litekeeper-cli; empty: the
    /// one beside this program.
    VerifyService(CatalogueService &catalogue, TaskRunner &runner, const Paths &paths, Path program = {},
                  QObject *parent = nullptr);
    ~VerifyService() override; ///< ends the running child

    /// Returns the id that the verdict will have. Wishes wait their turn.
    QUuid verify(const VerifyWish &wish);
    void cancel(const QUuid &id);
    void cancelAll();

    struct Item
    {
        QUuid id;
        Path file;
        VerifyLevel level = VerifyLevel::Full;
        bool running = false;
        Progress progress;
    };
    /// What is running or waits, in the order in which it will be done.
    [[nodiscard]] QList<Item> queue() const;

Q_SIGNALS:
    void queued(const QUuid &id, const litekeeper::Path &file);
    void started(const QUuid &id);
    void progressed(const QUuid &id, const litekeeper::Progress &progress); ///< at most 20 a second
    void finished(const litekeeper::FileVerdict &verdict);
    void cancelled(const QUuid &id);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace litekeeper
