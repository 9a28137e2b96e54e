// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/runboard.h"

#include "runner/taskrunner.h"
#include "service/backupservice.h"
#include "service/catalogueservice.h"
#include "service/runfiles.h"
#include "service/whendone.h"

#include <QElapsedTimer>
#include <QFileSystemWatcher>
#include <QTimer>

#include <algorithm>
#include <chrono>

namespace litekeeper {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds tickInterval = 250ms;

/// A run of another process.
struct Foreign
{
    Run run;
    Progress progress;
};

bool isSame(const Progress &left, const Progress &right)
{
    return left.phase == right.phase && left.bytesDone == right.bytesDone
        && left.bytesTotal == right.bytesTotal && left.pagesDone == right.pagesDone
        && left.holdMilliseconds == right.holdMilliseconds && left.restarts == right.restarts
        && left.millisecondsLeft == right.millisecondsLeft && left.paused == right.paused
        && left.queued == right.queued;
}

ProcessIdentity ownerOf(const Run &run)
{
    return {.pid = pid_t(run.ownerPid), .startTime = run.ownerStartTime, .bootId = run.ownerBootId};
}

} // namespace

class RunBoard::Private
{
public:
    Private(RunBoard *board, BackupService &backupService, CatalogueService &catalogueService,
            TaskRunner &runner, Path folder)
        : q(board)
        , backups(backupService)
        , catalogue(catalogueService)
        , self(currentProcess())
        , path(folder)
        , files(std::move(folder))
        , lane(runner.makeLane())
    {
    }

    void tick();
    void publish(const QUuid &runId, const Progress &progress);
    void takeDown(const QUuid &runId);
    void look();

    RunBoard *q;
    BackupService &backups;
    CatalogueService &catalogue;
    const ProcessIdentity self;
    const Path path;
    const RunFiles files;
    QFileSystemWatcher watcher;
    QTimer timer;
    QHash<QUuid, Progress> published; ///< of this process
    QList<Foreign> foreign;           ///< in the order of their start
    std::unique_ptr<TaskLane> lane;

private:
    [[nodiscard]] QSet<QUuid> ownIds() const;
    [[nodiscard]] QList<Foreign>::iterator find(const QUuid &runId);
    void compare(const RunFiles::Look &seen);
    void compare(const RunFiles::Look &seen, const QList<Run> &running);
    void showOthers(const RunFiles::Look &seen, const QList<Run> &running);
    void endOthers(const QList<Run> &running);
    void finish(const QUuid &runId);
    void tellEnd(const Run &run);
    void settle(const QList<Run> &running);
    void lookDone();

    bool m_looking = false;
    bool m_lookAgain = false;
    bool m_settling = false;
    bool m_someoneWaits = false; ///< a living process shows a run that the catalogue does not tell of yet
};

QSet<QUuid> RunBoard::Private::ownIds() const
{
    QSet<QUuid> ids;
    const QList<Run> running = backups.running();
    for (const Run &run : running) {
        ids.insert(run.id);
    }
    return ids;
}

QList<Foreign>::iterator RunBoard::Private::find(const QUuid &runId)
{
    return std::find_if(foreign.begin(), foreign.end(),
                        [&runId](const Foreign &each) { return each.run.id == runId; });
}

/// The lane is behind by one file at most: a disk that stalls must not pile up what is old by then.
void RunBoard::Private::publish(const QUuid &runId, const Progress &progress)
{
    published.insert(runId, progress);
    lane->start([files = files, runId, owner = self, progress] { files.write(runId, owner, progress); });
}

void RunBoard::Private::takeDown(const QUuid &runId)
{
    published.remove(runId);
    lane->start([files = files, runId] { files.remove(runId); });
}

void RunBoard::Private::tick()
{
    const QSet<QUuid> own = ownIds();
    if (!m_looking) {
        for (const QUuid &id : own) {
            const Progress progress = backups.progress(id);
            const auto before = published.constFind(id);
            if (before == published.constEnd() || !isSame(*before, progress)) {
                publish(id, progress);
            }
        }
    }
    if (own.isEmpty() && foreign.isEmpty() && !m_someoneWaits) {
        timer.stop();
    }
    look();
}

void RunBoard::Private::look()
{
    if (m_looking) {
        m_lookAgain = true;
        return;
    }
    m_looking = true;
    m_lookAgain = false;
    whenDone(lane->start([files = files, own = ownIds()] { return files.look(own); }), q,
             [this](const RunFiles::Look &seen) { compare(seen); });
}

void RunBoard::Private::lookDone()
{
    m_looking = false;
    if ((!foreign.isEmpty() || m_someoneWaits) && !timer.isActive()) {
        timer.start();
    }
    if (m_lookAgain) {
        look();
    }
}

void RunBoard::Private::compare(const RunFiles::Look &seen)
{
    for (const QUuid &id : seen.stops) {
        backups.cancel(id);
    }
    whenDone(catalogue.runningRuns(), q, [this, seen](const Result<QList<Run>> &running) {
        // Without the catalogue nobody can tell what runs; what is shown stays until it can be read again.
        if (running) {
            compare(seen, *running);
        }
        lookDone();
    });
}

void RunBoard::Private::compare(const RunFiles::Look &seen, const QList<Run> &running)
{
    showOthers(seen, running);
    endOthers(running);
    settle(running);
    m_someoneWaits = std::any_of(seen.progress.keyBegin(), seen.progress.keyEnd(),
                                 [this](const QUuid &id) { return find(id) == foreign.end(); });
}

