// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/overview/overviewpage.h"

#include "service/finderservice.h"
#include "service/jobservice.h"
#include "service/runboard.h"
#include "service/watchservice.h"
#include "service/whendone.h"
#include "ui/common/backuplauncher.h"
#include "ui/common/emptystate.h"
#include "ui/common/icon.h"
#include "ui/common/naturalsort.h"
#include "ui/common/pageheader.h"
#include "ui/common/panel.h"
#include "ui/common/runningsources.h"
#include "ui/common/stripdelegate.h"
#include "ui/common/tableview.h"
#include "ui/common/twolinedelegate.h"
#include "ui/overview/answerpanel.h"
#include "ui/overview/overviewmodel.h"

#include <QAction>
#include <QHeaderView>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QStackedLayout>
#include <QTimer>

namespace litekeeper {

namespace {

const QString columnsKey = QStringLiteral("overview/columnsWithCanary");

}

OverviewPage::OverviewPage(CatalogueService &catalogue, RunBoard &runs, FinderService &finder,
                           JobService &jobs, WatchService &watches, BackupLauncher &launcher,
                           QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_catalogue(catalogue)
    , m_runs(runs)
    , m_finder(finder)
    , m_jobs(jobs)
    , m_watches(watches)
    , m_launcher(launcher)
    , m_settings(settings)
    , m_model(new OverviewModel(this))
    , m_running(new RunningSources(runs, this))
    , m_sorted(new NaturalSort(this))
    , m_stack(new QStackedLayout(this))
    , m_clock(new QTimer(this))
    , m_reload(new QTimer(this))
{
    setObjectName(QStringLiteral("overviewPage"));
    m_stack->addWidget(new QWidget(this)); // until the catalogue has answered: neither empty nor full
    m_stack->addWidget(makeEmptyState());
    m_stack->addWidget(makeContent());
    buildActions();
    watch();
    load();
}

OverviewPage::~OverviewPage() = default;

QWidget *OverviewPage::makeEmptyState()
{
    auto *empty = new EmptyState(
        QStringLiteral("overview"), tr("Is your data safe?"),
        tr("Litekeeper does not know any database yet. Let it look for the SQLite databases on "
           "this computer, then back one up with a click."),
        this);
    connect(empty->addPrimaryButton(tr("&Find databases"), QStringLiteral("findButton")),
            &QPushButton::clicked, this, &OverviewPage::findRequested);
    connect(empty->addButton(tr("&Try it with a sample"), QStringLiteral("sampleButton")),
            &QPushButton::clicked, this, &OverviewPage::sampleRequested);
    return empty;
}

QWidget *OverviewPage::makeContent()
{
    auto *content = new QWidget(this);
    m_answer = new AnswerPanel(content);
    m_table = new TableView(content);
    auto *panel = new Panel(content);
    auto *inPanel = new QVBoxLayout(panel);
    inPanel->setContentsMargins(Panel::listMargin, Panel::listMargin, Panel::listMargin, Panel::listMargin);
    inPanel->addWidget(m_table);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(16);
    layout->addWidget(new PageHeader(tr("Overview"), content));
    layout->addWidget(m_answer);
    layout->addWidget(panel, 1);
    buildTable();
    connect(m_answer, &AnswerPanel::buttonClicked, this, &OverviewPage::backUp);
    return content;
}

void OverviewPage::buildTable()
{
    m_sorted->setSourceModel(m_model);
    m_table->setObjectName(QStringLiteral("overviewTable"));
    m_table->setAccessibleName(tr("Databases and how safe they are"));
    m_table->setModel(m_sorted);
    m_table->setItemDelegate(new TwoLineDelegate(OverviewModel::DatabaseColumn, m_table));
    m_table->setItemDelegateForColumn(OverviewModel::StripColumn, new StripDelegate(m_table));
    m_table->header()->setStretchLastSection(true);
    m_table->setColumnWidth(OverviewModel::DatabaseColumn, 185);
    m_table->setColumnWidth(OverviewModel::ProvenColumn, 212);
    m_table->setColumnWidth(OverviewModel::LastRunColumn, 118);
    m_table->setColumnWidth(OverviewModel::NextRunColumn, 190);
    m_table->setColumnWidth(OverviewModel::CanaryColumn, 112);
    m_table->sortByColumn(OverviewModel::ProvenColumn, Qt::AscendingOrder);
    m_table->restoreColumns(m_settings.value(columnsKey).toByteArray());
    connect(m_table, &TableView::columnsChanged, this,
            [this] { m_settings.setValue(columnsKey, m_table->columns()); });
    connect(m_table, &QTreeView::activated, this, &OverviewPage::openDetails);
    connect(m_table, &QTreeView::customContextMenuRequested, this, &OverviewPage::offerMenu);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &OverviewPage::showAnswer);
}

void OverviewPage::buildActions()
{
    const auto add = [this](const QString &text, const QString &name, const QKeySequence &keys, auto slot) {
        auto *action = new QAction(text, this);
        action->setObjectName(name);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, this, slot);
        addAction(action);
        return action;
    };
    add(tr("&Back up now"), QStringLiteral("actionBackUp"), QKeySequence(Qt::CTRL | Qt::Key_B),
        &OverviewPage::backUp)
        ->setIcon(themedIcon(QStringLiteral("backup")));
    add(tr("Back up every &night…"), QStringLiteral("actionEveryNight"), QKeySequence(Qt::CTRL | Qt::Key_J),
        &OverviewPage::askForJob)
        ->setIcon(themedIcon(QStringLiteral("night")));
    add(tr("&Details"), QStringLiteral("actionDetails"), QKeySequence(Qt::CTRL | Qt::Key_I),
        &OverviewPage::openDetails);
    add(tr("&Find databases"), QStringLiteral("actionFind"), QKeySequence(Qt::Key_F5),
        &OverviewPage::findRequested)
        ->setIcon(themedIcon(QStringLiteral("search")));
    add(tr("Take &off this page"), QStringLiteral("actionForget"), QKeySequence(Qt::Key_Delete),
        &OverviewPage::forgetSelected);
    add(tr("Try it with a &sample"), QStringLiteral("actionSample"), {}, &OverviewPage::sampleRequested);
}

