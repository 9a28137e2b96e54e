// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/backups.h"
#include "support/temporarymount.h"

#include <QProcess>
#include <QRandomGenerator>
#include <QTest>

#include <sys/stat.h>

using namespace litekeeper;
using namespace litekeeper::test;

/// Whatever cannot be backed up is refused with its own kind of error and a sentence that names the file, and
/// neither the source nor the destination shows a trace of it.
class TestBadInput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusesSources_data();
    void refusesSources();
    void refusesWhatItMayNotRead();
    void refusesAHotJournal();
    void tellsWhoHoldsTheLock();
    void readsFromAReadOnlyFolder_data();
    void readsFromAReadOnlyFolder();
    void noticesAReplacedSource();
    void noticesADeletedSource();
    void refusesDestinations_data();
    void refusesDestinations();
    void survivesAFullDestination_data();
    void survivesAFullDestination();
    void tellsHowMuchRoomIsMissing();
    void refusesAReadOnlyDestination();
    void noticesAVanishedDestination();
    void takesOddNames_data();
    void takesOddNames();
    void copiesAMaliciousSchemaWithoutRunningIt();
    void findsADamagedSource();
    void copiesWhatItCannotCheck();
    void cancelsWhileWaitingForALock();
    void cancels_data();
    void cancels();
    void endsAtTheHoldLimit();

private:
    static void compareRefusal(const BackupReport &report, ErrorKind kind, const Path &named);
};

void TestBadInput::compareRefusal(const BackupReport &report, ErrorKind kind, const Path &named)
{
    QVERIFY(!report.backup);
    QVERIFY(report.error);
    const QString sentence = describe(*report.error);
    QVERIFY2(report.error->kind == kind, qPrintable(sentence));
    QVERIFY2(sentence.contains(displayName(named)), qPrintable(sentence));
    QVERIFY2(sentence.count(QLatin1String(". ")) >= 1 && sentence.endsWith(QLatin1Char('.')),
             qPrintable(sentence));
}

void TestBadInput::refusesSources_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<ErrorKind>("kind");
    const TemporaryFolder folder;
    const Path sound = folder.path() / "sound.db";
    makeDatabase(sound, 500, 500);
    const QByteArray bytes = readBytes(sound);
    QByteArray random(64 * 1024, Qt::Uninitialized);
    QRandomGenerator(1).fillRange(reinterpret_cast<quint32 *>(random.data()), random.size() / 4);
    QByteArray header = bytes;
    header[16] = 3;
    header[17] = 3;
    QTest::newRow("0 bytes") << QByteArray("") << ErrorKind::Empty;
    QTest::newRow("text") << QByteArray("hello, this is no database\n").repeated(40)
                          << ErrorKind::NotADatabase;
    QTest::newRow("random bytes, odd size") << random.left(5001) << ErrorKind::NotADatabase;
    QTest::newRow("encrypted look-alike") << random << ErrorKind::Encrypted;
    QTest::newRow("truncated") << bytes.left(bytes.size() / 2) << ErrorKind::Damaged;
    QTest::newRow("truncated in the header") << bytes.left(60) << ErrorKind::Damaged;
    QTest::newRow("impossible page size") << header << ErrorKind::Damaged;
}

void TestBadInput::refusesSources()
{
    QFETCH(QByteArray, content);
    QFETCH(ErrorKind, kind);
    const Workbench bench;
    const Path file = bench.source / "bad.db";
    QVERIFY(writeBytes(file, content));
    const BackupReport report = bench.backUp(bench.request(file));
    compareRefusal(report, kind, file);
    QVERIFY(leftNothing(bench.destination));
    QCOMPARE(readBytes(file), content);
    QCOMPARE(namesIn(bench.source), std::set<std::string>{"bad.db"});
}

void TestBadInput::refusesWhatItMayNotRead()
{
    const Workbench bench;
    compareRefusal(bench.backUp(bench.request(bench.source / "missing.db")), ErrorKind::NotFound,
                   "missing.db");
    compareRefusal(bench.backUp(bench.request(bench.source)), ErrorKind::NotAFile, bench.source);
    const Path fifo = bench.source / "fifo.db";
    QCOMPARE(::mkfifo(fifo.c_str(), 0600), 0);
    compareRefusal(bench.backUp(bench.request(fifo)), ErrorKind::NotAFile, fifo);

    const Path secret = bench.source / "secret.db";
    QVERIFY(makeDatabase(secret));
    QCOMPARE(::chmod(secret.c_str(), 0), 0);
    std::filesystem::permissions(bench.source.parent_path(), std::filesystem::perms::all);
    // Root may read everything, so a child gives its rights up.
    const int exitCode = inChild([&] {
        if (::geteuid() == 0 && ::setuid(65534) != 0) {
            return 2;
        }
        const BackupReport report = bench.backUp(bench.request(secret));
        return report.error && report.error->kind == ErrorKind::PermissionDenied ? 0 : 1;
    });
    QCOMPARE(exitCode, 0);
}

