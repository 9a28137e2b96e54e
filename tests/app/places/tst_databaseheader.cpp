// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/readonlyfile.h"
#include "places/databaseheader.h"
#include "support/databasehandle.h"
#include "support/files.h"

#include <QRandomGenerator>
#include <QTest>
#include <QtEndian>

#include <sys/stat.h>

using namespace litekeeper;
using namespace litekeeper::test;

class TestDatabaseHeader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsRealDatabases_data();
    void readsRealDatabases();
    void readsApplicationFields();
    void trustsThePageCountOnlyIfValid();
    void judgesDamage_data();
    void judgesDamage();
    void tellsOtherContent_data();
    void tellsOtherContent();
    void addsTheWal();
    void findsTheWalBehindALink();
    void badInput_data();
    void badInput();
    void unreadable();
    void doesNotDropLocks();
};

namespace {

QByteArray sampleDatabase()
{
    static const QByteArray bytes = [] {
        const TemporaryFolder folder;
        openDatabase(folder.path() / "a.db", "CREATE TABLE t(x); INSERT INTO t VALUES (1)");
        return readBytes(folder.path() / "a.db");
    }();
    return bytes;
}

QByteArray randomBytes(qsizetype size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    QRandomGenerator generator(7);
    for (char &byte : bytes) {
        byte = char(generator.bounded(256));
    }
    return bytes;
}

} // namespace

void TestDatabaseHeader::readsRealDatabases_data()
{
    QTest::addColumn<int>("pageSize");
    QTest::addColumn<bool>("wal");
    for (int pageSize = 512; pageSize <= 65536; pageSize *= 2) {
        QTest::addRow("%d rollback", pageSize) << pageSize << false;
        QTest::addRow("%d wal", pageSize) << pageSize << true;
    }
}

void TestDatabaseHeader::readsRealDatabases()
{
    QFETCH(int, pageSize);
    QFETCH(bool, wal);
    const TemporaryFolder folder;
    const Path file = folder.path() / "a.db";
    const QByteArray sql = "PRAGMA page_size=" + QByteArray::number(pageSize) + "; PRAGMA journal_mode="
        + (wal ? "wal" : "delete") + "; CREATE TABLE t(x); INSERT INTO t VALUES (randomblob(200000));";
    QVERIFY(openDatabase(file, sql));
    const Result<DatabaseFacts> facts = lookAtDatabase(file);
    QVERIFY2(facts, facts ? "" : qPrintable(describe(facts.error())));
    QCOMPARE(facts->pageSize, pageSize);
    QCOMPARE(facts->journalMode, wal ? JournalMode::Wal : JournalMode::Rollback);
    QCOMPARE(facts->bytes, qint64(std::filesystem::file_size(file)));
    QCOMPARE(facts->pageCount, facts->bytes / pageSize);
    QCOMPARE(facts->sqliteVersion, quint32(sqlite3_libversion_number()));
    QCOMPARE(facts->walBytes, 0);
    QVERIFY(qAbs(facts->modified.secsTo(QDateTime::currentDateTimeUtc())) < 3600);
    QCOMPARE(facts->modified.timeSpec(), Qt::UTC);
}

void TestDatabaseHeader::readsApplicationFields()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "a.db";
    QVERIFY(
        openDatabase(file, "PRAGMA application_id=0x47504b47; PRAGMA user_version=-1; CREATE TABLE t(x)"));
    const Result<DatabaseFacts> facts = lookAtDatabase(file);
    QVERIFY(facts);
    QCOMPARE(facts->applicationId, 0x47504b47U);
    QCOMPARE(facts->userVersion, 0xffffffffU);
}

void TestDatabaseHeader::trustsThePageCountOnlyIfValid()
{
    QByteArray bytes = sampleDatabase();
    QCOMPARE(parseDatabaseHeader(bytes, bytes.size() * 3, "x")->pageCount, 2);
    qToBigEndian<quint32>(999, bytes.data() + 92); // written last by a program that does not know the field
    QCOMPARE(parseDatabaseHeader(bytes, bytes.size() * 3, "x")->pageCount, 6);
}

void TestDatabaseHeader::judgesDamage_data()
{
    QTest::addColumn<int>("offset");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *title, int offset, const QByteArray &bytes, ErrorKind kind) {
        QTest::newRow(title) << offset << bytes << int(kind);
    };
    row("page size 0", 16, QByteArray(2, 0), ErrorKind::Damaged);
    row("page size 4095", 16, "\x0f\xff", ErrorKind::Damaged);
    row("page size 256", 16, QByteArray("\x01\x00", 2), ErrorKind::Damaged);
    row("write version 0", 18, QByteArray(1, 0), ErrorKind::Damaged);
    row("read version 3", 19, "\x03", ErrorKind::Unsupported);
    row("fractions", 21, "\x41", ErrorKind::Damaged);
    row("schema format 5", 44, QByteArray("\0\0\0\5", 4), ErrorKind::Unsupported);
    row("encoding 9", 56, QByteArray("\0\0\0\x09", 4), ErrorKind::Damaged);
    row("first bytes gone", 0, "XXXX", ErrorKind::NotADatabase);
}

void TestDatabaseHeader::judgesDamage()
{
    QFETCH(int, offset);
    QFETCH(QByteArray, bytes);
    QFETCH(int, kind);
    QByteArray database = sampleDatabase();
    QVERIFY(parseDatabaseHeader(database, database.size(), "x"));
    database.replace(offset, bytes.size(), bytes);
    const Result<DatabaseFacts> facts = parseDatabaseHeader(database, database.size(), "x");
    QVERIFY(!facts);
    QCOMPARE(int(facts.error().kind), kind);
    QCOMPARE(facts.error().path, Path("x"));
}

