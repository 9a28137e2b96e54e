// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/databases/databasefilter.h"
#include "ui/databases/databasemodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace litekeeper;

namespace {

DatabaseFacts facts(const char *path, qint64 bytes = 4096, const QString &application = {})
{
    DatabaseFacts facts;
    facts.path = path;
    facts.bytes = bytes;
    facts.pageSize = 4096;
    facts.pageCount = bytes / 4096;
    facts.modified = QDateTime::currentDateTimeUtc();
    facts.application = application;
    return facts;
}

Place placeWith(const QList<Path> &roots)
{
    Place place;
    place.roots = roots;
    return place;
}

} // namespace

class TestDatabaseModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void addsAndUpdatesWithoutAReset();
    void aWholeSearchTakesAwayWhatIsGone();
    void aStoppedSearchTakesNothingAway();
    void showsTheNewestBackup();
    void progressIsABar();
    void filtersByPlaceAndText();
    void sortsByFiguresAndNotByTheirText();
    void aPlaceHoldsWhatLiesBelowIt();
};

void TestDatabaseModel::addsAndUpdatesWithoutAReset()
{
    DatabaseModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    model.put({facts("/a.db"), facts("/b.db")});
    model.put({facts("/b.db", 8192), facts("/c.db")});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.facts("/b.db")->bytes, 8192);
    QCOMPARE(model.indexOf("/c.db").row(), 2);
    QVERIFY(!model.indexOf("/d.db").isValid());
    QCOMPARE(resets.count(), 0);
}

void TestDatabaseModel::aWholeSearchTakesAwayWhatIsGone()
{
    DatabaseModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.put({facts("/home/a.db"), facts("/home/b.db"), facts("/mnt/c.db")});
    model.beginSearch([](const Path &path) { return isBelow(path, "/home"); });
    model.put({facts("/home/b.db")});
    model.finishSearch(false);
    QCOMPARE(model.rowCount(), 2);
    QVERIFY(!model.indexOf("/home/a.db").isValid());
    QCOMPARE(model.indexOf("/home/b.db").data().toString(), QStringLiteral("b.db"));
    QCOMPARE(model.indexOf("/mnt/c.db").data().toString(), QStringLiteral("c.db"));
}

void TestDatabaseModel::aStoppedSearchTakesNothingAway()
{
    DatabaseModel model;
    model.put({facts("/home/a.db")});
    model.beginSearch([](const Path &) { return true; });
    model.finishSearch(true);
    QCOMPARE(model.rowCount(), 1);
    // What the stopped search did not reach is not taken for gone by the next one elsewhere either.
    model.beginSearch([](const Path &) { return false; });
    model.finishSearch(false);
    QCOMPARE(model.rowCount(), 1);
}

void TestDatabaseModel::showsTheNewestBackup()
{
    DatabaseModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.put({facts("/a.db")});
    const QModelIndex cell = model.indexOf("/a.db").siblingAtColumn(DatabaseModel::LastBackupColumn);
    const QString never = cell.data().toString();
    QVERIFY(!cell.data(StatusRole).isValid());
    Backup backup;
    backup.proof = ProofLevel::Checked;
    backup.createdAt = QDateTime::currentDateTimeUtc().addDays(-3);
    KnownDatabase known;
    known.source = "/a.db";
    known.newestBackup = backup;
    model.setKnown({known});
    QVERIFY(cell.data().toString() != never);
    QVERIFY(cell.data(StatusRole).isValid());
    QVERIFY(!cell.data(DetailRole).toString().isEmpty());
    model.setKnown({});
    QCOMPARE(cell.data().toString(), never);
}

void TestDatabaseModel::progressIsABar()
{
    DatabaseModel model;
    model.put({facts("/a.db")});
    const QModelIndex cell = model.indexOf("/a.db").siblingAtColumn(DatabaseModel::LastBackupColumn);
    Progress progress;
    progress.bytesDone = 50;
    progress.bytesTotal = 100;
    model.setProgress("/a.db", progress);
    QCOMPARE(cell.data(ProgressRole).toDouble(), 0.5);
    QVERIFY(cell.data(DatabaseModel::RunningRole).toBool());
    model.setProgress("/a.db", std::nullopt);
    QVERIFY(!cell.data(ProgressRole).isValid());
    model.setProgress("/unknown.db", progress); // not found yet: nothing happens
}

void TestDatabaseModel::filtersByPlaceAndText()
{
    DatabaseModel model;
    DatabaseFilter filter;
    QAbstractItemModelTester tester(&filter, QAbstractItemModelTester::FailureReportingMode::QtTest);
    filter.setSourceModel(&model);
    model.put({facts("/home/blog.db", 1, QStringLiteral("Ghost")), facts("/home2/x.db"), facts("/mnt/y.db")});
    filter.setPlace(placeWith({"/home"}));
    QCOMPARE(filter.rowCount(), 1);
    filter.setPlace(placeWith({"/home", "/mnt/y.db"}));
    QCOMPARE(filter.rowCount(), 2);
    filter.setText(QStringLiteral("ghost"));
    QCOMPARE(filter.rowCount(), 1);
    QCOMPARE(filter.pathAt(filter.index(0, 0)), Path("/home/blog.db"));
    filter.setText(QStringLiteral("BLOG"));
    QCOMPARE(filter.rowCount(), 1);
    filter.setText(QStringLiteral("nothing"));
    QCOMPARE(filter.rowCount(), 0);
}

void TestDatabaseModel::sortsByFiguresAndNotByTheirText()
{
    DatabaseModel model;
    DatabaseFilter filter;
    filter.setSourceModel(&model);
    filter.setPlace(placeWith({"/"}));
    model.put({facts("/a.db", 9 << 20), facts("/b.db", 10 << 10), facts("/c.db", 1 << 30)});
    filter.sort(DatabaseModel::SizeColumn, Qt::DescendingOrder);
    QCOMPARE(filter.pathAt(filter.index(0, 0)), Path("/c.db"));
    QCOMPARE(filter.pathAt(filter.index(2, 0)), Path("/b.db"));
}

void TestDatabaseModel::aPlaceHoldsWhatLiesBelowIt()
{
    QVERIFY(isBelow("/home/a/b.db", "/home/a"));
    QVERIFY(isBelow("/home/a/b.db", "/home/a/"));
    QVERIFY(isBelow("/b.db", "/"));
    QVERIFY(isBelow("/home/a", "/home/a"));
    QVERIFY(!isBelow("/home/ab/c.db", "/home/a"));
    QVERIFY(!isBelow("/home", "/home/a"));
}

QTEST_GUILESS_MAIN(TestDatabaseModel)
#include "tst_databasemodel.moc"
