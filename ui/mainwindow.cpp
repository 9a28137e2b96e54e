// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow.h"

#include "service/backupservice.h"
#include "service/catalogueservice.h"
#include "service/finderservice.h"
#include "service/folderwatch.h"
#include "service/sampleservice.h"
#include "service/verifyservice.h"
#include "service/whendone.h"
#include "ui/activity/activitypage.h"
#include "ui/common/appearancemenu.h"
#include "ui/common/backuplauncher.h"
#include "ui/common/brand.h"
#include "ui/common/drop.h"
#include "ui/common/messagearea.h"
#include "ui/common/quitguard.h"
#include "ui/common/runmessages.h"
#include "ui/common/sidebar.h"
#include "ui/common/watchedfolder.h"
#include "ui/databases/databasespage.h"
#include "ui/history/historypage.h"
#include "ui/overview/overviewpage.h"
#include "ui/verify/verifypage.h"

#include <QAction>
#include <QBoxLayout>
#include <QCloseEvent>
#include <QMenuBar>
#include <QMimeData>
#include <QSettings>
#include <QStackedWidget>

namespace litekeeper {

namespace {

const QString sampleKey = QStringLiteral("sample");
const QString geometryKey = QStringLiteral("window/geometry");

} // namespace

MainWindow::MainWindow(const WindowServices &services, QWidget *parent)
    : QMainWindow(parent)
    , m_services(services)
    , m_launcher(
          new BackupLauncher(services.catalogue, services.backups, services.paths.defaultBackupFolder, this))
    , m_sideBar(new SideBar(this))
    , m_stack(new QStackedWidget(this))
    , m_messages(new MessageArea(this))
    , m_questions(m_messages)
    , m_quitGuard(new QuitGuard(services.backups, this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Litekeeper"));
    setAcceptDrops(true);
    buildFrame();
    buildMenus();
    addPage(PageId::Overview, tr("Overview"), QStringLiteral("overview"), [this] { return makeOverview(); });
    addPage(PageId::Databases, tr("Databases"), QStringLiteral("databases"),
            [this] { return makeDatabases(); });
    addPage(PageId::Activity, tr("Activity"), QStringLiteral("activity"), [this] { return makeActivity(); });
    addPage(PageId::Verify, tr("Verify"), QStringLiteral("verify"), [this] { return makeVerify(); });
    addPage(PageId::History, tr("History"), QStringLiteral("history"), [this] { return makeHistory(); });
    watchRuns();
    if (!restoreGeometry(m_services.settings.value(geometryKey).toByteArray())) {
        resize(1240, 780);
    }
    showPage(PageId::Overview);
    // The catalogue opens behind the window's first painting.
    QMetaObject::invokeMethod(this, &MainWindow::openCatalogue, Qt::QueuedConnection);
}

MainWindow::~MainWindow() = default;

void MainWindow::buildFrame()
{
    auto *central = new QWidget(this);
    auto *columns = new QHBoxLayout(central);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(0);
    auto *side = new QVBoxLayout;
    side->setSpacing(0);
    side->addWidget(new Brand(central));
    side->addWidget(m_sideBar, 1);
    columns->addLayout(side);

    auto *main = new QVBoxLayout;
    main->setSpacing(12);
    main->setContentsMargins(16, 16, 24, 16);
    main->addWidget(m_messages);
    main->addWidget(m_stack, 1);
    columns->addLayout(main, 1);
    setCentralWidget(central);
    connect(m_sideBar, &SideBar::currentRowChanged, this, &MainWindow::showRow);
}

void MainWindow::buildMenus()
{
    QMenu *file = menuBar()->addMenu(tr("&File"));
    file->setObjectName(QStringLiteral("fileMenu"));
    auto *verify = file->addAction(tr("&Verify Files…"), this, [this] { verifyPage().openFiles(); });
    verify->setObjectName(QStringLiteral("actionVerifyFiles"));
    verify->setShortcut(QKeySequence::Open);
    auto *watched = new WatchedFolder(m_services.watch, *m_messages, *m_questions, this);
    connect(watched, &WatchedFolder::verdictRequested, this, [this] {
        showPage(PageId::Verify);
        activateWindow();
    });
    file->addAction(watched->action());
    auto *addFolder = file->addAction(tr("Search a &Folder…"), this, [this] { databasesPage().addFolder(); });
    addFolder->setObjectName(QStringLiteral("actionAddFolder"));
    addFolder->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O));
    file->addSeparator();
    auto *quit = file->addAction(tr("&Quit"), this, &QWidget::close);
    quit->setObjectName(QStringLiteral("actionQuit"));
    quit->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));

    m_pageMenu = menuBar()->addMenu(tr("&Actions"));
    m_pageMenu->setObjectName(QStringLiteral("pageMenu"));
    m_goMenu = menuBar()->addMenu(tr("&View"));
    m_goMenu->setObjectName(QStringLiteral("viewMenu"));
    m_goMenu->addSeparator();
    m_goMenu->addMenu(new AppearanceMenu(m_services.settings, m_goMenu));
}

