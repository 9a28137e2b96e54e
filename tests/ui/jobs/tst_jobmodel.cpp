// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/jobs/jobmodel.h"

#include "ui/common/status.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QTest>

using namespace litekeeper;

namespace {

const QDateTime now = QDateTime::fromString(QStringLiteral("2026-11-21T12:00:00Z"), Qt::ISODate);

JobEntry entryWith(const QString &name, JobState state)
{
    JobEntry entry;
    entry.job.id = QUuid::createUuid();
    entry.job.name = name;
    entry.job.source = "/srv/blog/ghost.db";
    entry.job.destination = "/mnt/backups";
    entry.job.schedule = QStringLiteral("0 30 2 * * *");
    entry.job.timeZone = QTimeZone::systemTimeZoneId();
    entry.health.state = state;
    entry.health.sentence = QStringLiteral("a sentence");
    entry.health.nextDueUtc = now.addSecs(4 * 3600);
    return entry;
}

Run runThat(Outcome outcome, int hoursAgo)
{
    Run run;
    run.id = QUuid::createUuid();
    run.outcome = outcome;
    run.startedAt = now.addSecs(-hoursAgo * 3600LL);
    return run;
}

} // namespace

class TestJobModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsRowsWhileJobsComeAndGo();
    void worstStateComesFirst();
    void saysOverdueAndFailingInWords();
    void aRunShowsItsProgress();
    void theSwitchWishesAndDoesNotDecide();
    void saysWhenItRunsNext();
    void theStripIsOldestFirst();
    void manyJobsChangeOneByOne();
};

void TestJobModel::keepsRowsWhileJobsComeAndGo()
{
    JobModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    const JobEntry first = entryWith(QStringLiteral("a"), JobState::Well);
    const JobEntry second = entryWith(QStringLiteral("b"), JobState::Well);
    model.setEntries({first, second});
    const QPersistentModelIndex kept = model.index(1, JobModel::JobColumn);
    model.setEntries({second, entryWith(QStringLiteral("c"), JobState::Off)});
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(kept.isValid());
    QCOMPARE(kept.data().toString(), QStringLiteral("b"));
    model.setEntries({});
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(resets.count(), 0);
}

void TestJobModel::worstStateComesFirst()
{
    JobModel model;
    QSortFilterProxyModel sorted;
    sorted.setSourceModel(&model);
    sorted.setSortRole(SortRole);
    sorted.sort(JobModel::StateColumn);
    model.setEntries({entryWith(QStringLiteral("off"), JobState::Off),
                      entryWith(QStringLiteral("well"), JobState::Well),
                      entryWith(QStringLiteral("overdue"), JobState::Overdue),
                      entryWith(QStringLiteral("failing"), JobState::Failing),
                      entryWith(QStringLiteral("warned"), JobState::Warned)});
    QStringList names;
    for (int row = 0; row < sorted.rowCount(); ++row) {
        names.append(sorted.index(row, JobModel::JobColumn).data().toString());
    }
    QCOMPARE(names,
             (QStringList{QStringLiteral("failing"), QStringLiteral("overdue"), QStringLiteral("warned"),
                          QStringLiteral("well"), QStringLiteral("off")}));
}

void TestJobModel::saysOverdueAndFailingInWords()
{
    JobModel model;
    JobEntry failing = entryWith(QStringLiteral("f"), JobState::Failing);
    failing.health.failuresInARow = 3;
    failing.recentRuns = {runThat(Outcome::Failed, 2)};
    JobEntry overdue = entryWith(QStringLiteral("o"), JobState::Overdue);
    overdue.health.overdueSinceUtc = now.addDays(-3);
    overdue.recentRuns = {runThat(Outcome::Succeeded, 96)};
    model.setEntries({failing, overdue});
    model.setNow(now);
    const QModelIndex failed = model.index(0, JobModel::StateColumn);
    QCOMPARE(failed.data().toString(), statusOf(JobState::Failing).word);
    QVERIFY2(failed.data(DetailRole).toString().contains(u'3'),
             qPrintable(failed.data(DetailRole).toString()));
    const QModelIndex late = model.index(1, JobModel::StateColumn);
    QCOMPARE(late.data().toString(), statusOf(JobState::Overdue).word);
    QVERIFY2(late.data(DetailRole).toString().contains(QStringLiteral("3 days ago")),
             qPrintable(late.data(DetailRole).toString()));
    QCOMPARE(late.data(Qt::ToolTipRole).toString(), QStringLiteral("a sentence"));
    QVERIFY(late.data(Qt::AccessibleTextRole).toString().contains(statusOf(JobState::Overdue).word));
}

