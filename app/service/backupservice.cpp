// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/backupservice.h"

#include "common/process.h"
#include "runner/taskrunner.h"
#include "service/afterfailure.h"
#include "service/backupwork.h"
#include "service/catalogueservice.h"
#include "service/rehearsing.h"
#include "service/whendone.h"

#include <QTimer>

#include <algorithm>
#include <chrono>
#include <vector>

namespace litekeeper {

namespace {

constexpr std::chrono::milliseconds progressInterval{50};

struct Entry
{
    Run run;
    std::shared_ptr<BackupTicket> ticket;
    QFuture<BackupWorkResult> work;
    Progress progress;
    bool closed = false;  ///< has its outcome; only the catalogue's answer is awaited
    QString interruption; ///< why it was told to stop, if that was not by a person
};

/// The wish to stop is the same for the worker; who wished it, only we know.
void nameTheReason(Run &run, const QString &interruption)
{
    if (run.outcome == Outcome::Cancelled && !interruption.isEmpty()) {
        run.outcome = Outcome::Interrupted;
        run.errorCode = QStringLiteral("interrupted");
        run.reason = interruption;
    }
}

} // namespace

Path withoutDots(const Path &path)
{
    Path result;
    for (const Path &part : absolutePath(path)) {
        if (part != ".") {
            result /= part;
        }
    }
    return result;
}

Run runFor(const BackupWish &wish, Trigger trigger, const QDateTime &now)
{
    const ProcessIdentity process = currentProcess();
    Run run;
    run.id = QUuid::createUuid();
    run.source = withoutDots(wish.source);
    run.destination = withoutDots(wish.destination);
    run.format = wish.format;
    run.wantedProof = wish.proof;
    run.trigger = trigger;
    run.startedAt = now;
    run.ownerPid = process.pid;
    run.ownerStartTime = process.startTime;
    run.ownerBootId = process.bootId;
    run.jobId = wish.jobId;
    run.dueAt = wish.dueAt;
    run.missed = wish.missed;
    return run;
}

class BackupService::Private
{
public:
    Private(BackupService *service, CatalogueService &catalogue, TaskRunner &runner, Path lockFolder)
        : q(service)
        , m_catalogue(catalogue)
        , m_runner(runner)
        , m_lockFolder(std::move(lockFolder))
    {
    }

    void start(Run run, const BackupWish &wish);
    [[nodiscard]] Entry *find(const QUuid &runId) const;
    void drop(Entry &entry);
    void stopAndWait();
    void takeProgress();

    BackupService *q;
    CatalogueService &m_catalogue;
    TaskRunner &m_runner;
    Path m_lockFolder;
    std::vector<std::unique_ptr<Entry>> m_entries;
    QList<QFuture<BackupWorkResult>> m_dropped; ///< runs that ended for the admin before their worker noticed
    QTimer m_timer;
    SystemClock m_clock;
    ClockWatch m_clockWatch{m_clock}; ///< used by workers

private:
    void takeProgress(Entry &entry);
    void workDone(const QUuid &runId, const BackupWorkResult &result);
    void close(Entry &entry, const BackupWorkResult &result);
    void finish(BackupWorkResult result, const Result<void> &recorded);
    void tellEnd(const BackupWorkResult &result);
};

Entry *BackupService::Private::find(const QUuid &runId) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&runId](const auto &entry) { return entry->run.id == runId; });
    return found == m_entries.end() ? nullptr : found->get();
}

