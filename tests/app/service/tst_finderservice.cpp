// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runner/taskrunner.h"
#include "service/finderservice.h"
#include "support/databases.h"
#include "support/deadshare.h"
#include "support/files.h"
#include "support/sambaworld.h"

#include <QSet>
#include <QTest>

#include <sys/stat.h>

using namespace litekeeper;
using namespace litekeeper::test;
using namespace std::chrono_literals;

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
    explicit World(const Path &program = LITEKEEPER_CLI)
        : finder(runner, program)
    {
        connect(&finder, &FinderService::rootFailed, this,
                [this](const Error &error) { failures.append(error); });
        connect(&finder, &FinderService::found, this,
                [this](const QList<DatabaseFacts> &databases) { found.append(databases); });
        connect(&finder, &FinderService::finished, this,
                [this](qint64 files, qint64 databases, qint64, bool stopped) {
                    finishes.append({files, databases, stopped});
                });
    }

    TemporaryFolder folder;
    TaskRunner runner;
    FinderService finder;
    QList<Error> failures;
    QList<DatabaseFacts> found;
    QList<Finish> finishes;
};

} // namespace

#define REQUIRE_SAMBA(world)                                                                                 \
    if (const std::string reason = SambaWorld::whyNot(); !reason.empty()) {                                  \
        QSKIP(reason.c_str());                                                                               \
    }                                                                                                        \
    SambaWorld world;                                                                                        \
    QVERIFY2(world.problem().empty(), world.problem().c_str());

class FinderServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsEverything();
    void passesOverWhatIsExcluded();
    void stops();
    void aNewSearchEndsTheOldOne();
    void mayDieWhileSearching();
    void looks();
    void countsRows();
    void namesWhatCannotBeCounted();
    void aNewInspectionStopsTheOldOne();
    void searchesShares();
    void opensNothingOnAShare();
    void aShareThatFallsSilent();
    void aShareThatBreaksOff();
    void stopsAtAnyTime();
    void childrenThatMisbehave_data();
    void childrenThatMisbehave();
};

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

