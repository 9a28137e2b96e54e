// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/databases/databaseactions.h"

#include "ui/common/icon.h"

#include <QAction>
#include <QMenu>

namespace litekeeper {

DatabaseActions::DatabaseActions(QObject *parent)
    : QObject(parent)
{
    QAction *backUp = add(tr("&Back up now"), QStringLiteral("actionBackUp"), QStringLiteral("backup"),
                          QKeySequence(Qt::CTRL | Qt::Key_B), &DatabaseActions::backUpRequested);
    QAction *details = add(tr("&Details"), QStringLiteral("actionDetails"), QStringLiteral("info"),
                           QKeySequence(Qt::CTRL | Qt::Key_I), &DatabaseActions::detailsRequested);
    QAction *look = add(tr("Look &inside"), QStringLiteral("actionLookInside"), QStringLiteral("databases"),
                        QKeySequence(Qt::CTRL | Qt::Key_L), &DatabaseActions::lookRequested);
    QAction *compare = add(tr("Co&mpare with its newest backup"), QStringLiteral("actionCompare"),
                           QStringLiteral("compare"), QKeySequence(Qt::CTRL | Qt::Key_D),
                           &DatabaseActions::compareRequested);
    QAction *copy = add(tr("&Copy path"), QStringLiteral("actionCopyPath"), QStringLiteral("copy"), {},
                        &DatabaseActions::copyPathRequested);
    QAction *remember = add(tr("Show on the &overview"), QStringLiteral("actionRemember"),
                            QStringLiteral("overview"), {}, &DatabaseActions::rememberRequested);
    QAction *everyNight
        = add(tr("Back up every &night…"), QStringLiteral("actionEveryNight"), QStringLiteral("night"),
              QKeySequence(Qt::CTRL | Qt::Key_J), &DatabaseActions::everyNightRequested);
    QAction *restore
        = add(tr("&Restore a backup…"), QStringLiteral("actionRestore"), QStringLiteral("restore"),
              QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R), &DatabaseActions::restoreRequested);
    m_ofSelection = {backUp, everyNight, restore, details, look, compare, remember, copy};
    add(tr("&Search this place"), QStringLiteral("actionSearch"), QStringLiteral("refresh"),
        QKeySequence(Qt::Key_F5), &DatabaseActions::searchRequested);
    add(tr("&Connect to server…"), QStringLiteral("actionConnect"), QStringLiteral("network"),
        QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), &DatabaseActions::connectRequested);
    add(tr("S&top"), QStringLiteral("actionStop"), {}, QKeySequence(Qt::Key_Escape),
        &DatabaseActions::stopRequested);
    add(tr("&Filter"), QStringLiteral("actionFilter"), {}, QKeySequence::Find,
        &DatabaseActions::filterRequested);
}

QAction *DatabaseActions::add(const QString &text, const QString &name, const QString &iconName,
                              const QKeySequence &keys, Signal wish)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcut(keys);
    if (!iconName.isEmpty()) {
        action->setIcon(themedIcon(iconName));
    }
    connect(action, &QAction::triggered, this, wish);
    m_all.append(action);
    return action;
}

QMenu *DatabaseActions::makeMenu(QWidget *parent) const
{
    auto *menu = new QMenu(parent);
    menu->setObjectName(QStringLiteral("databaseMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_ofSelection);
    return menu;
}

} // namespace litekeeper