void RunBoard::Private::showOthers(const RunFiles::Look &seen, const QList<Run> &running)
{
    for (const Run &run : running) {
        const ProcessIdentity owner = ownerOf(run);
        const bool isOurs = owner.pid == self.pid && owner.bootId == self.bootId;
        const auto progress = seen.progress.constFind(run.id);
        const bool isShown = progress != seen.progress.constEnd();
        if (auto known = find(run.id); known != foreign.end()) {
            if (isShown && !isSame(known->progress, *progress)) {
                known->progress = *progress;
                Q_EMIT q->runProgressed(run.id, *progress);
            }
        } else if (!isOurs && isAlive(owner)) {
            foreign.append({.run = run, .progress = isShown ? *progress : Progress()});
            Q_EMIT q->runStarted(run);
        }
    }
}

void RunBoard::Private::endOthers(const QList<Run> &running)
{
    QList<QUuid> ended;
    for (const Foreign &each : std::as_const(foreign)) {
        const bool goesOn = std::any_of(running.begin(), running.end(),
                                        [&each](const Run &run) { return run.id == each.run.id; });
        if (!goesOn) {
            ended.append(each.run.id);
        }
    }
    for (const QUuid &id : std::as_const(ended)) {
        finish(id);
    }
}

void RunBoard::Private::finish(const QUuid &runId)
{
    const Run begun = find(runId)->run;
    foreign.erase(find(runId));
    whenDone(catalogue.run(runId), q, [this, begun](const Result<Run> &run) {
        Run ended = run ? *run : begun;
        if (ended.outcome == Outcome::Running) {
            ended.outcome = Outcome::Interrupted;
        }
        tellEnd(ended);
    });
}

void RunBoard::Private::tellEnd(const Run &run)
{
    if (run.backupId.isNull()) {
        Q_EMIT q->runFinished(run, std::nullopt);
        return;
    }
    whenDone(catalogue.backup(run.backupId), q, [this, run](const Result<Backup> &backup) {
        Q_EMIT q->runFinished(run, backup ? std::optional(*backup) : std::nullopt);
    });
}

/// A process that died cannot close its run, and nobody else would before the next start.
void RunBoard::Private::settle(const QList<Run> &running)
{
    const bool someoneDied
        = std::any_of(running.begin(), running.end(), [](const Run &run) { return !isAlive(ownerOf(run)); });
    if (!someoneDied || m_settling) {
        return;
    }
    m_settling = true;
    whenDone(catalogue.closeInterruptedRuns(), q, [this](const Result<QList<Finding>> &settled) {
        m_settling = false;
        if (settled && !settled->isEmpty()) {
            look();
        }
    });
}

RunBoard::RunBoard(BackupService &backups, CatalogueService &catalogue, TaskRunner &runner, Path folder,
                   QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, backups, catalogue, runner, std::move(folder)))
{
    d->timer.setInterval(tickInterval);
    connect(&d->timer, &QTimer::timeout, this, [this] { d->tick(); });
    connect(&d->watcher, &QFileSystemWatcher::directoryChanged, this, [this] { d->look(); });
    connect(&catalogue, &CatalogueService::runsChanged, this, [this] { d->look(); });
    connect(&backups, &BackupService::runStarted, this, [this](const Run &run) {
        d->publish(run.id, d->backups.progress(run.id));
        d->timer.start();
        Q_EMIT runStarted(run);
    });
    connect(&backups, &BackupService::runProgressed, this, &RunBoard::runProgressed);
    connect(&backups, &BackupService::runFinished, this,
            [this](const Run &run, const std::optional<Backup> &backup) {
                d->takeDown(run.id);
                Q_EMIT runFinished(run, backup);
            });
    whenDone(d->lane->start([files = d->files] { return files.makeFolder(); }), this,
             [this](const Result<void> &made) {
                 if (made) { // else runs of other processes are seen when the catalogue tells of them
                     d->watcher.addPath(QString::fromLocal8Bit(pathBytes(d->path)));
                     d->look();
                 }
             });
}

RunBoard::~RunBoard()
{
    const QList<QUuid> shown = d->published.keys();
    for (const QUuid &id : shown) {
        d->takeDown(id);
    }
}

QList<Run> RunBoard::running() const
{
    QList<Run> runs = d->backups.running();
    for (const Foreign &each : std::as_const(d->foreign)) {
        runs.append(each.run);
    }
    std::stable_sort(runs.begin(), runs.end(),
                     [](const Run &left, const Run &right) { return left.startedAt < right.startedAt; });
    return runs;
}

Progress RunBoard::progress(const QUuid &runId) const
{
    const auto found = std::find_if(d->foreign.cbegin(), d->foreign.cend(),
                                    [&runId](const Foreign &each) { return each.run.id == runId; });
    return found == d->foreign.cend() ? d->backups.progress(runId) : found->progress;
}

bool RunBoard::isOurs(const QUuid &runId) const
{
    const QList<Run> own = d->backups.running();
    return std::any_of(own.begin(), own.end(), [&runId](const Run &run) { return run.id == runId; });
}

void RunBoard::pause(const QUuid &runId)
{
    d->backups.pause(runId);
}

void RunBoard::resume(const QUuid &runId)
{
    d->backups.resume(runId);
}

void RunBoard::cancel(const QUuid &runId)
{
    if (isOurs(runId)) {
        d->backups.cancel(runId);
    } else {
        d->lane->start([files = d->files, runId] { files.writeStop(runId); });
    }
}

} // namespace litekeeper