void BackupService::Private::start(Run run, const BackupWish &wish)
{
    auto ticket = std::make_shared<BackupTicket>();
    // The control lives in the ticket, so the report function can refer to it without keeping it alive.
    ticket->control = std::make_shared<RunControl>(
        [slot = &ticket->progress, phases = &ticket->phases](const Progress &progress) {
            slot->put(progress);
            phases->note(progress.phase);
        });
    BackupWork work{
        .run = run,
        .request = {.source = run.source,
                    .destination = run.destination,
                    .format = run.format,
                    .proof = run.wantedProof,
                    .nameTemplate = wish.nameTemplate,
                    .busyTimeout = wish.busyTimeout,
                    .runId = run.id,
                    .jobId = run.jobId,
                    .destinationId = wish.destinationId,
                    .patience = wish.patience},
        .makeFolder = wish.makeFolder,
        .lockFolder = m_lockFolder,
        .ticket = ticket,
        .store = [catalogue = &m_catalogue](const Run &stored) { return catalogue->storeRunAndWait(stored); },
        .network = std::make_shared<const NetworkAccess>(m_catalogue.network())};
    work.tidy = [catalogue = &m_catalogue, destination = run.destination](const RunControl &control) {
        catalogue->tidyBefore(destination, control);
    };
    if (wish.rehearsal.isWanted()) {
        work.rehearse = [catalogue = &m_catalogue, rehearsal = wish.rehearsal](const Backup &backup,
                                                                               const RunControl &control) {
            return rehearseInTurn(*catalogue, rehearsal, backup, control);
        };
    }
    if (!run.jobId.isNull()) {
        work.prune = [this](const Backup &backup, const RunControl &control) {
            return m_catalogue.storeAndPrune(backup, m_clock, m_clockWatch, control);
        };
    }
    // Stored before the worker is even asked, so that a crash while it waits for its turn stays visible, too.
    // A failure here meets the worker again when it stores the partial file, before it writes anything.
    m_catalogue.storeRun(run);
    auto entry = std::make_unique<Entry>();
    entry->run = std::move(run);
    entry->ticket = ticket;
    entry->progress.queued = true;
    entry->work = m_runner.startRun(
        ticket->control, [work = std::move(work)](const RunControl &) { return performBackup(work); });
    whenDone(entry->work, q,
             [this, id = entry->run.id](const BackupWorkResult &result) { workDone(id, result); });
    m_entries.push_back(std::move(entry));
    if (!m_timer.isActive()) {
        m_timer.start(progressInterval);
    }
}

void BackupService::Private::takeProgress()
{
    // By index: whoever hears the signal may ask for another backup.
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        takeProgress(*m_entries[i]);
    }
}

void BackupService::Private::takeProgress(Entry &entry)
{
    if (const std::optional<Progress> progress = entry.ticket->progress.take(); progress && !entry.closed) {
        entry.progress = *progress;
        Q_EMIT q->runProgressed(entry.run.id, *progress);
    }
}

/// Ends a run for the admin although its worker has not begun: it waits for its turn or for a lock.
void BackupService::Private::drop(Entry &entry)
{
    BackupWorkResult result{.run = entry.run, .backup = std::nullopt};
    closeWithError(result.run, {.kind = ErrorKind::Cancelled, .path = entry.run.source});
    nameTheReason(result.run, entry.interruption);
    m_dropped.append(entry.work);
    close(entry, result);
}

void BackupService::Private::workDone(const QUuid &runId, const BackupWorkResult &result)
{
    erase_if(m_dropped, [](const auto &future) { return future.isFinished(); });
    Entry *entry = find(runId);
    if (entry == nullptr || entry->closed) {
        return; // dropped
    }
    takeProgress(*entry);
    BackupWorkResult named = result;
    nameTheReason(named.run, entry->interruption);
    close(*entry, named);
}

void BackupService::Private::close(Entry &entry, const BackupWorkResult &result)
{
    entry.closed = true;
    whenDone(m_catalogue.closeRun(result.run, result.backup, result.destination), q,
             [this, result](const Result<void> &recorded) { finish(result, recorded); });
}

void BackupService::Private::finish(BackupWorkResult result, const Result<void> &recorded)
{
    if (!recorded) {
        const QString text = BackupService::tr("This run could not be entered in the catalogue: %1")
                                 .arg(describe(recorded.error()));
        result.run.findings.append(
            {.severity = Severity::Warning, .code = QStringLiteral("not-recorded"), .text = text});
        if (result.run.outcome == Outcome::Succeeded) {
            result.run.outcome = Outcome::Warning;
        }
        if (result.backup) {
            result.run.reason = QStringList({result.run.reason, text}).join(QLatin1Char(' ')).trimmed();
        }
    }
    if (result.run.outcome == Outcome::Failed && !result.run.jobId.isNull()) {
        followUpFailure(result.run, m_catalogue, q,
                        [this](const Run &run) { tellEnd({.run = run, .backup = std::nullopt}); });
    } else {
        tellEnd(result);
    }
}

