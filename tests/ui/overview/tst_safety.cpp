// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/overview/safety.h"

#include <QTest>

using namespace litekeeper;

namespace {

const QDateTime now = QDateTime::fromString(QStringLiteral("2026-11-21T12:00:00Z"), Qt::ISODate);

std::optional<Backup> backupOf(ProofLevel proof, int hoursAgo)
{
    Backup backup;
    backup.id = QUuid::createUuid();
    backup.proof = proof;
    backup.createdAt = now.addSecs(-hoursAgo * 3600LL);
    return backup;
}

Run runThat(Outcome outcome)
{
    Run run;
    run.id = QUuid::createUuid();
    run.outcome = outcome;
    return run;
}

KnownDatabase provenHoursAgo(int hours)
{
    KnownDatabase database;
    database.newestBackup = database.newestProven = backupOf(ProofLevel::Proven, hours);
    database.recentRuns = {runThat(Outcome::Succeeded)};
    return database;
}

JobEntry jobThat(JobState state, const QDateTime &lastGood)
{
    JobEntry entry;
    entry.job.name = QStringLiteral("nightly");
    entry.health.state = state;
    entry.health.lastGoodUtc = lastGood;
    entry.health.nextDueUtc = now.addDays(1);
    return entry;
}

DatabaseFacts modifiedHoursAgo(int hours)
{
    DatabaseFacts facts;
    facts.modified = now.addSecs(-hours * 3600LL);
    return facts;
}

} // namespace

class TestSafety : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void neverBackedUpIsAtRisk();
    void anUnprovenBackupIsNotEnough();
    void freshnessDecides_data();
    void freshnessDecides();
    void aFailureNeedsCare();
    void aRehearsalThatFailedNeedsCare();
    void cancellingIsNoFailure();
    void jobsDecideHowFreshIsFresh();
    void troubleWithAJobNeedsCare();
    void aDiskThatLosesDataNeedsCare();
    void aDiskThatWasPutAwayDoesNot();
    void theAnswerIsTheWorstOfAll();
};

void TestSafety::neverBackedUpIsAtRisk()
{
    QCOMPARE(judge({}, std::nullopt, now).safety, Safety::AtRisk);
    KnownDatabase failed;
    failed.recentRuns = {runThat(Outcome::Failed)};
    QCOMPARE(judge(failed, std::nullopt, now).safety, Safety::AtRisk);
    QVERIFY(judge(failed, std::nullopt, now).reason != judge({}, std::nullopt, now).reason);
}

void TestSafety::anUnprovenBackupIsNotEnough()
{
    KnownDatabase database;
    database.newestBackup = backupOf(ProofLevel::Checked, 1);
    const SafetyJudgement judgement = judge(database, modifiedHoursAgo(2), now);
    QCOMPARE(judgement.safety, Safety::AtRisk);
    QVERIFY(judgement.reason.contains(statusOf(ProofLevel::Checked).word));
}

void TestSafety::freshnessDecides_data()
{
    QTest::addColumn<int>("backupAge");
    QTest::addColumn<int>("modifiedAge"); // -1: the file could not be looked at
    QTest::addColumn<int>("safety");
    QTest::newRow("changed, of today") << 3 << 1 << int(Safety::Safe);
    QTest::newRow("changed, of yesterday") << 30 << 1 << int(Safety::NeedsCare);
    QTest::newRow("changed, of last week") << 200 << 1 << int(Safety::AtRisk);
    QTest::newRow("unchanged for a year") << 24 * 365 << 24 * 366 << int(Safety::Safe);
    QTest::newRow("unknown, of today") << 3 << -1 << int(Safety::Safe);
    QTest::newRow("unknown, of yesterday") << 30 << -1 << int(Safety::NeedsCare);
    QTest::newRow("unknown, of last week") << 200 << -1 << int(Safety::AtRisk);
}

void TestSafety::freshnessDecides()
{
    QFETCH(int, backupAge);
    QFETCH(int, modifiedAge);
    QFETCH(int, safety);
    const auto facts = modifiedAge < 0 ? std::nullopt : std::optional(modifiedHoursAgo(modifiedAge));
    const SafetyJudgement judgement = judge(provenHoursAgo(backupAge), facts, now);
    QCOMPARE(int(judgement.safety), safety);
    QVERIFY(!judgement.reason.isEmpty());
}

void TestSafety::aFailureNeedsCare()
{
    for (const Outcome outcome : {Outcome::Failed, Outcome::Interrupted}) {
        KnownDatabase database = provenHoursAgo(3);
        database.recentRuns.prepend(runThat(outcome));
        QCOMPARE(judge(database, modifiedHoursAgo(1), now).safety, Safety::NeedsCare);
    }
}

