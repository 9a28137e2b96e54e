// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/goodrun.h"
#include "domain/job.h"

#include <QTest>

using namespace litekeeper;

/// How a nightly job does, by its runs and the clock.
class TestJobHealth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void states_data();
    void states();
    void overdueAfterTheGrace();
    void aRunForTheInstantBeforeDoesNotCoverThisOne();
    void aRunByHandCoversTheNextInstant();
    void nothingIsOverdueFromBeforeTheSchedule();
    void failuresInARow();
    void overdueIsToldWhileFailing();
    void frequentSchedulesHaveTenMinutes();
    void aBrokenScheduleIsAFailure();
    void theLastRehearsalOfABackupCounts();
};

namespace {

using enum Outcome;

const QDateTime night(QDate(2026, 5, 10), QTime(2, 0), Qt::UTC);

Job nightly()
{
    Job job;
    job.id = QUuid::createUuid();
    job.name = QStringLiteral("a");
    job.schedule = QStringLiteral("0 0 2 * * *");
    job.timeZone = "UTC";
    job.createdAt = job.scheduledSince = night.addDays(-100);
    return job;
}

Run runOf(int daysAfter, Outcome outcome)
{
    Run run;
    run.id = QUuid::createUuid();
    run.dueAt = night.addDays(daysAfter);
    run.startedAt = run.dueAt.addMSecs(300);
    run.outcome = outcome;
    run.reason = outcome == Succeeded ? QString() : QStringLiteral("Because of %1.").arg(daysAfter);
    return run;
}

} // namespace

void TestJobHealth::states_data()
{
    QTest::addColumn<Job>("job");
    QTest::addColumn<QList<Run>>("runs");
    QTest::addColumn<JobState>("state");
    Job off = nightly();
    off.enabled = false;
    Job byHand = nightly();
    byHand.schedule.clear();
    Job young = nightly();
    young.createdAt = young.scheduledSince = night.addSecs(60);
    const QList<Run> good{runOf(0, Succeeded)};
    QTest::newRow("disabled") << off << good << JobState::Off;
    QTest::newRow("by hand, never run") << byHand << QList<Run>() << JobState::Off;
    QTest::newRow("by hand, good") << byHand << good << JobState::Well;
    QTest::newRow("by hand, failed") << byHand << QList<Run>{runOf(0, Failed)} << JobState::Failing;
    QTest::newRow("new") << young << QList<Run>() << JobState::Waiting;
    QTest::newRow("running") << nightly() << QList<Run>{runOf(0, Running)} << JobState::Running;
    QTest::newRow("good") << nightly() << good << JobState::Well;
    QTest::newRow("warned") << nightly() << QList<Run>{runOf(0, Warning)} << JobState::Warned;
    QTest::newRow("failed") << nightly() << QList<Run>{runOf(0, Failed), runOf(-1, Succeeded)}
                            << JobState::Failing;
    QTest::newRow("interrupted") << nightly() << QList<Run>{runOf(0, Interrupted), runOf(-1, Succeeded)}
                                 << JobState::Failing;
    QTest::newRow("skipped says nothing")
        << nightly() << QList<Run>{runOf(0, Skipped), runOf(0, Succeeded)} << JobState::Well;
    QTest::newRow("cancelled says nothing")
        << nightly() << QList<Run>{runOf(0, Cancelled), runOf(0, Warning)} << JobState::Warned;
    QTest::newRow("well again") << nightly() << QList<Run>{runOf(0, Succeeded), runOf(-1, Failed)}
                                << JobState::Well;
}

void TestJobHealth::states()
{
    QFETCH(Job, job);
    QFETCH(QList<Run>, runs);
    QFETCH(JobState, state);
    const JobHealth health = judge(job, runs, night.addSecs(5 * 3600));
    QCOMPARE(jobStateCode(health.state), jobStateCode(state));
    QVERIFY(!health.sentence.isEmpty());
    QCOMPARE(health.nextDueUtc, job.enabled && !job.schedule.isEmpty() ? night.addDays(1) : QDateTime());
}

void TestJobHealth::overdueAfterTheGrace()
{
    const QList<Run> runs{runOf(-1, Succeeded)};
    const QDateTime graceEnd = night.addSecs(6 * 3600);
    QCOMPARE(judge(nightly(), runs, graceEnd.addSecs(-1)).state, JobState::Well);
    const JobHealth health = judge(nightly(), runs, graceEnd);
    QCOMPARE(health.state, JobState::Overdue);
    QCOMPARE(health.overdueSinceUtc, night);
    QCOMPARE(health.lastGoodUtc, runs.front().startedAt);
    // Days later it is overdue since the same instant.
    QCOMPARE(judge(nightly(), runs, graceEnd.addDays(5)).overdueSinceUtc, night);
    QCOMPARE(judge(nightly(), {}, graceEnd).overdueSinceUtc, night.addDays(-99));
}

