// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QTest>

#include "jobworld.h"

using namespace litekeeper;
using namespace litekeeper::test;

/// Jobs that run by the clock.
class JobClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsOnTimeAndOnce();
    void catchesUpOnce();
    void recordsWhatIsTooLate();
    void skipsWhatShallNotBeCaughtUp();
    void waitsForTheDiskBeforeACatchUp();
    void saysWhyItCouldNotBeCaughtUp();
    void disabledJobsDoNotPileUp();
    void pausedJobsDoNotPileUp();
    void aLittleBackWaits();
    void farBackBeginsAnew();
    void anotherProcessIsFaster();
    void severalProcessesLookAtOnce();
    void overlappingRunsAreSkipped();
    void theTimerWakesByItself();
};

void JobClockTest::runsOnTimeAndOnce()
{
    JobWorld world;
    QVERIFY(world.store());
    QVERIFY(world.process->runDue().isEmpty());
    world.clock.now = world.night.addSecs(1);
    const QList<QUuid> ids = world.process->runDue();
    QCOMPARE(ids.size(), 1);
    QCOMPARE(world.process->claimed.size(), 1);
    const Run run = world.process->finished.last();
    QCOMPARE(run.id, ids.front());
    QVERIFY2(run.outcome == Outcome::Succeeded, qPrintable(run.reason));
    QCOMPARE(run.trigger, Trigger::Schedule);
    QCOMPARE(run.dueAt, world.night);
    QCOMPARE(run.missed, 0);
    QCOMPARE(run.jobId, world.job.id);
    QVERIFY(world.process->runDue().isEmpty());
    QCOMPARE(world.runs().size(), 1);
    QCOMPARE(world.files(), std::size_t(1));
    QCOMPARE(world.health().state, JobState::Well);
    QCOMPARE(world.health().nextDueUtc, world.night.addDays(1));
    world.clock.now = world.night.addDays(1);
    QCOMPARE(world.process->runDue().size(), 1);
    QCOMPARE(world.files(), std::size_t(2));
}

void JobClockTest::catchesUpOnce()
{
    JobWorld world;
    QVERIFY(world.store());
    world.clock.now = world.night.addDays(2).addSecs(3 * 3600);
    QCOMPARE(world.process->runDue().size(), 1);
    const Run run = world.process->finished.last();
    QCOMPARE(run.outcome, Outcome::Succeeded);
    QCOMPARE(run.trigger, Trigger::CatchUp);
    QCOMPARE(run.dueAt, world.night.addDays(2));
    QCOMPARE(run.missed, 2);
    QVERIFY(world.process->runDue().isEmpty());
    QCOMPARE(world.files(), std::size_t(1));
}

void JobClockTest::recordsWhatIsTooLate()
{
    JobWorld world;
    QVERIFY(world.store());
    world.clock.now = world.night.addDays(1).addSecs(13 * 3600);
    QCOMPARE(world.process->runDue().size(), 1);
    const Run run = world.process->finished.last();
    QCOMPARE(run.outcome, Outcome::Skipped);
    QCOMPARE(run.errorCode, QStringLiteral("missed"));
    QCOMPARE(run.dueAt, world.night.addDays(1));
    QCOMPARE(run.missed, 1);
    QVERIFY(run.reason.contains(QLatin1String("2 in all")));
    QVERIFY(world.process->claimed.isEmpty());
    QVERIFY(world.process->runDue().isEmpty());
    QCOMPARE(world.runs().size(), 1);
    QCOMPARE(world.files(), std::size_t(0));
    QCOMPARE(world.health().state, JobState::Overdue);
}

void JobClockTest::skipsWhatShallNotBeCaughtUp()
{
    JobWorld world;
    world.job.missedRun = MissedRun::Skip;
    QVERIFY(world.store());
    world.clock.now = world.night.addSecs(3600);
    QCOMPARE(world.process->runDue().size(), 1);
    QCOMPARE(world.process->finished.last().errorCode, QStringLiteral("missed"));
    world.clock.now = world.night.addDays(1).addSecs(20);
    QCOMPARE(world.process->runDue().size(), 1);
    QCOMPARE(world.process->finished.last().outcome, Outcome::Succeeded);
}

