// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runner/taskrunner.h"

#include <QSemaphore>
#include <QSet>
#include <QTest>
#include <QThread>

#include <algorithm>
#include <stdexcept>

using namespace litekeeper;

class TaskRunnerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resultsArrive();
    void moveOnlyFunctionsRun();
    void exceptionsBecomeErrors();
    void exceptionsWithoutResultReachTheFuture();
    void noMoreRunsThanTheLimit();
    void runsKeepTheirOrder();
    void tasksDoNotWaitBehindRuns();
    void lanesKeepOrderAndThread();
    void lanesFinishBeforeTheyGo();
    void stoppedRunsStillDeliver();
    void shutdownStopsAndWaits();
};

namespace {

std::shared_ptr<RunControl> newControl()
{
    return std::make_shared<RunControl>();
}

int waitForStop(const RunControl &control)
{
    while (!control.stopRequested()) {
        QThread::usleep(200);
    }
    return 7;
}

} // namespace

void TaskRunnerTest::resultsArrive()
{
    TaskRunner runner;
    QThread *mainThread = QThread::currentThread();
    QFuture<bool> elsewhere
        = runner.startTask([mainThread] { return QThread::currentThread() != mainThread; });
    QFuture<int> run = runner.startRun(newControl(), [](const RunControl &) { return 42; });
    QVERIFY(elsewhere.result());
    QCOMPARE(run.result(), 42);
}

void TaskRunnerTest::moveOnlyFunctionsRun()
{
    TaskRunner runner;
    auto value = std::make_unique<int>(5);
    QCOMPARE(runner.startTask([value = std::move(value)] { return *value; }).result(), 5);
}

void TaskRunnerTest::exceptionsBecomeErrors()
{
    TaskRunner runner;
    const Result<int> result
        = runner.startTask([]() -> Result<int> { throw std::runtime_error("broke"); }).result();
    QVERIFY(!result.hasValue());
    QCOMPARE(result.error().kind, ErrorKind::Unknown);
    QCOMPARE(result.error().detail, QStringLiteral("broke"));
}

void TaskRunnerTest::exceptionsWithoutResultReachTheFuture()
{
    TaskRunner runner;
    QFuture<int> future = runner.startTask([]() -> int { throw std::runtime_error("broke"); });
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, future.waitForFinished());
    QVERIFY(future.isFinished());
}

void TaskRunnerTest::noMoreRunsThanTheLimit()
{
    TaskRunner runner(2);
    std::atomic<int> running = 0;
    std::atomic<int> most = 0;
    QSemaphore started;
    QSemaphore go;
    QList<QFuture<void>> futures;
    for (int i = 0; i < 6; ++i) {
        futures.append(runner.startRun(newControl(), [&](const RunControl &) {
            const int now = ++running;
            int before = most.load();
            while (before < now && !most.compare_exchange_weak(before, now)) { }
            started.release();
            go.acquire();
            --running;
        }));
    }
    started.acquire(2); // two get in, the others cannot until one leaves
    QCOMPARE(running.load(), 2);
    go.release(6);
    for (QFuture<void> &future : futures) {
        future.waitForFinished();
    }
    QCOMPARE(most.load(), 2);
    QCOMPARE(started.available(), 4);
}

void TaskRunnerTest::runsKeepTheirOrder()
{
    TaskRunner runner(1);
    QList<int> order;
    for (int i = 0; i < 20; ++i) {
        runner.startRun(newControl(), [&order, i](const RunControl &) { order.append(i); });
    }
    const QList<int> ran
        = runner.startRun(newControl(), [&order](const RunControl &) { return order; }).result();
    QCOMPARE(ran.size(), 20);
    QVERIFY(std::is_sorted(ran.cbegin(), ran.cend()));
}

void TaskRunnerTest::tasksDoNotWaitBehindRuns()
{
    TaskRunner runner(1);
    const auto control = newControl();
    QFuture<int> blocked = runner.startRun(control, waitForStop);
    QCOMPARE(runner.startTask([] { return 1; }).result(), 1);
    QVERIFY(!blocked.isFinished());
    control->requestStop();
    QCOMPARE(blocked.result(), 7);
}

void TaskRunnerTest::lanesKeepOrderAndThread()
{
    TaskRunner runner;
    const std::unique_ptr<TaskLane> lane = runner.makeLane();
    QList<int> order; // without a lock: tsan would show a lane that uses two threads
    QSet<QThread *> threads;
    for (int i = 0; i < 200; ++i) {
        QFuture<void> future = lane->start([&order, &threads, i] {
            order.append(i);
            threads.insert(QThread::currentThread());
        });
        if (i % 50 == 0) {
            future.waitForFinished(); // the lane falls idle in between
        }
    }
    const auto [ran, used] = lane->start([&order, &threads] { return std::pair(order, threads); }).result();
    QCOMPARE(ran.size(), 200);
    QVERIFY(std::is_sorted(ran.cbegin(), ran.cend()));
    QCOMPARE(used.size(), 1);
    QVERIFY(!used.contains(QThread::currentThread()));
}

void TaskRunnerTest::lanesFinishBeforeTheyGo()
{
    TaskRunner runner;
    std::atomic<int> done = 0;
    {
        const std::unique_ptr<TaskLane> lane = runner.makeLane();
        for (int i = 0; i < 50; ++i) {
            lane->start([&done] {
                QThread::usleep(100);
                ++done;
            });
        }
    }
    QCOMPARE(done.load(), 50);
}

void TaskRunnerTest::stoppedRunsStillDeliver()
{
    TaskRunner runner(1);
    const auto first = newControl();
    const auto second = newControl();
    QFuture<int> running = runner.startRun(first, waitForStop);
    QFuture<int> queued = runner.startRun(second, waitForStop);
    second->requestStop();
    first->requestStop();
    QCOMPARE(running.result(), 7);
    QCOMPARE(queued.result(), 7);
}

void TaskRunnerTest::shutdownStopsAndWaits()
{
    QFuture<int> running;
    QFuture<int> queued;
    QFuture<int> task;
    {
        TaskRunner runner(1);
        running = runner.startRun(newControl(), waitForStop);
        queued = runner.startRun(newControl(), waitForStop);
        task = runner.startTask(newControl(), waitForStop);
    }
    QVERIFY(running.isFinished());
    QCOMPARE(running.result(), 7);
    QCOMPARE(queued.result(), 7);
    QCOMPARE(task.result(), 7);
}

QTEST_GUILESS_MAIN(TaskRunnerTest)
#include "tst_taskrunner.moc"
