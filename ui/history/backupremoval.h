// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/backup.h"

#include <QObject>

namespace litekeeper {

class CatalogueService;
class Questions;

/// Deletes backups, but asks before; twice before the newest proven backup of a database goes.
class BackupRemoval : public QObject
{
    Q_OBJECT

public:
    BackupRemoval(CatalogueService &catalogue, Questions &questions, QObject *parent = nullptr);

    void remove(const Backup &backup, bool newestProven);

Q_SIGNALS:
    void removalStarted(const QUuid &backupId);
    void failed(const QString &sentence);

private:
    void askAgain(const Backup &backup);
    void removeNow(const Backup &backup, bool evenNewestProven);

    CatalogueService &m_catalogue;
    Questions &m_questions;
};

} // namespace litekeeper
