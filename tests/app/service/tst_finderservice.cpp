// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runner/taskrunner.h"
#include "service/finderservice.h"
#include "support/databases.h"
#include "support/files.h"

#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

namespace {

struct Finish
{
    qint64 files = 0;
    qint64 databases = 0;
    bool stopped = false;
};

/// A finder and what it said.
class World : public QObject
{
public:
    World()
    {
        connect(&finder, &FinderService::found, this,
                [this](const QList<DatabaseFacts> &databases) { found.append(databases); });
        connect(&finder, &FinderService::finished, this,
                [this](qint64 files, qint64 databases, qint64, bool stopped) {
                    finishes.append({files, databases, stopped});
                });
    }

    TemporaryFolder folder;
    TaskRunner runner;
    FinderService finder{runner};
    QList<DatabaseFacts> found;
    QList<Finish> finishes;
};

} // namespace

class FinderServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsPlaces();
    void findsEverything();
    void passesOverWhatIsExcluded();
    void stops();
    void aNewSearchEndsTheOldOne();
    void mayDieWhileSearching();
    void looks();
    void countsRows();
    void namesWhatCannotBeCounted();
    void aNewInspectionStopsTheOldOne();
};

void FinderServiceTest::knowsPlaces()
{
    World world;
    const QList<SearchPlace> places = world.finder.places().result();
    QVERIFY(!places.isEmpty());
    QCOMPARE(places.at(0).kind, SearchPlace::Kind::Home);
    QVERIFY(places.at(0).freeBytes >= 0);
    for (const SearchPlace &place : places) {
        QVERIFY(!place.label.isEmpty());
        QVERIFY(!place.folder.empty());
    }
}

void FinderServiceTest::findsEverything()
{
    World world;
    for (int i = 0; i < 25; ++i) {
        QVERIFY(makeDatabase(world.folder.path() / ("app" + std::to_string(i))));
    }
    QVERIFY(writeBytes(world.folder.path() / "text.db", "no database"));
    world.finder.search({world.folder.path()});
    QVERIFY(world.finder.searching());
    QTRY_COMPARE(world.finishes.size(), 1);
    QVERIFY(!world.finder.searching());
    QCOMPARE(world.finishes.at(0).files, 26);
    QCOMPARE(world.finishes.at(0).databases, 25);
    QCOMPARE(world.finishes.at(0).stopped, false);
    QCOMPARE(world.found.size(), 25);
    QCOMPARE(world.found.at(0).pageSize, 4096);
}

void FinderServiceTest::passesOverWhatIsExcluded()
{
    World world;
    const Path own = world.folder.path() / "own";
    QVERIFY(std::filesystem::create_directory(own));
    QVERIFY(makeDatabase(own / "catalogue.db"));
    QVERIFY(makeDatabase(world.folder.path() / "app.db"));
    world.finder.setExcluded({own});
    world.finder.search({world.folder.path()});
    QTRY_COMPARE(world.finishes.size(), 1);
    QCOMPARE(world.found.size(), 1);
    QCOMPARE(world.found.at(0).path.filename(), Path("app.db"));
}

void FinderServiceTest::stops()
{
    World world;
    world.finder.search({"/usr"});
    world.finder.stop();
    QTRY_COMPARE(world.finishes.size(), 1);
    QCOMPARE(world.finishes.at(0).stopped, true);
}

void FinderServiceTest::aNewSearchEndsTheOldOne()
{
    World world;
    QVERIFY(makeDatabase(world.folder.path() / "app.db"));
    world.finder.search({"/usr"});
    world.finder.search({world.folder.path()});
    QCOMPARE(world.finishes.size(), 1); // the first one's, at once
    QCOMPARE(world.finishes.at(0).stopped, true);
    QTRY_COMPARE(world.finishes.size(), 2);
    QCOMPARE(world.finishes.at(1).stopped, false);
    // Nothing of the old search is heard in the new one.
    QCOMPARE(world.found.size(), 1);
    QCOMPARE(world.finishes.at(1).databases, 1);
}

void FinderServiceTest::mayDieWhileSearching()
{
    auto world = std::make_unique<World>();
    world->finder.search({"/usr"});
    world->finder.search({"/usr"});
    world.reset();
    QCoreApplication::processEvents();
}

void FinderServiceTest::looks()
{
    World world;
    const Path file = world.folder.path() / "app.db";
    QVERIFY(makeDatabase(file, 10, 10, "WAL"));
    const Result<DatabaseFacts> facts = world.finder.look(file).result();
    QVERIFY(facts.hasValue());
    QCOMPARE(facts->journalMode, JournalMode::Wal);
    QCOMPARE(facts->bytes, qint64(std::filesystem::file_size(file)));
    QCOMPARE(world.finder.look("/missing.db").result().error().kind, ErrorKind::NotFound);
}

void FinderServiceTest::countsRows()
{
    World world;
    const Path file = world.folder.path() / "app.db";
    QVERIFY(makeDatabase(file, 77));
    QVERIFY(Sqlite(file).execute("CREATE TABLE \"a \"\"b\"\"\"(x); CREATE VIEW v AS SELECT 1"));
    const auto tables = world.finder.tables(file).result();
    QVERIFY(tables.hasValue());
    QCOMPARE(tables->size(), 2);
    QCOMPARE(tables->at(0).name, QStringLiteral("a \"b\""));
    QCOMPARE(tables->at(0).rows, 0);
    QCOMPARE(tables->at(1).name, QStringLiteral("items"));
    QCOMPARE(tables->at(1).rows, 77);
}

void FinderServiceTest::namesWhatCannotBeCounted()
{
    World world;
    const Path file = world.folder.path() / "app.db";
    QVERIFY(
        Sqlite(file).execute("CREATE VIRTUAL TABLE notes USING fts5(body); INSERT INTO notes VALUES('x')"));
    const auto tables = world.finder.tables(file).result();
    QVERIFY(tables.hasValue());
    const auto notes = std::find_if(tables->cbegin(), tables->cend(), [](const TableSummary &table) {
        return table.name == QLatin1String("notes");
    });
    QVERIFY(notes != tables->cend());
    QCOMPARE(notes->rows, -1);
    QVERIFY(!notes->note.isEmpty());
}

void FinderServiceTest::aNewInspectionStopsTheOldOne()
{
    World world;
    const Path file = world.folder.path() / "app.db";
    QVERIFY(makeDatabase(file));
    Sqlite holder(file);
    QVERIFY(holder.execute("BEGIN EXCLUSIVE")); // the first one waits
    QFuture<Result<QList<TableSummary>>> first = world.finder.tables(file);
    const Path other = world.folder.path() / "other.db";
    QVERIFY(makeDatabase(other));
    QVERIFY(world.finder.tables(other).result().hasValue());
    QVERIFY(!first.result().hasValue());
    QFuture<Result<QList<TableSummary>>> third = world.finder.tables(file);
    world.finder.stopInspection();
    QVERIFY(!third.result().hasValue());
}

QTEST_GUILESS_MAIN(FinderServiceTest)
#include "tst_finderservice.moc"