void TestJobModel::aRunShowsItsProgress()
{
    JobModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const JobEntry entry = entryWith(QStringLiteral("a"), JobState::Well);
    model.setEntries({entry});
    const QModelIndex cell = model.index(0, JobModel::StateColumn);
    QVERIFY(!cell.data(ProgressRole).isValid());
    Progress progress;
    progress.phase = Phase::Copying;
    progress.bytesDone = 25;
    progress.bytesTotal = 100;
    model.setProgress(entry.job.id, progress);
    QCOMPARE(cell.data(ProgressRole).toDouble(), 0.25);
    model.setEntries({entry}); // as when another job changed
    QCOMPARE(cell.data(ProgressRole).toDouble(), 0.25);
    model.setProgress(entry.job.id, std::nullopt);
    QVERIFY(!cell.data(ProgressRole).isValid());
}

void TestJobModel::theSwitchWishesAndDoesNotDecide()
{
    JobModel model;
    const JobEntry entry = entryWith(QStringLiteral("a"), JobState::Well);
    model.setEntries({entry});
    QSignalSpy wishes(&model, &JobModel::enabledWanted);
    const QModelIndex cell = model.index(0, JobModel::EnabledColumn);
    QVERIFY(model.flags(cell) & Qt::ItemIsUserCheckable);
    QVERIFY(model.setData(cell, QVariant::fromValue(Qt::Unchecked), Qt::CheckStateRole));
    QCOMPARE(wishes.count(), 1);
    QCOMPARE(wishes.at(0).at(0).toUuid(), entry.job.id);
    QCOMPARE(wishes.at(0).at(1).toBool(), false);
    QCOMPARE(cell.data(Qt::CheckStateRole).value<Qt::CheckState>(), Qt::Checked);
    QVERIFY(!model.setData(model.index(0, JobModel::JobColumn), 1, Qt::EditRole));
}

void TestJobModel::saysWhenItRunsNext()
{
    JobModel model;
    JobEntry entry = entryWith(QStringLiteral("a"), JobState::Well);
    model.setEntries({entry});
    model.setNow(now);
    const QModelIndex cell = model.index(0, JobModel::NextColumn);
    QCOMPARE(cell.data().toString(), QStringLiteral("in 4 hours"));
    QVERIFY(cell.data(Qt::ToolTipRole).toString().contains(QStringLiteral("2026-11-21 16:00:00 UTC")));
    model.setPaused(true);
    QVERIFY(cell.data().toString() != QStringLiteral("in 4 hours"));
    model.setPaused(false);
    entry.job.enabled = false;
    entry.health.state = JobState::Off;
    model.setEntries({entry});
    QVERIFY(!cell.data().toString().contains(QStringLiteral("hours")));
    QVERIFY(cell.data(DimmedRole).toBool());
}

void TestJobModel::theStripIsOldestFirst()
{
    JobModel model;
    JobEntry entry = entryWith(QStringLiteral("a"), JobState::Failing);
    entry.recentRuns
        = {runThat(Outcome::Failed, 1), runThat(Outcome::Warning, 25), runThat(Outcome::Succeeded, 49)};
    model.setEntries({entry});
    const QModelIndex cell = model.index(0, JobModel::StripColumn);
    const QList<int> expected{int(Outcome::Succeeded), int(Outcome::Warning), int(Outcome::Failed)};
    QCOMPARE(cell.data(StripRole).value<QList<int>>(), expected);
    QCOMPARE(cell.data(StripTipsRole).toStringList().size(), 3);
}

void TestJobModel::manyJobsChangeOneByOne()
{
    JobModel model;
    QList<JobEntry> entries;
    for (int number = 0; number < 500; ++number) {
        entries.append(
            entryWith(QStringLiteral("job %1").arg(number, 3, 10, QLatin1Char('0')), JobState::Well));
    }
    model.setEntries(entries);
    QCOMPARE(model.rowCount(), 500);
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
    model.setEntries(entries);
    QCOMPARE(changes.count(), 0);
    entries[250].health.state = JobState::Failing;
    model.setEntries(entries);
    QCOMPARE(changes.count(), 1);
    QCOMPARE(changes.at(0).at(0).toModelIndex().row(), 250);
}

QTEST_GUILESS_MAIN(TestJobModel)
#include "tst_jobmodel.moc"
