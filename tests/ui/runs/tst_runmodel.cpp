// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/runs/runmodel.h"

#include "ui/common/status.h"

#include <QAbstractItemModelTester>
#include <QLocale>
#include <QSignalSpy>
#include <QTest>

using namespace litekeeper;

namespace {

const QDateTime now(QDate(2026, 11, 21), QTime(14, 0), Qt::UTC);

Run runOf(const char *source, Outcome outcome, int minutesAgo)
{
    Run run;
    run.id = QUuid::createUuid();
    run.source = source;
    run.outcome = outcome;
    run.startedAt = now.addSecs(-60 * minutesAgo);
    run.bytes = 4096 * 100;
    run.milliseconds = 80'000;
    return run;
}

Backup backupOf(Run &run, ProofLevel proof)
{
    Backup backup;
    backup.id = run.backupId = QUuid::createUuid();
    backup.runId = run.id;
    backup.proof = proof;
    backup.proofAt = now;
    return backup;
}

QString textOf(const RunModel &model, int row, int column)
{
    return model.index(row, column).data().toString();
}

} // namespace

class TestRunModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void showsWhatARunLeft();
    void tellsNoBackupFromADeletedOne();
    void keepsRowsThatStay();
    void putsAFinishedRunInItsPlace();
    void groupsByDay();
    void summarySaysWhyItFailed();
};

void TestRunModel::showsWhatARunLeft()
{
    RunModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setNow(now);
    Run run = runOf("/srv/ghost.db", Outcome::Succeeded, 5);
    const Backup backup = backupOf(run, ProofLevel::Proven);
    model.setRuns({run}, {backup});

    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(textOf(model, 0, RunModel::DatabaseColumn), QStringLiteral("ghost.db"));
    QCOMPARE(textOf(model, 0, RunModel::OutcomeColumn), QStringLiteral("Succeeded"));
    QCOMPARE(textOf(model, 0, RunModel::ProofColumn), QStringLiteral("Proven"));
    QCOMPARE(textOf(model, 0, RunModel::DurationColumn), QStringLiteral("1 min 20 s"));
    QCOMPARE(textOf(model, 0, RunModel::SizeColumn), QStringLiteral("400 KiB"));
    QCOMPARE(model.index(0, RunModel::StartedColumn).data(DetailRole).toString(),
             QStringLiteral("5 minutes ago"));
    QVERIFY(model.index(0, RunModel::StartedColumn)
                .data(Qt::ToolTipRole)
                .toString()
                .endsWith(QStringLiteral("UTC")));
    const auto status = model.index(0, RunModel::ProofColumn).data(StatusRole).value<Status>();
    QCOMPARE(status.glyph, Glyph::Shield);
}

void TestRunModel::tellsNoBackupFromADeletedOne()
{
    RunModel model;
    Run gone = runOf("/srv/ghost.db", Outcome::Succeeded, 5);
    (void)backupOf(gone, ProofLevel::Proven);
    model.setRuns({gone, runOf("/srv/ghost.db", Outcome::Failed, 9)}, {});

    QVERIFY(model.rowWith(gone.id)->backupDeleted());
    QCOMPARE(textOf(model, 0, RunModel::ProofColumn), QStringLiteral("–"));
    QVERIFY(!model.index(0, RunModel::ProofColumn).data(StatusRole).isValid());
    QVERIFY(model.index(0, RunModel::ProofColumn).data(Qt::ToolTipRole).toString()
            != model.index(1, RunModel::ProofColumn).data(Qt::ToolTipRole).toString());
}

void TestRunModel::keepsRowsThatStay()
{
    RunModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const Run first = runOf("/srv/a.db", Outcome::Succeeded, 3);
    Run second = runOf("/srv/b.db", Outcome::Running, 2);
    const Run third = runOf("/srv/c.db", Outcome::Succeeded, 1);
    model.setRuns({second, first}, {});
    const QPersistentModelIndex kept(model.index(1, 0));
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);

    second.outcome = Outcome::Succeeded;
    model.setRuns({third, second, first}, {});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(kept.row(), 2);
    QCOMPARE(kept.data(RunModel::RunIdRole).toUuid(), first.id);
    QCOMPARE(changed.size(), 1); // only the run that ended
    QCOMPARE(changed.at(0).at(0).toModelIndex().row(), 1);

    model.setRuns({third, first}, {});
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(kept.row(), 1);
    model.setRuns({first, third}, {}); // even where the order changes
    QCOMPARE(model.index(0, 0).data(RunModel::RunIdRole).toUuid(), first.id);
    QVERIFY(reset.isEmpty());
}

void TestRunModel::putsAFinishedRunInItsPlace()
{
    RunModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const Run newest = runOf("/srv/a.db", Outcome::Succeeded, 1);
    const Run oldest = runOf("/srv/b.db", Outcome::Succeeded, 9);
    model.setRuns({newest, oldest}, {});

    Run between = runOf("/srv/c.db", Outcome::Warning, 5);
    const Backup backup = backupOf(between, ProofLevel::Checked);
    model.putRun(between, backup);
    QCOMPARE(model.rowOf(between.id), 1);
    QCOMPARE(model.index(1, 0).data(RunModel::ProofRole).toInt(), int(ProofLevel::Checked));
    model.putRun(between, backup); // the catalogue tells the same a moment later
    QCOMPARE(model.rowCount(), 3);
}

void TestRunModel::groupsByDay()
{
    RunModel model;
    model.setRuns({runOf("/srv/a.db", Outcome::Succeeded, 60),
                   runOf("/srv/a.db", Outcome::Succeeded, 60 * 20),
                   runOf("/srv/a.db", Outcome::Succeeded, 60 * 50)},
                  {});
    model.setNow(now);
    QStringList days;
    for (int row = 0; row < model.rowCount(); ++row) {
        days.append(model.index(row, 0).data(RunModel::DayRole).toString());
    }
    QCOMPARE(days,
             (QStringList{QStringLiteral("Today"), QStringLiteral("Yesterday"), QStringLiteral("Earlier")}));
}

void TestRunModel::summarySaysWhyItFailed()
{
    RunModel model;
    Run failed = runOf("/srv/a.db", Outcome::Failed, 60);
    failed.reason = QStringLiteral("The disk is full.\nFree some room.");
    model.setRuns({failed, runOf("/srv/a.db", Outcome::Cancelled, 61)}, {});
    QCOMPARE(model.index(0, 0).data(RunModel::SummaryRole).toString(),
             QStringLiteral("The disk is full. Free some room."));
    QCOMPARE(model.index(1, 0).data(RunModel::SummaryRole).toString(), QStringLiteral("Cancelled"));
    QVERIFY(model.index(0, 0).data(SearchRole).toString().contains(QStringLiteral("disk is full")));
}

QTEST_GUILESS_MAIN(TestRunModel)
#include "tst_runmodel.moc"
