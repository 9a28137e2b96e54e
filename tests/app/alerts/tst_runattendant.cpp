// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "alerts/runattendant.h"

#include "app/service/jobworld.h"
#include "app/system/privatebus.h"
#include "app/system/recordinglogind.h"

#include <QSignalSpy>

using namespace litekeeper;
using namespace litekeeper::test;

/// What the window does besides its runs, with a bus of its own in place of the machine's.
class TestRunAttendant : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void looksAtTheClockWhenTheMachineWakesUp();
    void theCommandLineLeavesThatToOthers();

private:
    PrivateBus m_bus;
    QDBusConnection m_server{QString()};
    RecordingLogind m_logind;
};

void TestRunAttendant::initTestCase()
{
    QVERIFY2(m_bus.start(), "the dbus-daemon program is needed");
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", m_bus.address().toLatin1());
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    qunsetenv("XDG_RUNTIME_DIR");
    m_server = m_bus.connection(QStringLiteral("server"));
    QVERIFY(m_logind.start(m_server));
}

void TestRunAttendant::looksAtTheClockWhenTheMachineWakesUp()
{
    JobWorld world;
    QVERIFY(world.store());
    JobProcess &process = *world.process;
    const RunAttendant attendant(process.catalogue, process.backups, process.jobs, world.clock,
                                 RunAttendant::Process::StaysOn);
    RecordingLogind::prepareForSleep(m_server, true);
    world.clock.now = world.night.addSecs(3600); // it slept through the instant of the job
    QTest::qWait(100);
    QVERIFY(process.claimed.isEmpty()); // nobody looks at the clock by itself here
    RecordingLogind::prepareForSleep(m_server, false);
    QTRY_COMPARE_WITH_TIMEOUT(process.finished.size(), 1, 30'000);
    QVERIFY2(process.finished[0].outcome == Outcome::Succeeded, qPrintable(process.finished[0].reason));
    QCOMPARE(process.finished[0].dueAt, world.night);
}

void TestRunAttendant::theCommandLineLeavesThatToOthers()
{
    JobWorld world;
    QVERIFY(world.store());
    JobProcess &process = *world.process;
    const RunAttendant attendant(process.catalogue, process.backups, process.jobs, world.clock,
                                 RunAttendant::Process::EndsSoon);
    process.jobs.runNow(world.job.id, Trigger::CommandLine);
    QTRY_COMPARE_WITH_TIMEOUT(process.finished.size(), 1, 30'000);
    world.clock.now = world.night.addSecs(3600);
    RecordingLogind::prepareForSleep(m_server, false);
    QTest::qWait(200);
    QCOMPARE(process.finished.size(), 1);
    QVERIFY(process.claimed.isEmpty());
}

QTEST_GUILESS_MAIN(TestRunAttendant)
#include "tst_runattendant.moc"
