// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/blockwriter.h"
#include "engine/walpages.h"
#include "support/databases.h"
#include "support/files.h"

#include <QRandomGenerator>
#include <QTest>
#include <QtEndian>

#include <fcntl.h>

using namespace litekeeper;
using namespace litekeeper::test;

/// A database and its -wal that were read while others wrote, put together here and by SQLite.
class TestWalPages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithSqlite_data();
    void agreesWithSqlite();
    void stopsWhereSqliteStops_data();
    void stopsWhereSqliteStops();
    void refusesANewerFormat();
    void refusesFarTooShortAFile();
};

namespace {

constexpr qint64 pieceBytes = qint64(1) << 20;

Result<void> feed(WalPages &pages, const QByteArray &wal)
{
    const qint64 from = pages.beginReading();
    for (qint64 offset = from / pieceBytes * pieceBytes; offset < wal.size(); offset += pieceBytes) {
        const QByteArray piece = wal.mid(offset, pieceBytes);
        const Result<bool> more = pages.take(piece.constData(), piece.size(), offset);
        if (!more || !*more) {
            return more ? Result<void>() : Result<void>(more.error());
        }
    }
    return {};
}

struct Readings
{
    QByteArray early; ///< the -wal, before the database was read
    QByteArray database;
    QByteArray late; ///< the -wal, afterwards
};

Result<QByteArray> putTogether(const Readings &readings, const Path &folder)
{
    const Path file = folder / "ours.db";
    std::filesystem::remove(file);
    const FileDescriptor descriptor(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    BlockLedger ledger;
    BlockWriter writer(descriptor.get(), file, Writeback::None, ledger);
    Result<WalPages> pages = WalPages::create(folder, readings.early.size());
    if (!pages) {
        return pages.error();
    }
    const Result<void> early = feed(*pages, readings.early);
    if (!early) {
        return early.error();
    }
    for (qint64 offset = 0; offset < readings.database.size(); offset += pieceBytes) {
        QByteArray piece = readings.database.mid(offset, pieceBytes);
        const Result<void> patched = pages->patch(piece.data(), piece.size(), offset);
        const Result<void> written
            = patched ? writer.write(piece.constData(), piece.size(), offset) : patched;
        if (!written) {
            return written.error();
        }
    }
    const Result<void> late = feed(*pages, readings.late);
    if (!late) {
        return late.error();
    }
    const Result<qint64> size = pages->finish(writer, readings.database.size(), file);
    if (!size) {
        return size.error();
    }
    const Result<void> cut = writer.truncate(*size);
    const Result<void> finished = cut ? writer.finish() : cut;
    if (!finished) {
        return finished.error();
    }
    return readBytes(file);
}

// By SQLite, which leaves the file in WAL mode and everything else as it was in the last commit.
QByteArray recovered(const Readings &readings, const Path &folder)
{
    const Path file = folder / "theirs.db";
    writeBytes(file, readings.database);
    writeBytes(withSuffix(file, "-wal"), readings.late);
    std::filesystem::remove(withSuffix(file, "-shm"));
    {
        Sqlite database(file);
        if (database.value("PRAGMA wal_checkpoint(TRUNCATE)") != "0") {
            return {};
        }
    }
    QByteArray bytes = readBytes(file);
    bytes[18] = bytes[19] = 1;
    return bytes;
}

std::string randomChange(QRandomGenerator &random)
{
    const std::string any = std::to_string(random.bounded(400));
    switch (random.bounded(8)) {
    case 0:
        return "DELETE FROM items WHERE id % 7 = " + std::to_string(random.bounded(7));
    case 1:
        return "VACUUM";
    case 2:
        return "CREATE TABLE IF NOT EXISTS t" + any + "(a, b); INSERT INTO t" + any
            + " VALUES (1, randomblob(9000))";
    case 3:
        return "PRAGMA wal_checkpoint(PASSIVE)";
    default:
        return "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) "
               "INSERT OR REPLACE INTO items SELECT (i * "
            + any + ") % 5000, randomblob(" + std::to_string(100 + random.bounded(900)) + ") FROM n";
    }
}

} // namespace

void TestWalPages::agreesWithSqlite_data()
{
    QTest::addColumn<int>("seed");
    QTest::addColumn<int>("pageSize");
    for (int seed = 1; seed <= 10; ++seed) {
        for (const int pageSize : {512, 4096, 65536}) {
            QTest::addRow("seed %d, %d bytes a page", seed, pageSize) << seed << pageSize;
        }
    }
}

// A writer goes on, checkpoints included, between each two of the readings.
void TestWalPages::agreesWithSqlite()
{
    QFETCH(int, seed);
    QFETCH(int, pageSize);
    QRandomGenerator random{quint32(seed)};
    const TemporaryFolder folder;
    const Path file = folder.path() / "app.db";
    Sqlite owner(file);
    QVERIFY(owner.execute(
        "PRAGMA page_size=" + std::to_string(pageSize)
        + "; PRAGMA journal_mode=WAL; "
          "PRAGMA wal_autocheckpoint=0; CREATE TABLE items(id INTEGER PRIMARY KEY, content BLOB)"));
    QVERIFY(owner.execute(randomChange(random)));
    // Keeps the -wal from being begun anew, as it must not be while it is read.
    Sqlite reader(file);
    QVERIFY(reader.execute("BEGIN"));
    QVERIFY(reader.value("SELECT count(*) FROM items") != "error: ");
    const auto goOn = [&] {
        for (int change = random.bounded(6); change > 0; --change) {
            // A VACUUM cannot be checkpointed beside the reader, and that is well.
            owner.execute(randomChange(random));
        }
    };
    Readings readings;
    goOn();
    readings.early = readBytes(withSuffix(file, "-wal"));
    goOn();
    readings.database = readBytes(file);
    goOn();
    readings.late = readBytes(withSuffix(file, "-wal"));
    const Result<QByteArray> ours = putTogether(readings, folder.path());
    QVERIFY2(ours, ours ? "" : qPrintable(describe(ours.error())));
    const QByteArray theirs = recovered(readings, folder.path());
    QVERIFY(!theirs.isEmpty());
    QCOMPARE(ours->size(), theirs.size());
    QVERIFY(*ours == theirs);
}

void TestWalPages::stopsWhereSqliteStops_data()
{
    QTest::addColumn<int>("at"); ///< of the -wal, in per mille
    QTest::addColumn<bool>("isCut");
    for (int at = 0; at < 1000; at += 77) {
        QTest::addRow("changed at %d", at) << at << false;
        QTest::addRow("cut at %d", at) << at << true;
    }
}

void TestWalPages::stopsWhereSqliteStops()
{
    QFETCH(int, at);
    QFETCH(bool, isCut);
    const TemporaryFolder folder;
    const Path file = folder.path() / "app.db";
    Sqlite owner(file);
    QVERIFY(owner.execute(
        "PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; CREATE TABLE items(id, content)"));
    for (int commit = 0; commit < 20; ++commit) {
        QVERIFY(owner.execute("INSERT INTO items VALUES (1, randomblob(10000))"));
    }
    Readings readings{.early = {}, .database = readBytes(file), .late = readBytes(withSuffix(file, "-wal"))};
    const qint64 offset = readings.late.size() * at / 1000;
    if (isCut) {
        readings.late.truncate(offset);
    } else {
        readings.late[offset] = char(readings.late[offset] ^ 0x10);
    }
    readings.early = readings.late.left(readings.late.size() / 2);
    const Result<QByteArray> ours = putTogether(readings, folder.path());
    QVERIFY2(ours, ours ? "" : qPrintable(describe(ours.error())));
    QVERIFY(*ours == recovered(readings, folder.path()));
}

void TestWalPages::refusesANewerFormat()
{
    const TemporaryFolder folder;
    QByteArray wal(4096, '\0');
    const auto put = [&wal](qint64 at, quint32 word) { qToBigEndian(word, wal.data() + at); };
    put(0, 0x377f0682);
    put(4, 3007001);
    put(8, 4096);
    WalChecksum sum;
    sum.add(false, wal.constData(), 24);
    put(24, sum.first);
    put(28, sum.second);
    WalHeader parsed;
    QVERIFY(parseWalHeader(wal, parsed) == WalHeaderState::NewVersion);
    Result<WalPages> pages = WalPages::create(folder.path(), wal.size());
    QVERIFY(pages);
    const Result<void> fed = feed(*pages, wal);
    QVERIFY(!fed);
    QCOMPARE(fed.error().kind, ErrorKind::Unsupported);
}

// A -wal that says so in good order, but whose file is another one.
void TestWalPages::refusesFarTooShortAFile()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "app.db";
    Sqlite owner(file);
    QVERIFY(owner.execute("PRAGMA page_size=512; PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; "
                          "CREATE TABLE items(content); INSERT INTO items VALUES (zeroblob(600000000))"));
    QVERIFY(owner.execute("PRAGMA wal_checkpoint(TRUNCATE); INSERT INTO items VALUES (2)"));
    const Readings readings{
        .early = {}, .database = readBytes(file).left(512 * 10), .late = readBytes(withSuffix(file, "-wal"))};
    const Result<QByteArray> ours = putTogether(readings, folder.path());
    QVERIFY(!ours);
    QCOMPARE(ours.error().kind, ErrorKind::Damaged);
}

QTEST_GUILESS_MAIN(TestWalPages)
#include "tst_walpages.moc"
