// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/jobservice.h"

namespace litekeeper {

class Questions;
class TaskRunner;

/// Carries jobs to other computers and back, as JSON files. Asks for the files; the disk is a worker's.
class JobExchange : public QObject
{
    Q_OBJECT

public:
    JobExchange(JobService &jobs, TaskRunner &runner, Questions &questions, QObject *parent = nullptr);

    void exportJobs(const QList<Job> &jobs);
    void importJobs();

Q_SIGNALS:
    void done(const QString &sentence);
    void failed(const QString &sentence);
    void imported(const QUuid &firstJob);

private:
    void chooseTarget(const QList<Job> &jobs, Secrets secrets);
    void write(const Path &file, const QList<Job> &jobs, Secrets secrets);
    void read(const Path &file);
    void take(const QList<Job> &jobs);

    JobService &m_jobs;
    TaskRunner &m_runner;
    Questions &m_questions;
};

} // namespace litekeeper
