// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

namespace litekeeper {

class BackupService;
class Questions;

/// Asks before the window closes while backups run, and cancels them if that is the wish.
class QuitGuard : public QObject
{
    Q_OBJECT

public:
    explicit QuitGuard(BackupService &backups, QObject *parent = nullptr);

    /// Whether the window may close now. If not, the person is asked; released() comes when it may.
    [[nodiscard]] bool mayQuit(Questions &questions);
    /// The runs are ending already: asks nobody. released() comes when they have, perhaps from within.
    void waitForTheEnd();

Q_SIGNALS:
    void released();

private:
    void cancelAll();
    void releaseWhenIdle();

    BackupService &m_backups;
    bool m_cancelling = false;
};

} // namespace litekeeper
