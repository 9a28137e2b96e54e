// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "networkbench.h"

#include "engine/stagingfile.h"
#include "support/temporarymount.h"

#include <QTest>

#include <thread>

using namespace litekeeper;
using namespace litekeeper::test;

/// Databases on a real Samba share are copied without being opened there: consistent or not at all, and their
/// folder stays as it was.
class TestNetworkCopy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void copiesARestingDatabase_data();
    void copiesARestingDatabase();
    void makesEveryFormat_data();
    void makesEveryFormat();
    void takesTheWalIn();
    void takesInWhatATruncatedWalHolds();
    void waitsForAHotJournal();
    void refusesAHotJournalThatStays();
    void startsOver_data();
    void startsOver();
    void givesUpOnABusySource();
    void readsAroundALockedPage();
    void seesThroughAnOldSize();
    void isCancelled();
    void startsOverAfterAPause();
    void failsWhenTheServerDies();
    void waitsForAFrozenServer();
    void isRefusedWithoutAStagingFolder();
    void namesTheSourceAndNotTheCopy();
    void needsRoomForTheWal_data();
    void needsRoomForTheWal();

private:
    std::unique_ptr<NetworkBench> m_bench;
};

namespace {

void expectBackup(const BackupReport &report)
{
    QVERIFY2(!report.error, report.error ? qPrintable(describe(*report.error)) : "");
    QVERIFY(report.backup);
    QCOMPARE(report.strategy, QStringLiteral("network copy"));
}

bool changeByte(const Path &file, qint64 offset, bool keepTime)
{
    struct stat status = {};
    ::stat(file.c_str(), &status);
    FILE *stream = std::fopen(file.c_str(), "r+b");
    const bool changed
        = stream && std::fseek(stream, long(offset), SEEK_SET) == 0 && std::fputc('!', stream) == '!';
    const bool closed = stream && std::fclose(stream) == 0;
    const timespec times[] = {status.st_atim, status.st_mtim};
    return changed && closed && (!keepTime || ::utimensat(AT_FDCWD, file.c_str(), times, 0) == 0);
}

} // namespace

void TestNetworkCopy::initTestCase()
{
    if (const std::string reason = SambaWorld::whyNot(); !reason.empty()) {
        QSKIP(reason.c_str());
    }
    m_bench = std::make_unique<NetworkBench>();
    QVERIFY2(m_bench->world.problem().empty(), m_bench->world.problem().c_str());
}

void TestNetworkCopy::copiesARestingDatabase_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<int>("pageSize");
    for (const char *mode : {"WAL", "DELETE", "TRUNCATE", "PERSIST"}) {
        for (const int pageSize : {512, 4096, 65536}) {
            QTest::addRow("%s %d", mode, pageSize) << QString::fromLatin1(mode) << pageSize;
        }
    }
}

void TestNetworkCopy::copiesARestingDatabase()
{
    QFETCH(QString, mode);
    QFETCH(int, pageSize);
    const std::string name = QTest::currentDataTag();
    const Path folder = m_bench->server() / name;
    std::filesystem::create_directory(folder);
    {
        Sqlite database(folder / "app.db");
        QVERIFY(database.execute("PRAGMA page_size=" + std::to_string(pageSize)));
        QVERIFY(database.execute("PRAGMA journal_mode=" + mode.toStdString()
                                 + "; CREATE TABLE items(id INTEGER PRIMARY KEY, content BLOB)"));
        QVERIFY(
            database.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000) "
                             "INSERT INTO items SELECT i, randomblob(700) FROM n"));
    }
    const auto before = fingerprint(folder);
    const Workbench local;
    const BackupReport report
        = local.backUp(m_bench->request(m_bench->share() / name / "app.db", local.destination));
    expectBackup(report);
    QCOMPARE(report.restarts, 0);
    QCOMPARE(report.pageSize, pageSize);
    QCOMPARE(report.backup->proof, ProofLevel::Proven);
    QCOMPARE(report.backup->source, m_bench->share() / name / "app.db");
    const QByteArray copy = readBytes(report.backup->file);
    QByteArray expected = readBytes(folder / "app.db");
    expected[18] = expected[19] = 1;
    QVERIFY(copy == expected);
    QVERIFY(fingerprint(folder) == before);
    QVERIFY(m_bench->stagingIsEmpty());
}

