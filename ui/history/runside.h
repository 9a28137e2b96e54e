// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/run.h"
#include "ui/history/historytable.h"

class QSettings;

namespace litekeeper {

class CatalogueService;
class Questions;
class RunDetails;
class RunModel;
class TaskRunner;

/// The side of the history that has the runs, also those that left no backup.
class RunSide : public HistoryTable
{
    Q_OBJECT

public:
    /// All of them outlive it; `settings` keeps the columns.
    RunSide(CatalogueService &catalogue, Questions &questions, TaskRunner &runner, QSettings &settings,
            QWidget *parent = nullptr);
    ~RunSide() override;

    void setRuns(const QList<Run> &runs, const QList<Backup> &backups);
    void setNow(const QDateTime &now);

Q_SIGNALS:
    void databasesRequested();                   ///< the way on from the empty table
    void backupRequested(const QUuid &backupId); ///< the one that a run left

private:
    RunSide(QSettings &settings, RunModel *model, RunDetails *details, QWidget *parent);
    void showDetails();

    RunModel *m_model;
    RunDetails *m_details;
};

} // namespace litekeeper
