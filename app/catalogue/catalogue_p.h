// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "catalogue/catalogue.h"
#include "catalogue/cataloguefile.h"
#include "sqlite/statement.h"

#include <functional>

namespace litekeeper {

class Catalogue::Private
{
public:
    using Bind = std::function<void(Statement &)>;
    using Read = std::function<void(const Statement &)>;

    explicit Private(CatalogueFile openedFile)
        : file(std::move(openedFile))
    {
    }

    /// One statement without rows.
    Result<void> run(const std::string &sql, const Bind &bind = {});
    /// One statement, each of its rows.
    Result<void> read(const std::string &sql, const Bind &bind, const Read &onRow);
    /// `work` in one transaction that has the write lock from its start on.
    Result<void> inTransaction(const std::function<Result<void>()> &work);

    Result<void> storeRun(const Run &stored);
    Result<void> storeBackup(const Backup &backup);
    Result<void> rememberDatabase(const Path &source);
    Result<QList<KnownDestination>> destinations();
    Result<void> rememberDestinations(const QList<KnownDestination> &remembered);
    /// A destination is watched by what it is known by.
    Result<void> watchDestination(const KnownDestination &destination);
    /// Where a new backup lies, for the catalogue and for its job.
    Result<void> rememberDestinationOf(const Run &run, const KnownDestination &destination);
    /// Moves a job's evaluated_until, if it is still `expected`; whether it was.
    Result<bool> moveEvaluated(const QUuid &jobId, const QDateTime &expected, const QDateTime &until);
    /// What a rehearsal after its run came to, as the run's last finding; nothing if that goes on.
    Result<void> tellRunOfRehearsal(const QUuid &backupId, const RehearsalRecord &record, const QUuid &jobId);
    Result<int> importBackups(const Path &folder, QList<Finding> &notes);
    Result<int> importBackups(const KnownDestination &destination, const QList<Backup> &backups);

    /// Fills a new catalogue from what lies beside the backups. Starts over if an earlier attempt did not get
    /// through.
    Result<void> rebuildOnce(const Path &defaultFolder);
    Result<qint64> dataVersion();

    CatalogueFile file;
    QList<Finding> findings;
    qint64 lastDataVersion = 0;

private:
    Result<void> syncDestinationList();
    Result<void> importOne(const Backup &backup, int &imported);
    Result<QList<KnownDestination>> destinationsToRebuildFrom(const Path &defaultFolder);
    Result<void> rebuildFrom(const KnownDestination &destination);
};

} // namespace litekeeper