void TestJobHealth::aRunForTheInstantBeforeDoesNotCoverThisOne()
{
    Run caughtUp = runOf(-1, Succeeded);
    caughtUp.startedAt = night.addSecs(-3600); // 23 hours late
    QCOMPARE(judge(nightly(), {caughtUp}, night.addSecs(7 * 3600)).state, JobState::Overdue);
}

void TestJobHealth::aRunByHandCoversTheNextInstant()
{
    Run byHand = runOf(-1, Succeeded);
    byHand.dueAt = QDateTime();
    byHand.startedAt = night.addSecs(-3600);
    QCOMPARE(judge(nightly(), {byHand}, night.addSecs(23 * 3600)).state, JobState::Well);
    QCOMPARE(judge(nightly(), {byHand}, night.addDays(1).addSecs(7 * 3600)).state, JobState::Overdue);
}

void TestJobHealth::nothingIsOverdueFromBeforeTheSchedule()
{
    Job job = nightly();
    job.scheduledSince = night.addSecs(1);
    QCOMPARE(judge(job, {}, night.addSecs(23 * 3600)).state, JobState::Waiting);
    QCOMPARE(judge(job, {runOf(-50, Succeeded)}, night.addSecs(23 * 3600)).state, JobState::Well);
    QCOMPARE(judge(job, {}, night.addDays(1).addSecs(7 * 3600)).state, JobState::Overdue);
}

void TestJobHealth::failuresInARow()
{
    const QList<Run> runs{runOf(0, Failed), runOf(-1, Skipped), runOf(-2, Interrupted), runOf(-3, Succeeded),
                          runOf(-4, Failed)};
    const JobHealth health = judge(nightly(), runs, night.addSecs(3600));
    QCOMPARE(health.failuresInARow, 2);
    QVERIFY2(health.sentence.contains(runs.front().reason), qPrintable(health.sentence));
}

void TestJobHealth::overdueIsToldWhileFailing()
{
    const JobHealth health
        = judge(nightly(), {runOf(0, Failed), runOf(-1, Succeeded)}, night.addSecs(7 * 3600));
    QCOMPARE(health.state, JobState::Failing);
    QCOMPARE(health.overdueSinceUtc, night);
}

void TestJobHealth::frequentSchedulesHaveTenMinutes()
{
    Job job = nightly();
    job.schedule = QStringLiteral("0 * * * * *");
    const QList<Run> runs{runOf(0, Succeeded)};
    QCOMPARE(judge(job, runs, night.addSecs(10 * 60)).state, JobState::Well);
    QCOMPARE(judge(job, runs, night.addSecs(11 * 60)).state, JobState::Overdue);
}

void TestJobHealth::aBrokenScheduleIsAFailure()
{
    Job job = nightly();
    job.schedule = QStringLiteral("0 0 25 * * *");
    QCOMPARE(judge(job, {runOf(0, Succeeded)}, night.addSecs(60)).state, JobState::Failing);
}

void TestJobHealth::theLastRehearsalOfABackupCounts()
{
    const Finding failed{.severity = Severity::Problem,
                         .code = rehearsalFailedCode,
                         .text = QStringLiteral("It gave 0, and > 0 was expected.")};
    const Finding passed{.code = rehearsedCode, .text = QStringLiteral("It passed.")};
    Run run = runOf(0, Failed);
    run.errorCode = errorCode(ErrorKind::RehearsalFailed);
    run.findings = {failed};
    run.reason = QStringLiteral("The rehearsal failed. ") + failed.text;
    const QDateTime now = night.addSecs(3600);
    QCOMPARE(judge(nightly(), {run}, now).state, JobState::Failing);
    QCOMPARE(judge(nightly(), {run}, now).sentence, run.reason);
    run.findings.append(passed); // on request, once somebody had looked into it
    QCOMPARE(judge(nightly(), {run}, now).state, JobState::Well);
    QCOMPARE(judge(nightly(), {run}, now).failuresInARow, 0);
    Run good = runOf(0, Succeeded);
    good.findings = {passed};
    QCOMPARE(judge(nightly(), {good}, now).state, JobState::Well);
    good.findings.append(failed);
    const JobHealth health = judge(nightly(), {good, runOf(-1, Succeeded)}, now);
    QCOMPARE(health.state, JobState::Failing);
    QCOMPARE(health.sentence, failed.text);
    QCOMPARE(health.lastGoodUtc, night.addDays(-1).addMSecs(300));
    // No rehearsal makes a run that left nothing a good one.
    run.errorCode = errorCode(ErrorKind::NoSpace);
    QCOMPARE(judge(nightly(), {run}, now).state, JobState::Failing);
}

QTEST_APPLESS_MAIN(TestJobHealth)
#include "tst_jobhealth.moc"
