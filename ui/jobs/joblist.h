// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/common/panel.h"

#include <QUuid>

class QModelIndex;
class QSettings;

namespace litekeeper {

class JobActions;
class JobDetails;
class JobModel;
class NaturalSort;
class TableView;

/// The jobs as a table, the worst first, with what can be done and all about the selected one below it.
class JobList : public Panel
{
    Q_OBJECT

public:
    JobList(JobModel &model, JobActions &actions, JobDetails &details, QSettings &settings,
            QWidget *parent = nullptr);

    [[nodiscard]] QList<QUuid> selection() const;
    [[nodiscard]] QUuid current() const; ///< null if no job is selected
    void select(const QUuid &jobId);
    void selectFirst(); ///< the worst one, unless somebody sorts by something else
    void focusTable();

Q_SIGNALS:
    void selectionChanged();
    void activated(); ///< Enter or a double click

private:
    void buildTable(QSettings &settings);
    void makeCurrent(const QModelIndex &index);
    void keepOneSelected();

    JobModel &m_model;
    JobActions &m_actions;
    NaturalSort *m_sorted;
    TableView *m_table;
};

} // namespace litekeeper
