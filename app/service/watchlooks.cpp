// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/watchlooks.h"

#include "common/clock.h"
#include "runner/childprocess.h"
#include "service/paths.h"

#include <QJsonDocument>
#include <QPromise>
#include <QTimer>

#include <list>
#include <utility>

namespace litekeeper {

class WatchLooks::Private
{
public:
    /// One look, from when it was asked for.
    struct Task
    {
        LookRequest request;
        QPromise<LookResult> promise;
        std::unique_ptr<ChildProcess> child;
        QTimer timer;
        std::optional<LookResult> answer;
        bool isFinished = false;
    };
    using Tasks = std::list<Task>;

    Private(WatchLooks *looks, const Clock &givenClock, Path childProgram)
        : q(looks)
        , clock(givenClock)
        , program(childProgram.empty() ? programBeside() : std::move(childProgram))
    {
    }

    void startNext();
    void start(Task &task);
    void finish(Task &task, const QString &why);
    void remove(Task &task);

    WatchLooks *q;
    const Clock &clock;
    Path program;
    std::chrono::milliseconds limit = timeLimit;
    Tasks tasks; ///< those that were begun come first
    int running = 0;
};

void WatchLooks::Private::startNext()
{
    for (Task &task : tasks) {
        if (running >= parallelLooks) {
            return;
        }
        if (!task.child) {
            start(task);
        }
    }
}

void WatchLooks::Private::start(Task &task)
{
    ++running;
    task.child = std::make_unique<ChildProcess>();
    Task *started = &task;
    connect(task.child.get(), &ChildProcess::lineReceived, q, [started](const QByteArray &line) {
        const Result<LookResult> result = lookResultFromJson(QJsonDocument::fromJson(line).object());
        if (result) {
            started->answer = *result;
        }
    });
    connect(
        task.child.get(), &ChildProcess::ended, q,
        [this, started](const ChildEnd &end) {
            finish(*started,
                   tr("the process that looked ended too early (%1)")
                       .arg(end.text.isEmpty() ? QString::number(end.code) : end.text));
        },
        Qt::QueuedConnection);
    connect(&task.timer, &QTimer::timeout, q, [this, started] {
        finish(*started,
               tr("it gave no answer within %n second(s)", nullptr,
                  int(std::chrono::duration_cast<std::chrono::seconds>(limit).count())));
    });
    task.timer.setSingleShot(true);
    task.timer.start(limit);
    task.child->start(program, {QString::fromLatin1(watchLookCommand)},
                      QJsonDocument(toJson(task.request)).toJson(QJsonDocument::Compact) + '\n');
}

/// `why`: for a look without an answer.
void WatchLooks::Private::finish(Task &task, const QString &why)
{
    // The child may end at the instant in which its time is over.
    if (std::exchange(task.isFinished, true)) {
        return;
    }
    task.timer.stop();
    task.child->disconnect(q);
    const LookResult result = task.answer ? *task.answer : unanswered(task.request, why, clock.nowUtc());
    task.promise.addResult(result);
    task.promise.finish();
    // It may be a signal of the child or of the timer that led here.
    QMetaObject::invokeMethod(
        q, [this, ended = &task] { remove(*ended); }, Qt::QueuedConnection);
}

void WatchLooks::Private::remove(Task &task)
{
    ChildProcess::abandon(std::move(task.child));
    tasks.remove_if([&task](const Task &each) { return &each == &task; });
    --running;
    startNext();
}

WatchLooks::WatchLooks(const Clock &clock, Path program, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, clock, std::move(program)))
{
}

WatchLooks::~WatchLooks()
{
    for (Private::Task &task : d->tasks) {
        if (task.child) {
            task.child->disconnect(this);
            ChildProcess::abandon(std::move(task.child));
        }
        if (!task.promise.future().isFinished()) {
            task.promise.addResult(
                unanswered(task.request, tr("the program was closed before it answered"), d->clock.nowUtc()));
            task.promise.finish();
        }
    }
}

void WatchLooks::setTimeLimit(std::chrono::milliseconds limit)
{
    d->limit = limit;
}

QFuture<LookResult> WatchLooks::look(const LookRequest &request)
{
    d->tasks.emplace_back();
    Private::Task &task = d->tasks.back();
    task.request = request;
    task.promise.start();
    d->startNext();
    return task.promise.future();
}

} // namespace litekeeper