void JobClockTest::waitsForTheDiskBeforeACatchUp()
{
    JobWorld world;
    QVERIFY(world.store());
    world.clock.now = world.night;
    QCOMPARE(world.process->runDue().size(), 1);
    QTRY_VERIFY(!world.stored().destinationId.isNull());
    const Path away = world.folder.path() / "away";
    std::filesystem::rename(world.destination(), away);
    world.clock.now = world.night.addDays(1).addSecs(3600);
    QVERIFY(world.process->runDue().isEmpty());
    QVERIFY(world.process->runDue().isEmpty());
    QCOMPARE(world.runs().size(), 1);
    std::filesystem::rename(away, world.destination());
    world.clock.now = world.clock.now.addSecs(3600);
    QCOMPARE(world.process->runDue().size(), 1);
    const Run run = world.process->finished.last();
    QCOMPARE(run.outcome, Outcome::Succeeded);
    QCOMPARE(run.trigger, Trigger::CatchUp);
    QCOMPARE(run.dueAt, world.night.addDays(1));
}

void JobClockTest::saysWhyItCouldNotBeCaughtUp()
{
    JobWorld world;
    world.job.source = world.folder.path() / "usb" / "app.db";
    QVERIFY(world.store());
    world.clock.now = world.night.addSecs(3600);
    QVERIFY(world.process->runDue().isEmpty());
    world.clock.now = world.night.addSecs(13 * 3600);
    QCOMPARE(world.process->runDue().size(), 1);
    const Run run = world.process->finished.last();
    QCOMPARE(run.errorCode, QStringLiteral("missed"));
    QVERIFY2(run.reason.contains(QLatin1String("usb")), qPrintable(run.reason));
}

void JobClockTest::disabledJobsDoNotPileUp()
{
    JobWorld world;
    QVERIFY(world.store());
    QVERIFY(JobProcess::waitFor(world.process->jobs.setEnabled(world.job.id, false))
            && world.process->load());
    world.clock.now = world.night.addDays(5).addSecs(3600);
    QVERIFY(world.process->runDue().isEmpty());
    QVERIFY(JobProcess::waitFor(world.process->jobs.setEnabled(world.job.id, true)) && world.process->load());
    QVERIFY(world.process->runDue().isEmpty());
    QVERIFY(world.runs().isEmpty());
    world.clock.now = world.night.addDays(6);
    QCOMPARE(world.process->runDue().size(), 1);
    QCOMPARE(world.process->finished.last().missed, 0);
}

void JobClockTest::pausedJobsDoNotPileUp()
{
    JobWorld world;
    QVERIFY(world.store());
    world.process->jobs.setPaused(true);
    for (int day = 0; day < 3; ++day) {
        world.clock.now = world.night.addDays(day).addSecs(5);
        QCOMPARE(world.process->runDue().size(), day == 0 ? 1 : 0);
    }
    QCOMPARE(world.process->finished.size(), 1);
    QCOMPARE(world.process->finished.front().outcome, Outcome::Skipped);
    QCOMPARE(world.process->finished.front().errorCode, QStringLiteral("paused"));
    QCOMPARE(world.process->finished.front().dueAt, world.night);
    world.process->jobs.setPaused(false);
    QVERIFY(world.process->load());
    QVERIFY(world.process->runDue().isEmpty());
    world.clock.now = world.night.addDays(3);
    QCOMPARE(world.process->runDue().size(), 1);
    QCOMPARE(world.process->finished.last().outcome, Outcome::Succeeded);
    QCOMPARE(world.process->finished.last().missed, 0);
}

void JobClockTest::aLittleBackWaits()
{
    JobWorld world;
    QVERIFY(world.store());
    world.clock.now = world.night.addSecs(1);
    QCOMPARE(world.process->runDue().size(), 1);
    world.clock.now = world.night.addSecs(-3600);
    QVERIFY(world.process->runDue().isEmpty());
    QCOMPARE(world.stored().evaluatedUntil, world.night.addSecs(1));
    world.clock.now = world.night.addSecs(2); // the same instant once more
    QVERIFY(world.process->runDue().isEmpty());
    QCOMPARE(world.runs().size(), 1);
    world.clock.now = world.night.addDays(1);
    QCOMPARE(world.process->runDue().size(), 1);
}

