// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/overview/overviewmodel.h"

#include "ui/common/status.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace litekeeper;

namespace {

KnownDatabase known(const char *path, const QList<Outcome> &newestFirst = {})
{
    KnownDatabase database;
    database.source = path;
    QDateTime started = QDateTime::currentDateTimeUtc();
    for (const Outcome outcome : newestFirst) {
        Run run;
        run.id = QUuid::createUuid();
        run.source = path;
        run.outcome = outcome;
        run.startedAt = started;
        started = started.addDays(-1);
        database.recentRuns.append(run);
    }
    return database;
}

} // namespace

class TestOverviewModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsRowsWhileDatabasesComeAndGo();
    void changesOneRowOnly();
    void factsChangeTheJudgement();
    void progressStandsInTheLastRun();
    void theStripIsOldestFirst();
    void knowsWhatNeedsABackup();
    void showsTheNextRunOfItsJobs();
    void showsTheCanaryOfItsDisk();
};

void TestOverviewModel::keepsRowsWhileDatabasesComeAndGo()
{
    OverviewModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.setKnown({known("/a.db"), known("/b.db")});
    const QPersistentModelIndex kept = model.index(1, 0);
    model.setKnown({known("/b.db"), known("/c.db")});
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(kept.isValid());
    QCOMPARE(kept.data().toString(), QStringLiteral("b.db"));
    QCOMPARE(model.index(1, 0).data().toString(), QStringLiteral("c.db"));
    model.setKnown({});
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(resets.count(), 0);
}

void TestOverviewModel::changesOneRowOnly()
{
    OverviewModel model;
    QList<KnownDatabase> databases{known("/a.db"), known("/b.db")};
    model.setKnown(databases);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setKnown(databases);
    QCOMPARE(changes.count(), 0);
    databases[1] = known("/b.db", {Outcome::Succeeded});
    model.setKnown(databases);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes.at(0).at(0).toModelIndex().row(), 1);
    QCOMPARE(changes.at(0).at(1).toModelIndex().row(), 1);
}

void TestOverviewModel::factsChangeTheJudgement()
{
    OverviewModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    KnownDatabase database = known("/a.db", {Outcome::Succeeded});
    Backup backup;
    backup.id = QUuid::createUuid();
    backup.proof = ProofLevel::Proven;
    backup.createdAt = QDateTime::currentDateTimeUtc().addDays(-100);
    database.newestBackup = database.newestProven = backup;
    model.setKnown({database});
    QCOMPARE(model.index(0, 0).data(OverviewModel::SafetyRole).toInt(), int(Safety::AtRisk));
    DatabaseFacts facts;
    facts.path = "/a.db";
    facts.modified = backup.createdAt.addDays(-1);
    model.setFacts("/a.db", facts);
    QCOMPARE(model.index(0, 0).data(OverviewModel::SafetyRole).toInt(), int(Safety::Safe));
    model.setFacts("/a.db", std::nullopt);
    QCOMPARE(model.index(0, 0).data(OverviewModel::SafetyRole).toInt(), int(Safety::AtRisk));
}

void TestOverviewModel::progressStandsInTheLastRun()
{
    OverviewModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setKnown({known("/a.db")});
    const QModelIndex cell = model.index(0, OverviewModel::LastRunColumn);
    QVERIFY(!cell.data(ProgressRole).isValid());
    Progress progress;
    progress.phase = Phase::Copying;
    progress.bytesDone = 25;
    progress.bytesTotal = 100;
    model.setProgress("/a.db", progress);
    QCOMPARE(cell.data(ProgressRole).toDouble(), 0.25);
    QVERIFY(!cell.data().toString().isEmpty());
    model.setProgress("/a.db", std::nullopt);
    QVERIFY(!cell.data(ProgressRole).isValid());
}

