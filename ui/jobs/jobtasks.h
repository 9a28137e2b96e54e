// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/jobservice.h"

namespace litekeeper {

class Questions;

/// What is done to jobs from the list: asks where something is lost, and says what was refused.
class JobTasks : public QObject
{
    Q_OBJECT

public:
    JobTasks(JobService &jobs, Questions &questions, QObject *parent = nullptr);

    void run(const QList<Job> &jobs);
    void remove(const QList<Job> &jobs);
    /// Switches all off if all are on, else all on.
    void toggle(const QList<Job> &jobs);
    void setEnabled(const QUuid &jobId, bool enabled);
    void acceptNewDisk(const Job &job);

Q_SIGNALS:
    void done();
    void failed(const QString &sentence); ///< comes before its done()

private:
    void watch(const QFuture<Result<void>> &task);

    JobService &m_jobs;
    Questions &m_questions;
};

} // namespace litekeeper
