// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/historypage.h"

#include "service/whendone.h"
#include "ui/charts/rangebar.h"
#include "ui/charts/timeticks.h"
#include "ui/charts/timewindow.h"
#include "ui/common/format.h"
#include "ui/common/messagearea.h"
#include "ui/common/pageheader.h"
#include "ui/common/status.h"
#include "ui/common/tableview.h"
#include "ui/history/backupmodel.h"
#include "ui/history/backupside.h"
#include "ui/history/chartside.h"
#include "ui/history/filterbar.h"
#include "ui/history/listedrange.h"
#include "ui/history/runside.h"
#include "ui/history/verifiedside.h"

#include <QAction>
#include <QStackedWidget>
#include <QTimeZone>
#include <QVBoxLayout>

namespace litekeeper {

namespace {

using namespace std::chrono_literals;

constexpr int mostRuns = 100'000;
const QString catalogueKey = QStringLiteral("history/catalogue");
const QString actionKey = QStringLiteral("history/action");

} // namespace

HistoryPage::HistoryPage(TaskRunner &runner, CatalogueService &catalogue, Questions &questions,
                         QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_catalogue(catalogue)
    , m_messages(new MessageArea(this))
    , m_filter(new FilterBar(this))
    , m_window(new TimeWindow(this))
    , m_sides(new QStackedWidget(this))
    , m_chartSide(new ChartSide(catalogue, runner, questions, *m_window, this))
    , m_backupSide(new BackupSide(catalogue, questions, settings, this))
    , m_runSide(new RunSide(catalogue, questions, runner, settings, this))
    , m_verifiedSide(new VerifiedSide(catalogue, settings, this))
{
    setObjectName(QStringLiteral("historyPage"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(makeHeader());
    layout->addWidget(m_messages);
    layout->addWidget(m_filter);
    layout->addWidget(m_sides, 1);
    m_sides->addWidget(m_chartSide);
    m_sides->addWidget(m_backupSide);
    m_sides->addWidget(m_runSide);
    m_sides->addWidget(m_verifiedSide);
    fillStates();
    addActions();
    watch();
    watchSides();
    showSide();
    load();
}

HistoryPage::~HistoryPage() = default;

QWidget *HistoryPage::makeHeader()
{
    auto *header = new PageHeader(tr("History"), this);
    header->addWidget(new RangeBar(*m_window, header));
    header->addWidget(m_chartSide->makeToolBar(header));
    return header;
}

void HistoryPage::fillStates()
{
    QList<FilterBar::State> proofs;
    for (const ProofLevel level : {ProofLevel::Proven, ProofLevel::Checked, ProofLevel::ReadBack,
                                   ProofLevel::Copied, ProofLevel::None}) {
        proofs.append({statusOf(level).word, int(level)});
    }
    proofs.append({tr("Missing files"), BackupModel::goneState});
    m_filter->setStates(FilterBar::Backups, tr("Any proof"), proofs);

    QList<FilterBar::State> outcomes;
    for (const Outcome outcome : {Outcome::Succeeded, Outcome::Warning, Outcome::Failed, Outcome::Cancelled,
                                  Outcome::Interrupted, Outcome::Skipped, Outcome::Running}) {
        outcomes.append({statusOf(outcome).word, int(outcome)});
    }
    m_filter->setStates(FilterBar::Runs, tr("Any outcome"), outcomes);

    QList<FilterBar::State> verdicts;
    for (const Verdict verdict :
         {Verdict::Sound, Verdict::Empty, Verdict::Unsupported, Verdict::Damaged, Verdict::Dangerous}) {
        verdicts.append({statusOf(verdict).word, int(verdict)});
    }
    m_filter->setStates(FilterBar::Verified, tr("Any verdict"), verdicts);
}

void HistoryPage::addActions()
{
    QWidget::addActions(m_backupSide->rowActions());
    QWidget::addActions(m_chartSide->pageActions());
    auto *find = new QAction(tr("&Filter"), this);
    find->setObjectName(QStringLiteral("focusFilter"));
    find->setShortcut(QKeySequence::Find);
    find->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(find, &QAction::triggered, m_filter, &FilterBar::focusText);
    addAction(find);
}

void HistoryPage::watch()
{
    m_reload.setSingleShot(true);
    m_reload.setInterval(50ms); // the end of a run changes runs and backups at once
    connect(&m_reload, &QTimer::timeout, this, &HistoryPage::load);
    connect(&m_catalogue, &CatalogueService::runsChanged, this, [this] { m_reload.start(); });
    connect(&m_catalogue, &CatalogueService::backupsChanged, this, [this] { m_reload.start(); });
    m_minute.setInterval(60s);
    connect(&m_minute, &QTimer::timeout, this, [this] {
        setNow();
        if (isVisible()) {
            m_backupSide->lookForFiles();
            m_chartSide->redraw();
        }
    });
    m_minute.start();
}

void HistoryPage::watchSides()
{
    m_applyRange.setSingleShot(true);
    m_applyRange.setInterval(150ms);
    connect(&m_applyRange, &QTimer::timeout, this, &HistoryPage::applyRange);
    connect(m_window, &TimeWindow::rangeChanged, this, [this] { m_applyRange.start(); });
    connect(m_window, &TimeWindow::spanChanged, this, [this] { m_applyRange.start(); });
    connect(m_filter, &FilterBar::rangeCleared, this, [this] { m_window->setSpan(TimeWindow::Span::All); });
    connect(m_chartSide, &ChartSide::databasesRequested, this, &HistoryPage::databasesRequested);
    connect(m_chartSide, &ChartSide::dayRequested, this, &HistoryPage::showDay);
    connect(m_chartSide, &ChartSide::runRequested, this, &HistoryPage::showRun);
    connect(m_chartSide, &ChartSide::failed, this,
            [this](const QString &sentence) { showError(sentence, actionKey); });
    connect(m_chartSide, &ChartSide::said, this,
            [this](const QString &sentence) { m_messages->show(Severity::Note, sentence, actionKey); });
    connect(m_filter, &FilterBar::wishChanged, this, &HistoryPage::applyWishes);
    connect(m_filter, &FilterBar::sideChanged, this, &HistoryPage::showSide);
    connect(m_backupSide, &BackupSide::databasesRequested, this, &HistoryPage::databasesRequested);
    connect(m_backupSide, &BackupSide::lookRequested, this, &HistoryPage::lookRequested);
    connect(m_backupSide, &BackupSide::compareRequested, this, &HistoryPage::compareRequested);
    connect(m_backupSide, &BackupSide::restoreRequested, this, &HistoryPage::restoreRequested);
    connect(m_backupSide, &BackupSide::verificationAsked, this, [this] { m_messages->clear(actionKey); });
    connect(m_backupSide, &BackupSide::failed, this,
            [this](const QString &sentence) { showError(sentence, actionKey); });
    connect(m_runSide, &RunSide::databasesRequested, this, &HistoryPage::databasesRequested);
    connect(m_runSide, &RunSide::backupRequested, this, &HistoryPage::showBackup);
    connect(m_verifiedSide, &VerifiedSide::counted, this,
            [this](int files) { m_filter->setCount(FilterBar::Verified, files); });
    connect(m_verifiedSide, &VerifiedSide::failed, this,
            [this](const QString &sentence) { showError(sentence, catalogueKey); });
    connect(m_verifiedSide, &VerifiedSide::verifyRequested, this, &HistoryPage::verifyRequested);
    for (const HistoryTable *table :
         std::initializer_list<const HistoryTable *>{m_backupSide, m_runSide, m_verifiedSide}) {
        connect(table, &HistoryTable::clearWishesRequested, m_filter, &FilterBar::clearWishes);
        connect(table, &HistoryTable::clearWishesRequested, m_filter, &FilterBar::rangeCleared);
    }
}

void HistoryPage::load()
{
    m_chartSide->load();
    whenDone(m_catalogue.runs(mostRuns), this, [this](const Result<QList<Run>> &runs) {
        if (!runs) {
            showError(describe(runs.error()), catalogueKey);
            return;
        }
        whenDone(m_catalogue.backups(), this, [this, runs](const Result<QList<Backup>> &backups) {
            if (!backups) {
                showError(describe(backups.error()), catalogueKey);
                return;
            }
            m_messages->clear(catalogueKey);
            take(*runs, *backups);
        });
    });
}

void HistoryPage::take(const QList<Run> &runs, const QList<Backup> &backups)
{
    QStringList sources;
    for (const Run &run : runs) {
        sources.append(displayPath(run.source));
    }
    for (const Backup &backup : backups) {
        sources.append(displayPath(backup.source));
    }
    sources.removeDuplicates();
    sources.sort(Qt::CaseInsensitive);
    m_filter->setSources(sources);

    setNow();
    m_backupSide->setBackups(backups);
    m_runSide->setRuns(runs, backups);
    m_filter->setCount(FilterBar::Backups, int(backups.size()));
    m_filter->setCount(FilterBar::Runs, int(runs.size()));
    m_backupSide->lookForFiles();
}

void HistoryPage::setNow()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    m_backupSide->setNow(now);
    m_runSide->setNow(now);
}

void HistoryPage::applyWishes()
{
    const std::optional<TimeRange> range = listedRange(*m_window);
    const auto wish = [&](FilterBar::Side side) {
        HistoryWish wish = m_filter->wish(side);
        wish.range = range;
        return wish;
    };
    m_chartSide->setSource(m_filter->wish(FilterBar::Charts).source);
    m_backupSide->setWish(wish(FilterBar::Backups));
    m_runSide->setWish(wish(FilterBar::Runs));
    m_verifiedSide->setWish(wish(FilterBar::Verified));
}

void HistoryPage::applyRange()
{
    m_filter->setRangeText(rangeWords(*m_window));
    applyWishes();
}

void HistoryPage::showSide()
{
    m_sides->setCurrentIndex(m_filter->side());
    m_backupSide->setActive(m_filter->side() == FilterBar::Backups);
    m_chartSide->setActive(m_filter->side() == FilterBar::Charts);
}

void HistoryPage::showRun(const QUuid &runId)
{
    m_filter->clearWishes();
    m_filter->setSide(FilterBar::Runs);
    m_runSide->select(runId);
    if (m_runSide->currentId() != runId) { // it began before the time that is listed
        m_window->setSpan(TimeWindow::Span::All);
        applyRange();
        m_runSide->select(runId);
    }
    m_runSide->view().setFocus();
}

void HistoryPage::showDay(const QDate &date)
{
    m_window->setRange(dayRange(date, QTimeZone::systemTimeZone()));
    applyRange();
    m_filter->setSide(FilterBar::Runs);
    m_runSide->view().setFocus();
}

void HistoryPage::addLanes(LaneProvider *provider)
{
    m_chartSide->addProvider(provider);
}

void HistoryPage::showBackup(const QUuid &backupId)
{
    m_filter->clearWishes();
    m_window->setSpan(TimeWindow::Span::All);
    applyRange();
    m_filter->setSide(FilterBar::Backups);
    m_backupSide->select(backupId);
}

void HistoryPage::showError(const QString &sentence, const QString &key)
{
    m_messages->show(Severity::Problem, sentence, key);
}

void HistoryPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    setNow();
    m_backupSide->lookForFiles();
    m_chartSide->redraw();
}

} // namespace litekeeper
