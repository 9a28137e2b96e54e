// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "alerts/sleepguard.h"

#include "app/service/jobworld.h"
#include "app/system/privatebus.h"
#include "app/system/recordinglogind.h"
#include "system/sleepwatch.h"

#include <QSignalSpy>

using namespace litekeeper;
using namespace litekeeper::test;

class TestSleepGuard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void staysAwakeWhileARunWorks();
    void pausesBeforeTheSleepAndGoesOnAfterIt();
    void leavesThePausesOfPeople();
    void theLogSaysThatItMayFallAsleep();

private:
    /// A large database that is packed, which takes its time. Paused from its beginning, so that it cannot
    /// end before we look.
    QUuid startPaused();
    [[nodiscard]] bool isPaused(const QUuid &id) const
    {
        return m_world->process->backups.progress(id).paused;
    }

    PrivateBus m_bus;
    QDBusConnection m_client{QString()};
    QDBusConnection m_server{QString()};
    RecordingLogind m_logind;
    std::unique_ptr<JobWorld> m_world;
    std::unique_ptr<SleepWatch> m_watch;
    std::unique_ptr<SleepGuard> m_guard;
};

void TestSleepGuard::initTestCase()
{
    QVERIFY2(m_bus.start(), "the dbus-daemon program is needed");
    m_client = m_bus.connection(QStringLiteral("client"));
    m_server = m_bus.connection(QStringLiteral("server"));
    QVERIFY(m_logind.start(m_server));
}

void TestSleepGuard::init()
{
    m_world = std::make_unique<JobWorld>();
    QVERIFY(makeDatabase(m_world->folder.path() / "large.db", 20'000, 4000));
    m_watch = std::make_unique<SleepWatch>(m_client);
    m_guard = std::make_unique<SleepGuard>(m_world->process->backups, *m_watch);
    QVERIFY(m_logind.held().isEmpty());
}

void TestSleepGuard::cleanup()
{
    m_guard.reset();
    m_watch.reset();
    m_world.reset();
    QTRY_VERIFY(m_logind.held().isEmpty());
}

QUuid TestSleepGuard::startPaused()
{
    BackupService &backups = m_world->process->backups;
    const QUuid id = backups.backUpNow({.source = m_world->folder.path() / "large.db",
                                        .destination = m_world->destination(),
                                        .format = Format::Zip},
                                       Trigger::Window);
    backups.pause(id);
    return id;
}

void TestSleepGuard::staysAwakeWhileARunWorks()
{
    const QUuid id = startPaused();
    QTRY_COMPARE(m_logind.held(),
                 (QStringList{QStringLiteral("sleep/delay"), QStringLiteral("sleep:idle/block")}));
    QCOMPARE(m_logind.reason, QStringLiteral("Backing up large.db"));
    m_world->process->backups.resume(id);
    QTRY_VERIFY_WITH_TIMEOUT(m_logind.held().isEmpty(), 60'000);
    QVERIFY(m_world->process->backups.running().isEmpty());
}

void TestSleepGuard::pausesBeforeTheSleepAndGoesOnAfterIt()
{
    BackupService &backups = m_world->process->backups;
    std::optional<Run> ended;
    connect(&backups, &BackupService::runFinished, m_guard.get(), [&ended](const Run &run) { ended = run; });
    const QUuid id = startPaused();
    QTRY_VERIFY(m_logind.held().size() == 2 && isPaused(id));
    backups.resume(id);
    QTRY_VERIFY(!isPaused(id) && backups.progress(id).phase >= Phase::Copying);
    RecordingLogind::prepareForSleep(m_server, true);
    QTRY_VERIFY_WITH_TIMEOUT(isPaused(id) || ended, 30'000);
    QVERIFY2(!ended, "the run was too fast for this test");
    // At rest: the system may go to sleep now.
    QTRY_VERIFY(!m_logind.held().contains(QStringLiteral("sleep/delay")));
    RecordingLogind::prepareForSleep(m_server, false);
    QTRY_VERIFY_WITH_TIMEOUT(ended, 60'000);
    QVERIFY2(ended->outcome == Outcome::Succeeded, qPrintable(ended->reason));
}

void TestSleepGuard::leavesThePausesOfPeople()
{
    const QUuid id = startPaused();
    QTRY_VERIFY(m_logind.held().size() == 2 && isPaused(id));
    RecordingLogind::prepareForSleep(m_server, true);
    QTRY_VERIFY(!m_logind.held().contains(QStringLiteral("sleep/delay")));
    RecordingLogind::prepareForSleep(m_server, false);
    QTRY_VERIFY(m_logind.held().contains(QStringLiteral("sleep/delay"))); // taken again
    QVERIFY(isPaused(id));
    m_world->process->backups.cancel(id);
    QTRY_VERIFY_WITH_TIMEOUT(m_world->process->backups.running().isEmpty(), 30'000);
}

void TestSleepGuard::theLogSaysThatItMayFallAsleep()
{
    m_logind.refused = {QStringLiteral("sleep:idle"), QStringLiteral("idle")};
    BackupService &backups = m_world->process->backups;
    QList<Run> ended;
    connect(&backups, &BackupService::runFinished, m_guard.get(),
            [&ended](const Run &run) { ended.append(run); });
    const QSignalSpy notInhibited(m_watch.get(), &SleepWatch::notInhibited);
    const QUuid first = startPaused();
    QTRY_COMPARE(notInhibited.size(), 1);
    const QSignalSpy started(&backups, &BackupService::runStarted);
    const QUuid second = startPaused(); // nobody asks for it again
    QTRY_COMPARE(started.size(), 1);
    backups.resume(first);
    backups.resume(second);
    QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 2, 60'000);
    m_logind.refused.clear();
    QCOMPARE(notInhibited.size(), 1);
    const Run good = ended[0].outcome == Outcome::Succeeded ? ended[0] : ended[1];
    QVERIFY2(good.outcome == Outcome::Succeeded, qPrintable(good.reason)); // it is no warning every night
    QVERIFY2(good.log.contains(notInhibited[0][0].toString()), qPrintable(good.log));
}

QTEST_GUILESS_MAIN(TestSleepGuard)
#include "tst_sleepguard.moc"
