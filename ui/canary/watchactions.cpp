// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/canary/watchactions.h"

#include "ui/common/action.h"

#include <QAction>
#include <QHBoxLayout>
#include <QToolButton>

namespace litekeeper {

WatchActions::WatchActions(QWidget *page)
    : QObject(page)
    , m_plant(makeAction(this, QStringLiteral("plantCanary"), tr("&Watch a folder…"), QStringLiteral("add"),
                         QKeySequence::New))
    , m_look(makeAction(this, QStringLiteral("lookNow"), tr("&Look now"), QStringLiteral("eye"),
                        QKeySequence(Qt::CTRL | Qt::Key_R)))
    , m_open(
          makeAction(this, QStringLiteral("openWatched"), tr("&Open folder"), QStringLiteral("folder"), {}))
    , m_lock(makeAction(this, QStringLiteral("lockFolder"), tr("&Test by deployment…"),
                        QStringLiteral("verify"), {}))
    , m_anew(makeAction(this, QStringLiteral("plantAnew"), tr("Plant a&new…"), QStringLiteral("refresh"), {}))
    , m_copy(makeAction(this, QStringLiteral("copyEvidence"), tr("&Copy evidence"), QStringLiteral("copy"),
                        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)))
    , m_remove(makeAction(this, QStringLiteral("removeWatch"), tr("&Remove…"), QStringLiteral("trash"),
                          QKeySequence::Delete))
    , m_guard(makeAction(this, QStringLiteral("guardApplication"), tr("&Guard an application…"),
                         QStringLiteral("verify"), {}))
    , m_recordFolder(makeAction(this, QStringLiteral("recordFolder"), tr("Read a record from a &folder…"),
                                QStringLiteral("folder"), {}))
    , m_recordFile(makeAction(this, QStringLiteral("recordFile"), tr("Read a record from a &backup…"),
                              QStringLiteral("file-database"), {}))
{
    for (QAction *action : {m_plant, m_look}) {
        action->setShortcutContext(Qt::WindowShortcut); // wherever the focus is while the page is shown
    }
    m_look->setToolTip(tr("Look at the folder again, in place of waiting for the hour (Ctrl+R)"));
    m_lock->setToolTip(tr("Choose a folder that each deployment wipes. A lock in it tells whether a "
                          "deployment has tested the watch."));
    m_anew->setToolTip(tr("Begin again with a new canary, after a loss or a move that you have looked into"));
    m_copy->setToolTip(tr("Copy what was seen and what was remembered, as JSON (Ctrl+Shift+C)"));
    m_remove->setToolTip(tr("Watch this folder no longer (Del)"));
    connect(m_plant, &QAction::triggered, this, &WatchActions::plantRequested);
    connect(m_look, &QAction::triggered, this, &WatchActions::lookRequested);
    connect(m_open, &QAction::triggered, this, &WatchActions::openRequested);
    connect(m_lock, &QAction::triggered, this, &WatchActions::lockRequested);
    connect(m_anew, &QAction::triggered, this, &WatchActions::anewRequested);
    connect(m_copy, &QAction::triggered, this, &WatchActions::copyRequested);
    connect(m_remove, &QAction::triggered, this, &WatchActions::removeRequested);
    connect(m_guard, &QAction::triggered, this, &WatchActions::guardRequested);
    connect(m_recordFolder, &QAction::triggered, this, &WatchActions::recordFolderRequested);
    connect(m_recordFile, &QAction::triggered, this, &WatchActions::recordFileRequested);
    page->addActions(all());
    setSelection({});
}

void WatchActions::setSelection(const Selection &selection)
{
    const bool isFree = selection.hasWatch && !selection.isLooking;
    m_look->setEnabled(isFree || selection.hasRecord);
    m_open->setEnabled(selection.hasWatch || selection.hasRecord);
    m_lock->setEnabled(isFree && !selection.hasLock);
    m_anew->setEnabled(isFree);
    m_copy->setEnabled(selection.hasEvidence);
    m_remove->setEnabled(isFree || selection.isOpened);
}

QList<QAction *> WatchActions::all() const
{
    return {m_plant, m_look, m_open, m_lock, m_anew, m_copy, m_remove, m_guard, m_recordFolder, m_recordFile};
}

QWidget *WatchActions::makeToolBar(QWidget *parent) const
{
    return makeActionBar({m_look, m_open, m_lock, m_anew, m_remove}, m_remove, parent);
}

} // namespace litekeeper