void TestNetworkCopy::makesEveryFormat_data()
{
    QTest::addColumn<Format>("format");
    QTest::addColumn<bool>("live");
    for (const Format format : {Format::Database, Format::Zip, Format::Zstd}) {
        for (const bool live : {false, true}) {
            QTest::addRow("%s%s", qPrintable(formatCode(format)), live ? " with a -wal" : "")
                << format << live;
        }
    }
}

void TestNetworkCopy::makesEveryFormat()
{
    QFETCH(Format, format);
    QFETCH(bool, live);
    const std::string name = std::string(QTest::currentDataTag()) + ".db";
    QVERIFY(makeDatabase(m_bench->server() / name, 3000, 700, "WAL"));
    Sqlite owner(m_bench->server() / name);
    QVERIFY(!live || owner.execute("DELETE FROM items WHERE id > 10"));
    const Workbench local;
    BackupRequest request = m_bench->request(m_bench->share() / name, local.destination);
    request.format = format;
    const BackupReport report = local.backUp(request);
    expectBackup(report);
    QCOMPARE(report.backup->proof, ProofLevel::Proven);
    QCOMPARE(report.backup->tables.first().rows, live ? 10 : 3000);
    QVERIFY(verifyAgain(*report.backup, ProofLevel::Proven, RunControl()));
    QVERIFY(m_bench->stagingIsEmpty());
}

void TestNetworkCopy::takesTheWalIn()
{
    const Path folder = m_bench->server() / "wal";
    std::filesystem::create_directory(folder);
    QVERIFY(makeDatabase(folder / "app.db", 1000, 100, "WAL"));
    Sqlite owner(folder / "app.db");
    QVERIFY(
        owner.execute("PRAGMA wal_autocheckpoint=0; INSERT INTO items VALUES (5000, 'only in the -wal')"));
    const auto before = fingerprint(folder);
    const Workbench local;
    const BackupReport report
        = local.backUp(m_bench->request(m_bench->share() / "wal" / "app.db", local.destination));
    expectBackup(report);
    QCOMPARE(Sqlite(report.backup->file).value("SELECT content FROM items WHERE id = 5000"),
             std::string("only in the -wal"));
    QCOMPARE(integrityOf(report.backup->file), std::string("ok"));
    QVERIFY(fingerprint(folder) == before);
    QVERIFY(owner.execute("INSERT INTO items VALUES (5001, 'goes on')"));
}

void TestNetworkCopy::takesInWhatATruncatedWalHolds()
{
    const Path crashed = m_bench->server() / "crashed.db";
    {
        const Path live = m_bench->server() / "live.db";
        QVERIFY(makeDatabase(live, 100, 100, "WAL"));
        Sqlite owner(live);
        QVERIFY(owner.execute("PRAGMA wal_autocheckpoint=0; INSERT INTO items VALUES (5000, 'whole')"));
        std::filesystem::copy_file(live, crashed);
        const auto whole = std::filesystem::file_size(withSuffix(live, "-wal"));
        QVERIFY(owner.execute("INSERT INTO items VALUES (5001, 'cut off')"));
        std::filesystem::copy_file(withSuffix(live, "-wal"), withSuffix(crashed, "-wal"));
        std::filesystem::resize_file(withSuffix(crashed, "-wal"), whole + 1000);
    }
    const Workbench local;
    const BackupReport report
        = local.backUp(m_bench->request(m_bench->share() / "crashed.db", local.destination));
    expectBackup(report);
    QCOMPARE(Sqlite(report.backup->file).value("SELECT max(id) FROM items"), std::string("5000"));
}

void TestNetworkCopy::waitsForAHotJournal()
{
    const Path file = m_bench->server() / "hot.db";
    QVERIFY(makeDatabase(file, 1000, 100));
    Sqlite owner(file);
    // The cache is too small for the transaction, so that the file changes before its end.
    QVERIFY(owner.execute("PRAGMA cache_size=5; BEGIN; UPDATE items SET content = zeroblob(100)"));
    const Workbench local;
    const RunControl control(AtPhase(Phase::Retrying, [&] { QVERIFY(owner.execute("COMMIT")); }));
    const BackupReport report
        = local.backUp(m_bench->request(m_bench->share() / "hot.db", local.destination), control);
    expectBackup(report);
    QVERIFY(report.restarts >= 1);
    QCOMPARE(Sqlite(report.backup->file).value("SELECT count(*) FROM items WHERE content = zeroblob(100)"),
             std::string("1000"));
}

