// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/databases/placemodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

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
    void networkSharesCannotBeSelected();
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

void TestPlaceModel::networkSharesCannotBeSelected()
{
    PlaceModel model;
    model.put(place(Place::Kind::Volume, "/mnt/nas", true));
    model.put(place(Place::Kind::Volume, "/mnt/disk"));
    QVERIFY(!model.flags(model.index(0)).testFlag(Qt::ItemIsSelectable));
    QVERIFY(model.flags(model.index(1)).testFlag(Qt::ItemIsSelectable));
}

QTEST_MAIN(TestPlaceModel)
#include "tst_placemodel.moc"