void JobClockTest::farBackBeginsAnew()
{
    JobWorld world;
    QVERIFY(world.store());
    world.clock.now = world.night.addSecs(1);
    QCOMPARE(world.process->runDue().size(), 1);
    // A battery ran empty: the clock is a year ahead until somebody sets it.
    world.clock.now = world.night.addDays(365).addSecs(13 * 3600);
    QCOMPARE(world.process->runDue().size(), 1);
    QCOMPARE(world.process->finished.last().errorCode, QStringLiteral("missed"));
    world.clock.now = world.night.addSecs(3600);
    QVERIFY(world.process->runDue().isEmpty());
    QVERIFY(world.process->load());
    QCOMPARE(world.stored().evaluatedUntil, world.clock.now);
    QCOMPARE(world.runs().size(), 1); // what was only missed in a year that did not pass is withdrawn
    world.clock.now = world.night.addDays(1);
    QCOMPARE(world.process->runDue().size(), 1);
    QCOMPARE(world.process->finished.last().outcome, Outcome::Succeeded);
    // Back before the instant that ran: it does not run again.
    world.clock.now = world.night.addDays(-2);
    QVERIFY(world.process->runDue().isEmpty());
    QVERIFY(world.process->load());
    world.clock.now = world.night.addSecs(1);
    QVERIFY(world.process->runDue().isEmpty());
    QCOMPARE(world.runs().size(), 2);
}

void JobClockTest::anotherProcessIsFaster()
{
    JobWorld world;
    QVERIFY(world.store());
    JobProcess other(world.folder.path(), world.clock);
    QVERIFY(other.opened && other.load());
    world.clock.now = world.night;
    QCOMPARE(other.runDue().size(), 1);
    // This one has not heard of it: its list is of before.
    QVERIFY(world.process->runDue().isEmpty());
    QCOMPARE(world.runs().size(), 1);
    QCOMPARE(world.stored().evaluatedUntil, world.night);
}

void JobClockTest::severalProcessesLookAtOnce()
{
    JobWorld world;
    QVERIFY(world.store());
    JobProcess other(world.folder.path(), world.clock);
    QVERIFY(other.opened && other.load());
    qsizetype ran = 0;
    for (int day = 0; day < 10; ++day) {
        world.clock.now = world.night.addDays(day);
        const auto first = world.process->jobs.runDue();
        const auto second = other.jobs.runDue();
        ran += JobProcess::waitFor(first).value().size() + JobProcess::waitFor(second).value().size();
        QVERIFY(JobProcess::waitUntilOnLoop(
            [&] { return world.process->finished.size() + other.finished.size() == ran; }));
        QCOMPARE(ran, day + 1);
    }
    QCOMPARE(world.files(), std::size_t(10));
}

void JobClockTest::overlappingRunsAreSkipped()
{
    JobWorld world;
    const Path big = world.folder.path() / "big.db";
    QVERIFY(makeDatabase(big, 2000, 20'000));
    world.job.source = big;
    QVERIFY(world.store());
    const QUuid byHand = world.process->jobs.runNow(world.job.id, Trigger::Window);
    world.process->backups.pause(byHand);
    QTRY_VERIFY(world.process->backups.progress(byHand).paused
                && !world.process->backups.progress(byHand).queued);
    world.clock.now = world.night;
    QCOMPARE(world.process->runDue().size(), 1);
    const Run run = world.process->finished.last();
    QCOMPARE(run.outcome, Outcome::Skipped);
    QCOMPARE(run.errorCode, errorCode(ErrorKind::AlreadyRunning));
    QVERIFY2(run.reason.contains(QStringLiteral("process %1").arg(QCoreApplication::applicationPid())),
             qPrintable(run.reason));
    world.process->backups.resume(byHand);
    QTRY_COMPARE_WITH_TIMEOUT(world.process->finished.size(), 2, 60'000);
    QCOMPARE(world.process->finished.last().outcome, Outcome::Succeeded);
}

void JobClockTest::theTimerWakesByItself()
{
    JobWorld world;
    QVERIFY(world.store());
    world.clock.now = world.night.addMSecs(-300);
    world.process->jobs.startWatchingTheClock();
    QTest::qWait(50);
    QVERIFY(world.process->claimed.isEmpty());
    world.clock.now = world.night; // as if 300 milliseconds had passed
    QTRY_COMPARE_WITH_TIMEOUT(world.process->finished.size(), 1, 60'000);
    QCOMPARE(world.process->finished.front().dueAt, world.night);
}

QTEST_GUILESS_MAIN(JobClockTest)
#include "tst_jobclock.moc"
