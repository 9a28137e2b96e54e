// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "domain/database.h"

#include <QFuture>
#include <QObject>

#include <chrono>
#include <memory>

namespace litekeeper {

class NetworkAccess;
class TaskRunner;

/// Finds SQLite databases by their magic bytes and looks at them. Main thread only; the reading happens on a
/// worker, and on network mounts in a child process, which is ended where a share falls silent.
class FinderService : public QObject
{
    Q_OBJECT

public:
    /// `program`: litekeeper-cli; empty: the one beside this program.
    explicit FinderService(TaskRunner &runner, Path program = {}, QObject *parent = nullptr);
    ~FinderService() override;

    /// How files on network mounts are looked at. For tests.
    void setNetwork(const NetworkAccess &network);
    /// How long a share may say nothing while it is searched; a look has half of that.
    void setSilence(std::chrono::milliseconds silence);
    /// Files and folders that searches pass over, such as our own data.
    void setExcluded(const QList<Path> &excluded);

    /// Searches folders and single files. A running search ends first, with its finished().
    void search(const QList<Path> &roots);
    void stop();
    [[nodiscard]] bool searching() const;

    /// The facts of one file, as they are now.
    QFuture<Result<DatabaseFacts>> look(const Path &file);
    /// Opens the database read-only and counts rows, table by table. On a network mount nothing is opened
    /// with SQLite: the names stand in the file, and no rows are counted. Stopped by the next call or
    /// stopInspection().
    QFuture<Result<QList<TableSummary>>> tables(const Path &file);
    void stopInspection();

Q_SIGNALS:
    void found(const QList<litekeeper::DatabaseFacts> &databases); ///< in batches, at most 10 a second
    void progressed(qint64 filesLookedAt, qint64 databasesFound, const QString &folder);
    /// A root cannot be searched, or not to its end: ErrorKind::NotAnswering of a share, and others.
    void rootFailed(const litekeeper::Error &error);
    /// `unreadable`: folders we were not allowed to read.
    void finished(qint64 filesLookedAt, qint64 databasesFound, qint64 unreadable, bool stopped);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace litekeeper
