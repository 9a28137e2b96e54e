// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/canary/canaryservices.h"
#include "ui/canary/gaterecords.h"

#include <QWidget>

#include <optional>

class QStackedWidget;
class QTimer;

namespace litekeeper {

class CanaryView;
class GateGuide;
class MessageArea;
class PageHeader;
class SuggestedFolders;
class WatchActions;
class WatchTasks;

/// The watched folders: what their disks have kept and lost, as lanes over time, and all about one of them.
class CanaryPage : public QWidget
{
    Q_OBJECT

public:
    explicit CanaryPage(const CanaryServices &services, QWidget *parent = nullptr);
    ~CanaryPage() override;

    void showWatch(const QUuid &watchId);

Q_SIGNALS:
    void runRequested(const QUuid &runId); ///< the backup of a mark, to be shown with its log

private:
    [[nodiscard]] PageHeader *makeHeader();
    [[nodiscard]] QWidget *makeEmptyState();
    void connectActions();
    void watch();
    void loadRuns();
    void loadDatabases();
    void setNow();
    void takeHistories();
    void selectWanted();
    void showGuide();
    void leaveGuide();
    void showState();
    [[nodiscard]] std::optional<Watch> shownWatch() const;
    void lookAgain();
    void remove();
    void chooseRecordFolder();
    void chooseRecordFile();
    void suggest();
    void copyEvidence();
    void openFolder();

    CanaryServices m_services;
    WatchHistories *m_histories;
    GateRecords *m_records;
    WatchActions *m_actions;
    WatchTasks *m_tasks;
    PageHeader *m_header;
    MessageArea *m_messages;
    QStackedWidget *m_stack;
    CanaryView *m_view;
    SuggestedFolders *m_suggested;
    QWidget *m_empty;
    GateGuide *m_guide;
    QWidget *m_blank;
    QTimer *m_minute;
    QTimer *m_reload;
    QList<Path> m_unwatched;
    Path m_wanted; ///< the folder to be selected as soon as it is there
    bool m_hasSuggested = false;
    bool m_isGuiding = false;
};

} // namespace litekeeper