void MainWindow::addPage(PageId id, const QString &text, const QString &iconName,
                         std::function<QWidget *()> make)
{
    const int row = int(m_pages.size());
    m_pages.push_back({id, std::move(make)});
    const QSignalBlocker blocker(m_sideBar); // nothing is built before showPage()
    m_sideBar->addPage(text, iconName);
    auto *action = new QAction(text, this);
    action->setObjectName(QStringLiteral("actionPage%1").arg(row + 1));
    action->setShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + row)));
    connect(action, &QAction::triggered, this, [this, id] { showPage(id); });
    m_goMenu->insertAction(m_goMenu->actions().at(row), action);
}

void MainWindow::showPage(PageId id)
{
    for (int row = 0; row < int(m_pages.size()); ++row) {
        if (m_pages.at(size_t(row)).id == id) {
            m_sideBar->setCurrentRow(row);
            showRow(row);
        }
    }
}

QWidget *MainWindow::page(PageId id) const
{
    const auto entry
        = std::find_if(m_pages.begin(), m_pages.end(), [id](const Entry &each) { return each.id == id; });
    return entry == m_pages.end() ? nullptr : entry->page;
}

void MainWindow::showRow(int row)
{
    if (row < 0) {
        return;
    }
    Entry &entry = m_pages.at(size_t(row));
    if (!entry.page) {
        entry.page = entry.make();
        m_stack->addWidget(entry.page);
    }
    m_stack->setCurrentWidget(entry.page);
    m_pageMenu->clear();
    m_pageMenu->addActions(entry.page->actions());
    m_pageMenu->menuAction()->setVisible(!m_pageMenu->isEmpty());
}

QWidget *MainWindow::makeOverview()
{
    auto *page = new OverviewPage(m_services.catalogue, m_services.backups, m_services.finder, *m_launcher,
                                  m_services.settings, m_stack);
    connect(page, &OverviewPage::findRequested, this, [this] { databasesPage().searchHome(); });
    connect(page, &OverviewPage::sampleRequested, this, &MainWindow::trySample);
    connect(page, &OverviewPage::detailsRequested, this,
            [this](const Path &source) { databasesPage().showDetailsOf(source); });
    return page;
}

void MainWindow::trySample()
{
    whenDone(m_services.sample.start(), this, [this](const Result<Path> &sample) {
        if (!sample) {
            m_messages->show(Severity::Problem, describe(sample.error()), sampleKey);
            return;
        }
        m_messages->show(
            Severity::Note,
            tr("This sample is a small bank, and a writer commits 50 transfers a second to it for the next "
               "ten minutes. Back it up now: the writer will not notice."),
            displayPath(*sample)); // taken back by its first backup
        databasesPage().show(*sample);
    });
}

QWidget *MainWindow::makeDatabases()
{
    return new DatabasesPage(m_services.catalogue, m_services.backups, m_services.finder, *m_launcher,
                             *m_questions, m_services.settings, m_stack);
}

