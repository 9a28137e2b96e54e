// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/activity/activitypage.h"

#include "service/catalogueservice.h"
#include "service/runboard.h"
#include "service/whendone.h"
#include "ui/activity/recentruns.h"
#include "ui/activity/runlistdelegate.h"
#include "ui/activity/runningruns.h"
#include "ui/common/emptystate.h"
#include "ui/common/messagearea.h"
#include "ui/common/pageheader.h"
#include "ui/common/panel.h"
#include "ui/common/quietsplitter.h"
#include "ui/runs/rundetails.h"
#include "ui/runs/runmodel.h"

#include <QListView>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace litekeeper {

namespace {

using namespace std::chrono_literals;

constexpr int mostRuns = 200;
const QString catalogueKey = QStringLiteral("activity/catalogue");

} // namespace

ActivityPage::ActivityPage(RunBoard &runs, CatalogueService &catalogue, Questions &questions,
                           TaskRunner &runner, QWidget *parent)
    : QWidget(parent)
    , m_catalogue(catalogue)
    , m_runs(runs)
    , m_model(new RunModel(this))
    , m_recent(new RecentRuns(this))
    , m_messages(new MessageArea(this))
    , m_stack(new QStackedWidget(this))
    , m_running(new RunningRuns(runs, this))
    , m_list(new QListView(this))
    , m_details(new RunDetails(DetailsPane::Shape::Tall, catalogue, questions, runner, this))
{
    setObjectName(QStringLiteral("activityPage"));
    m_recent->setSourceModel(m_model);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(new PageHeader(tr("Activity"), this));
    layout->addWidget(m_messages);
    layout->addWidget(m_stack, 1);
    m_stack->addWidget(makeContent());
    m_stack->addWidget(makeEmptyState());
    watch();
    hideRunning();
    load();
}

ActivityPage::~ActivityPage() = default;

QWidget *ActivityPage::makeEmptyState()
{
    auto *state = new EmptyState(
        QStringLiteral("activity"), tr("Nothing has run yet"),
        tr("Choose a database and back it up with Ctrl+B. Here you see it run, and afterwards "
           "how it went."),
        this);
    auto *button = state->addPrimaryButton(tr("Go to &Databases"), QStringLiteral("activityToDatabases"));
    connect(button, &QPushButton::clicked, this, &ActivityPage::databasesRequested);
    return state;
}

QWidget *ActivityPage::makeContent()
{
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(m_running);
    auto *panel = new Panel(content);
    panel->setMinimumHeight(220);
    layout->addWidget(panel, 1);

    auto *splitter = new QuietSplitter(Qt::Horizontal, panel);
    splitter->setObjectName(QStringLiteral("activitySplitter"));
    splitter->addWidget(makeList());
    splitter->addWidget(m_details);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    splitter->setSizes({400, 600}); // shares, or the wider hint of the list would decide
    auto *inner = new QVBoxLayout(panel);
    inner->setContentsMargins(Panel::listMargin, Panel::listMargin, Panel::listMargin, Panel::listMargin);
    inner->addWidget(splitter);
    return content;
}

QWidget *ActivityPage::makeList()
{
    m_list->setObjectName(QStringLiteral("recentRuns"));
    m_list->setAccessibleName(tr("Recent runs"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setModel(m_recent);
    m_list->setItemDelegate(new RunListDelegate(m_list));
    m_list->setResizeMode(QListView::Adjust);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setMinimumWidth(240);
    m_list->viewport()->setAttribute(Qt::WA_Hover);
    m_details->setMinimumWidth(280);
    return m_list;
}

void ActivityPage::watch()
{
    m_reload.setSingleShot(true);
    m_reload.setInterval(50ms); // the end of a run changes runs, backups and databases at once
    connect(&m_reload, &QTimer::timeout, this, &ActivityPage::load);
    m_minute.setInterval(30s);
    connect(&m_minute, &QTimer::timeout, m_model,
            [this] { m_model->setNow(QDateTime::currentDateTimeUtc()); });
    m_minute.start();

    const auto reload = [this] { m_reload.start(); };
    connect(&m_catalogue, &CatalogueService::runsChanged, this, reload);
    connect(&m_catalogue, &CatalogueService::backupsChanged, this, reload);
    connect(m_running, &RunningRuns::runsChanged, this, &ActivityPage::hideRunning);
    connect(&m_runs, &RunBoard::runFinished, this,
            [this](const Run &run, const std::optional<Backup> &backup) {
                m_model->setNow(QDateTime::currentDateTimeUtc());
                m_model->putRun(run, backup);
            });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &ActivityPage::showDetails);
    connect(m_recent, &QAbstractItemModel::dataChanged, this, &ActivityPage::showDetails);
    connect(m_recent, &QAbstractItemModel::rowsInserted, this, &ActivityPage::showState);
    connect(m_recent, &QAbstractItemModel::rowsRemoved, this, &ActivityPage::showState);
}

void ActivityPage::load()
{
    whenDone(m_catalogue.runs(mostRuns), this, [this](const Result<QList<Run>> &runs) {
        if (!runs) {
            showError(describe(runs.error()));
            return;
        }
        whenDone(m_catalogue.backups(), this, [this, runs](const Result<QList<Backup>> &backups) {
            if (!backups) {
                showError(describe(backups.error()));
                return;
            }
            m_messages->clear(catalogueKey);
            m_loaded = true;
            m_model->setNow(QDateTime::currentDateTimeUtc());
            m_model->setRuns(*runs, *backups);
            showState();
        });
    });
}

void ActivityPage::showError(const QString &sentence)
{
    m_messages->show(Severity::Problem, sentence, catalogueKey);
}

void ActivityPage::hideRunning()
{
    m_recent->setHidden(m_running->runIds());
    showState();
}

void ActivityPage::showState()
{
    const bool empty = m_loaded && m_running->runIds().isEmpty() && m_recent->rowCount() == 0;
    m_stack->setCurrentIndex(empty ? 1 : 0);
    selectWanted();
}

void ActivityPage::showRun(const QUuid &runId)
{
    m_wanted = runId;
    selectWanted();
}

void ActivityPage::selectWanted()
{
    const int row = m_wanted.isNull() ? -1 : m_model->rowOf(m_wanted);
    const QModelIndex wanted = row < 0 ? QModelIndex() : m_recent->mapFromSource(m_model->index(row, 0));
    if (wanted.isValid()) {
        m_wanted = {};
        m_list->setCurrentIndex(wanted);
        m_list->scrollTo(wanted);
    } else if (!m_list->currentIndex().isValid() && m_recent->rowCount() > 0) {
        m_list->setCurrentIndex(m_recent->index(0, 0));
    }
    showDetails();
}

void ActivityPage::showDetails()
{
    m_details->setRow(m_model->rowWith(m_list->currentIndex().data(RunModel::RunIdRole).toUuid()));
}

} // namespace litekeeper
