// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/history/backupactions.h"

#include "ui/common/icon.h"

#include <QAction>
#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QToolButton>
#include <QUrl>

namespace litekeeper {

namespace {

/// Keeps file names whose bytes are not UTF-8.
QUrl fileUrl(const Path &path)
{
    return QUrl::fromEncoded("file://" + pathBytes(path).toPercentEncoding("/"), QUrl::StrictMode);
}

QToolButton *makeButton(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(action->objectName() + QStringLiteral("Button"));
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setMinimumHeight(32);
    return button;
}

} // namespace

BackupActions::BackupActions(QObject *parent)
    : QObject(parent)
    , m_show(add(QStringLiteral("showInFolder"), tr("&Show in folder"), QStringLiteral("folder"),
                 QKeySequence(Qt::CTRL | Qt::Key_E)))
    , m_verify(add(QStringLiteral("verifyAgain"), tr("Verif&y again"), QStringLiteral("verify"),
                   QKeySequence(Qt::CTRL | Qt::Key_R)))
    , m_copySha256(add(QStringLiteral("copySha256"), tr("Copy S&HA-256"), QStringLiteral("copy"),
                       QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)))
    , m_copyPath(
          add(QStringLiteral("copyPath"), tr("Copy &path"), QStringLiteral("copy"), QKeySequence::Copy))
    , m_remove(
          add(QStringLiteral("deleteBackup"), tr("&Delete…"), QStringLiteral("trash"), QKeySequence::Delete))
{
    connect(m_show, &QAction::triggered, this, &BackupActions::showInFolder);
    connect(m_verify, &QAction::triggered, this, &BackupActions::verifyRequested);
    connect(m_copySha256, &QAction::triggered, this, &BackupActions::copySha256);
    connect(m_copyPath, &QAction::triggered, this, &BackupActions::copyPath);
    connect(m_remove, &QAction::triggered, this, &BackupActions::removeRequested);
    setBackup(nullptr, FilePresence::Unknown, false);
}

QAction *BackupActions::add(const QString &objectName, const QString &text, const QString &iconName,
                            const QKeySequence &keys)
{
    auto *action = new QAction(themedIcon(iconName), text, this);
    action->setObjectName(objectName);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setToolTip(
        QStringLiteral("%1 (%2)").arg(QString(text).remove(u'&'), keys.toString(QKeySequence::NativeText)));
    return action;
}

void BackupActions::setBackup(const Backup *backup, FilePresence presence, bool verifying)
{
    m_backup = backup ? std::optional(*backup) : std::nullopt;
    const bool there = backup && presence != FilePresence::Missing && presence != FilePresence::Unreachable;
    m_show->setEnabled(backup && presence != FilePresence::Unreachable);
    m_verify->setEnabled(there && !verifying);
    m_copySha256->setEnabled(backup && !backup->sha256.isEmpty());
    m_copyPath->setEnabled(backup);
    m_remove->setEnabled(backup && presence != FilePresence::Unreachable);
}

QList<QAction *> BackupActions::all() const
{
    return {m_show, m_verify, m_copySha256, m_copyPath, m_remove};
}

QWidget *BackupActions::makeToolBar(QWidget *parent) const
{
    auto *bar = new QWidget(parent);
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 8, 8, 0);
    layout->setSpacing(4);
    const QList<QAction *> actions = all();
    for (QAction *action : actions) {
        if (action == m_remove) {
            layout->addStretch(); // away from the others, so that nobody hits it by mistake
        }
        layout->addWidget(makeButton(action, bar));
    }
    return bar;
}

void BackupActions::showInFolder()
{
    const Path folder = m_backup->file.parent_path();
    if (!QDesktopServices::openUrl(fileUrl(folder))) {
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
