// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow.h"

#include "service/backupservice.h"
#include "service/catalogueservice.h"
#include "service/folderwatch.h"
#include "service/jobservice.h"
#include "service/watchservice.h"
#include "service/whendone.h"
#include "ui/activity/activitypage.h"
#include "ui/common/backuplauncher.h"
#include "ui/common/brand.h"
#include "ui/common/drop.h"
#include "ui/common/messagearea.h"
#include "ui/common/pagestack.h"
#include "ui/common/quitguard.h"
#include "ui/common/runmessages.h"
#include "ui/common/sidebar.h"
#include "ui/common/watchedfolder.h"
#include "ui/databases/databasespage.h"
#include "ui/jobs/jobspage.h"
#include "ui/mainmenu.h"
#include "ui/restore/restoreassistant.h"
#include "ui/tray/closingchoice.h"
#include "ui/verify/verifypage.h"

#include <QBoxLayout>
#include <QCloseEvent>
#include <QGuiApplication>
#include <QMenuBar>
#include <QMimeData>
#include <QSettings>

#include <utility>

namespace litekeeper {

namespace {

const QString geometryKey = QStringLiteral("window/geometry");

} // namespace

MainWindow::MainWindow(const WindowServices &services, QWidget *parent)
    : QMainWindow(parent)
    , m_services(services)
    , m_launcher(
          new BackupLauncher(services.catalogue, services.backups, services.paths.defaultBackupFolder, this))
    , m_sideBar(new SideBar(this))
    , m_stack(new PageStack(*m_sideBar, this))
    , m_messages(new MessageArea(this))
    , m_questions(m_messages)
    , m_quitGuard(new QuitGuard(services.backups, this))
    , m_pages(new WindowPages(services, *m_launcher, *m_messages, *m_stack, *makeMenu(), this))
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Litekeeper"));
    setAcceptDrops(true);
    buildFrame();
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
}

MainMenu *MainWindow::makeMenu()
{
    auto *watched = new WatchedFolder(m_services.watch, *m_messages, *m_questions, this);
    connect(watched, &WatchedFolder::verdictRequested, this, [this](const Path &file) {
        showPage(PageId::Verify);
        m_pages->verify().showFile(file);
        setWindowState(windowState() & ~Qt::WindowMinimized);
        raise();
        activateWindow();
    });
    auto *menu = new MainMenu(*menuBar(), *watched->action(), m_services.settings, this);
    connect(menu, &MainMenu::verifyRequested, this, [this] { m_pages->verify().openFiles(); });
    connect(menu, &MainMenu::restoreRequested, this, [this] { m_pages->restoreFile(); });
    connect(menu, &MainMenu::searchRequested, this, [this] { m_pages->databases().addFolder(); });
    connect(menu, &MainMenu::compareRequested, this, [this] { m_pages->compare({}, {}); });
    connect(menu, &MainMenu::quitRequested, this, &MainWindow::quit);
    return menu;
}

void MainWindow::setQuestions(Questions &questions)
{
    m_questions = &questions;
    m_pages->setQuestions(questions);
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
        whenDone(m_services.watches.load(), this, [this](const Result<void> &loaded) {
            if (loaded) {
                m_services.watches.startWatching();
            }
        });
        whenDone(m_services.jobs.load(), this, [this](const Result<void> &loaded) {
            if (loaded) {
                m_services.jobs.startWatchingTheClock();
                m_pages->offerDraft();
                Q_EMIT jobsLoaded();
            }
        });
        m_services.watch.resume();
    });
}

void MainWindow::watchRuns()
{
    connect(m_quitGuard, &QuitGuard::released, this, &MainWindow::quit);
    connect(&m_pages->restores(), &RestoreAssistant::released, this, &MainWindow::quit);
    // The answer may come while the window is closing still.
    connect(&m_services.closing, &ClosingChoice::quitRequested, this, &MainWindow::quit,
            Qt::QueuedConnection);
    connect(&m_services.closing, &ClosingChoice::hideRequested, this, &QWidget::hide);
    auto *runMessages = new RunMessages(m_services.backups, *m_launcher, *m_messages, this);
    connect(runMessages, &RunMessages::detailsRequested, this,
            [this](const QUuid &runId) { m_pages->activity().showRun(runId); });
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_services.settings.setValue(geometryKey, saveGeometry());
    // A session that ends closes windows as well.
    const bool isEnding = std::exchange(m_isQuitting, false) || qGuiApp->isSavingSession();
    const ClosingChoice::Closing closing
        = isEnding ? ClosingChoice::Closing::Quits : m_services.closing.close(*m_questions);
    if (closing == ClosingChoice::Closing::Hides) {
        hide();
    }
    if (closing != ClosingChoice::Closing::Quits || !m_pages->restores().mayQuit(*m_questions)
        || !m_quitGuard->mayQuit(*m_questions)) {
        event->ignore();
        return;
    }
    QMainWindow::closeEvent(event);
    Q_EMIT closed();
}

void MainWindow::quit()
{
    if (!m_services.backups.running().isEmpty() || m_pages->restores().isBusy()) {
        show(); // there is something to ask
        raise();
    }
    m_isQuitting = true;
    close();
}

void MainWindow::quitUnasked()
{
    m_quitGuard->waitForTheEnd();
}

void MainWindow::chooseFilesToVerify()
{
    m_pages->verify().openFiles();
}

void MainWindow::showJob(const QUuid &jobId)
{
    m_pages->jobs().showJob(jobId);
}

void MainWindow::warn(const QString &sentence, const QString &key)
{
    m_messages->show(Severity::Warning, sentence, key);
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
    m_pages->takeDrop(droppedFiles(*event->mimeData()));
}

void MainWindow::openFiles(const QList<Path> &files)
{
    m_pages->verify().verify(files);
}

} // namespace litekeeper
