// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "domain/database.h"

#include <QFuture>
#include <QObject>

#include <memory>

namespace litekeeper {

class NetworkAccess;
class TaskRunner;

/// A place to look for databases in: home, a volume, a folder the admin added.
struct SearchPlace
{
    enum class Kind { Home, Volume, Recent, Folder };
    Kind kind = Kind::Folder;
    Path folder;
    QString label;        ///< "Home", or the volume's label
    QString fileSystem;   ///< "ext4"
    bool network = false; ///< listed, but not searched
    qint64 freeBytes = -1;
    qint64 totalBytes = -1;
};

/// Finds SQLite databases by their magic bytes and looks at them. Main thread only; the reading happens on a
/// worker.
class FinderService : public QObject
{
    Q_OBJECT

public:
    explicit FinderService(TaskRunner &runner, QObject *parent = nullptr);
    ~FinderService() override;

    /// How files on network mounts are looked at. For tests.
    void setNetwork(const NetworkAccess &network);
    /// Files and folders that searches pass over, such as our own data.
    void setExcluded(const QList<Path> &excluded);

    /// Home and the local and network volumes that are mounted now.
    QFuture<QList<SearchPlace>> places();

    /// Searches folders and single files. A running search ends first, with its finished().
    void search(const QList<Path> &roots);
    void stop();
    [[nodiscard]] bool searching() const;

    /// The facts of one file, as they are now.
    QFuture<Result<DatabaseFacts>> look(const Path &file);
    /// Opens the database read-only and counts rows, table by table. Stopped by the next call or
    /// stopInspection().
    QFuture<Result<QList<TableSummary>>> tables(const Path &file);
    void stopInspection();

Q_SIGNALS:
    void found(const QList<litekeeper::DatabaseFacts> &databases); ///< in batches, at most 10 a second
    void progressed(qint64 filesLookedAt, qint64 databasesFound, const QString &folder);
    /// `unreadable`: folders we were not allowed to read.
    void finished(qint64 filesLookedAt, qint64 databasesFound, qint64 unreadable, bool stopped);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace litekeeper
