// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/jobservice.h"
#include "ui/jobs/jobsservices.h"

#include <QWidget>

#include <functional>

class QStackedWidget;
class QTimer;

namespace litekeeper {

class JobActions;
class JobDetails;
class JobEditor;
class JobExchange;
class JobList;
class JobModel;
class JobRehearsals;
class JobTasks;
class MessageArea;
class PageHeader;
class PausedNotice;
class RunningJobs;

/// The jobs: what is backed up by itself, how that goes, and the editor for it.
class JobsPage : public QWidget
{
    Q_OBJECT

public:
    explicit JobsPage(const JobsServices &services, QWidget *parent = nullptr);
    ~JobsPage() override;

    /// Opens the editor with a nightly job for the database; shows its job if it has one already. An empty
    /// path: the person chooses.
    void newJobFor(const Path &source);
    void showJob(const QUuid &jobId);
    /// Goes on with a job that was not saved when the program ended.
    void resume(const Job &draft);
    /// Whether something in the editor is not saved.
    [[nodiscard]] bool isEditing() const;

Q_SIGNALS:
    void runRequested(const QUuid &runId); ///< to be shown with its log

private:
    QWidget *makeEmptyState();
    void buildHeader();
    void connectActions();
    void connectEditor();
    void watch();
    void takeJobs();
    void showState();
    void showSelected();
    void selectWanted();
    void openEditor(const Job &job, bool isNew);
    void inEditor(const std::function<void()> &fill);
    void forgetDraft();
    void closeEditor();
    void edit();
    void duplicate();
    void cancelRuns();
    [[nodiscard]] QList<Job> selectedJobs() const;
    [[nodiscard]] QList<Job> allJobs() const;

    JobsServices m_services;
    JobModel *m_model;
    RunningJobs *m_running;
    JobActions *m_actions;
    JobTasks *m_tasks;
    JobExchange *m_exchange;
    PageHeader *m_header;
    MessageArea *m_messages;
    JobRehearsals *m_rehearsals;
    QStackedWidget *m_stack;
    JobDetails *m_details;
    JobList *m_list;
    JobEditor *m_editor;
    QWidget *m_empty;
    PausedNotice *m_paused;
    QTimer *m_minute;
    bool m_hasDraft = false; ///< the job in the editor is kept in the catalogue, too
    QUuid m_wanted;          ///< to be selected as soon as it is there
};

} // namespace litekeeper
