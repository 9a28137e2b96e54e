// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/restoreservice.h"

#include "runner/taskrunner.h"
#include "service/backupservice.h"
#include "service/catalogueservice.h"
#include "service/extracting.h"
#include "service/networkaccess.h"
#include "service/paths.h"
#include "support/backups.h"
#include "support/zipbuilder.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTest>

#include <atomic>
#include <cstdio>
#include <thread>

using namespace litekeeper;
using namespace litekeeper::test;
using namespace std::chrono_literals;

namespace {

using Stage = RestoreService::Stage;

constexpr int rows = 3000;
constexpr int rowBytes = 20'000;

/// Another process that goes on writing to the restored database, and says after each commit what is in it.
int writeOn(const char *file)
{
    Sqlite database(file, SQLITE_OPEN_READWRITE);
    database.execute("PRAGMA busy_timeout=10000");
    while (true) {
        const bool done = database.execute("INSERT INTO log(entry) VALUES('x')");
        std::printf(done ? "%s\n" : "failed %s\n", database.value("SELECT name FROM state").c_str());
        std::fflush(stdout);
        std::this_thread::sleep_for(2ms);
    }
}

bool makeState(const Path &file, const std::string &name, const char *journalMode = "WAL")
{
    Sqlite database(file);
    return database.execute(std::string("PRAGMA journal_mode=") + journalMode
                            + "; DROP TABLE IF EXISTS state; CREATE TABLE state(name TEXT);"
                              "CREATE TABLE IF NOT EXISTS log(entry TEXT);"
                              "INSERT INTO state VALUES('"
                            + name + "')");
}

std::string stateOf(const Path &file)
{
    return Sqlite(file, SQLITE_OPEN_READONLY).value("SELECT name FROM state");
}

/// The services over a real catalogue, one restore of them, and what it said.
class World : public QObject
{
public:
    World()
    {
        qputenv("LITEKEEPER_HOME", (folder.path() / "profile").c_str());
        paths = standardPaths();
        paths.defaultBackupFolder = folder.path() / "usual";
        std::filesystem::create_directory(destination());
        catalogue = std::make_unique<CatalogueService>(runner, paths.catalogue);
        catalogue->setNetwork(NetworkAccess(paths.scratch, LITEKEEPER_CLI));
        backups = std::make_unique<BackupService>(*catalogue, runner, paths.lockFolder);
        restore = std::make_unique<RestoreService>(*catalogue, *backups, runner, paths, Trigger::Window);
        opened = catalogue->open().result().hasValue();
        connect(restore.get(), &RestoreService::stageChanged, this,
                [this](Stage stage) { stages.append(stage); });
        connect(restore.get(), &RestoreService::planned, this, [this] { ++plans; });
        connect(restore.get(), &RestoreService::safetyCopyMade, this,
                [this](const Backup &copy) { copies.append(copy); });
        connect(restore.get(), &RestoreService::finished, this,
                [this](const RestoreReport &report) { reports.append(report); });
        connect(restore.get(), &RestoreService::failed, this,
                [this](const Error &error) { errors.append(error); });
    }

    [[nodiscard]] Path destination() const { return folder.path() / "destination"; }
    [[nodiscard]] Path file(const char *name) const { return folder.path() / name; }

