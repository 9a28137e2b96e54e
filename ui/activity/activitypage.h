// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QTimer>
#include <QUuid>
#include <QWidget>

class QListView;
class QStackedWidget;

namespace litekeeper {

class RunBoard;
class CatalogueService;
class MessageArea;
class RecentRuns;
class Questions;
class RunDetails;
class TaskRunner;
class RunModel;
class RunningRuns;

/// What Litekeeper is doing and has done lately: running backups as cards, and below them the recent runs
/// with their findings and logs.
class ActivityPage : public QWidget
{
    Q_OBJECT

public:
    ActivityPage(RunBoard &runs, CatalogueService &catalogue, Questions &questions, TaskRunner &runner,
                 QWidget *parent = nullptr);
    ~ActivityPage() override;

    void showRun(const QUuid &runId); ///< selects it as soon as it is there

Q_SIGNALS:
    void databasesRequested(); ///< the way on from the empty page

private:
    [[nodiscard]] QWidget *makeEmptyState();
    [[nodiscard]] QWidget *makeContent();
    [[nodiscard]] QWidget *makeList();
    void watch();
    void load();
    void showError(const QString &sentence);
    void hideRunning();
    void showState();
    void selectWanted();
    void showDetails();

    CatalogueService &m_catalogue;
    RunBoard &m_runs;
    RunModel *m_model;
    RecentRuns *m_recent;
    MessageArea *m_messages;
    QStackedWidget *m_stack;
    RunningRuns *m_running;
    QListView *m_list;
    RunDetails *m_details;
    QTimer m_reload;
    QTimer m_minute;
    QUuid m_wanted;
    bool m_loaded = false;
};

} // namespace litekeeper
