// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/run.h"

#include <QObject>

namespace litekeeper {

class BackupLauncher;
class BackupService;
class MessageArea;

/// Says in the window when a backup failed, with what can be done about it, and takes it back when the next
/// one of the same database is well. Success is not announced: the tables show it.
class RunMessages : public QObject
{
    Q_OBJECT

public:
    RunMessages(BackupService &backups, BackupLauncher &launcher, MessageArea &messages,
                QObject *parent = nullptr);

Q_SIGNALS:
    void detailsRequested(const QUuid &runId);

private:
    void report(const Run &run);

    BackupLauncher &m_launcher;
    MessageArea &m_messages;
};

} // namespace litekeeper
