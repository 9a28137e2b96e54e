// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/chartside.h"

#include "runner/taskrunner.h"
#include "service/catalogueservice.h"
#include "service/whendone.h"
#include "ui/charts/timewindow.h"
#include "ui/common/action.h"
#include "ui/common/csv.h"
#include "ui/common/emptystate.h"
#include "ui/common/panel.h"
#include "ui/common/tableview.h"
#include "ui/history/chartexport.h"
#include "ui/history/chartpanels.h"
#include "ui/history/runpointmodel.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

namespace litekeeper {

ChartSide::ChartSide(CatalogueService &catalogue, TaskRunner &runner, Questions &questions,
                     TimeWindow &window, QWidget *parent)
    : QStackedWidget(parent)
    , m_catalogue(catalogue)
    , m_runner(runner)
    , m_window(window)
    , m_panels(new ChartPanels(window, this))
    , m_export(new ChartExport(*m_panels, questions, runner, this))
    , m_model(new RunPointModel(this))
    , m_table(new TableView(this))
    , m_empty(makeEmptyState())
{
    setObjectName(QStringLiteral("chartSide"));
    addWidget(m_panels);
    makeTable();
    addWidget(m_empty);
    makeActions();
    connect(m_panels, &ChartPanels::dayActivated, this, &ChartSide::dayRequested);
    connect(m_panels, &ChartPanels::runActivated, this, &ChartSide::runRequested);
    connect(m_export, &ChartExport::exported, this, &ChartSide::said);
    connect(m_export, &ChartExport::failed, this, &ChartSide::failed);
    connect(&window, &TimeWindow::rangeChanged, this, [this] { m_model->setRange(m_window.range()); });
}

ChartSide::~ChartSide() = default;

QWidget *ChartSide::makeEmptyState()
{
    auto *empty = new EmptyState(QStringLiteral("history"), tr("No history yet"),
                                 tr("Choose a database and back it up with Ctrl+B, or let a job do it every "
                                    "night. From the first run on, "
                                    "the days, the sizes and what went wrong are drawn here."),
                                 this);
    auto *button = empty->addPrimaryButton(tr("Go to &Databases"), QStringLiteral("chartsToDatabases"));
    connect(button, &QPushButton::clicked, this, &ChartSide::databasesRequested);
    return empty;
}

void ChartSide::makeTable()
{
    auto *panel = new litekeeper::Panel(this);
    auto *layout = new QVBoxLayout(panel);
    layout->setContentsMargins(litekeeper::Panel::listMargin, litekeeper::Panel::listMargin,
                               litekeeper::Panel::listMargin, litekeeper::Panel::listMargin);
    layout->addWidget(m_table);
    m_table->setObjectName(QStringLiteral("chartTable"));
    m_table->setAccessibleName(tr("Runs that the charts show"));
    m_table->setModel(m_model);
    m_table->setSortingEnabled(false);
    for (const auto &[column, characters] :
         {std::pair(RunPointModel::StartedColumn, 18), std::pair(RunPointModel::DatabaseColumn, 22),
          std::pair(RunPointModel::JobColumn, 22), std::pair(RunPointModel::OutcomeColumn, 14)}) {
        m_table->header()->resizeSection(column, characters * fontMetrics().horizontalAdvance(u'0'));
    }
    connect(m_table, &QAbstractItemView::activated, this, [this](const QModelIndex &index) {
        const qint64 key = index.data(RunPointModel::KeyRole).toLongLong();
        Q_EMIT runRequested(m_panels->picture().runs.at(key).id);
    });
    addWidget(panel);
}

void ChartSide::makeActions()
{
    m_asTable
        = makeAction(this, QStringLiteral("actionChartTable"), tr("As &table"), QStringLiteral("report"), {});
    m_asTable->setCheckable(true);
    m_asTable->setToolTip(tr("Show the runs of the charts as a table"));
    connect(m_asTable, &QAction::toggled, this, &ChartSide::showState);
    m_csv = makeAction(this, QStringLiteral("actionExportCsv"), tr("As &CSV table…"), {}, {});
    connect(m_csv, &QAction::triggered, this,
            [this] { m_export->exportCsv(csvOf(*m_model, RunPointModel::ExportRole)); });
    m_png = makeAction(this, QStringLiteral("actionExportPng"), tr("As &PNG picture…"), {}, {});
    connect(m_png, &QAction::triggered, m_export, &ChartExport::exportPng);
    m_svg = makeAction(this, QStringLiteral("actionExportSvg"), tr("As &SVG drawing…"), {}, {});
    connect(m_svg, &QAction::triggered, m_export, &ChartExport::exportSvg);
}

QWidget *ChartSide::makeToolBar(QWidget *parent)
{
    auto *bar = new QWidget(parent);
    m_bar = bar;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(makeActionButton(m_asTable, bar));
    auto *menu = new QMenu(bar);
    menu->setObjectName(QStringLiteral("exportMenu"));
    menu->addActions({m_csv, m_png, m_svg});
    auto *action
        = makeAction(this, QStringLiteral("actionExport"), tr("E&xport"), QStringLiteral("export"), {});
    action->setToolTip(tr("Write what is shown into a file"));
    auto *button = makeActionButton(action, bar);
    connect(action, &QAction::triggered, button,
            [button, menu] { menu->popup(button->mapToGlobal(QPoint(0, button->height()))); });
    layout->addWidget(button);
    return bar;
}

QList<QAction *> ChartSide::pageActions() const
{
    return {m_asTable, m_csv, m_png, m_svg};
}

void ChartSide::setActive(bool active)
{
    m_active = active;
    if (m_bar) {
        m_bar->setVisible(active);
    }
    enableActions();
}

void ChartSide::enableActions()
{
    const QList<QAction *> actions = pageActions();
    for (QAction *action : actions) {
        action->setEnabled(m_active && !m_points.isEmpty());
    }
}

void ChartSide::load()
{
    // Both at once: the catalogue answers in order, and the lists of the page take longer than the charts.
    const QFuture<Result<QList<Job>>> asked = m_catalogue.jobs();
    whenDone(m_catalogue.runPoints(), this, [this, asked](const Result<QList<RunPoint>> &points) {
        if (!points) {
            Q_EMIT failed(describe(points.error()));
            return;
        }
        whenDone(asked, this, [this, points](const Result<QList<Job>> &jobs) {
            if (!jobs) {
                Q_EMIT failed(describe(jobs.error()));
                return;
            }
            m_loaded = true;
            m_points = *points;
            m_jobs = *jobs;
            redraw();
        });
    });
}

void ChartSide::redraw()
{
    if (!m_loaded) {
        return; // nothing to draw is not the same as no history
    }
    const int number = ++m_drawing;
    const Instant now = QDateTime::currentMSecsSinceEpoch();
    const QTimeZone zone = QTimeZone::systemTimeZone();
    whenDone(m_runner.startTask([points = m_points, jobs = m_jobs, source = m_source, now, zone] {
        return drawHistory(points, jobs, source, now, zone);
    }),
             this, [this, number](const HistoryPicture &picture) {
                 if (number == m_drawing) {
                     take(picture);
                 }
             });
}

void ChartSide::take(const HistoryPicture &picture)
{
    m_window.setBounds(picture.bounds);
    m_panels->setPicture(picture);
    m_model->setRuns(picture.runs, picture.jobNames);
    m_model->setRange(m_window.range());
    showState();
    enableActions();
    Q_EMIT loaded();
}

void ChartSide::setSource(const QString &source)
{
    if (m_source != source) {
        m_source = source;
        redraw();
    }
}

void ChartSide::addProvider(LaneProvider *provider)
{
    m_panels->addProvider(provider);
}

void ChartSide::showState()
{
    if (m_loaded && m_points.isEmpty()) {
        setCurrentWidget(m_empty);
    } else {
        setCurrentIndex(m_asTable->isChecked() ? 1 : 0);
    }
}

} // namespace litekeeper
