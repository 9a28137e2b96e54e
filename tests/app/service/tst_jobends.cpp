// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QTest>

#include "jobworld.h"

using namespace litekeeper;
using namespace litekeeper::test;

/// What follows a run of a job: its retention after a good one, its command after a failure.
class JobEndsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goodRunsPrune();
    void failedRunsDoNot();
    void whatKeepsMoreIsAWarning();
    void oneOffBackupsAreNotPruned();
    void aFailureRunsTheCommand();
    void aGoodRunDoesNot();
};

namespace {

Run runNow(JobWorld &world)
{
    JobProcess &process = *world.process;
    const qsizetype before = process.finished.size();
    const QUuid id = process.jobs.runNow(world.job.id, Trigger::Window);
    if (!JobProcess::waitUntilOnLoop([&] { return process.finished.size() > before; })
        || process.finished.last().id != id) {
        qFatal("the run does not end");
    }
    return process.finished.last();
}

Run stored(JobWorld &world, const QUuid &id)
{
    return world.process->catalogue.run(id).result().value();
}

} // namespace

void JobEndsTest::goodRunsPrune()
{
    JobWorld world;
    world.job.retention = {.last = 2, .hourly = 0, .daily = 0, .weekly = 0, .monthly = 0, .yearly = 0};
    QVERIFY(world.store());
    for (const std::size_t files : {1U, 2U, 2U, 2U}) {
        const Run run = runNow(world);
        QCOMPARE(run.outcome, Outcome::Succeeded);
        QCOMPARE(world.files(), files);
    }
    QCOMPARE(world.process->catalogue.backups().result().value().size(), 2);
    const QString log = stored(world, world.process->finished.last().id).log;
    QVERIFY2(log.contains(QLatin1String("the last 2")), qPrintable(log));
    QVERIFY2(log.contains(QStringLiteral("Deleted “")), qPrintable(log));
    QVERIFY2(log.contains(world.job.id.toString(QUuid::WithoutBraces)), qPrintable(log));
}

void JobEndsTest::failedRunsDoNot()
{
    JobWorld world;
    world.job.retention = {.last = 3, .hourly = 0, .daily = 0, .weekly = 0, .monthly = 0, .yearly = 0};
    QVERIFY(world.store());
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(runNow(world).outcome, Outcome::Succeeded);
    }
    world.job.retention.last = 1;
    QVERIFY(world.store());
    std::filesystem::remove(world.source());
    const Run failed = runNow(world);
    QCOMPARE(failed.outcome, Outcome::Failed);
    QCOMPARE(world.files(), std::size_t(3));
    QVERIFY(!stored(world, failed.id).log.isEmpty());
    QVERIFY(makeDatabase(world.source()));
    QCOMPARE(runNow(world).outcome, Outcome::Succeeded);
    QCOMPARE(world.files(), std::size_t(1));
}

void JobEndsTest::whatKeepsMoreIsAWarning()
{
    JobWorld world;
    world.job.retention = {.last = 1, .hourly = 0, .daily = 0, .weekly = 0, .monthly = 0, .yearly = 0};
    QVERIFY(world.store());
    QCOMPARE(runNow(world).outcome, Outcome::Succeeded);
    for (const auto &entry : std::filesystem::directory_iterator(world.destination())) {
        if (entry.path().extension() == ".db") {
            QVERIFY(writeBytes(entry.path(), "somebody else's"));
        }
    }
    const Run run = runNow(world);
    QCOMPARE(run.outcome, Outcome::Warning);
    QVERIFY(!run.backupId.isNull());
    QVERIFY2(run.reason.contains(QLatin1String("more backups than wished")), qPrintable(run.reason));
    QCOMPARE(world.files(), std::size_t(2));
}

void JobEndsTest::oneOffBackupsAreNotPruned()
{
    JobWorld world;
    world.job.retention = {.last = 1, .hourly = 0, .daily = 0, .weekly = 0, .monthly = 0, .yearly = 0};
    QVERIFY(world.store());
    world.process->backups.backUpNow({.source = world.source(), .destination = world.destination()},
                                     Trigger::Window);
    QTRY_COMPARE_WITH_TIMEOUT(world.files(), std::size_t(1), 30'000);
    QTRY_VERIFY_WITH_TIMEOUT(world.process->backups.running().isEmpty(), 30'000);
    QCOMPARE(runNow(world).outcome, Outcome::Succeeded);
    QCOMPARE(runNow(world).outcome, Outcome::Succeeded);
    QCOMPARE(world.files(), std::size_t(2)); // the one-off, and the last one of the job
}

void JobEndsTest::aFailureRunsTheCommand()
{
    JobWorld world;
    const Path file = world.folder.path() / "told";
    world.job.failureCommand
        = QStringLiteral("echo \"$LITEKEEPER_JOB: $LITEKEEPER_OUTCOME\" > '%1'; echo lamp lit; exit 3")
              .arg(QString::fromStdString(file.string()));
    QVERIFY(world.store());
    std::filesystem::remove(world.source());
    const Run run = runNow(world);
    QCOMPARE(run.outcome, Outcome::Failed);
    QCOMPARE(readBytes(file), QByteArray("nightly: failed\n"));
    const Run kept = stored(world, run.id);
    QCOMPARE(kept.outcome, Outcome::Failed);
    QVERIFY2(kept.log.contains(QLatin1String("lamp lit")), qPrintable(kept.log));
    QCOMPARE(kept.findings.size(), 1);
    QVERIFY(kept.findings.front().text.contains(QLatin1String("exit code 3")));
}

void JobEndsTest::aGoodRunDoesNot()
{
    JobWorld world;
    const Path file = world.folder.path() / "told";
    world.job.failureCommand = QStringLiteral("touch '%1'").arg(QString::fromStdString(file.string()));
    QVERIFY(world.store());
    QCOMPARE(runNow(world).outcome, Outcome::Succeeded);
    QVERIFY(!std::filesystem::exists(file));
}

QTEST_GUILESS_MAIN(JobEndsTest)

#include "tst_jobends.moc"
