// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/catalogueservice.h"

#include <QWidget>

class QSettings;
class QSortFilterProxyModel;
class QStackedLayout;
class QTimer;

namespace litekeeper {

class AnswerPanel;
class BackupLauncher;
class RunBoard;
class FinderService;
class JobService;
class WatchService;
class NaturalSort;
class OverviewModel;
class RunningSources;
class TableView;

/// Answers one question: is my data safe?
class OverviewPage : public QWidget
{
    Q_OBJECT

public:
    OverviewPage(CatalogueService &catalogue, RunBoard &runs, FinderService &finder, JobService &jobs,
                 WatchService &watches, BackupLauncher &launcher, QSettings &settings,
                 QWidget *parent = nullptr);
    ~OverviewPage() override;

Q_SIGNALS:
    void findRequested();
    void sampleRequested();
    void detailsRequested(const litekeeper::Path &source);
    void jobRequested(const litekeeper::Path &source); ///< to back it up every night

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeEmptyState();
    QWidget *makeContent();
    void buildTable();
    void buildActions();
    void watch();
    void load();
    void lookAtAll();
    void showAnswer();
    void backUp();
    void openDetails();
    void askForJob();
    void forgetSelected();
    void offerMenu(const QPoint &position);
    [[nodiscard]] QList<Path> selection() const;

    CatalogueService &m_catalogue;
    RunBoard &m_runs;
    FinderService &m_finder;
    JobService &m_jobs;
    WatchService &m_watches;
    BackupLauncher &m_launcher;
    QSettings &m_settings;
    OverviewModel *m_model;
    RunningSources *m_running;
    NaturalSort *m_sorted;
    AnswerPanel *m_answer = nullptr;
    TableView *m_table = nullptr;
    QStackedLayout *m_stack;
    QTimer *m_clock;
    QTimer *m_reload; ///< joins what the catalogue says at once into one question to it
};

} // namespace litekeeper
