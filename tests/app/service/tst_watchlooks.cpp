// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/canaryfile.h"
#include "common/clock.h"
#include "service/watchlooks.h"
#include "support/files.h"

#include <QElapsedTimer>
#include <QTest>

#include <csignal>
#include <fstream>

using namespace litekeeper;
using namespace litekeeper::test;
using namespace std::chrono_literals;

/// Looks in child processes, of which some never answer.
class TestWatchLooks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void looksInAChild();
    void manyAtOnce();
    void aChildThatHangsIsUnreachable_data();
    void aChildThatHangsIsUnreachable();
    void aChildThatFailsIsUnreachable_data();
    void aChildThatFailsIsUnreachable();
    void hangingOnesDoNotHoldUpTheOthersForEver();
    void anAnswerCountsEvenIfTheChildHangsThen();
    void destroyingDoesNotWait();

private:
    [[nodiscard]] Path script(const QByteArray &text) const;
    [[nodiscard]] LookRequest request() const
    {
        return {.mode = LookRequest::Mode::Plant, .folder = data(), .memory = m_memory};
    }
    [[nodiscard]] Path data() const { return m_folder->path() / "data"; }
    [[nodiscard]] Path pidFile() const { return m_folder->path() / "pid"; }

    std::unique_ptr<TemporaryFolder> m_folder;
    CanaryMemory m_memory;
    SystemClock m_clock;
};

namespace {

QString latin(const char *text)
{
    return QString::fromLatin1(text);
}

/// Whether a process runs, stopped or not; a zombie does not.
bool isRunning(const Path &pidFile)
{
    std::ifstream stream(pidFile);
    int pid = 0;
    stream >> pid;
    std::ifstream status("/proc/" + std::to_string(pid) + "/stat");
    std::string line;
    std::getline(status, line);
    const auto end = line.rfind(')');
    return pid > 0 && end != std::string::npos && line.at(end + 2) != 'Z' && line.at(end + 2) != 'X';
}

bool isDone(const QFuture<LookResult> &future)
{
    return QTest::qWaitFor([&future] { return future.isFinished(); }, 60'000);
}

} // namespace

void TestWatchLooks::init()
{
    m_folder = std::make_unique<TemporaryFolder>();
    std::filesystem::create_directory(data());
    m_memory = {.canaryId = QUuid::createUuid(), .sequence = 3, .nonce = latin("n")};
}

Path TestWatchLooks::script(const QByteArray &text) const
{
    const Path file = m_folder->path() / "child.sh";
    writeBytes(file, "#!/bin/sh\necho $$ > " + pathBytes(pidFile()) + "\n" + text + "\n");
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    return file;
}

void TestWatchLooks::looksInAChild()
{
    WatchLooks looks(m_clock, Path(LITEKEEPER_CLI));
    m_memory = {};
    const QFuture<LookResult> future = looks.look(request());
    QVERIFY(!future.isFinished());
    QVERIFY(isDone(future));
    const LookResult result = future.result();
    QCOMPARE(watchStateCode(result.observation.state), latin("planted"));
    QCOMPARE(result.memory.canaryId, readCanary(canaryFileIn(data()))->id);
}

void TestWatchLooks::manyAtOnce()
{
    WatchLooks looks(m_clock, Path(LITEKEEPER_CLI));
    m_memory = {};
    QList<QFuture<LookResult>> futures;
    for (int each = 0; each < 12; ++each) {
        const Path folder = data() / std::to_string(each);
        std::filesystem::create_directory(folder);
        LookRequest one = request();
        one.folder = folder;
        futures.append(looks.look(one));
    }
    for (const QFuture<LookResult> &future : futures) {
        QVERIFY(isDone(future));
        QCOMPARE(watchStateCode(future.result().observation.state), latin("planted"));
    }
}

void TestWatchLooks::aChildThatHangsIsUnreachable_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("sleeps") << QByteArray("exec sleep 1000");
    QTest::newRow("is stopped") << QByteArray("kill -STOP $$");
    QTest::newRow("ignores signals") << QByteArray("trap '' TERM INT HUP; while :; do sleep 1; done");
    QTest::newRow("talks nonsense for ever") << QByteArray("while :; do echo nonsense; sleep 0.01; done");
}

