// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/jobtasks.h"

#include "service/whendone.h"
#include "ui/common/questions.h"

#include <algorithm>

namespace litekeeper {

namespace {

constexpr int secondChoice = 1; // the first one is the safe one

}

JobTasks::JobTasks(JobService &jobs, Questions &questions, QObject *parent)
    : QObject(parent)
    , m_jobs(jobs)
    , m_questions(questions)
{
}

void JobTasks::run(const QList<Job> &jobs)
{
    for (const Job &job : jobs) {
        m_jobs.runNow(job.id, Trigger::Window);
    }
}

void JobTasks::remove(const QList<Job> &jobs)
{
    if (jobs.isEmpty()) {
        return;
    }
    const QString text = jobs.size() == 1
        ? tr("Delete the job “%1”? Its backups in %2 stay where they are, and its runs stay in the history.")
              .arg(jobs.constFirst().name, displayPath(jobs.constFirst().destination))
        : tr("Delete %1 jobs? Their backups stay where they are, and their runs stay in the history.")
              .arg(jobs.size());
    const Question question{QStringLiteral("deleteJobs"), text, {tr("&Keep"), tr("&Delete")}, true};
    m_questions.ask(question, this, [this, jobs](int choice) {
        for (const Job &job : choice == secondChoice ? jobs : QList<Job>()) {
            watch(m_jobs.remove(job.id));
        }
    });
}

void JobTasks::toggle(const QList<Job> &jobs)
{
    const bool allOn = std::all_of(jobs.begin(), jobs.end(), [](const Job &job) { return job.enabled; });
    for (const Job &job : jobs) {
        setEnabled(job.id, !allOn);
    }
}

void JobTasks::setEnabled(const QUuid &jobId, bool enabled)
{
    watch(m_jobs.setEnabled(jobId, enabled));
}

void JobTasks::acceptNewDisk(const Job &job)
{
    const Question question{
        QStringLiteral("newDisk"),
        tr("Take %1 as it is now for the backups of “%2”? Say so only if you have put another disk there: if "
           "the disk is just not mounted, the backups would go into the empty folder below.")
            .arg(displayPath(job.destination), job.name),
        {tr("&No"), tr("&Yes, it is a new disk")},
        false};
    m_questions.ask(question, this, [this, id = job.id](int choice) {
        if (choice == secondChoice) {
            watch(m_jobs.acceptDestination(id));
        }
    });
}

void JobTasks::watch(const QFuture<Result<void>> &task)
{
    whenDone(task, this, [this](const Result<void> &result) {
        if (!result) {
            Q_EMIT failed(describe(result.error()));
        }
        Q_EMIT done();
    });
}

} // namespace litekeeper