void TestSafety::aRehearsalThatFailedNeedsCare()
{
    KnownDatabase database = provenHoursAgo(2);
    database.newestProven->rehearsal = {.at = now, .failure = QStringLiteral("It gave 0.")};
    const SafetyJudgement judgement = judge(database, modifiedHoursAgo(3), now);
    QCOMPARE(judgement.safety, Safety::NeedsCare);
    QVERIFY(judgement.reason.contains(QLatin1String("rehearsal")));
    database.newestProven->rehearsal.failure.clear();
    QCOMPARE(judge(database, modifiedHoursAgo(3), now).safety, Safety::Safe);
    database = provenHoursAgo(24 * 8);
    database.newestProven->rehearsal = {.at = now, .failure = QStringLiteral("It gave 0.")};
    QCOMPARE(judge(database, modifiedHoursAgo(1), now).safety, Safety::AtRisk);
}

void TestSafety::cancellingIsNoFailure()
{
    KnownDatabase database = provenHoursAgo(3);
    database.recentRuns.prepend(runThat(Outcome::Cancelled));
    QCOMPARE(judge(database, modifiedHoursAgo(1), now).safety, Safety::Safe);
    database.recentRuns.insert(1, runThat(Outcome::Failed));
    QCOMPARE(judge(database, modifiedHoursAgo(1), now).safety, Safety::NeedsCare);
}

void TestSafety::jobsDecideHowFreshIsFresh()
{
    const KnownDatabase weekly = provenHoursAgo(72);
    const QList<JobEntry> jobs{jobThat(JobState::Well, weekly.newestProven->createdAt)};
    QCOMPARE(judge(weekly, modifiedHoursAgo(1), now).safety, Safety::NeedsCare);
    QCOMPARE(judge(weekly, modifiedHoursAgo(1), now, jobs).safety, Safety::Safe);
    // A job whose newest backup is younger than the proven one only copies.
    const QList<JobEntry> copies{jobThat(JobState::Well, now.addSecs(-3600))};
    QCOMPARE(judge(weekly, modifiedHoursAgo(1), now, copies).safety, Safety::NeedsCare);
}

void TestSafety::troubleWithAJobNeedsCare()
{
    for (const JobState state : {JobState::Overdue, JobState::Failing}) {
        const KnownDatabase fresh = provenHoursAgo(3);
        const QList<JobEntry> jobs{jobThat(JobState::Well, now), jobThat(state, now.addDays(-2))};
        QCOMPARE(judge(fresh, modifiedHoursAgo(1), now, jobs).safety, Safety::NeedsCare);
        const SafetyJudgement unchanged = judge(fresh, modifiedHoursAgo(30), now, jobs);
        QCOMPARE(unchanged.safety, Safety::NeedsCare);
        QVERIFY2(unchanged.reason.contains(QStringLiteral("nightly")), qPrintable(unchanged.reason));
        const SafetyJudgement old = judge(provenHoursAgo(200), modifiedHoursAgo(1), now, jobs);
        QCOMPARE(old.safety, Safety::AtRisk);
    }
}

void TestSafety::aDiskThatLosesDataNeedsCare()
{
    const KnownDatabase fresh = provenHoursAgo(3);
    const auto withDisks
        = [&fresh](const DiskStates &disks) { return judge(fresh, modifiedHoursAgo(1), now, {}, disks); };
    QCOMPARE(withDisks({}).safety, Safety::Safe);
    QCOMPARE(withDisks({.source = WatchState::Proven, .backups = WatchState::Unproven}).safety, Safety::Safe);
    const SafetyJudgement source = withDisks({.source = WatchState::RolledBack, .backups = std::nullopt});
    QCOMPARE(source.safety, Safety::NeedsCare);
    QVERIFY2(source.reason.contains(statusOf(WatchState::RolledBack).word), qPrintable(source.reason));
    QCOMPARE(withDisks({.source = std::nullopt, .backups = WatchState::Volatile}).safety, Safety::NeedsCare);
    QCOMPARE(withDisks({.source = std::nullopt, .backups = WatchState::Lost}).safety, Safety::AtRisk);
    // What is at risk anyway keeps its own reason.
    const DiskStates lost{.source = WatchState::Lost, .backups = WatchState::Lost};
    QCOMPARE(judge({}, std::nullopt, now, {}, lost), judge({}, std::nullopt, now));
}

void TestSafety::aDiskThatWasPutAwayDoesNot()
{
    const DiskStates away{.source = WatchState::Unreachable, .backups = WatchState::NotMounted};
    QCOMPARE(judge(provenHoursAgo(3), modifiedHoursAgo(1), now, {}, away).safety, Safety::Safe);
}

void TestSafety::theAnswerIsTheWorstOfAll()
{
    const SafetyJudgement safe{Safety::Safe, {}};
    const SafetyJudgement care{Safety::NeedsCare, {}};
    const SafetyJudgement risk{Safety::AtRisk, {}};
    QCOMPARE(answerFor({safe, safe}).safety, Safety::Safe);
    QCOMPARE(answerFor({safe, care}).safety, Safety::NeedsCare);
    const SafetyAnswer worst = answerFor({safe, care, risk});
    QCOMPARE(worst.safety, Safety::AtRisk);
    QVERIFY2(worst.headline.contains(QStringLiteral("1 of 3")), qPrintable(worst.headline));
}

QTEST_APPLESS_MAIN(TestSafety)
#include "tst_safety.moc"