void TestNetworkCopy::refusesAHotJournalThatStays()
{
    const Path folder = m_bench->server() / "hot";
    std::filesystem::create_directory(folder);
    QVERIFY(makeDatabase(folder / "app.db", 1000, 100));
    {
        Child application([&] {
            Sqlite owner(folder / "app.db");
            (void)owner.execute("PRAGMA cache_size=5; BEGIN; UPDATE items SET content = zeroblob(100)");
            ::raise(SIGKILL);
        });
        application.wait();
    }
    const auto before = fingerprint(folder);
    QVERIFY(before.count("app.db-journal") == 1);
    const Workbench local;
    BackupRequest request = m_bench->request(m_bench->share() / "hot" / "app.db", local.destination);
    request.patience = std::chrono::milliseconds(300);
    const BackupReport report = local.backUp(request);
    QVERIFY(report.error);
    QCOMPARE(report.error->kind, ErrorKind::HotJournal);
    QVERIFY(report.restarts >= 2);
    QVERIFY(leftNothing(local.destination));
    QVERIFY(fingerprint(folder) == before);
}

void TestNetworkCopy::startsOver_data()
{
    QTest::addColumn<QString>("mode");
    QTest::addColumn<QString>("what");
    QTest::newRow("the -wal begins anew") << "WAL"
                                          << "checkpoint";
    QTest::newRow("a -wal comes into being") << "WAL"
                                             << "first commit";
    QTest::newRow("a commit in rollback mode") << "DELETE"
                                               << "commit";
    QTest::newRow("a commit with a persistent journal") << "PERSIST"
                                                        << "commit";
    QTest::newRow("a page that only a second reading shows") << "DELETE"
                                                             << "byte";
    QTest::newRow("another journal mode") << "DELETE"
                                          << "mode";
}

void TestNetworkCopy::startsOver()
{
    QFETCH(QString, mode);
    QFETCH(QString, what);
    const Path file = m_bench->server() / (std::string(QTest::currentDataTag()) + ".db");
    QVERIFY(makeDatabase(file, 3000, 700, mode.toLatin1().constData()));
    std::unique_ptr<Sqlite> owner;
    if (what != QLatin1String("first commit")) {
        owner = std::make_unique<Sqlite>(file);
        QVERIFY(owner->execute("PRAGMA journal_mode=" + mode.toStdString()));
    }
    QVERIFY(what != QLatin1String("checkpoint")
            || owner->execute("INSERT INTO items VALUES (9000, 'before')"));
    std::string where = "SELECT count(*) FROM items WHERE id = 9001";
    const RunControl control(AtPhase(Phase::Confirming, [&] {
        if (what == QLatin1String("byte")) {
            // As a transaction that is rolled back does for a moment; neither header nor time tell.
            QVERIFY(changeByte(file, 4096 * 100 + 3000, true));
        } else if (what == QLatin1String("mode")) {
            QVERIFY(owner->execute("PRAGMA journal_mode=WAL; INSERT INTO items VALUES (9001, 'after')"));
        } else {
            if (!owner) {
                owner = std::make_unique<Sqlite>(file);
            }
            // A checkpoint before the next commit lets the -wal begin anew.
            QVERIFY(what != QLatin1String("checkpoint") || owner->execute("PRAGMA wal_checkpoint(FULL)"));
            QVERIFY(owner->execute("INSERT INTO items VALUES (9001, 'after')"));
        }
    }));
    const Workbench local;
    const BackupReport report
        = local.backUp(m_bench->request(m_bench->share() / file.filename(), local.destination), control);
    expectBackup(report);
    QCOMPARE(report.restarts, 1);
    if (what == QLatin1String("byte")) {
        QVERIFY(readBytes(report.backup->file) == readBytes(file));
    } else {
        QCOMPARE(Sqlite(report.backup->file).value(where), std::string("1"));
    }
    QCOMPARE(integrityOf(report.backup->file), std::string("ok"));
}

void TestNetworkCopy::givesUpOnABusySource()
{
    const Path file = m_bench->server() / "busy.db";
    QVERIFY(makeDatabase(file, 3000, 700));
    Sqlite owner(file);
    const RunControl control(AtPhase(
        Phase::Confirming,
        [&] { QVERIFY(owner.execute("UPDATE items SET content = randomblob(700) WHERE id = 7")); },
        1'000'000));
    const Workbench local;
    BackupRequest request = m_bench->request(m_bench->share() / "busy.db", local.destination);
    request.patience = std::chrono::milliseconds(500);
    const BackupReport report = local.backUp(request, control);
    QVERIFY(report.error);
    QCOMPARE(report.error->kind, ErrorKind::SourceChanged);
    QVERIFY(report.restarts >= 2);
    QVERIFY(describe(*report.error).contains(QStringLiteral("snapshot")));
    QVERIFY(leftNothing(local.destination));
    QVERIFY(m_bench->stagingIsEmpty());
}

