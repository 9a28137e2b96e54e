// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/jobexchange.h"

#include "common/durablefile.h"
#include "domain/jobfile.h"
#include "runner/taskrunner.h"
#include "service/whendone.h"
#include "ui/common/questions.h"
#include "ui/jobs/jobnames.h"

#include <QDir>
#include <QFile>

namespace litekeeper {

namespace {

constexpr qint64 mostBytes = 16 * 1024 * 1024; // ten thousand jobs; what is larger was not written by us
constexpr int includeChoice = 1;

QStringList jsonFilters()
{
    return {JobExchange::tr("Jobs of Litekeeper (*.json)")};
}

Result<QList<Job>> readJobs(const Path &path)
{
    QFile file(QFile::decodeName(pathBytes(path)));
    if (!file.open(QIODevice::ReadOnly)) {
        return Error{.kind = ErrorKind::InputOutput, .path = path, .detail = file.errorString()};
    }
    const QByteArray document = file.read(mostBytes + 1);
    if (document.size() > mostBytes) {
        return Error{.kind = ErrorKind::InvalidArgument,
                     .path = path,
                     .detail = JobExchange::tr("the file is too large to be a list of jobs")};
    }
    Result<QList<Job>> jobs = jobsFromJson(document);
    if (!jobs) {
        Error error = jobs.error();
        error.path = path;
        return error;
    }
    return jobs;
}

} // namespace

JobExchange::JobExchange(JobService &jobs, TaskRunner &runner, Questions &questions, QObject *parent)
    : QObject(parent)
    , m_jobs(jobs)
    , m_runner(runner)
    , m_questions(questions)
{
}

void JobExchange::exportJobs(const QList<Job> &jobs)
{
    const bool anySecret
        = std::any_of(jobs.begin(), jobs.end(), [](const Job &job) { return !job.pingUrl.isEmpty(); });
    if (!anySecret) {
        chooseTarget(jobs, Secrets::Leave);
        return;
    }
    const Question question{
        QStringLiteral("exportSecrets"),
        tr("Some of these jobs have a ping URL. Whoever knows it can report successes that "
           "never were. Shall the file hold these URLs?"),
        {tr("&Leave them out"), tr("&Put them in")},
        false};
    m_questions.ask(question, this, [this, jobs](int choice) {
        chooseTarget(jobs, choice == includeChoice ? Secrets::Include : Secrets::Leave);
    });
}

void JobExchange::chooseTarget(const QList<Job> &jobs, Secrets secrets)
{
    m_questions.chooseNewFile(
        tr("Write the jobs to"), QDir::home().filePath(QStringLiteral("litekeeper-jobs.json")), jsonFilters(),
        this, [this, jobs, secrets](const QString &file) { write(pathFromQString(file), jobs, secrets); });
}

void JobExchange::write(const Path &file, const QList<Job> &jobs, Secrets secrets)
{
    const auto written = m_runner.startTask(
        [file, document = jobsToJson(jobs, secrets)] { return writeDurably(file, document); });
    whenDone(written, this, [this, file, count = jobs.size()](const Result<void> &result) {
        if (!result) {
            Q_EMIT failed(describe(result.error()));
            return;
        }
        Q_EMIT done(count == 1 ? tr("1 job was written to %1.").arg(displayPath(file))
                               : tr("%1 jobs were written to %2.").arg(count).arg(displayPath(file)));
    });
}

void JobExchange::importJobs()
{
    m_questions.chooseFiles(tr("Import jobs"), jsonFilters(), this, [this](const QStringList &files) {
        for (const QString &file : files) {
            read(pathFromQString(file));
        }
    });
}

void JobExchange::read(const Path &file)
{
    whenDone(m_runner.startTask([file] { return readJobs(file); }), this,
             [this](const Result<QList<Job>> &jobs) {
                 if (jobs) {
                     take(*jobs);
                 } else {
                     Q_EMIT failed(describe(jobs.error()));
                 }
             });
}

void JobExchange::take(const QList<Job> &jobs)
{
    QSet<QString> taken = takenNames(m_jobs.jobs());
    QFuture<Result<void>> last;
    for (Job job : jobs) {
        job.name = freeName(job.name, taken);
        taken.insert(job.name);
        last = m_jobs.store(job); // one after the other: if one is refused, so are the later ones
    }
    whenDone(
        last, this, [this, first = jobs.constFirst().id, count = jobs.size()](const Result<void> &stored) {
            if (!stored) {
                Q_EMIT failed(describe(stored.error()));
                return;
            }
            Q_EMIT imported(first);
            Q_EMIT done(
                count == 1 ? tr("1 job was imported. It is switched off until you have looked at it.")
                           : tr("%1 jobs were imported. They are switched off until you have looked at them.")
                                 .arg(count));
        });
}

} // namespace litekeeper
