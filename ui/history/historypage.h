// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/catalogueservice.h"

#include <QTimer>
#include <QWidget>

class QSettings;
class QStackedWidget;

namespace litekeeper {

class BackupSide;
class ChartSide;
class FilterBar;
class LaneProvider;
class MessageArea;
class Questions;
class RunSide;
class TaskRunner;
class TimeWindow;
class VerifiedSide;

/// Every backup, run and verified file the catalogue knows, drawn and listed, and which of them are wanted.
/// One range of time is for all of it.
class HistoryPage : public QWidget
{
    Q_OBJECT

public:
    /// All of them outlive the page. `settings` keeps the columns.
    HistoryPage(TaskRunner &runner, CatalogueService &catalogue, Questions &questions, QSettings &settings,
                QWidget *parent = nullptr);
    ~HistoryPage() override;

    void showBackup(const QUuid &backupId); ///< selects it, if the catalogue knows it
    void showRun(const QUuid &runId);       ///< the same
    void showDay(const QDate &date);        ///< the runs of a day
    /// More lanes for the timeline, such as those of canaries; it outlives the page.
    void addLanes(LaneProvider *provider);

Q_SIGNALS:
    void databasesRequested(); ///< the way on from the empty page
    void verifyRequested();    ///< the same for verified files
    void lookRequested(const litekeeper::Path &file);
    void compareRequested(const litekeeper::Path &left, const litekeeper::Path &right);
    void restoreRequested(const litekeeper::Path &backup);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void fillStates();
    void addActions();
    void watch();
    void watchSides();
    void load();
    void take(const QList<Run> &runs, const QList<Backup> &backups);
    void setNow();
    void applyWishes();
    void applyRange();
    [[nodiscard]] QWidget *makeHeader();
    void showSide();
    void showError(const QString &sentence, const QString &key);

    CatalogueService &m_catalogue;
    MessageArea *m_messages;
    FilterBar *m_filter;
    TimeWindow *m_window;
    QStackedWidget *m_sides;
    ChartSide *m_chartSide;
    BackupSide *m_backupSide;
    RunSide *m_runSide;
    VerifiedSide *m_verifiedSide;
    QTimer m_reload;
    QTimer m_applyRange; ///< tables are filtered once a zoom comes to rest
    QTimer m_minute;
};

} // namespace litekeeper