void TestBadInput::refusesAHotJournal()
{
    const Workbench bench;
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file, 2000, 500));
    // A program is killed in the middle of a transaction that did not fit into its cache.
    const int signal = inChild([&] {
        Sqlite database(file);
        database.execute("PRAGMA cache_size=5; BEGIN; UPDATE items SET content = zeroblob(500)");
        ::kill(::getpid(), SIGKILL);
        return 0;
    });
    QCOMPARE(signal, -SIGKILL);
    const QByteArray before = readBytes(file);
    const QByteArray journal = readBytes(withSuffix(file, "-journal"));
    QVERIFY(!journal.isEmpty());
    const BackupReport report = bench.backUp(bench.request(file));
    compareRefusal(report, ErrorKind::HotJournal, file);
    QVERIFY(leftNothing(bench.destination));
    QCOMPARE(readBytes(file), before);
    QCOMPARE(readBytes(withSuffix(file, "-journal")), journal);
}

void TestBadInput::tellsWhoHoldsTheLock()
{
    const Workbench bench;
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file));
    QProcess holder;
    holder.start(QStringLiteral("sqlite3"), {QString::fromStdString(file.string())});
    QVERIFY2(holder.waitForStarted(), "the sqlite3 program is needed");
    holder.write("BEGIN EXCLUSIVE; SELECT 'locked';\n");
    QVERIFY(holder.waitForReadyRead());
    const BackupReport report = bench.backUp(bench.request(file));
    compareRefusal(report, ErrorKind::Busy, file);
    QVERIFY2(report.error->detail.contains(QLatin1String("sqlite3"))
                 && report.error->detail.contains(QString::number(holder.processId())),
             qPrintable(report.error->detail));
    QVERIFY(leftNothing(bench.destination));
    holder.closeWriteChannel();
    QVERIFY(holder.waitForFinished());
    QVERIFY(bench.backUp(bench.request(file)).backup);
}

void TestBadInput::readsFromAReadOnlyFolder_data()
{
    QTest::addColumn<QString>("journalMode");
    QTest::newRow("WAL") << "WAL";
    QTest::newRow("DELETE") << "DELETE";
}

void TestBadInput::readsFromAReadOnlyFolder()
{
    QFETCH(QString, journalMode);
    if (!canMount()) {
        QSKIP("a read-only file system needs root");
    }
    const Workbench bench;
    const TemporaryMount mount(bench.source, "size=8m");
    QVERIFY(mount.isMounted());
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file, 500, 500, qPrintable(journalMode)));
    QVERIFY(mount.makeReadOnly());
    const BackupReport report = bench.backUp(bench.request(file));
    QVERIFY2(report.backup, report.error ? qPrintable(describe(*report.error)) : "");
    QCOMPARE(report.backup->proof, ProofLevel::Proven);
}

void TestBadInput::noticesAReplacedSource()
{
    const Workbench bench;
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file, 20'000, 500, "WAL"));
    std::optional<Sqlite> user(std::in_place, file);
    QVERIFY(user->execute("INSERT INTO items VALUES(50000, 'x')"));
    std::atomic<bool> once = true;
    const RunControl control([&](const Progress &progress) {
        if (progress.phase == Phase::Copying && once.exchange(false)) {
            const Path other = bench.source / "other.db";
            makeDatabase(other, 10, 10);
            std::filesystem::rename(other, file);
        }
    });
    const BackupReport report = bench.backUp(bench.request(file), control);
    QVERIFY2(report.backup, report.error ? qPrintable(describe(*report.error)) : "");
    QVERIFY(hasFinding(report.findings, "source-replaced"));
    QCOMPARE(Sqlite(report.backup->file, SQLITE_OPEN_READONLY).value("SELECT count(*) FROM items"),
             std::string("20001"));
}

void TestBadInput::noticesADeletedSource()
{
    const Workbench bench;
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file, 20'000, 500));
    std::atomic<bool> once = true;
    const RunControl control([&](const Progress &progress) {
        if (progress.phase == Phase::Copying && once.exchange(false)) {
            std::filesystem::remove(file);
        }
    });
    const BackupReport report = bench.backUp(bench.request(file), control);
    QVERIFY2(report.backup, report.error ? qPrintable(describe(*report.error)) : "");
    QVERIFY(hasFinding(report.findings, "source-deleted"));
}