    /// A proven backup of it; an empty path if there is none.
    [[nodiscard]] Path backUp(const Path &source, Format format = Format::Database)
    {
        std::optional<Backup> made;
        bool done = false;
        QObject context;
        connect(backups.get(), &BackupService::runFinished, &context,
                [&](const Run &, const std::optional<Backup> &backup) {
                    done = true;
                    made = backup;
                });
        backups->backUpNow({.source = source, .destination = destination(), .format = format},
                           Trigger::Window);
        return QTest::qWaitFor([&] { return done; }, 30'000) && made ? made->file : Path();
    }
    [[nodiscard]] bool look(const RestoreWish &wish)
    {
        const int before = plans;
        restore->look(wish);
        return QTest::qWaitFor([&] { return restore->stage() == Stage::Idle; }, 60'000)
            && plans == before + 1;
    }
    [[nodiscard]] bool waitForTheEnd()
    {
        return QTest::qWaitFor([&] { return restore->stage() == Stage::Idle; }, 60'000);
    }

    TemporaryFolder folder;
    Paths paths;
    TaskRunner runner;
    std::unique_ptr<CatalogueService> catalogue;
    std::unique_ptr<BackupService> backups;
    std::unique_ptr<RestoreService> restore;
    bool opened = false;
    QList<Stage> stages;
    int plans = 0;
    QList<Backup> copies;
    QList<RestoreReport> reports;
    QList<Error> errors;
};

} // namespace

class TestRestoreService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void restoresAndGoesBack_data();
    void restoresAndGoesBack();
    void aNewFileNeedsNoSafetyCopy();
    void withoutASafetyCopyNothingIsTouched();
    void goesOnWithoutOneIfThatIsWished();
    void aDamagedBackupIsRefused();
    void cancelsTheLook();
    void cancelsTheSafetyCopy();
    void cancelsTheRestore();
    void cancelsWhileItWaitsForItsTurn();
    void aWriterStaysConnected();
    void rollsAHotJournalBackFirst();
    void takesADatabaseOutOfAnyArchive();
    void aChildThatFailsIsAnError();
    void goesAwayInTheMiddle();
};

void TestRestoreService::restoresAndGoesBack_data()
{
    QTest::addColumn<int>("way");
    QTest::newRow("into the live database") << int(RestoreWay::IntoLive);
    QTest::newRow("by a swap") << int(RestoreWay::SwapFile);
}

void TestRestoreService::restoresAndGoesBack()
{
    QFETCH(const int, way);
    World world;
    const Path live = world.file("app.db");
    QVERIFY(makeState(live, "old"));
    const Path backup = world.backUp(live, Format::Zip);
    QVERIFY(makeState(live, "new"));

    QVERIFY(world.look({.backup = backup, .target = live}));
    QVERIFY(world.restore->plan()->difference && !world.restore->plan()->difference->isSame());
    QCOMPARE(stateOf(live), std::string("new"));
    QVERIFY(!world.restore->canUndo());
    world.restore->restore({.way = RestoreWay(way)});
    QVERIFY(world.waitForTheEnd());
    QCOMPARE(world.reports.size(), 1);
    QCOMPARE(world.reports.first().way, RestoreWay(way));
    QCOMPARE(world.stages,
             (QList{Stage::Looking, Stage::Idle, Stage::SafetyCopy, Stage::Restoring, Stage::Idle}));
    QCOMPARE(stateOf(live), std::string("old"));
    QCOMPARE(world.copies.size(), 1);
    QCOMPARE(world.copies.first().proof, ProofLevel::Proven);
    QCOMPARE(world.copies.first().file.parent_path(), world.destination());
    QVERIFY(world.copies.first().file.filename().string().find("-before-restore-") != std::string::npos);

    QVERIFY(world.restore->canUndo());
    world.restore->undo();
    QVERIFY(world.restore->isUndoing());
    QVERIFY(world.waitForTheEnd());
    QCOMPARE(world.reports.size(), 2);
    QCOMPARE(stateOf(live), std::string("new"));
    // And that can be undone as well.
    world.restore->undo();
    QVERIFY(world.waitForTheEnd());
    QCOMPARE(stateOf(live), std::string("old"));
    QVERIFY(world.errors.isEmpty());
    QCOMPARE(world.plans, 1); // nobody is asked about an undo
}

void TestRestoreService::aNewFileNeedsNoSafetyCopy()
{
    World world;
    const Path live = world.file("app.db");
    QVERIFY(makeState(live, "old"));
    const Path backup = world.backUp(live);
    QVERIFY(world.look({.backup = backup, .target = world.file("new.db")}));
    world.restore->restore({});
    QVERIFY(world.waitForTheEnd());
    QCOMPARE(world.reports.size(), 1);
    QVERIFY(world.copies.isEmpty());
    QVERIFY(!world.restore->canUndo());
    QCOMPARE(stateOf(world.file("new.db")), std::string("old"));
}

void TestRestoreService::withoutASafetyCopyNothingIsTouched()
{
    World world;
    const Path live = world.file("app.db");
    QVERIFY(makeState(live, "old", "DELETE"));
    const Path backup = world.backUp(live);
    QVERIFY(makeState(live, "new", "DELETE"));
    QVERIFY(world.look({.backup = backup, .target = live}));
    // The folder of the backups takes nothing any more.
    std::filesystem::permissions(world.destination(), std::filesystem::perms(0500));
    const bool isRoot = ::geteuid() == 0;
    if (isRoot) {
        std::filesystem::rename(world.destination(), world.file("moved"));
        QVERIFY(writeBytes(world.destination(), "no folder"));
    }
    const QByteArray before = readBytes(live);
    world.restore->restore({});
    QVERIFY(world.waitForTheEnd());
    std::filesystem::permissions(isRoot ? world.file("moved") : world.destination(),
                                 std::filesystem::perms(0700));
    QCOMPARE(world.errors.size(), 1);
    QCOMPARE(world.errors.first().kind, ErrorKind::Protected);
    QVERIFY(!world.errors.first().detail.isEmpty());
    QVERIFY(!world.stages.contains(Stage::Restoring));
    QCOMPARE(readBytes(live), before);
    QVERIFY(!world.restore->canUndo());
}

void TestRestoreService::goesOnWithoutOneIfThatIsWished()
{
    World world;
    const Path live = world.file("app.db");
    QVERIFY(makeState(live, "old"));
    const Path backup = world.backUp(live);
    QVERIFY(makeState(live, "new"));
    QVERIFY(world.look({.backup = backup, .target = live}));
    world.restore->restore({.safetyCopy = false});
    QVERIFY(world.waitForTheEnd());
    QCOMPARE(stateOf(live), std::string("old"));
    QVERIFY(world.copies.isEmpty());
    QVERIFY(!world.restore->canUndo());
}

void TestRestoreService::aDamagedBackupIsRefused()
{
    World world;
    const Path live = world.file("app.db");
    QVERIFY(makeState(live, "old"));
    const Path backup = world.backUp(live);
    QByteArray bytes = readBytes(backup);
    bytes[5000] = char(bytes.at(5000) ^ 1);
    QVERIFY(writeBytes(backup, bytes));
    QVERIFY(!world.look({.backup = backup, .target = live}));
    QCOMPARE(world.errors.size(), 1);
    QCOMPARE(world.errors.first().kind, ErrorKind::Damaged);
    QVERIFY(!world.restore->plan());
}

void TestRestoreService::cancelsTheLook()
{
    World world;
    const Path live = world.file("app.db");
    QVERIFY(makeDatabase(live, rows, rowBytes, "WAL"));
    const Path backup = world.backUp(live);
    world.restore->look({.backup = backup, .target = live});
    world.restore->cancel();
    QCOMPARE(world.errors.size(), 1); // at once
    QCOMPARE(world.errors.first().kind, ErrorKind::Cancelled);
    QCOMPARE(world.restore->stage(), Stage::Idle);
    // What the worker still comes to is not mistaken for the answer to the next question.
    QVERIFY(world.look({.backup = backup, .target = world.file("new.db")}));
    QCOMPARE(world.restore->plan()->target.file, world.file("new.db"));
    QCOMPARE(world.plans, 1);
}

void TestRestoreService::cancelsTheSafetyCopy()
{
    World world;
    const Path live = world.file("app.db");
    QVERIFY(makeDatabase(live, rows, rowBytes, "WAL"));
    const Path backup = world.backUp(live);
    QVERIFY(Sqlite(live).execute("DELETE FROM items WHERE id > 1"));
    QVERIFY(world.look({.backup = backup, .target = live}));
    connect(world.backups.get(), &BackupService::runStarted, world.restore.get(), &RestoreService::cancel);
    world.restore->restore({});
    QVERIFY(world.waitForTheEnd());
    QCOMPARE(world.errors.size(), 1);
    QCOMPARE(world.errors.first().kind, ErrorKind::Cancelled);
    QVERIFY(!world.stages.contains(Stage::Restoring));
    QCOMPARE(Sqlite(live).value("SELECT count(*) FROM items"), std::string("1"));
}

void TestRestoreService::cancelsTheRestore()
{
    for (const RestoreWay way : {RestoreWay::IntoLive, RestoreWay::SwapFile}) {
        World world;
        const Path live = world.file("app.db");
        QVERIFY(makeDatabase(live, rows, rowBytes, "WAL"));
        const Path backup = world.backUp(live);
        QVERIFY(Sqlite(live).execute("DELETE FROM items WHERE id > 1"));
        QVERIFY(world.look({.backup = backup, .target = live}));
        connect(world.restore.get(), &RestoreService::stageChanged, &world, [&world](Stage stage) {
            if (stage == Stage::Restoring) {
                QMetaObject::invokeMethod(world.restore.get(), &RestoreService::cancel, Qt::QueuedConnection);
            }
        });
        world.restore->restore({.way = way});
        QVERIFY(world.waitForTheEnd());
        QCOMPARE(world.errors.size(), 1);
        QCOMPARE(world.errors.first().kind, ErrorKind::Cancelled);
        QCOMPARE(Sqlite(live).value("SELECT count(*) FROM items"), std::string("1"));
        QVERIFY(!std::filesystem::exists(withSuffix(live, ".restoring")));
        // The plan is good still.
        world.errors.clear();
        world.stages.clear();
        world.restore->disconnect(&world);
        world.restore->restore({.way = way});
        QVERIFY(world.waitForTheEnd());
        QCOMPARE(Sqlite(live).value("SELECT count(*) FROM items"), std::to_string(rows));
    }
}

void TestRestoreService::cancelsWhileItWaitsForItsTurn()
{
    World world;
    const Path live = world.file("app.db");
    QVERIFY(makeState(live, "old"));
    const Path backup = world.backUp(live);
    QVERIFY(makeState(live, "new"));
    QVERIFY(world.look({.backup = backup, .target = live}));
    std::atomic<bool> mayEnd = false;
    for (int i = 0; i < world.runner.parallelRuns(); ++i) {
        world.runner.startRun(std::make_shared<RunControl>(), [&mayEnd](const RunControl &) {
            while (!mayEnd) {
                std::this_thread::sleep_for(1ms);
            }
            return true;
        });
    }
    bool isQueued = false;
    connect(world.restore.get(), &RestoreService::progressed, &world,
            [&isQueued](const Progress &progress) { isQueued = progress.queued; });
    world.restore->restore({.safetyCopy = false});
    QTRY_VERIFY(isQueued);
    world.restore->cancel();
    QCOMPARE(world.errors.size(), 1);
    QCOMPARE(world.errors.first().kind, ErrorKind::Cancelled);
    mayEnd = true;
    QTest::qWait(100); // it has its turn now, and does nothing with it
    QCOMPARE(stateOf(live), std::string("new"));
    QVERIFY(world.reports.isEmpty());
}

void TestRestoreService::aWriterStaysConnected()
{
    World world;
    const Path live = world.file("app.db");
    QVERIFY(makeState(live, "old"));
    const Path backup = world.backUp(live);
    QVERIFY(makeState(live, "new"));
    QProcess writer;
    writer.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--write"), displayPath(live)});
    QVERIFY(writer.waitForReadyRead(20'000));
    QVERIFY(world.look({.backup = backup, .target = live}));
    QVERIFY(!world.restore->plan()->target.openedBy.isEmpty());
    world.restore->restore({});
    QVERIFY(world.waitForTheEnd());
    QVERIFY2(world.errors.isEmpty(),
             qPrintable(world.errors.isEmpty() ? QString() : describe(world.errors.first())));
    writer.readAll();
    QVERIFY(writer.waitForReadyRead(20'000)); // it goes on
    QVERIFY(writer.waitForReadyRead(20'000));
    const QByteArray said = writer.readAll();
    QVERIFY2(said.contains("old") && !said.contains("failed"), said.constData());
    world.restore->undo();
    QVERIFY(world.waitForTheEnd());
    writer.readAll();
    QVERIFY(writer.waitForReadyRead(20'000));
    QVERIFY(writer.waitForReadyRead(20'000));
    QVERIFY(writer.readAll().contains("new"));
    writer.kill();
    writer.waitForFinished();
    QCOMPARE(integrityOf(live), std::string("ok"));
}

/// A program died in the middle of a transaction: what it had not committed is not what is brought back.
void TestRestoreService::rollsAHotJournalBackFirst()
{
    World world;
    const Path live = world.file("app.db");
    QVERIFY(makeState(live, "old", "DELETE"));
    const Path backup = world.backUp(live);
    QVERIFY(makeState(live, "new", "DELETE"));
    {
        Sqlite writer(live);
        QVERIFY(writer.execute("PRAGMA cache_size=1; PRAGMA cache_spill=1; BEGIN; UPDATE state SET name='x';"
                               "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<900)"
                               "INSERT INTO log SELECT hex(randomblob(500)) FROM n"));
        const Path copy = world.file("crashed.db");
        std::filesystem::copy_file(live, copy);
        std::filesystem::copy_file(withSuffix(live, "-journal"), withSuffix(copy, "-journal"));
        QVERIFY(writer.execute("ROLLBACK"));
    }
    const Path crashed = world.file("crashed.db");
    QVERIFY(world.look({.backup = backup, .target = crashed}));
    world.restore->restore({});
    QVERIFY(world.waitForTheEnd());
    QCOMPARE(stateOf(crashed), std::string("old"));
    QCOMPARE(world.copies.size(), 1);
    QCOMPARE(stateOf(world.copies.first().file), std::string("new"));
}

void TestRestoreService::takesADatabaseOutOfAnyArchive()
{
    World world;
    const Path one = world.file("one.db");
    const Path two = world.file("two.db");
    QVERIFY(makeState(one, "one", "DELETE"));
    QVERIFY(makeState(two, "two", "DELETE"));
    const Path archive = world.file("site.zip");
    QVERIFY(writeBytes(archive,
                       buildZip({{.name = "data/one.db", .data = readBytes(one)},
                                 {.name = "data/two.db", .data = readBytes(two)},
                                 {.name = "readme.txt", .data = "hello"}})));
    QVERIFY(world.look({.backup = archive, .target = one, .database = "data/two.db"}));
    world.restore->restore({});
    QVERIFY(world.waitForTheEnd());
    QCOMPARE(stateOf(one), std::string("two"));
    // Such a backup has no folder of its own among the backups.
    QCOMPARE(world.copies.first().file.parent_path(), world.paths.defaultBackupFolder);

    QVERIFY(!world.look({.backup = archive, .target = one, .database = "data/three.db"}));
    QCOMPARE(world.errors.size(), 1);
    QCOMPARE(world.errors.first().kind, ErrorKind::NotFound);
}

void TestRestoreService::aChildThatFailsIsAnError()
{
    World world;
    const Path folder = world.file("private");
    std::filesystem::create_directory(folder);
    const DatabasePlace place{.file = world.file("site.zip"), .database = "a.db"};
    const Result<Path> dead = extractInChild(place, folder, "/bin/false", RunControl());
    QVERIFY(!dead);
    QCOMPARE(dead.error().kind, ErrorKind::Unknown);
    const Result<Path> missing = extractInChild(place, folder, "/nowhere/at-all", RunControl());
    QVERIFY(!missing);
    RunControl stopped;
    stopped.requestStop();
    const Result<Path> cancelled = extractInChild(place, folder, "/bin/cat", stopped);
    QVERIFY(!cancelled);
    QCOMPARE(cancelled.error().kind, ErrorKind::Cancelled);
}

void TestRestoreService::goesAwayInTheMiddle()
{
    World world;
    const Path live = world.file("app.db");
    QVERIFY(makeDatabase(live, rows, rowBytes, "WAL"));
    const Path backup = world.backUp(live);
    QVERIFY(Sqlite(live).execute("DELETE FROM items WHERE id > 1"));
    QVERIFY(world.look({.backup = backup, .target = live}));
    bool isCopying = false;
    connect(world.backups.get(), &BackupService::runStarted, &world, [&] { isCopying = true; });
    world.restore->restore({});
    QTRY_VERIFY(isCopying);
    world.restore.reset();
    QTRY_VERIFY(world.backups->running().isEmpty());
    QCOMPARE(Sqlite(live).value("SELECT count(*) FROM items"), std::string("1"));
}

int main(int argc, char *argv[])
{
    if (argc == 3 && std::string(argv[1]) == "--write") {
        return writeOn(argv[2]);
    }
    const QCoreApplication application(argc, argv);
    TestRestoreService test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_restoreservice.moc"