void TestDatabaseHeader::tellsOtherContent_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *title, const QByteArray &bytes, ErrorKind kind) {
        QTest::newRow(title) << bytes << int(kind);
    };
    row("empty", {}, ErrorKind::Empty);
    row("one byte", "S", ErrorKind::NotADatabase);
    row("magic cut off", "SQLite format 3", ErrorKind::NotADatabase);
    row("header cut off", sampleDatabase().left(99), ErrorKind::Damaged);
    row("first page cut off", sampleDatabase().left(100), ErrorKind::Damaged);
    row("text", QByteArray("Lorem ipsum ").repeated(1024), ErrorKind::NotADatabase);
    row("zeros", QByteArray(65536, 0), ErrorKind::Damaged);
    row("random, 1 KiB", randomBytes(1024), ErrorKind::Encrypted);
    row("random, whole sectors", randomBytes(512 * 200), ErrorKind::Encrypted);
    row("random, half a sector", randomBytes(512 * 200 + 256), ErrorKind::NotADatabase);
    row("random, small", randomBytes(512), ErrorKind::NotADatabase);
    row("zip", "PK\x03\x04" + randomBytes(65536 - 4), ErrorKind::NotADatabase);
    row("rollback journal", "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + randomBytes(65536 - 8),
        ErrorKind::NotADatabase);
}

void TestDatabaseHeader::tellsOtherContent()
{
    QFETCH(QByteArray, bytes);
    QFETCH(int, kind);
    const TemporaryFolder folder;
    const Path file = folder.path() / "a.db";
    QVERIFY(writeBytes(file, bytes));
    const Result<DatabaseFacts> facts = lookAtDatabase(file);
    QVERIFY(!facts);
    QCOMPARE(int(facts.error().kind), kind);
}

void TestDatabaseHeader::addsTheWal()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "odd\n?%#\xff.db";
    const Database writer = openDatabase(file, "PRAGMA journal_mode=wal; CREATE TABLE t(x)");
    QVERIFY(writer);
    const Result<DatabaseFacts> facts = lookAtDatabase(file);
    QVERIFY(facts);
    QCOMPARE(facts->walBytes, qint64(std::filesystem::file_size(withSuffix(file, "-wal"))));
    QVERIFY(facts->walBytes > 0);
}

void TestDatabaseHeader::findsTheWalBehindALink()
{
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / "real");
    const Database writer
        = openDatabase(folder.path() / "real/a.db", "PRAGMA journal_mode=wal; CREATE TABLE t(x)");
    std::filesystem::create_symlink("real/a.db", folder.path() / "link.db");
    QVERIFY(lookAtDatabase(folder.path() / "link.db")->walBytes > 0);
}

void TestDatabaseHeader::badInput_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<int>("kind");
    QTest::newRow("missing") << QByteArray("missing") << int(ErrorKind::NotFound);
    QTest::newRow("folder") << QByteArray("folder") << int(ErrorKind::NotAFile);
    QTest::newRow("fifo") << QByteArray("fifo") << int(ErrorKind::NotAFile);
    QTest::newRow("dangling link") << QByteArray("link") << int(ErrorKind::NotFound);
    QTest::newRow("file used as a folder") << QByteArray("file/a.db") << int(ErrorKind::NotFound);
}

void TestDatabaseHeader::badInput()
{
    QFETCH(QByteArray, name);
    QFETCH(int, kind);
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / "folder");
    std::filesystem::create_symlink("nowhere", folder.path() / "link");
    QVERIFY(writeBytes(folder.path() / "file", "x"));
    QCOMPARE(::mkfifo((folder.path() / "fifo").c_str(), 0600), 0);
    const Path file = folder.path() / pathFromBytes(name);
    const Result<DatabaseFacts> facts = lookAtDatabase(file); // would hang on the FIFO if it waited
    QVERIFY(!facts);
    QCOMPARE(int(facts.error().kind), kind);
    QCOMPARE(facts.error().path, file);
}

void TestDatabaseHeader::unreadable()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "a.db";
    QVERIFY(writeBytes(file, sampleDatabase()));
    QCOMPARE(::chmod(file.c_str(), 0), 0);
    const int code = inChild([&] {
        // Root may read everything, so be nobody.
        if (::geteuid() == 0 && (::chmod(folder.path().c_str(), 0755) != 0 || ::setuid(65534) != 0)) {
            return 200;
        }
        const Result<DatabaseFacts> facts = lookAtDatabase(file);
        return facts ? 100 : int(facts.error().kind);
    });
    QCOMPARE(code, int(ErrorKind::PermissionDenied));
}

void TestDatabaseHeader::doesNotDropLocks()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "a.db";
    QVERIFY(writeBytes(file, sampleDatabase()));
    Child other([&] {
        waitForFile(folder.path() / "go");
        ::_exit(openDatabase(file, "BEGIN IMMEDIATE") ? 1 : 0);
    });
    const SourceHold hold(file);
    const Database writer = openDatabase(file, "BEGIN IMMEDIATE; INSERT INTO t VALUES (2)");
    QVERIFY(writer);
    QVERIFY(lookAtDatabase(file));
    QVERIFY(writeBytes(folder.path() / "go", {}));
    QCOMPARE(other.wait(), 0); // still locked
}

QTEST_APPLESS_MAIN(TestDatabaseHeader)
#include "tst_databaseheader.moc"
