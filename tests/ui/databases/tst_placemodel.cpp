// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/databases/placemodel.h"

#include "ui/common/format.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

Q_DECLARE_METATYPE(litekeeper::PlaceEntry)

using namespace litekeeper;

namespace {

Place place(Place::Kind kind, const Path &root, bool network = false)
{
    Place place;
    place.kind = kind;
    place.label = displayPath(root);
    place.roots = {root};
    place.network = network;
    return place;
}

} // namespace

class TestPlaceModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrderOfKinds();
    void replacesWhatItHasAlready();
    void sharesTellHowTheyDo();
    void takesAwayWhatIsNotMounted();
    void saysHowAPlaceDoes_data();
    void saysHowAPlaceDoes();
};

void TestPlaceModel::keepsTheOrderOfKinds()
{
    PlaceModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.put(place(Place::Kind::Folder, "/srv"));
    model.put(place(Place::Kind::Volume, "/mnt"));
    model.put(place(Place::Kind::Home, "/home/ada"));
    model.put(place(Place::Kind::Volume, "/media"));
    QStringList labels;
    for (int row = 0; row < model.rowCount(); ++row) {
        labels.append(model.index(row).data().toString());
    }
    QCOMPARE(labels,
             QStringList({QStringLiteral("/home/ada"), QStringLiteral("/mnt"), QStringLiteral("/media"),
                          QStringLiteral("/srv")}));
    QCOMPARE(model.rowOf(Place::Kind::Volume), 1);
    QCOMPARE(model.rowOf(Place::Kind::Dropped), -1);
}

void TestPlaceModel::replacesWhatItHasAlready()
{
    PlaceModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.put(place(Place::Kind::Folder, "/srv")), 0);
    QCOMPARE(model.put(place(Place::Kind::Folder, "/srv")), 0);
    QCOMPARE(model.put(place(Place::Kind::Folder, "/opt")), 1);
    model.put(place(Place::Kind::Dropped, "/a.db"));
    model.put(place(Place::Kind::Dropped, "/b.db"));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.at(2).roots, QList<Path>{"/b.db"});
    model.remove(0);
    QCOMPARE(model.at(0).roots, QList<Path>{"/opt"});
}

void TestPlaceModel::sharesTellHowTheyDo()
{
    PlaceModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    Place share = place(Place::Kind::Share, "/mnt/nas", true);
    share.detail = QStringLiteral("answers in 12 ms");
    model.put(share);
    model.put(place(Place::Kind::Folder, "/srv"));
    model.put(place(Place::Kind::Volume, "/mnt/disk"));
    const QModelIndex row = model.index(1);
    QVERIFY(model.flags(row).testFlag(Qt::ItemIsSelectable));
    QCOMPARE(row.data(DetailRole).toString(), share.detail);
    QVERIFY(!row.data(StatusRole).isValid());
    QVERIFY(
        row.data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("network share, answers in")));
    // News are told, and nothing else is.
    QSignalSpy changed(&model, &PlaceModel::dataChanged);
    model.put(share);
    QCOMPARE(changed.count(), 0);
    share.detail = QStringLiteral("not answering since 14:03");
    share.trouble = Status{.word = share.detail, .glyph = Glyph::Void};
    model.put(share);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(row.data(StatusRole).value<Status>().glyph, Glyph::Void);
}

void TestPlaceModel::takesAwayWhatIsNotMounted()
{
    PlaceModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const Place home = place(Place::Kind::Home, "/home/ada");
    const Place disk = place(Place::Kind::Volume, "/mnt/disk");
    const Place stick = place(Place::Kind::Volume, "/mnt/stick");
    const Place share = place(Place::Kind::Share, "/mnt/nas", true);
    for (const Place &each : {home, disk, stick, share, place(Place::Kind::Folder, "/srv")}) {
        model.put(each);
    }
    model.keepOnly({disk});
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.rowOf(disk), 1);
    QCOMPARE(model.rowOf(stick), -1);
    QCOMPARE(model.rowOf(share), -1);
    QCOMPARE(model.rowOf(Place::Kind::Folder), 2); // nobody mounts them
}

void TestPlaceModel::saysHowAPlaceDoes_data()
{
    QTest::addColumn<PlaceEntry>("entry");
    QTest::addColumn<QString>("detail");
    using Health = PlaceEntry::Health;
    const auto entry = [](Health health, qint64 latency, bool network = true) {
        PlaceEntry entry;
        entry.place.kind = SearchPlace::Kind::Share;
        entry.place.folder = "/mnt/nas";
        entry.place.network = network;
        entry.health = health;
        entry.latencyMicroseconds = latency;
        return entry;
    };
    QTest::newRow("answers") << entry(Health::Answers, 12'400) << QStringLiteral("answers in 12 ms");
    QTest::newRow("at once") << entry(Health::Answers, 340) << QStringLiteral("answers in under 1 ms");
    QTest::newRow("not asked yet") << entry(Health::NotAsked, -1) << QStringLiteral("asking…");
    PlaceEntry refuses = entry(Health::Answers, -1);
    refuses.reason = QStringLiteral("Permission denied");
    QTest::newRow("refuses") << refuses << QStringLiteral("answers, but refuses");
    PlaceEntry silent = entry(Health::NotAnswering, 12'400);
    silent.notAnsweringSince = QDateTime({2026, 5, 4}, {14, 3}, Qt::UTC);
    QTest::newRow("silent")
        << silent << QStringLiteral("not answering since %1").arg(dateTimeText(silent.notAnsweringSince));
    silent.notAnsweringSince = QDateTime::currentDateTimeUtc();
    QTest::newRow("silent since today")
        << silent << QStringLiteral("not answering since %1").arg(timeText(silent.notAnsweringSince));
    PlaceEntry disk = entry(Health::Answers, -1, false);
    disk.place.kind = SearchPlace::Kind::Volume;
    QTest::newRow("local") << disk << QString();
    disk.place.freeBytes = 1 << 30;
    QTest::newRow("local with room") << disk << QStringLiteral("1.00 GiB free");
    disk.place.kind = SearchPlace::Kind::Folder;
    QTest::newRow("local folder") << disk << QString();
    disk.health = Health::NotAnswering;
    QTest::newRow("no such folder") << disk << QStringLiteral("not there");
}

void TestPlaceModel::saysHowAPlaceDoes()
{
    QFETCH(PlaceEntry, entry);
    const Place place = placeOf(entry);
    QTEST(place.detail, "detail");
    QCOMPARE(place.trouble.has_value(), entry.health == PlaceEntry::Health::NotAnswering);
    QCOMPARE(place.network, entry.place.network);
    QVERIFY(!place.label.isEmpty());
    QVERIFY(place.toolTip.contains(QStringLiteral("/mnt/nas")));
}

QTEST_MAIN(TestPlaceModel)
#include "tst_placemodel.moc"