void TestBadInput::refusesDestinations_data()
{
    QTest::addColumn<QString>("destination");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("the source itself") << "source/app.db" << ErrorKind::SameFile;
    QTest::newRow("the source by another path") << "source/../source/app.db" << ErrorKind::SameFile;
    QTest::newRow("the source's WAL") << "source/app.db-wal" << ErrorKind::SameFile;
    QTest::newRow("a missing folder") << "missing/backup.db" << ErrorKind::NotFound;
    QTest::newRow("a missing folder, with slash") << "missing/" << ErrorKind::NotFound;
    QTest::newRow("below a file") << "source/app.db/backup.db" << ErrorKind::InvalidArgument;
}

void TestBadInput::refusesDestinations()
{
    QFETCH(QString, destination);
    QFETCH(ErrorKind, kind);
    const Workbench bench;
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file));
    const QByteArray before = readBytes(file);
    BackupRequest request = bench.request(file);
    request.destination = bench.source.parent_path() / destination.toStdString();
    const BackupReport report = bench.backUp(request);
    QVERIFY(report.error);
    QVERIFY2(report.error->kind == kind, qPrintable(describe(*report.error)));
    QCOMPARE(readBytes(file), before);
    QCOMPARE(namesIn(bench.source), std::set<std::string>{"app.db"});
}

void TestBadInput::survivesAFullDestination_data()
{
    QTest::addColumn<Format>("format");
    QTest::addColumn<Phase>("phase");
    for (const Format format : {Format::Database, Format::Zip, Format::Zstd}) {
        for (const Phase phase : {Phase::Preparing, Phase::Copying, Phase::Compressing, Phase::Publishing}) {
            if (phase != Phase::Compressing || format != Format::Database) {
                QTest::addRow("%s in phase %d", qPrintable(formatCode(format)), int(phase))
                    << format << phase;
            }
        }
    }
}

// Somebody else fills the disk when that phase begins.
void TestBadInput::survivesAFullDestination()
{
    QFETCH(Format, format);
    QFETCH(Phase, phase);
    if (!canMount()) {
        QSKIP("a small file system needs root");
    }
    const Workbench bench;
    const TemporaryMount mount(bench.destination, "size=16m");
    QVERIFY(mount.isMounted());
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file, 8000, 1000));
    BackupRequest request = bench.request(file);
    request.format = format;
    const BackupReport earlier = bench.backUp([&] {
        BackupRequest zipped = request;
        zipped.source = bench.source / "small.db";
        makeDatabase(zipped.source, 10, 10);
        return zipped;
    }());
    QVERIFY(earlier.backup);
    const Path filler = bench.destination / "filler";
    const RunControl control([&](const Progress &progress) {
        std::error_code error;
        if (progress.phase == phase && !std::filesystem::exists(filler, error)) {
            const qint64 room = qint64(std::filesystem::space(bench.destination, error).available);
            writeBytes(filler, QByteArray(room, 'x'));
        }
    });
    const BackupReport report = bench.backUp(request, control);
    if (report.backup) {
        // Only a manifest may be missing; then it says so, and the file is whole.
        QVERIFY(phase == Phase::Publishing);
        QVERIFY(hasFinding(report.findings, "no-manifest"));
        std::filesystem::remove(report.backup->file);
    } else {
        QVERIFY2(report.error->kind == ErrorKind::NoSpace, qPrintable(describe(*report.error)));
    }
    std::filesystem::remove(filler);
    QVERIFY(verifyAgain(*earlier.backup, ProofLevel::Proven, RunControl()));
    if (!report.backup) {
        std::filesystem::remove(earlier.backup->file);
        QVERIFY(leftNothing(bench.destination));
    }
    QVERIFY(bench.backUp(request).backup);
}

void TestBadInput::tellsHowMuchRoomIsMissing()
{
    if (!canMount()) {
        QSKIP("a small file system needs root");
    }
    const Workbench bench;
    const TemporaryMount mount(bench.destination, "size=2m");
    QVERIFY(mount.isMounted());
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file, 8000, 1000));
    const Result<BackupPlan> plan = planBackup(bench.request(file));
    QVERIFY(!plan);
    QCOMPARE(plan.error().kind, ErrorKind::NoSpace);
    QVERIFY2(plan.error().detail.contains(QLatin1String("2.00 MiB")), qPrintable(plan.error().detail));
}

