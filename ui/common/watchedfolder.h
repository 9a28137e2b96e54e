// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/verdict.h"

#include <QHash>
#include <QObject>

class QAction;

namespace litekeeper {

class DesktopNotifier;
class FolderWatch;
class MessageArea;
class Questions;

/// The window's side of a watched folder: the menu's switch, and what people are told when something that
/// came into the folder is not sound, in the window and on the desktop.
class WatchedFolder : public QObject
{
    Q_OBJECT

public:
    /// All of them outlive it.
    WatchedFolder(FolderWatch &watch, MessageArea &messages, Questions &questions, QObject *parent = nullptr);
    ~WatchedFolder() override;

    [[nodiscard]] QAction *action() const { return m_action; }

Q_SIGNALS:
    void verdictRequested(const litekeeper::Path &file); ///< somebody clicked on the notification about it

private:
    void choose();
    void showFolder();
    void onVerified(const FileVerdict &verdict);

    FolderWatch &m_watch;
    MessageArea &m_messages;
    Questions &m_questions;
    QAction *m_action;
    DesktopNotifier *m_notifier;
    QHash<QString, Path> m_told; ///< the files behind the keys of notifications
};

} // namespace litekeeper
