// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/jobservice.h"

#include "service/jobclock.h"
#include "service/jobexamination.h"
#include "service/jobservice_p.h"
#include "service/networkaccess.h"

#include <QPromise>
#include <QTimeZone>

#include <algorithm>

namespace litekeeper {

namespace {

const QString pausedKey = QStringLiteral("jobs/pausedSince");
constexpr int runsAsked = JobEntries::runsShown;

template <typename Value>
QFuture<Value> ready(Value value)
{
    QPromise<Value> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

Error noSuchJob()
{
    return {.kind = ErrorKind::NotFound,
            .path = pathFromQString(JobService::tr("The job")),
            .advice = JobService::tr("It may have been deleted meanwhile; look at the list of jobs.")};
}

} // namespace

BackupWish wishOf(const Job &job)
{
    return {.source = job.source,
            .destination = job.destination,
            .format = job.format,
            .proof = job.proof,
            // A disk that was there before is mounted, and not made.
            .makeFolder = job.destinationId.isNull(),
            .nameTemplate = job.nameTemplate,
            .destinationId = job.destinationId,
            .jobId = job.id,
            .patience = job.patience,
            .rehearsal = job.rehearsal};
}

QFuture<Result<void>> JobService::Private::load()
{
    isLoading = true;
    const QFuture<Result<QList<Job>>> jobs = catalogue.jobs();
    const QFuture<Result<QHash<QUuid, QList<Run>>>> runs = catalogue.runsOfJobs(runsAsked);
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    // The catalogue answers in the order in which it was asked, so the jobs are there when the runs are.
    whenDone(runs, q, [this, jobs, promise](const Result<QHash<QUuid, QList<Run>>> &found) {
        const Result<QList<Job>> listed = jobs.result();
        take(listed, found);
        promise->addResult(!listed ? listed.error() : !found ? found.error() : Result<void>());
        promise->finish();
    });
    return promise->future();
}

void JobService::Private::reload()
{
    if (isLoading) {
        mustLoadAgain = true;
    } else {
        load();
    }
}

void JobService::Private::take(const Result<QList<Job>> &jobs, const Result<QHash<QUuid, QList<Run>>> &runs)
{
    isLoading = false;
    if (jobs && runs && list.replace(*jobs, *runs, clock.nowUtc())) {
        Q_EMIT q->jobsChanged();
    }
    if (std::exchange(mustLoadAgain, false)) {
        load();
    }
}

void JobService::Private::show(const Run &run)
{
    if (list.put(run, clock.nowUtc())) {
        Q_EMIT q->jobsChanged();
    }
}

QDateTime JobService::Private::pausedSince() const
{
    return catalogue.setting(pausedKey).toDateTime();
}

JobService::JobService(CatalogueService &catalogue, BackupService &backups, TaskRunner &runner,
                       const Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, catalogue, backups, runner, clock))
{
    d->watch = std::make_unique<JobClock>(*d);
    connect(&catalogue, &CatalogueService::jobsChanged, this, [this] { d->reload(); });
    connect(&catalogue, &CatalogueService::changedElsewhere, this, [this] { d->reload(); });
    connect(&catalogue, &CatalogueService::settingsChanged, this, &JobService::jobsChanged);
    connect(&backups, &BackupService::runStarted, this, [this](const Run &run) { d->show(run); });
    connect(&backups, &BackupService::runFinished, this, [this](const Run &run) {
        d->show(run);
        const JobEntry *entry = run.jobId.isNull() ? nullptr : d->list.find(run.jobId);
        if (entry != nullptr) {
            const Job job = entry->job;
            // The first good run told the catalogue which disk the job's destination is.
            if (job.destinationId.isNull() && !run.backupId.isNull()) {
                d->reload();
            }
            Q_EMIT finished(job, run);
        }
    });
}

JobService::~JobService() = default;

QFuture<Result<void>> JobService::load()
{
    return d->load();
}

QList<JobEntry> JobService::jobs() const
{
    return d->list.entries();
}

std::optional<JobEntry> JobService::job(const QUuid &id) const
{
    const JobEntry *entry = d->list.find(id);
    return entry == nullptr ? std::nullopt : std::optional(*entry);
}

JobState JobService::worstState() const
{
    JobState worst = JobState::Off;
    for (const JobEntry &entry : d->list.entries()) {
        worst = std::max(worst, entry.health.state);
    }
    return worst;
}

QFuture<Result<void>> JobService::store(const Job &job)
{
    Job stored = job;
    stored.name = job.name.trimmed();
    if (stored.timeZone.isEmpty()) {
        stored.timeZone = QTimeZone::systemTimeZoneId();
    }
    if (const Result<void> checked = check(stored); !checked) {
        return ready(Result<void>(checked.error()));
    }
    stored.source = withoutDots(job.source);
    stored.destination = withoutDots(job.destination);
    const QDateTime now = d->clock.nowUtc();
    if (!stored.createdAt.isValid()) {
        stored.createdAt = now;
    }
    // For a new job, and where the schedule changed; the catalogue keeps what it has otherwise.
    stored.scheduledSince = now;
    stored.evaluatedUntil = now;
    return d->catalogue.storeJob(stored);
}

QFuture<Result<void>> JobService::remove(const QUuid &id)
{
    return d->catalogue.removeJob(id);
}

QFuture<Result<void>> JobService::setEnabled(const QUuid &id, bool enabled)
{
    const JobEntry *entry = d->list.find(id);
    if (entry == nullptr) {
        return ready(Result<void>(noSuchJob()));
    }
    Job job = entry->job;
    job.enabled = enabled;
    return store(job);
}

QFuture<Result<void>> JobService::acceptDestination(const QUuid &id)
{
    return d->catalogue.setJobDestination(id, QUuid());
}

QUuid JobService::runNow(const QUuid &id, Trigger trigger)
{
    const JobEntry *entry = d->list.find(id);
    return entry == nullptr ? QUuid() : d->backups.backUpNow(wishOf(entry->job), trigger);
}

void JobService::remark(const Run &run, const Finding &finding)
{
    Run remarked = run;
    remarked.findings.append(finding);
    remarked.log += QStringLiteral("%1\t%2\n")
                        .arg(d->clock.nowUtc().toString(Qt::ISODateWithMs),
                             QString(finding.text).replace(QLatin1Char('\n'), QLatin1Char(' ')));
    if (run.outcome == Outcome::Succeeded) {
        remarked.outcome = Outcome::Warning;
        remarked.reason = finding.text;
    }
    d->catalogue.storeRun(remarked);
    d->show(remarked);
}

void JobService::setPaused(bool paused)
{
    if (paused == isPaused()) {
        return;
    }
    const QDateTime now = d->clock.nowUtc();
    d->catalogue.setSetting(pausedKey, paused ? QVariant(now) : QVariant());
    if (!paused) {
        d->catalogue.passInstantsUntil(now);
    }
    Q_EMIT jobsChanged();
}

bool JobService::isPaused() const
{
    return d->pausedSince().isValid();
}

void JobService::startWatchingTheClock()
{
    d->watch->start();
}

QFuture<Result<QList<QUuid>>> JobService::runDue()
{
    return d->watch->lookOnce();
}

QFuture<JobChecks> JobService::examine(const Job &job)
{
    // Whoever closes the window does not wait for a share.
    return d->runner.startTask(std::make_shared<RunControl>(),
                               [job, network = d->catalogue.network()](const RunControl &control) {
                                   return examineJob(job, network, control);
                               });
}

QFuture<Result<RetentionPlan>> JobService::previewRetention(const Job &job)
{
    return d->catalogue.previewRetention(job, d->clock.nowUtc());
}

} // namespace litekeeper
