// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainmenu.h"

#include "ui/common/appearancemenu.h"

#include <QAction>
#include <QMenuBar>

namespace litekeeper {

MainMenu::MainMenu(QMenuBar &bar, QAction &watchFolder, QSettings &settings, QObject *parent)
    : QObject(parent)
{
    buildFiles(bar, watchFolder);
    m_page = bar.addMenu(tr("&Actions"));
    m_page->setObjectName(QStringLiteral("pageMenu"));
    m_view = bar.addMenu(tr("&View"));
    m_view->setObjectName(QStringLiteral("viewMenu"));
    m_belowPages = m_view->addSeparator();
    m_view->addMenu(new AppearanceMenu(settings, m_view));
}

void MainMenu::buildFiles(QMenuBar &bar, QAction &watchFolder)
{
    QMenu *file = bar.addMenu(tr("&File"));
    file->setObjectName(QStringLiteral("fileMenu"));
    auto *verify = file->addAction(tr("&Verify Files…"), this, &MainMenu::verifyRequested);
    verify->setObjectName(QStringLiteral("actionVerifyFiles"));
    verify->setShortcut(QKeySequence::Open);
    auto *compare = file->addAction(tr("&Compare Files…"), this, &MainMenu::compareRequested);
    compare->setObjectName(QStringLiteral("actionCompareFiles"));
    compare->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_D));
    auto *restore = file->addAction(tr("&Restore…"), this, &MainMenu::restoreRequested);
    restore->setObjectName(QStringLiteral("actionRestoreFile"));
    file->addAction(&watchFolder);
    auto *search = file->addAction(tr("Search a &Folder…"), this, &MainMenu::searchRequested);
    search->setObjectName(QStringLiteral("actionAddFolder"));
    search->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O));
    file->addSeparator();
    auto *quit = file->addAction(tr("&Quit"), this, &MainMenu::quitRequested);
    quit->setObjectName(QStringLiteral("actionQuit"));
    quit->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q));
}

void MainMenu::addPage(QAction *action)
{
    m_view->insertAction(m_belowPages, action);
}

void MainMenu::setPageActions(const QList<QAction *> &actions)
{
    m_page->clear();
    m_page->addActions(actions);
    m_page->menuAction()->setVisible(!m_page->isEmpty());
}

} // namespace litekeeper