void TestBadInput::refusesAReadOnlyDestination()
{
    if (!canMount()) {
        QSKIP("a read-only file system needs root");
    }
    const Workbench bench;
    const TemporaryMount mount(bench.destination, "size=2m");
    QVERIFY(mount.isMounted() && mount.makeReadOnly());
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file));
    compareRefusal(bench.backUp(bench.request(file)), ErrorKind::ReadOnly, bench.destination);
}

void TestBadInput::noticesAVanishedDestination()
{
    const Workbench bench;
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file, 20'000, 500));
    std::atomic<bool> once = true;
    const RunControl control([&](const Progress &progress) {
        if (progress.phase == Phase::Copying && once.exchange(false)) {
            std::filesystem::remove_all(bench.destination);
        }
    });
    const BackupReport report = bench.backUp(bench.request(file), control);
    QVERIFY(!report.backup);
    QVERIFY2(report.error->kind == ErrorKind::NotFound, qPrintable(describe(*report.error)));
}

void TestBadInput::takesOddNames_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("newline") << QByteArray("a\nb.db");
    QTest::newRow("question mark") << QByteArray("a?mode=rw.db");
    QTest::newRow("percent") << QByteArray("a%2e%00b.db");
    QTest::newRow("hash") << QByteArray("a#b.db");
    QTest::newRow("invalid UTF-8") << QByteArray("a\xff\xfe.db");
    QTest::newRow("leading dash") << QByteArray("-rf.db");
    QTest::newRow("no extension") << QByteArray("database");
    QTest::newRow("255 bytes") << QByteArray("l").repeated(252) + ".db";
    QTest::newRow("255 bytes of UTF-8") << QByteArray("\xc3\xa4").repeated(126) + ".db";
}

void TestBadInput::takesOddNames()
{
    QFETCH(QByteArray, name);
    const Workbench bench;
    const Path file = bench.source / name.toStdString();
    // SQLite could not make a journal beside a name of 255 bytes.
    QVERIFY(makeDatabase(bench.source / "plain.db", 50, 50));
    std::filesystem::rename(bench.source / "plain.db", file);
    for (const Format format : {Format::Database, Format::Zip, Format::Zstd}) {
        BackupRequest request = bench.request(file);
        request.format = format;
        const BackupReport report = bench.backUp(request);
        QVERIFY2(report.backup, report.error ? qPrintable(describe(*report.error)) : "");
        QCOMPARE(report.backup->proof, ProofLevel::Proven);
        QVERIFY(verifyAgain(*report.backup, ProofLevel::Proven, RunControl()));
    }
    BackupRequest fixed = bench.request(file);
    fixed.destination = bench.destination / name.toStdString();
    const BackupReport report = bench.backUp(fixed);
    QVERIFY2(report.backup, report.error ? qPrintable(describe(*report.error)) : "");
    QCOMPARE(readBytes(fixed.destination), readBytes(file));
}

void TestBadInput::copiesAMaliciousSchemaWithoutRunningIt()
{
    const Workbench bench;
    const Path file = bench.source / "evil.db";
    const std::string target = (bench.source.parent_path() / "written").string();
    {
        Sqlite database(file);
        QVERIFY(database.execute(
            "CREATE TABLE t(a, b); INSERT INTO t VALUES(1, 2); PRAGMA writable_schema=ON;"
            "UPDATE sqlite_schema SET sql = 'CREATE TABLE t(a, b AS (writefile(''"
            + target
            + "'', ''x'')), CHECK(load_extension(''/tmp/evil'')))' WHERE name = 't';"
              "INSERT INTO sqlite_schema VALUES('view', 'sqlite_stat9', 'sqlite_stat9', 0, 'CREATE VIEW "
              "sqlite_stat9 AS SELECT fts3_tokenizer(1)')"));
    }
    const BackupReport report = bench.backUp(bench.request(file));
    QVERIFY(!std::filesystem::exists(target));
    if (report.backup) {
        QCOMPARE(readBytes(report.backup->file), readBytes(file));
        QVERIFY(report.backup->proof < ProofLevel::Proven || !report.backup->tables.isEmpty());
    } else {
        QVERIFY(report.error->kind == ErrorKind::Damaged || report.error->kind == ErrorKind::Unsupported);
    }
}