void TestNetworkCopy::readsAroundALockedPage()
{
    const Path file = m_bench->server() / "large.db";
    QVERIFY(makeDatabase(file, 100, 100));
    Sqlite owner(file);
    QVERIFY(owner.execute("PRAGMA synchronous=OFF; PRAGMA journal_mode=OFF; CREATE TABLE large(content BLOB);"
                          "INSERT INTO large SELECT zeroblob(500000000) FROM (VALUES (1), (2), (3))"));
    QVERIFY(std::filesystem::file_size(file) > (1 << 30));
    // RESERVED: a lock on the byte behind 2^30, and nothing in the file yet.
    QVERIFY(owner.execute("PRAGMA journal_mode=DELETE; BEGIN IMMEDIATE"));
    const Workbench local;
    BackupRequest request = m_bench->request(m_bench->share() / "large.db", local.destination);
    request.proof = ProofLevel::Checked;
    const BackupReport report = local.backUp(request);
    QVERIFY(owner.execute("ROLLBACK"));
    expectBackup(report);
    QCOMPARE(qint64(std::filesystem::file_size(report.backup->file)),
             qint64(std::filesystem::file_size(file)));
    std::filesystem::remove(file);
}

/// This machine remembers the size of a file for a second. A -wal that has grown since would be cut off
/// there, and what a checkpoint then took into the file would be missing.
void TestNetworkCopy::seesThroughAnOldSize()
{
    const Path file = m_bench->server() / "grows.db";
    QVERIFY(makeDatabase(file, 1000, 100, "WAL"));
    Sqlite owner(file);
    QVERIFY(owner.execute("PRAGMA wal_autocheckpoint=0; INSERT INTO items VALUES (5000, 'first')"));
    const Workbench local;
    const BackupRequest request = m_bench->request(m_bench->share() / "grows.db", local.destination);
    const RunControl control([&, done = false](const Progress &progress) mutable {
        if (progress.phase == Phase::Fetching && progress.bytesTotal > 0 && !done) {
            done = true;
            QVERIFY(
                owner.execute("UPDATE items SET content = zeroblob(100); PRAGMA wal_checkpoint(PASSIVE)"));
        }
    });
    const BackupReport report = local.backUp(request, control);
    expectBackup(report);
    QCOMPARE(report.restarts, 0);
    QCOMPARE(Sqlite(report.backup->file).value("SELECT count(*) FROM items WHERE content = zeroblob(100)"),
             std::string("1001"));
    QCOMPARE(integrityOf(report.backup->file), std::string("ok"));
}

void TestNetworkCopy::isCancelled()
{
    QVERIFY(makeDatabase(m_bench->server() / "long.db", 3000, 7000));
    for (const Phase phase : {Phase::Fetching, Phase::Confirming}) {
        const Workbench local;
        RunControl *wish = nullptr;
        RunControl control(AtPhase(phase, [&] { wish->requestStop(); }));
        wish = &control;
        const BackupReport report
            = local.backUp(m_bench->request(m_bench->share() / "long.db", local.destination), control);
        QVERIFY(report.error);
        QCOMPARE(report.error->kind, ErrorKind::Cancelled);
        QVERIFY(leftNothing(local.destination));
        QVERIFY(m_bench->stagingIsEmpty());
    }
}

void TestNetworkCopy::startsOverAfterAPause()
{
    QVERIFY(makeDatabase(m_bench->server() / "paused.db", 3000, 7000));
    const Workbench local;
    RunControl *wish = nullptr;
    std::thread resumer;
    RunControl control(AtPhase(Phase::Confirming, [&] {
        wish->requestPause();
        resumer = std::thread([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            wish->requestResume();
        });
    }));
    wish = &control;
    const BackupReport report
        = local.backUp(m_bench->request(m_bench->share() / "paused.db", local.destination), control);
    resumer.join();
    expectBackup(report);
    QCOMPARE(report.restarts, 1);
}