void OverviewPage::watch()
{
    m_reload->setSingleShot(true);
    m_reload->setInterval(50);
    connect(m_reload, &QTimer::timeout, this, &OverviewPage::load);
    const auto reload = [this] { m_reload->start(); };
    connect(&m_catalogue, &CatalogueService::databasesChanged, this, reload);
    connect(&m_catalogue, &CatalogueService::backupsChanged, this, reload);
    connect(&m_catalogue, &CatalogueService::runsChanged, this, reload);

    connect(&m_jobs, &JobService::jobsChanged, this, [this] {
        m_model->setJobs(m_jobs.jobs());
        showAnswer();
    });
    m_model->setJobs(m_jobs.jobs());
    connect(&m_watches, &WatchService::watchesChanged, this, [this] {
        m_model->setWatches(m_watches.watches());
        showAnswer();
    });
    m_model->setWatches(m_watches.watches());
    connect(m_running, &RunningSources::changed, this,
            [this](const Path &source, const std::optional<Progress> &progress) {
                m_model->setProgress(source, progress);
                showAnswer();
            });
    connect(&m_runs, &RunBoard::runFinished, this, reload);
    m_clock->setInterval(60'000);
    connect(m_clock, &QTimer::timeout, this, &OverviewPage::lookAtAll);
    m_clock->start();
}

void OverviewPage::load()
{
    whenDone(m_catalogue.knownDatabases(), this, [this](const Result<QList<KnownDatabase>> &known) {
        const QList<KnownDatabase> databases = known ? *known : QList<KnownDatabase>();
        m_model->setKnown(databases);
        m_running->announceAll();
        m_stack->setCurrentIndex(databases.isEmpty() ? 1 : 2);
        lookAtAll();
    });
}

void OverviewPage::lookAtAll()
{
    m_model->setJobs(m_jobs.jobs());
    m_model->setNow(QDateTime::currentDateTimeUtc());
    showAnswer();
    if (!isVisible()) {
        return; // showEvent() looks again
    }
    for (const Path &source : m_model->sources()) {
        whenDone(m_finder.look(source), this, [this, source](const Result<DatabaseFacts> &facts) {
            m_model->setFacts(source, facts ? std::optional(*facts) : std::nullopt);
            showAnswer();
        });
    }
}

void OverviewPage::showAnswer()
{
    m_answer->setAnswer(answerFor(m_model->judgements()));
    const qsizetype selected = selection().size();
    const qsizetype needed = m_model->sourcesThatNeedBackup().size();
    const qsizetype count = selected > 0 ? selected : needed;
    const bool all = selected == 0 && needed == 0 && m_model->rowCount() > 1;
    const QString text = all ? tr("&Back up all now")
        : count > 1          ? tr("&Back up %1 now").arg(count)
                             : tr("&Back up now");
    m_answer->setButton(text, count > 0, selected > 0 || !m_model->idleSources().isEmpty());
}

void OverviewPage::backUp()
{
    const QList<Path> selected = selection();
    const QList<Path> needed = m_model->sourcesThatNeedBackup();
    m_launcher.backUp(!selected.isEmpty() ? selected : !needed.isEmpty() ? needed : m_model->idleSources());
}

void OverviewPage::openDetails()
{
    if (const QList<Path> selected = selection(); !selected.isEmpty()) {
        Q_EMIT detailsRequested(selected.constFirst());
    }
}

void OverviewPage::askForJob()
{
    if (const QList<Path> selected = selection(); !selected.isEmpty()) {
        Q_EMIT jobRequested(selected.constFirst());
    } else if (m_model->rowCount() == 1) {
        Q_EMIT jobRequested(m_model->sources().constFirst());
    }
}

void OverviewPage::forgetSelected()
{
    for (const Path &source : selection()) {
        m_catalogue.forgetDatabase(source);
    }
}

void OverviewPage::offerMenu(const QPoint &position)
{
    if (selection().isEmpty()) {
        return;
    }
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("overviewMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const char *name : {"actionBackUp", "actionEveryNight", "actionDetails", "actionForget"}) {
        menu->addAction(findChild<QAction *>(QLatin1String(name)));
    }
    menu->popup(m_table->viewport()->mapToGlobal(position));
}

QList<Path> OverviewPage::selection() const
{
    QList<Path> paths;
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    for (const QModelIndex &index : rows) {
        paths.append(pathFromBytes(index.data(OverviewModel::PathRole).toByteArray()));
    }
    return paths;
}

void OverviewPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    lookAtAll();
}

} // namespace litekeeper