void TestBadInput::findsADamagedSource()
{
    const Workbench bench;
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file, 3000, 500));
    QByteArray bytes = readBytes(file);
    bytes.replace(4096 * 10, 4096, QByteArray(4096, '\x55'));
    QVERIFY(writeBytes(file, bytes));
    compareRefusal(bench.backUp(bench.request(file)), ErrorKind::Damaged, file);
    QVERIFY(leftNothing(bench.destination));

    BackupRequest request = bench.request(file);
    request.proof = ProofLevel::ReadBack;
    const BackupReport report = bench.backUp(request);
    QVERIFY2(report.backup, report.error ? qPrintable(describe(*report.error)) : "");
    QCOMPARE(readBytes(report.backup->file), bytes);
}

void TestBadInput::copiesWhatItCannotCheck()
{
    const Workbench bench;
    const Path file = bench.source / "app.db";
    {
        Sqlite database(file);
        QVERIFY(database.execute(
            "CREATE TABLE good(a); INSERT INTO good VALUES(1);"
            "CREATE TABLE odd(a TEXT); INSERT INTO odd VALUES('x'); CREATE INDEX i ON odd(a);"
            "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = 'CREATE INDEX i ON odd(a "
            "COLLATE klingon)' WHERE name = 'i'"));
    }
    const BackupReport report = bench.backUp(bench.request(file));
    QVERIFY2(report.backup, report.error ? qPrintable(describe(*report.error)) : "");
    QVERIFY(report.backup->proof < ProofLevel::Checked);
    QVERIFY(hasFinding(report.findings, "not-checkable"));
}

void TestBadInput::cancelsWhileWaitingForALock()
{
    const Workbench bench;
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file));
    QProcess holder;
    holder.start(QStringLiteral("sqlite3"), {QString::fromStdString(file.string())});
    QVERIFY2(holder.waitForStarted(), "the sqlite3 program is needed");
    holder.write("BEGIN EXCLUSIVE; SELECT 'locked';\n");
    QVERIFY(holder.waitForReadyRead());
    RunControl *wish = nullptr;
    RunControl control([&](const Progress &progress) {
        if (progress.phase == Phase::Waiting) {
            wish->requestStop();
        }
    });
    wish = &control;
    BackupRequest request = bench.request(file);
    request.busyTimeout = std::chrono::minutes(10); // longer than a test may take
    const BackupReport report = bench.backUp(request, control);
    compareRefusal(report, ErrorKind::Cancelled, file);
    QVERIFY(leftNothing(bench.destination));
    holder.closeWriteChannel();
    QVERIFY(holder.waitForFinished());
}

void TestBadInput::cancels_data()
{
    QTest::addColumn<Phase>("phase");
    QTest::addColumn<Format>("format");
    for (const Format format : {Format::Database, Format::Zip, Format::Zstd}) {
        for (const Phase phase :
             {Phase::Preparing, Phase::Copying, Phase::Compressing, Phase::ReadingBack, Phase::Checking}) {
            if (phase != Phase::Compressing || format != Format::Database) {
                QTest::addRow("%s in phase %d", qPrintable(formatCode(format)), int(phase))
                    << phase << format;
            }
        }
    }
}

void TestBadInput::cancels()
{
    QFETCH(Phase, phase);
    QFETCH(Format, format);
    const Workbench bench;
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file, 20'000, 1000, "WAL"));
    RunControl *wish = nullptr;
    RunControl control([&](const Progress &progress) {
        if (progress.phase == phase) {
            wish->requestStop();
        }
    });
    wish = &control;
    BackupRequest request = bench.request(file);
    request.format = format;
    const BackupReport report = bench.backUp(request, control);
    QVERIFY(report.error);
    QVERIFY2(report.error->kind == ErrorKind::Cancelled, qPrintable(describe(*report.error)));
    QVERIFY(leftNothing(bench.destination));
}

void TestBadInput::endsAtTheHoldLimit()
{
    const Workbench bench;
    const Path file = bench.source / "app.db";
    QVERIFY(makeDatabase(file, 20'000, 1000, "WAL"));
    Sqlite user(file);
    QVERIFY(user.execute("INSERT INTO items VALUES(50000, 'x')"));
    BackupRequest request = bench.request(file);
    request.walGrowthLimit = 1000;
    const RunControl control([&](const Progress &progress) {
        if (progress.phase == Phase::Copying) {
            user.execute("INSERT INTO items(content) VALUES(randomblob(5000))");
        }
    });
    const BackupReport report = bench.backUp(request, control);
    compareRefusal(report, ErrorKind::LimitReached, file);
    QVERIFY(leftNothing(bench.destination));
}

QTEST_GUILESS_MAIN(TestBadInput)
#include "tst_badinput.moc"
