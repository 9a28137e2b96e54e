// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/runside.h"

#include "ui/common/columnmemory.h"
#include "ui/common/emptystate.h"
#include "ui/common/tableview.h"
#include "ui/runs/rundetails.h"
#include "ui/runs/runmodel.h"

#include <QPushButton>

namespace litekeeper {

RunSide::RunSide(CatalogueService &catalogue, Questions &questions, TaskRunner &runner, QSettings &settings,
                 QWidget *parent)
    : RunSide(settings, new RunModel, new RunDetails(DetailsPane::Shape::Wide, catalogue, questions, runner),
              parent)
{
}

RunSide::RunSide(QSettings &settings, RunModel *model, RunDetails *details, QWidget *parent)
    : HistoryTable(
        model, {.id = RunModel::RunIdRole, .source = RunModel::SourceRole, .state = RunModel::OutcomeRole},
        details, parent)
    , m_model(model)
    , m_details(details)
{
    m_model->setParent(this);
    view().setObjectName(QStringLiteral("runTable"));
    view().setAccessibleName(tr("Runs"));
    auto *empty = new EmptyState(
        QStringLiteral("history"), tr("No runs yet"),
        tr("Every backup that is tried is listed here, also those that failed, with the reason."), this);
    auto *button = empty->addPrimaryButton(tr("Go to &Databases"), QStringLiteral("runsToDatabases"));
    connect(button, &QPushButton::clicked, this, &RunSide::databasesRequested);
    setEmptyState(empty);
    new ColumnMemory(settings, QStringLiteral("history/runColumns"), view(),
                     {dateWidth(), 14, 12, 11, 10, 8, 0}, this);
    connect(this, &HistoryTable::currentChanged, this, &RunSide::showDetails);
    connect(&view(), &QAbstractItemView::activated, this, [this] {
        if (const RunRow *row = m_model->rowWith(currentId()); row && row->backup) {
            Q_EMIT backupRequested(row->backup->id);
        }
    });
}

RunSide::~RunSide() = default;

void RunSide::setRuns(const QList<Run> &runs, const QList<Backup> &backups)
{
    m_model->setRuns(runs, backups);
    setLoaded();
}

void RunSide::setNow(const QDateTime &now)
{
    m_model->setNow(now);
}

void RunSide::showDetails()
{
    m_details->setRow(m_model->rowWith(currentId()));
}

} // namespace litekeeper
