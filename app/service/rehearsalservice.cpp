// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/rehearsalservice.h"

#include "runner/taskrunner.h"
#include "service/catalogueservice.h"
#include "service/networkaccess.h"
#include "service/whendone.h"

#include <QPromise>

#include <algorithm>

namespace litekeeper {

namespace {

using Answered = std::shared_ptr<QPromise<Result<RehearsalReport>>>;

Answered newAnswer()
{
    auto answer = std::make_shared<QPromise<Result<RehearsalReport>>>();
    answer->start();
    return answer;
}

void give(const Answered &answer, const Result<RehearsalReport> &report)
{
    answer->addResult(report);
    answer->finish();
}

/// The newest one of the job; of a job that has none, the newest one of its source. They are newest first.
const Backup *newestFor(const QList<Backup> &backups, const Job &job)
{
    const auto find = [&backups](auto fits) {
        const auto found = std::find_if(backups.cbegin(), backups.cend(), fits);
        return found == backups.cend() ? nullptr : &*found;
    };
    const Backup *own = find([&job](const Backup &backup) { return backup.jobId == job.id; });
    return own != nullptr ? own : find([&job](const Backup &backup) { return backup.source == job.source; });
}

Error noBackupYet(const Job &job)
{
    return {.kind = ErrorKind::NotFound,
            .path = pathFromQString(RehearsalService::tr("A backup of “%1”").arg(job.name)),
            .advice = RehearsalService::tr("Run the job once; then there is one to ask.")};
}

RehearsalWish wishOf(const Job &job, RehearsalRequest::Extent extent)
{
    return {.backup = {},
            .query = job.rehearsal.query,
            .expected = job.rehearsal.expected,
            .known = std::nullopt,
            .source = job.source,
            .extent = extent};
}

} // namespace

RehearsalService::RehearsalService(CatalogueService &catalogue, TaskRunner &runner, QObject *parent)
    : QObject(parent)
    , m_catalogue(catalogue)
    , m_runner(runner)
{
}

QFuture<Result<RehearsalReport>> RehearsalService::rehearseJob(const Job &job,
                                                               const std::shared_ptr<RunControl> &control)
{
    return rehearseNewest(job, wishOf(job, RehearsalRequest::Extent::Whole), control);
}

QFuture<Result<RehearsalReport>> RehearsalService::tryQuery(const Job &draft,
                                                            const std::shared_ptr<RunControl> &control)
{
    return rehearseNewest(draft, wishOf(draft, RehearsalRequest::Extent::QueryOnly), control);
}

QFuture<Result<RehearsalReport>> RehearsalService::rehearseNewest(const Job &job, RehearsalWish wish,
                                                                  const std::shared_ptr<RunControl> &control)
{
    const Answered answer = newAnswer();
    const auto rehearseOne
        = [this, wish = std::move(wish), jobId = job.id, control, answer](const Result<Backup> &backup) {
              if (!backup) {
                  give(answer, backup.error());
                  return;
              }
              RehearsalWish whole = wish;
              whole.backup = backup->file;
              whole.known = *backup;
              whenDone(rehearse(whole, jobId, control), this,
                       [answer](const Result<RehearsalReport> &report) { give(answer, report); });
          };
    whenDone(m_catalogue.backups(), this,
             [this, job, answer, rehearseOne](const Result<QList<Backup>> &backups) {
                 const Backup *newest = backups ? newestFor(*backups, job) : nullptr;
                 if (newest == nullptr) {
                     give(answer, backups ? noBackupYet(job) : backups.error());
                     return;
                 }
                 whenDone(m_catalogue.backup(newest->id), this, rehearseOne); // with its tables
             });
    return answer->future();
}

QFuture<Result<RehearsalReport>> RehearsalService::rehearseBackup(const RehearsalWish &wish,
                                                                  const std::shared_ptr<RunControl> &control)
{
    return rehearse(wish, QUuid(), control);
}

QFuture<Result<RehearsalReport>> RehearsalService::rehearse(const RehearsalWish &wish, const QUuid &jobId,
                                                            const std::shared_ptr<RunControl> &control)
{
    const Answered answer = newAnswer();
    const auto work = [wish, network = m_catalogue.network()](const RunControl &wishes) {
        return litekeeper::rehearse(wish, network.stagingFolder(), network, wishes);
    };
    const auto take = [this, jobId, answer](const Result<RehearsalReport> &report) {
        if (!report || report->backupId.isNull()) {
            give(answer, report);
            return;
        }
        // Whoever hears of the end finds it in the catalogue.
        whenDone(m_catalogue.storeRehearsal(report->backupId, report->record, jobId), this,
                 [answer, report](const Result<void> &) { give(answer, report); });
    };
    whenDone(m_runner.startTask(control, work), this, take);
    return answer->future();
}

} // namespace litekeeper
