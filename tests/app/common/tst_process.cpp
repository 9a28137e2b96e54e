// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/process.h"
#include "support/files.h"

#include <QTest>

#include <sys/prctl.h>

using namespace litekeeper;
using namespace litekeeper::test;

class TestProcess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsItself();
    void killedProcessIsDead();
    void zombieIsDead();
    void anotherBootIsDead();
    void reusedNumberIsAnotherProcess();
    void nameWithParentheses();
};

namespace {

ProcessIdentity identityOf(pid_t pid)
{
    return {.pid = pid, .startTime = startTimeOf(pid), .bootId = currentBootId()};
}

} // namespace

void TestProcess::knowsItself()
{
    const ProcessIdentity self = currentProcess();
    QCOMPARE(self.pid, ::getpid());
    QVERIFY(self.startTime > 0);
    QCOMPARE(self.bootId.size(), 36);
    QVERIFY(isAlive(self));
}

void TestProcess::killedProcessIsDead()
{
    Child child([] { ::pause(); });
    const ProcessIdentity identity = identityOf(child.pid());
    QVERIFY(isAlive(identity));
    child.kill();
    QVERIFY(!isAlive(identity));
}

void TestProcess::zombieIsDead()
{
    Child child([] { ::pause(); });
    const ProcessIdentity identity = identityOf(child.pid());
    ::kill(child.pid(), SIGKILL);
    QTRY_VERIFY(!isAlive(identity)); // not waited for yet
}

void TestProcess::anotherBootIsDead()
{
    ProcessIdentity self = currentProcess();
    self.bootId = QStringLiteral("00000000-0000-0000-0000-000000000000");
    QVERIFY(!isAlive(self));
}

void TestProcess::reusedNumberIsAnotherProcess()
{
    ProcessIdentity self = currentProcess();
    ++self.startTime;
    QVERIFY(!isAlive(self));
    self.startTime = 0;
    QVERIFY(isAlive(self));
    QVERIFY(!isAlive({}));
}

void TestProcess::nameWithParentheses()
{
    Child child([] {
        ::prctl(PR_SET_NAME, "a) R 1 (2 3");
        ::pause();
    });
    const qint64 startTime = startTimeOf(child.pid());
    QTRY_VERIFY(readBytes("/proc/" + std::to_string(child.pid()) + "/comm").startsWith("a) R"));
    QVERIFY(startTime >= currentProcess().startTime);
    QCOMPARE(startTimeOf(child.pid()), startTime);
}

QTEST_GUILESS_MAIN(TestProcess)
#include "tst_process.moc"
