// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runner/taskrunner.h"
#include "service/whendone.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

using namespace litekeeper;

class WhenDoneTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void callsOnceOnItsThread();
    void severalMayWaitForOne();
    void forgetsADeadContext();
    void futuresThatAreDoneAlready();
};

void WhenDoneTest::callsOnceOnItsThread()
{
    TaskRunner runner;
    int calls = 0;
    int value = 0;
    QThread *thread = nullptr;
    whenDone(runner.startTask([] { return 7; }), this, [&](int result) {
        ++calls;
        value = result;
        thread = QThread::currentThread();
    });
    QTRY_COMPARE(calls, 1);
    QCOMPARE(value, 7);
    QCOMPARE(thread, QThread::currentThread());
    QTest::qWait(20);
    QCOMPARE(calls, 1);
    QTRY_VERIFY(children().isEmpty()); // the watcher is gone
}

void WhenDoneTest::severalMayWaitForOne()
{
    TaskRunner runner;
    const QFuture<int> future = runner.startTask([] { return 1; });
    int calls = 0;
    whenDone(future, this, [&calls](int) { ++calls; });
    whenDone(future, this, [&calls](int) { ++calls; });
    QTRY_COMPARE(calls, 2);
}

void WhenDoneTest::forgetsADeadContext()
{
    TaskRunner runner;
    QSemaphore go;
    const QFuture<int> future = runner.startTask([&go] {
        go.acquire();
        return 1;
    });
    int calls = 0;
    {
        QObject context;
        whenDone(future, &context, [&calls](int) { ++calls; });
    }
    go.release();
    whenDone(future, this, [&calls](int) { calls += 100; });
    QTRY_COMPARE(calls, 100);
}

void WhenDoneTest::futuresThatAreDoneAlready()
{
    TaskRunner runner;
    QFuture<int> future = runner.startTask([] { return 1; });
    future.waitForFinished();
    int calls = 0;
    whenDone(future, this, [&calls](int) { ++calls; });
    QCOMPARE(calls, 0); // never from within whenDone()
    QTRY_COMPARE(calls, 1);
}

QTEST_GUILESS_MAIN(WhenDoneTest)
#include "tst_whendone.moc"
