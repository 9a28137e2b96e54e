// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/tray/trayicon.h"

#include "service/jobservice.h"
#include "ui/common/icon.h"
#include "ui/common/status.h"
#include "ui/tray/trayimage.h"
#include "ui/tray/traytext.h"

#include <QApplication>
#include <QEvent>
#include <QMenu>
#include <QSystemTrayIcon>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr std::chrono::seconds lookInterval{3};
/// A menu is no list: with more jobs the window is the better place.
constexpr int mostJobs = 15;

/// A name as it stands in a menu, where "&" means the next letter.
QString menuText(QString name)
{
    return name.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

} // namespace

TrayIcon::TrayIcon(JobService &jobs, QObject *parent)
    : QObject(parent)
    , m_jobs(jobs)
    , m_menu(std::make_unique<QMenu>())
{
    buildMenu();
    connect(&m_jobs, &JobService::jobsChanged, this, &TrayIcon::showState);
    connect(&m_look, &QTimer::timeout, this, &TrayIcon::lookForTray);
    m_look.start(lookInterval);
    qApp->installEventFilter(this);
    showState();
    lookForTray();
}

TrayIcon::~TrayIcon() = default;

bool TrayIcon::isShown() const
{
    return m_icon != nullptr;
}

QString TrayIcon::toolTip() const
{
    return trayToolTip(m_jobs.jobs(), m_jobs.isPaused());
}

void TrayIcon::buildMenu()
{
    m_menu->setObjectName(QStringLiteral("trayMenu"));
    m_sentence = m_menu->addAction(QString());
    m_sentence->setObjectName(QStringLiteral("traySentence"));
    m_sentence->setEnabled(false);
    m_menu->addSeparator();
    QAction *open = m_menu->addAction(tr("&Open Litekeeper"), this, &TrayIcon::openRequested);
    open->setObjectName(QStringLiteral("trayOpen"));
    m_run = m_menu->addMenu(tr("&Run a Job"));
    m_run->setObjectName(QStringLiteral("trayRun"));
    m_pause = m_menu->addAction(QString(), this, [this] { m_jobs.setPaused(!m_jobs.isPaused()); });
    m_pause->setObjectName(QStringLiteral("trayPause"));
    QAction *verify = m_menu->addAction(themedIcon(QStringLiteral("verify")), tr("&Verify a File…"), this,
                                        &TrayIcon::verifyRequested);
    verify->setObjectName(QStringLiteral("trayVerify"));
    m_menu->addSeparator();
    QAction *quit = m_menu->addAction(tr("&Quit"), this, &TrayIcon::quitRequested);
    quit->setObjectName(QStringLiteral("trayQuit"));
}

/// Where the desktop draws the menu, it hears of its changes only while it is closed; so it is always true.
void TrayIcon::fillJobs()
{
    QList<JobEntry> entries = m_jobs.jobs();
    std::stable_sort(entries.begin(), entries.end(), [](const JobEntry &left, const JobEntry &right) {
        return left.health.state > right.health.state;
    });
    m_run->clear();
    for (const JobEntry &entry : entries.mid(0, mostJobs)) {
        QAction *run = m_run->addAction(statusIcon(statusOf(entry.health.state), QGuiApplication::palette()),
                                        menuText(entry.job.name), this,
                                        [this, id = entry.job.id] { m_jobs.runNow(id, Trigger::Window); });
        run->setObjectName(QStringLiteral("trayRun-") + entry.job.name);
        run->setEnabled(entry.health.state != JobState::Running);
    }
    if (entries.size() > mostJobs) {
        m_run->addSeparator();
        m_run->addAction(tr("&More in Litekeeper…"), this, &TrayIcon::openRequested);
    }
    m_run->menuAction()->setEnabled(!entries.isEmpty());
}

void TrayIcon::lookForTray()
{
    const bool isThere = QSystemTrayIcon::isSystemTrayAvailable();
    if (isThere == isShown()) {
        return;
    }
    if (isThere) {
        // Made anew each time: Qt decides once for each icon which kind of tray it is for.
        m_icon = std::make_unique<QSystemTrayIcon>();
        m_icon->setObjectName(QStringLiteral("trayIcon"));
        m_icon->setContextMenu(m_menu.get());
        connect(m_icon.get(), &QSystemTrayIcon::activated, this,
                [this](QSystemTrayIcon::ActivationReason reason) {
                    if (reason == QSystemTrayIcon::Trigger) {
                        Q_EMIT toggleRequested();
                    }
                });
        showState();
        m_icon->show();
    } else {
        m_icon.reset();
    }
    Q_EMIT shownChanged(isThere);
}

void TrayIcon::showState()
{
    const bool isPaused = m_jobs.isPaused();
    m_sentence->setText(menuText(jobsSentence(m_jobs.jobs())));
    m_pause->setText(isPaused ? tr("&Resume All Jobs") : tr("&Pause All Jobs"));
    m_pause->setIcon(themedIcon(isPaused ? QStringLiteral("resume") : QStringLiteral("pause")));
    fillJobs();
    if (m_icon) {
        m_icon->setIcon(trayImage(m_jobs.worstState(), isPaused, QGuiApplication::palette()));
        m_icon->setToolTip(toolTip());
    }
}

bool TrayIcon::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::ApplicationPaletteChange && watched == qApp) {
        showState();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace litekeeper