void FinderServiceTest::searchesShares()
{
    REQUIRE_SAMBA(samba);
    World world;
    QVERIFY(std::filesystem::create_directories(samba.serverFolder() / "deep/er"));
    QVERIFY(makeDatabase(samba.serverFolder() / "deep/er/blog.db", 100, 10, "WAL"));
    QVERIFY(makeDatabase(samba.serverFolder() / "shop"));
    QVERIFY(writeBytes(samba.serverFolder() / "text.db", "no database"));
    QVERIFY(makeDatabase(world.folder.path() / "local.db"));
    std::filesystem::create_directory_symlink(samba.share(), world.folder.path() / "link");
    QTRY_VERIFY(std::filesystem::exists(samba.share() / "text.db"));
    world.finder.search({world.folder.path(), world.folder.path() / "link"});
    QTRY_COMPARE_WITH_TIMEOUT(world.finishes.size(), 1, 60'000);
    QVERIFY(world.failures.isEmpty());
    QSet<QString> names;
    for (const DatabaseFacts &facts : std::as_const(world.found)) {
        names.insert(displayName(facts.path));
    }
    QCOMPARE(names,
             QSet<QString>({QStringLiteral("blog.db"), QStringLiteral("shop"), QStringLiteral("local.db")}));
    QCOMPARE(world.finishes.at(0).databases, 3);
    QVERIFY(world.finishes.at(0).files >= 4);
    // A share is not entered from above, and one that is missing there is a failure.
    world.finder.search({samba.localFolder()});
    QTRY_COMPARE_WITH_TIMEOUT(world.finishes.size(), 2, 60'000);
    QCOMPARE(world.finishes.at(1).stopped, false);
    world.finder.search({samba.share() / "missing"});
    QTRY_COMPARE_WITH_TIMEOUT(world.finishes.size(), 3, 60'000);
    QCOMPARE(world.failures.size(), 1);
    QCOMPARE(world.failures.at(0).kind, ErrorKind::NotFound);
    QCOMPARE(world.failures.at(0).path, samba.share() / "missing");
}

void FinderServiceTest::opensNothingOnAShare()
{
    REQUIRE_SAMBA(samba);
    World world;
    const Path file = samba.serverFolder() / "app.db";
    QVERIFY(makeDatabase(file, 77, 10, "WAL"));
    Sqlite writer(file); // its -wal and -shm are there while it lives
    QVERIFY(writer.execute("CREATE TABLE later(x); INSERT INTO later VALUES(1)"));
    const Path seen = samba.share() / "app.db";
    QTRY_VERIFY(std::filesystem::exists(seen));
    const auto state = [&samba] {
        QStringList lines;
        for (const auto &entry : std::filesystem::directory_iterator(samba.serverFolder())) {
            struct stat status = {};
            ::stat(entry.path().c_str(), &status);
            lines.append(QStringLiteral("%1 %2 %3.%4")
                             .arg(displayName(entry.path()))
                             .arg(status.st_size)
                             .arg(status.st_mtim.tv_sec)
                             .arg(status.st_mtim.tv_nsec));
        }
        lines.sort();
        return lines;
    };
    const QStringList before = state();
    const QByteArray bytes = readBytes(file);
    const Result<DatabaseFacts> facts = world.finder.look(seen).result();
    QVERIFY2(facts.hasValue(), facts ? "" : qPrintable(describe(facts.error())));
    QCOMPARE(facts->journalMode, JournalMode::Wal);
    QVERIFY(facts->walBytes > 0);
    QCOMPARE(facts->path, seen);
    const auto tables = world.finder.tables(seen).result();
    QVERIFY2(tables.hasValue(), tables ? "" : qPrintable(describe(tables.error())));
    QCOMPARE(tables->size(), 1); // "later" stands in the -wal
    QCOMPARE(tables->at(0).name, QStringLiteral("items"));
    QCOMPARE(tables->at(0).rows, -1);
    QVERIFY(!tables->at(0).note.isEmpty());
    QCOMPARE(state(), before);
    QCOMPARE(readBytes(file), bytes);
    QVERIFY(writer.execute("INSERT INTO later VALUES(2)"));
}

void FinderServiceTest::aShareThatFallsSilent()
{
    REQUIRE_SAMBA(samba);
    World world;
    QVERIFY(makeDatabase(samba.serverFolder() / "app.db"));
    QTRY_VERIFY(std::filesystem::exists(samba.share() / "app.db"));
    world.finder.setSilence(1500ms);
    samba.freezeMount();
    QVERIFY(makeDatabase(world.folder.path() / "local.db"));
    world.finder.search({samba.share(), world.folder.path()});
    QTRY_COMPARE_WITH_TIMEOUT(world.finishes.size(), 1, 60'000);
    QCOMPARE(world.finishes.at(0).stopped, false);
    QCOMPARE(world.finishes.at(0).databases, 1); // the local one
    QCOMPARE(world.failures.size(), 1);
    QCOMPARE(world.failures.at(0).kind, ErrorKind::NotAnswering);
    QCOMPARE(world.failures.at(0).path, samba.share());
    QCOMPARE(world.finder.look(samba.share() / "app.db").result().error().kind, ErrorKind::NotAnswering);
    // Local files do not wait behind those of the share.
    QList<QFuture<Result<DatabaseFacts>>> looks;
    for (int each = 0; each < 20; ++each) {
        looks.append(world.finder.look(samba.share() / "app.db"));
    }
    QVERIFY(world.finder.look(world.folder.path() / "local.db").result().hasValue());
    for (const auto &look : std::as_const(looks)) {
        QVERIFY(!look.result().hasValue());
    }
    QVERIFY(!world.finder.tables(samba.share() / "app.db").result().hasValue());
    samba.thawMount();
    QTRY_VERIFY(std::filesystem::exists(samba.share() / "app.db"));
    world.finder.search({samba.share()});
    QTRY_COMPARE_WITH_TIMEOUT(world.finishes.size(), 2, 60'000);
    QCOMPARE(world.finishes.at(1).databases, 1);
}

void FinderServiceTest::aShareThatBreaksOff()
{
    REQUIRE_SAMBA(samba);
    World world;
    samba.killMount();
    world.finder.search({samba.share()});
    QTRY_COMPARE_WITH_TIMEOUT(world.finishes.size(), 1, 60'000);
    QCOMPARE(world.failures.size(), 1);
    QCOMPARE(world.failures.at(0).kind, ErrorKind::InputOutput);
}

void FinderServiceTest::stopsAtAnyTime()
{
    TemporaryFolder folder;
    const DeadShare dead(folder.path());
    if (!dead.why().empty()) {
        QSKIP(dead.why().c_str());
    }
    {
        World world;
        world.finder.search({folder.path()});
        QTest::qWait(300);
        QVERIFY(world.finder.searching());
        world.finder.stop();
        QTRY_COMPARE_WITH_TIMEOUT(world.finishes.size(), 1, 10'000);
        QCOMPARE(world.finishes.at(0).stopped, true);
        QVERIFY(world.failures.isEmpty());
        // And it may go while both hang.
        world.finder.search({folder.path()});
        (void)world.finder.look(folder.path() / "app.db");
        (void)world.finder.tables(folder.path() / "app.db");
    }
}

void FinderServiceTest::childrenThatMisbehave_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("ends") << QByteArray("exit 0") << ErrorKind::Unknown;
    QTest::newRow("fails") << QByteArray("echo why >&2; exit 3") << ErrorKind::Unknown;
    QTest::newRow("is killed") << QByteArray("kill -KILL $$") << ErrorKind::Unknown;
    QTest::newRow("hangs") << QByteArray("exec sleep 1000") << ErrorKind::NotAnswering;
    QTest::newRow("is stopped") << QByteArray("kill -STOP $$") << ErrorKind::NotAnswering;
}

void FinderServiceTest::childrenThatMisbehave()
{
    QFETCH(QByteArray, text);
    TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / "share");
    const DeadShare dead(folder.path() / "share");
    if (!dead.why().empty()) {
        QSKIP(dead.why().c_str());
    }
    QVERIFY(writeBytes(folder.path() / "child.sh", "#!/bin/sh\n" + text + "\n"));
    std::filesystem::permissions(folder.path() / "child.sh", std::filesystem::perms::owner_all);
    World world(folder.path() / "child.sh");
    world.finder.setSilence(1000ms);
    world.finder.search({folder.path() / "share"});
    QTRY_COMPARE_WITH_TIMEOUT(world.finishes.size(), 1, 30'000);
    QCOMPARE(world.failures.size(), 1);
    QTEST(world.failures.at(0).kind, "kind");
    QVERIFY(!world.finder.look(folder.path() / "share/app.db").result().hasValue());
}

QTEST_GUILESS_MAIN(FinderServiceTest)
#include "tst_finderservice.moc"