QWidget *MainWindow::makeActivity()
{
    auto *page = new ActivityPage(m_services.backups, m_services.catalogue, m_stack);
    connect(page, &ActivityPage::databasesRequested, this, [this] { showPage(PageId::Databases); });
    return page;
}

QWidget *MainWindow::makeVerify()
{
    return new VerifyPage({m_services.verify, m_services.catalogue, m_services.runner, m_services.settings},
                          *m_questions, m_stack);
}

QWidget *MainWindow::makeHistory()
{
    auto *page = new HistoryPage(m_services.backups, m_services.catalogue, *m_questions, m_services.settings,
                                 m_stack);
    connect(page, &HistoryPage::databasesRequested, this, [this] { showPage(PageId::Databases); });
    connect(page, &HistoryPage::verifyRequested, this, [this] { showPage(PageId::Verify); });
    return page;
}

DatabasesPage &MainWindow::databasesPage()
{
    showPage(PageId::Databases);
    return *static_cast<DatabasesPage *>(page(PageId::Databases));
}

VerifyPage &MainWindow::verifyPage()
{
    showPage(PageId::Verify);
    return *static_cast<VerifyPage *>(page(PageId::Verify));
}

void MainWindow::openCatalogue()
{
    whenDone(m_services.catalogue.open(), this, [this](const Result<QList<Finding>> &opened) {
        if (!opened) {
            m_messages->show(Severity::Problem, describe(opened.error()), QStringLiteral("catalogue"));
            return;
        }
        for (const Finding &finding : *opened) {
            m_messages->show(finding.severity, finding.text, finding.code);
        }
        m_launcher->load();
        m_services.watch.resume();
    });
}

void MainWindow::watchRuns()
{
    const auto count = [this] { showCount(PageId::Activity, int(m_services.backups.running().size())); };
    const auto countFiles = [this] { showCount(PageId::Verify, int(m_services.verify.queue().size())); };
    connect(&m_services.verify, &VerifyService::queued, this, countFiles);
    connect(&m_services.verify, &VerifyService::finished, this, countFiles);
    connect(&m_services.verify, &VerifyService::cancelled, this, countFiles);
    connect(&m_services.backups, &BackupService::runStarted, this, count);
    connect(&m_services.backups, &BackupService::runFinished, this, count);
    connect(m_quitGuard, &QuitGuard::released, this, &QWidget::close);
    auto *runMessages = new RunMessages(m_services.backups, *m_launcher, *m_messages, this);
    connect(runMessages, &RunMessages::detailsRequested, this, [this](const QUuid &runId) {
        showPage(PageId::Activity);
        static_cast<ActivityPage *>(page(PageId::Activity))->showRun(runId);
    });
}

void MainWindow::showCount(PageId id, int count)
{
    for (int row = 0; row < int(m_pages.size()); ++row) {
        if (m_pages.at(size_t(row)).id == id) {
            m_sideBar->setCount(row, count);
        }
    }
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (!m_quitGuard->mayQuit(*m_questions)) {
        event->ignore();
        return;
    }
    m_services.settings.setValue(geometryKey, saveGeometry());
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!droppedFiles(*event->mimeData()).isEmpty()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    takeDrop(droppedFiles(*event->mimeData()));
}

void MainWindow::openFiles(const QList<Path> &files)
{
    verifyPage().verify(files);
}

void MainWindow::takeDrop(const QList<Path> &files)
{
    // Archives are there to be judged; a database or folder is one to back up, except where files are judged.
    const bool judgesAll = m_stack->currentWidget() == page(PageId::Verify);
    QList<Path> archives;
    QList<Path> others;
    for (const Path &file : files) {
        (judgesAll || isCalledArchive(file) ? archives : others).append(file);
    }
    if (!others.isEmpty()) {
        databasesPage().addDropped(others);
    }
    if (!archives.isEmpty()) {
        openFiles(archives);
    }
}

} // namespace litekeeper
