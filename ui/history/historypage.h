// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/catalogueservice.h"

#include <QTimer>
#include <QWidget>

class QSettings;
class QStackedWidget;

namespace litekeeper {

class BackupActions;
class BackupDetails;
class BackupModel;
class BackupRemoval;
class BackupService;
class FilterBar;
class HistoryTable;
class MessageArea;
class Questions;
class RunDetails;
class RunModel;
class Verifications;
class VerifiedSide;

/// Every backup, run and verified file the catalogue knows: filtered, verified again, deleted.
class HistoryPage : public QWidget
{
    Q_OBJECT

public:
    /// All of them outlive the page. `settings` keeps the columns.
    HistoryPage(BackupService &backups, CatalogueService &catalogue, Questions &questions,
                QSettings &settings, QWidget *parent = nullptr);
    ~HistoryPage() override;

    void showBackup(const QUuid &backupId); ///< selects it, if the catalogue knows it

Q_SIGNALS:
    void databasesRequested(); ///< the way on from the empty page
    void verifyRequested();    ///< the same for verified files

protected:
    void showEvent(QShowEvent *event) override;

private:
    [[nodiscard]] QWidget *makeBackupSide();
    [[nodiscard]] QWidget *makeRunSide();
    void fillStates();
    void addActions();
    void watch();
    void watchVerifications();
    void load();
    void take(const QList<Run> &runs, const QList<Backup> &backups);
    void lookForFiles();
    void applyWishes();
    void showSide();
    void showBackupDetails();
    void loadTables(const QUuid &backupId);
    void showRunDetails();
    void verify();
    void verified(const QUuid &backupId, const Result<Backup> &result);
    void remove();
    void showMenu(const QPoint &position);
    void showError(const QString &sentence, const QString &key);

    CatalogueService &m_catalogue;
    BackupModel *m_backups;
    RunModel *m_runs;
    Verifications *m_verifications;
    BackupRemoval *m_removal;
    BackupActions *m_actions;
    MessageArea *m_messages;
    FilterBar *m_filter;
    QStackedWidget *m_sides;
    BackupDetails *m_backupDetails;
    RunDetails *m_runDetails;
    HistoryTable *m_backupTable = nullptr;
    HistoryTable *m_runTable = nullptr;
    VerifiedSide *m_verifiedSide;
    QTimer m_reload;
    QTimer m_minute;
    QUuid m_tablesOf;
    QDateTime m_tablesAt;
    bool m_looking = false;
};

} // namespace litekeeper