void TestWatchLooks::aChildThatHangsIsUnreachable()
{
    QFETCH(QByteArray, text);
    WatchLooks looks(m_clock, script(text));
    looks.setTimeLimit(1500ms);
    const QFuture<LookResult> future = looks.look(request());
    QVERIFY(isDone(future));
    const LookResult result = future.result();
    QCOMPARE(watchStateCode(result.observation.state), latin("unreachable"));
    QVERIFY(result.observation.at.isValid());
    QVERIFY(watchSays(result.observation).contains(latin("no answer")));
    QVERIFY(result.memory == m_memory); // nothing is forgotten
    QTRY_VERIFY_WITH_TIMEOUT(!isRunning(pidFile()), 30'000);
}

void TestWatchLooks::aChildThatFailsIsUnreachable_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("ends") << QByteArray("exit 0");
    QTest::newRow("fails") << QByteArray("echo why >&2; exit 3");
    QTest::newRow("is killed") << QByteArray("kill -KILL $$");
    QTest::newRow("talks nonsense") << QByteArray("echo '{\"observation\":{\"state\":\"fine\"}}'");
    QTest::newRow("is not there") << QByteArray();
}

void TestWatchLooks::aChildThatFailsIsUnreachable()
{
    QFETCH(QByteArray, text);
    WatchLooks looks(m_clock, text.isEmpty() ? Path("/nowhere/at-all") : script(text));
    const QFuture<LookResult> future = looks.look(request());
    QVERIFY(isDone(future));
    QCOMPARE(watchStateCode(future.result().observation.state), latin("unreachable"));
    QVERIFY(!future.result().observation.evidence.value(latin("error")).toString().isEmpty());
    QVERIFY(future.result().memory == m_memory);
}

void TestWatchLooks::hangingOnesDoNotHoldUpTheOthersForEver()
{
    // A program that hangs for one folder only.
    const Path program
        = script("read line; case \"$line\" in *hang*) exec sleep 1000;; esac; echo \"$line\" | "
                 + QByteArray(LITEKEEPER_CLI) + " watch-look-child");
    WatchLooks looks(m_clock, program);
    looks.setTimeLimit(3000ms);
    m_memory = {};
    QList<QFuture<LookResult>> hanging;
    for (int each = 0; each < WatchLooks::parallelLooks; ++each) {
        LookRequest one = request();
        one.folder = "/hang/" + std::to_string(each);
        hanging.append(looks.look(one));
    }
    const QFuture<LookResult> last = looks.look(request());
    QVERIFY(isDone(last));
    QCOMPARE(watchStateCode(last.result().observation.state), latin("planted"));
    for (const QFuture<LookResult> &each : hanging) {
        QVERIFY(isDone(each));
        QCOMPARE(watchStateCode(each.result().observation.state), latin("unreachable"));
    }
}

void TestWatchLooks::anAnswerCountsEvenIfTheChildHangsThen()
{
    WatchLooks looks(m_clock, script(QByteArray(LITEKEEPER_CLI) + " watch-look-child; exec sleep 1000"));
    looks.setTimeLimit(5000ms);
    m_memory = {};
    const QFuture<LookResult> future = looks.look(request());
    QVERIFY(isDone(future));
    QCOMPARE(watchStateCode(future.result().observation.state), latin("planted"));
}

void TestWatchLooks::destroyingDoesNotWait()
{
    QList<QFuture<LookResult>> futures;
    {
        WatchLooks looks(m_clock, script("kill -STOP $$"));
        for (int each = 0; each < 2 * WatchLooks::parallelLooks; ++each) {
            futures.append(looks.look(request()));
        }
        QVERIFY(QTest::qWaitFor([this] { return isRunning(pidFile()); }, 30'000));
    }
    for (const QFuture<LookResult> &future : futures) {
        QVERIFY(future.isFinished());
        QCOMPARE(watchStateCode(future.result().observation.state), latin("unreachable"));
    }
    QTRY_VERIFY_WITH_TIMEOUT(!isRunning(pidFile()), 30'000);
}

QTEST_GUILESS_MAIN(TestWatchLooks)
#include "tst_watchlooks.moc"
