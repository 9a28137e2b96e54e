// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/backupactions.h"

#include "ui/common/action.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>

namespace litekeeper {

BackupActions::BackupActions(QObject *parent)
    : QObject(parent)
    , m_restore(makeAction(this, QStringLiteral("restoreBackupFile"), tr("&Restore…"),
                           QStringLiteral("restore"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R)))
    , m_show(makeAction(this, QStringLiteral("showInFolder"), tr("&Show in folder"), QStringLiteral("folder"),
                        QKeySequence(Qt::CTRL | Qt::Key_E)))
    , m_verify(makeAction(this, QStringLiteral("verifyAgain"), tr("Verif&y again"), QStringLiteral("verify"),
                          QKeySequence(Qt::CTRL | Qt::Key_R)))
    , m_copySha256(makeAction(this, QStringLiteral("copySha256"), tr("Copy S&HA-256"), QStringLiteral("copy"),
                              QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)))
    , m_copyPath(makeAction(this, QStringLiteral("copyPath"), tr("Copy &path"), QStringLiteral("copy"),
                            QKeySequence::Copy))
    , m_look(makeAction(this, QStringLiteral("lookInsideBackup"), tr("Look &inside"),
                        QStringLiteral("databases"), QKeySequence(Qt::CTRL | Qt::Key_I)))
    , m_compare(makeAction(this, QStringLiteral("compareBackup"), tr("&Compare"), QStringLiteral("compare"),
                           QKeySequence(Qt::CTRL | Qt::Key_D)))
    , m_remove(makeAction(this, QStringLiteral("deleteBackup"), tr("&Delete…"), QStringLiteral("trash"),
                          QKeySequence::Delete))
    , m_compareMenu(std::make_unique<QMenu>())
{
    makeCompareMenu();
    connect(m_restore, &QAction::triggered, this, &BackupActions::restoreRequested);
    connect(m_show, &QAction::triggered, this, &BackupActions::showInFolder);
    connect(m_verify, &QAction::triggered, this, &BackupActions::verifyRequested);
    connect(m_copySha256, &QAction::triggered, this, &BackupActions::copySha256);
    connect(m_copyPath, &QAction::triggered, this, &BackupActions::copyPath);
    m_look->setToolTip(tr("Show the tables of the backup and their rows, from a private copy (Ctrl+I)"));
    connect(m_look, &QAction::triggered, this, &BackupActions::lookRequested);
    connect(m_remove, &QAction::triggered, this, &BackupActions::removeRequested);
    setBackup(nullptr, FilePresence::Unknown, false);
}

BackupActions::~BackupActions() = default;

void BackupActions::makeCompareMenu()
{
    const auto add = [this](const QString &name, const QString &text, Other other) {
        QAction *action = m_compareMenu->addAction(text);
        action->setObjectName(name);
        connect(action, &QAction::triggered, this, [this, other] { Q_EMIT compareRequested(other); });
        return action;
    };
    m_compareMenu->setObjectName(QStringLiteral("compareMenu"));
    m_compareSelected
        = add(QStringLiteral("compareSelected"), tr("The &two that are selected"), Other::Selected);
    m_compareDatabase = add(QStringLiteral("compareDatabase"), tr("With the &database now"), Other::Database);
    m_compareBefore = add(QStringLiteral("compareBefore"), tr("With the backup &before it"), Other::Before);
    m_compare->setMenu(m_compareMenu.get());
    m_compare->setToolTip(tr("Show what two backups differ in, or a backup and its database (Ctrl+D). Select "
                             "two rows to compare them with each other."));
    connect(m_compare, &QAction::triggered, this, [this] {
        for (QAction *action : m_compareMenu->actions()) {
            if (action->isEnabled()) {
                action->trigger();
                return;
            }
        }
    });
}

void BackupActions::setBackup(const Backup *backup, FilePresence presence, bool verifying)
{
    m_backup = backup ? std::optional(*backup) : std::nullopt;
    const bool there = backup && presence != FilePresence::Missing && presence != FilePresence::Unreachable;
    m_restore->setEnabled(there);
    m_show->setEnabled(backup && presence != FilePresence::Unreachable);
    m_verify->setEnabled(there && !verifying);
    m_copySha256->setEnabled(backup && !backup->sha256.isEmpty());
    m_copyPath->setEnabled(backup);
    m_look->setEnabled(there);
    m_compareDatabase->setEnabled(there);
    m_remove->setEnabled(backup && presence != FilePresence::Unreachable);
    setComparable(false, false);
}

void BackupActions::setComparable(bool hasBefore, bool twoAreSelected)
{
    m_compareBefore->setEnabled(hasBefore && m_compareDatabase->isEnabled());
    m_compareSelected->setEnabled(twoAreSelected);
    m_compare->setEnabled(m_compareDatabase->isEnabled() || twoAreSelected);
}

QList<QAction *> BackupActions::all() const
{
    return {m_restore, m_look, m_compare, m_show, m_verify, m_copySha256, m_copyPath, m_remove};
}

QWidget *BackupActions::makeToolBar(QWidget *parent) const
{
    return makeActionBar(all(), m_remove, parent);
}

void BackupActions::showInFolder()
{
    const Path folder = m_backup->file.parent_path();
    if (!openOnDesktop(folder)) {
        Q_EMIT failed(
            tr("No file manager answered when %1 was to be shown. Open it by hand; \"Copy path\" gives the "
               "file's path.")
                .arg(displayPath(folder)));
    }
}

void BackupActions::copySha256()
{
    QGuiApplication::clipboard()->setText(QString::fromLatin1(m_backup->sha256.toHex()));
}

void BackupActions::copyPath()
{
    QGuiApplication::clipboard()->setText(displayPath(m_backup->file));
}

} // namespace litekeeper