void TestNetworkCopy::failsWhenTheServerDies()
{
    QVERIFY(makeDatabase(m_bench->server() / "lost.db", 3000, 7000));
    const Workbench local;
    const RunControl control(AtPhase(Phase::Confirming, [&] { m_bench->world.killServer(); }));
    const BackupRequest request = m_bench->request(m_bench->share() / "lost.db", local.destination);
    const BackupReport report = local.backUp(request, control);
    QVERIFY(report.error);
    qInfo("%s", qPrintable(describe(*report.error)));
    QCOMPARE(report.error->kind, ErrorKind::NotAnswering);
    QVERIFY(leftNothing(local.destination));
    QVERIFY(m_bench->stagingIsEmpty());
    QVERIFY(m_bench->world.startServer());
    expectBackup(local.backUp(request));
}

void TestNetworkCopy::waitsForAFrozenServer()
{
    QVERIFY(makeDatabase(m_bench->server() / "frozen.db", 3000, 7000));
    const Workbench local;
    std::thread thawer;
    const RunControl control(AtPhase(Phase::Confirming, [&] {
        m_bench->world.freezeServer();
        thawer = std::thread([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(500));
            m_bench->world.thawServer();
        });
    }));
    const BackupReport report
        = local.backUp(m_bench->request(m_bench->share() / "frozen.db", local.destination), control);
    thawer.join();
    expectBackup(report);
}

void TestNetworkCopy::isRefusedWithoutAStagingFolder()
{
    QVERIFY(makeDatabase(m_bench->server() / "plain.db"));
    const Workbench local;
    BackupRequest request = m_bench->request(m_bench->share() / "plain.db", local.destination);
    request.stagingFolder.clear();
    const Result<BackupPlan> plan = planBackup(request);
    QVERIFY(!plan);
    QCOMPARE(plan.error().kind, ErrorKind::NetworkMount);
}

void TestNetworkCopy::namesTheSourceAndNotTheCopy()
{
    const Path file = m_bench->server() / "damaged.db";
    QVERIFY(makeDatabase(file, 1000, 100, "WAL"));
    Sqlite owner(file);
    QVERIFY(owner.execute("PRAGMA wal_autocheckpoint=0; INSERT INTO items VALUES (5000, 'in the -wal')"));
    QVERIFY(changeByte(file, 4096 * 3, false));
    const Workbench local;
    const BackupReport report
        = local.backUp(m_bench->request(m_bench->share() / "damaged.db", local.destination));
    QVERIFY(report.error);
    QCOMPARE(report.error->kind, ErrorKind::Damaged);
    QCOMPARE(report.error->path, m_bench->share() / "damaged.db");
    QVERIFY(!describe(*report.error).contains(QStringLiteral("staging")));
    QVERIFY(!report.log.join(QLatin1Char('\n')).contains(QStringLiteral("scratch-")));
    QVERIFY(leftNothing(local.destination));
}

void TestNetworkCopy::needsRoomForTheWal_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<bool>("isEnough");
    QTest::newRow("in memory") << qint64(1000) << true;
    QTest::newRow("in the staging folder") << StagingFile::memoryLimit << false;
}

// For the -wal only: the staging folder is smaller than the database.
void TestNetworkCopy::needsRoomForTheWal()
{
    QFETCH(qint64, bytes);
    QFETCH(bool, isEnough);
    if (!canMount()) {
        QSKIP("mounting a small file system needs root");
    }
    const std::string name = std::string(QTest::currentDataTag()) + ".db";
    const Path file = m_bench->server() / name;
    QVERIFY(makeDatabase(file, 3000, 700, "WAL"));
    Sqlite owner(file);
    QVERIFY(owner.execute("PRAGMA wal_autocheckpoint=0; INSERT INTO items VALUES (5000, 'in the -wal')"));
    QVERIFY(owner.execute("INSERT INTO items VALUES (5001, randomblob(" + std::to_string(bytes) + "))"));
    std::filesystem::create_directories(m_bench->staging());
    const TemporaryMount small(m_bench->staging(), "size=1m");
    QVERIFY(small.isMounted());
    const Workbench local;
    const BackupReport report = local.backUp(m_bench->request(m_bench->share() / name, local.destination));
    if (isEnough) {
        expectBackup(report);
        return;
    }
    QVERIFY(report.error);
    QCOMPARE(report.error->kind, ErrorKind::NoSpace);
    QCOMPARE(report.error->path, m_bench->staging());
    QVERIFY(leftNothing(local.destination));
}

QTEST_GUILESS_MAIN(TestNetworkCopy)
#include "tst_networkcopy.moc"
