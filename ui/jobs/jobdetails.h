// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/jobservice.h"
#include "ui/common/detailspane.h"

class QHBoxLayout;
class QPushButton;

namespace litekeeper {

class RunModel;
class TableView;

/// All about one job: how it does and what to do about it, what it is made of, and its last runs.
class JobDetails : public DetailsPane
{
    Q_OBJECT

public:
    explicit JobDetails(QWidget *parent = nullptr);

    /// Null: nothing is selected.
    void setEntry(const JobEntry *entry, const QDateTime &now);

Q_SIGNALS:
    void runRequested(const QUuid &runId); ///< to be shown with its log
    void newDiskRequested();

private:
    QWidget *makeButtons();
    void buildRuns();
    void showRun(const QModelIndex &index);
    [[nodiscard]] QList<FactsGrid::Fact> facts(const JobEntry &entry, const QDateTime &now) const;

    RunModel *m_runs;
    TableView *m_view;
    QLabel *m_runsTitle;
    QPushButton *m_newDisk = nullptr;
    QPushButton *m_lastRun = nullptr;
    QUuid m_lastRunId;
};

} // namespace litekeeper