void BackupService::Private::tellEnd(const BackupWorkResult &result)
{
    std::erase_if(m_entries, [&result](const auto &entry) { return entry->run.id == result.run.id; });
    if (m_entries.empty()) {
        m_timer.stop();
    }
    Q_EMIT q->runFinished(result.run, result.backup);
}

void BackupService::Private::stopAndWait()
{
    for (const auto &entry : m_entries) {
        entry->ticket->control->requestStop();
    }
    for (const auto &entry : m_entries) {
        if (!entry->closed) {
            const BackupWorkResult result = entry->work.result();
            m_catalogue.closeRun(result.run, result.backup, result.destination);
        }
    }
    for (QFuture<BackupWorkResult> &future : m_dropped) {
        future.waitForFinished();
    }
}

BackupService::BackupService(CatalogueService &catalogue, TaskRunner &runner, Path lockFolder,
                             QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, catalogue, runner, std::move(lockFolder)))
{
    connect(&d->m_timer, &QTimer::timeout, this, [this] { d->takeProgress(); });
}

BackupService::~BackupService()
{
    d->stopAndWait();
}

QUuid BackupService::backUpNow(const BackupWish &wish, Trigger trigger)
{
    const Run run = runFor(wish, trigger, QDateTime::currentDateTimeUtc());
    begin(run, wish);
    return run.id;
}

void BackupService::begin(const Run &run, const BackupWish &wish)
{
    d->start(run, wish);
    // Queued, so that the caller knows the id before anybody hears of the run.
    QMetaObject::invokeMethod(
        this, [this, run] { Q_EMIT runStarted(run); }, Qt::QueuedConnection);
}

void BackupService::pause(const QUuid &runId)
{
    if (Entry *entry = d->find(runId); entry != nullptr && !entry->closed) {
        entry->ticket->control->requestPause();
        if (entry->progress.queued) {
            entry->progress.paused = true;
            Q_EMIT runProgressed(runId, entry->progress);
        }
    }
}

void BackupService::resume(const QUuid &runId)
{
    if (Entry *entry = d->find(runId); entry != nullptr && !entry->closed) {
        entry->ticket->control->requestResume();
        if (entry->progress.queued) {
            entry->progress.paused = false;
            Q_EMIT runProgressed(runId, entry->progress);
        }
    }
}

void BackupService::cancel(const QUuid &runId)
{
    Entry *entry = d->find(runId);
    if (entry == nullptr || entry->closed) {
        return;
    }
    entry->ticket->control->requestStop();
    if (entry->ticket->leaveWaitingFor(BackupTicket::State::Dropped)) {
        d->drop(*entry);
    }
}

void BackupService::interruptAll(const QString &reason)
{
    for (const auto &entry : d->m_entries) {
        entry->interruption = reason;
    }
    cancelAll();
}

void BackupService::cancelAll()
{
    QList<QUuid> ids;
    for (const auto &entry : d->m_entries) {
        ids.append(entry->run.id);
    }
    for (const QUuid &id : ids) {
        cancel(id);
    }
}

void BackupService::note(const QUuid &runId, const QString &sentence)
{
    if (const Entry *entry = d->find(runId)) {
        entry->ticket->phases.note(sentence);
    }
}

QList<Run> BackupService::running() const
{
    QList<Run> runs;
    for (const auto &entry : d->m_entries) {
        runs.append(entry->run);
    }
    return runs;
}

Progress BackupService::progress(const QUuid &runId) const
{
    const Entry *entry = d->find(runId);
    return entry == nullptr ? Progress() : entry->progress;
}

} // namespace litekeeper
