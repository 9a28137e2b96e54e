// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/watchedfolder.h"

#include "service/folderwatch.h"
#include "system/desktopnotifier.h"
#include "ui/common/messagearea.h"

#include <QAction>
#include <QStandardPaths>

namespace litekeeper {

namespace {

const QString unreachableKey = QStringLiteral("watchedFolder");

QString sentenceFor(const FileVerdict &verdict)
{
    const QString file = displayName(verdict.file);
    switch (verdict.verdict) {
    case Verdict::Sound:
        return WatchedFolder::tr("“%1” came in and is sound.").arg(file);
    case Verdict::Empty:
        return WatchedFolder::tr(
                   "“%1” came in, and a database in it is empty or missing: it would not restore.")
            .arg(file);
    case Verdict::Unsupported:
        return WatchedFolder::tr("“%1” came in and could not be judged. The page Verify says why.").arg(file);
    case Verdict::Damaged:
        return WatchedFolder::tr("“%1” came in damaged: it would not restore.").arg(file);
    case Verdict::Dangerous:
        return WatchedFolder::tr("“%1” came in and is dangerous. Do not unpack it.").arg(file);
    }
    return {};
}

// What is no backup at all comes into such a folder every day.
bool isAboutABackup(const FileVerdict &verdict)
{
    return verdict.verdict == Verdict::Dangerous || verdict.verdict == Verdict::Damaged
        || !verdict.databases.isEmpty();
}

} // namespace

WatchedFolder::WatchedFolder(FolderWatch &watch, MessageArea &messages, Questions &questions, QObject *parent)
    : QObject(parent)
    , m_watch(watch)
    , m_messages(messages)
    , m_questions(questions)
    , m_action(new QAction(this))
    , m_notifier(new DesktopNotifier(this))
{
    m_action->setObjectName(QStringLiteral("actionWatchFolder"));
    m_action->setCheckable(true);
    connect(m_action, &QAction::triggered, this, &WatchedFolder::choose);
    connect(&m_watch, &FolderWatch::folderChanged, this, &WatchedFolder::showFolder);
    connect(&m_watch, &FolderWatch::verified, this, &WatchedFolder::onVerified);
    connect(&m_watch, &FolderWatch::unreachable, this, [this](const QString &sentence) {
        m_messages.show(Severity::Warning, sentence, unreachableKey);
    });
    connect(m_notifier, &DesktopNotifier::activated, this,
            [this](const QString &key) { Q_EMIT verdictRequested(m_told.value(key)); });
    showFolder();
}

WatchedFolder::~WatchedFolder() = default;

void WatchedFolder::choose()
{
    if (!m_watch.folder().empty()) {
        m_watch.setFolder({});
        m_messages.clear(unreachableKey);
        return;
    }
    showFolder(); // not watched before a folder is chosen
    m_questions.chooseFolder(tr("Verify what comes into this folder"),
                             QStandardPaths::writableLocation(QStandardPaths::DownloadLocation), this,
                             [this](const QString &path) { m_watch.setFolder(pathFromQString(path)); });
}

void WatchedFolder::showFolder()
{
    const Path &folder = m_watch.folder();
    m_action->setChecked(!folder.empty());
    m_action->setText(folder.empty() ? tr("&Watch a Folder for Backups…")
                                     : tr("&Watching “%1” for Backups").arg(displayName(folder)));
    m_action->setToolTip(
        tr("Verifies archives and databases when they come into a folder such as Downloads"));
}

void WatchedFolder::onVerified(const FileVerdict &verdict)
{
    const QString key = displayPath(verdict.file);
    if (verdict.verdict == Verdict::Sound) {
        m_messages.clear(key);
        m_notifier->withdraw(key);
        m_told.remove(key);
    } else if (isAboutABackup(verdict)) {
        m_messages.show(Severity::Problem, sentenceFor(verdict), key);
        m_told.insert(key, verdict.file);
        m_notifier->show(key, displayName(verdict.file), sentenceFor(verdict));
    }
}

} // namespace litekeeper