void TestOverviewModel::theStripIsOldestFirst()
{
    OverviewModel model;
    model.setKnown({known("/a.db", {Outcome::Failed, Outcome::Warning, Outcome::Succeeded})});
    const QModelIndex cell = model.index(0, OverviewModel::StripColumn);
    const QList<int> expected{int(Outcome::Succeeded), int(Outcome::Warning), int(Outcome::Failed)};
    QCOMPARE(cell.data(StripRole).value<QList<int>>(), expected);
    QCOMPARE(cell.data(StripTipsRole).toStringList().size(), 3);
    QVERIFY2(cell.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("2 of the last 3")),
             qPrintable(cell.data(Qt::AccessibleTextRole).toString()));
}

void TestOverviewModel::knowsWhatNeedsABackup()
{
    OverviewModel model;
    KnownDatabase safe = known("/safe.db", {Outcome::Succeeded});
    Backup backup;
    backup.id = QUuid::createUuid();
    backup.proof = ProofLevel::Proven;
    backup.createdAt = QDateTime::currentDateTimeUtc();
    safe.newestBackup = safe.newestProven = backup;
    model.setKnown({known("/never.db"), known("/running.db"), safe});
    model.setProgress("/running.db", Progress());
    QCOMPARE(model.sourcesThatNeedBackup(), QList<Path>{"/never.db"});
    QCOMPARE(model.sources().size(), 3);
}

void TestOverviewModel::showsTheCanaryOfItsDisk()
{
    OverviewModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setKnown({known("/srv/blog/a.db"), known("/other/b.db")});
    const QModelIndex cell = model.index(0, OverviewModel::CanaryColumn);
    const QString notWatched = cell.data().toString();
    QVERIFY(!notWatched.isEmpty());
    QVERIFY(!cell.data(StatusRole).isValid());
    const auto watchAt = [](const char *folder, WatchState state) {
        WatchEntry entry{.watch = {.id = QUuid::createUuid(), .folder = folder}};
        entry.last.emplace();
        entry.last->newest.state = state;
        entry.last->newest.at = QDateTime::currentDateTimeUtc();
        return entry;
    };
    model.setWatches({watchAt("/srv", WatchState::Proven), watchAt("/srv/blog", WatchState::Lost)});
    QCOMPARE(cell.data().toString(), statusOf(WatchState::Lost).word);
    QVERIFY(!cell.data(DetailRole).toString().isEmpty());
    QCOMPARE(model.index(1, OverviewModel::CanaryColumn).data().toString(), notWatched);
    QVERIFY(cell.data(SortRole).toInt() < model.index(1, OverviewModel::CanaryColumn).data(SortRole).toInt());
    model.setWatches({});
    QCOMPARE(cell.data().toString(), notWatched);
}

void TestOverviewModel::showsTheNextRunOfItsJobs()
{
    OverviewModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setKnown({known("/a.db"), known("/b.db")});
    const QDateTime now = QDateTime::currentDateTimeUtc();
    model.setNow(now);
    const QModelIndex cell = model.index(0, OverviewModel::NextRunColumn);
    const QString without = cell.data().toString();
    JobEntry later;
    later.job.source = "/a.db";
    later.job.name = QStringLiteral("later");
    later.health.state = JobState::Well;
    later.health.nextDueUtc = now.addSecs(30 * 60 + 10);
    JobEntry sooner = later;
    sooner.health.nextDueUtc = now.addSecs(10 * 60 + 10);
    model.setJobs({later, sooner});
    QCOMPARE(cell.data().toString(), QStringLiteral("in 10 minutes"));
    QCOMPARE(model.index(1, OverviewModel::NextRunColumn).data().toString(), without);
    later.health.state = JobState::Overdue;
    model.setJobs({later, sooner});
    QCOMPARE(cell.data().toString(), statusOf(JobState::Overdue).word);
    QVERIFY(cell.data(Qt::ToolTipRole).toString().contains(QStringLiteral("later")));
    model.setJobs({});
    QCOMPARE(cell.data().toString(), without);
}

QTEST_GUILESS_MAIN(TestOverviewModel)
#include "tst_overviewmodel.moc"
