// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/catalogueservice.h"
#include "ui/history/backupactions.h"
#include "ui/history/historytable.h"

class QSettings;

namespace litekeeper {

class BackupDetails;
class BackupModel;
class BackupRemoval;
class Questions;
class Verifications;

/// The side of the history that has the backups: verified again, deleted, and whether their files are there.
class BackupSide : public HistoryTable
{
    Q_OBJECT

public:
    /// All of them outlive it; `settings` keeps the columns.
    BackupSide(CatalogueService &catalogue, Questions &questions, QSettings &settings,
               QWidget *parent = nullptr);
    ~BackupSide() override;

    void setBackups(const QList<Backup> &backups);
    void setNow(const QDateTime &now);
    void setActive(bool active); ///< while another side is shown, the actions are off
    void lookForFiles();
    [[nodiscard]] QList<QAction *> rowActions() const;

Q_SIGNALS:
    void restoreRequested(const litekeeper::Path &backup);
    void databasesRequested(); ///< the way on from the empty table
    void verificationAsked();
    void failed(const QString &sentence);
    void lookRequested(const litekeeper::Path &file);
    void compareRequested(const litekeeper::Path &left, const litekeeper::Path &right);

private:
    BackupSide(CatalogueService &catalogue, Questions &questions, QSettings &settings, BackupModel *model,
               BackupDetails *details, QWidget *parent);
    [[nodiscard]] EmptyState *makeEmptyState();
    void watchActions();
    void watchVerifications();
    void showDetails();
    void loadTables(const QUuid &backupId);
    void verify();
    void verified(const QUuid &backupId, const Result<Backup> &result);
    void remove();
    void compare(BackupActions::Other other);
    [[nodiscard]] const Backup *backupBefore(const Backup &backup) const;
    [[nodiscard]] QList<const Backup *> selectedBackups() const; ///< oldest first
    void showMenu(const QPoint &position);

    CatalogueService &m_catalogue;
    BackupModel *m_model;
    BackupDetails *m_details;
    Verifications *m_verifications;
    BackupRemoval *m_removal;
    BackupActions *m_actions;
    QUuid m_tablesOf;
    QDateTime m_tablesAt;
    bool m_active = true;
    bool m_looking = false;
    bool m_looksAgain = false; ///< somebody wished for a look while one was going on
};

} // namespace litekeeper
