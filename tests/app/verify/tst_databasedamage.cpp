// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/damage.h"
#include "support/inspected.h"

#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

namespace {

const std::string manyRows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120) ";

/// Tables, indexes, long values, free pages.
QByteArray variedDatabase(const std::string &pragmas)
{
    return databaseOf(pragmas
                      + "; CREATE TABLE items(id INTEGER PRIMARY KEY, name TEXT, content BLOB);"
                        "CREATE INDEX byName ON items(name);"
                        "CREATE TABLE pairs(a, b, PRIMARY KEY(a, b)) WITHOUT ROWID;"
                        "CREATE TABLE gone(x);"
                      + manyRows + "INSERT INTO items SELECT i, 'name ' || i, randomblob(60) FROM n;"
                      + manyRows + "INSERT INTO pairs SELECT i, randomblob(20) FROM n;" + manyRows
                      + "INSERT INTO gone SELECT randomblob(200) FROM n;"
                        "INSERT INTO items VALUES(1000, 'long', randomblob(9000));"
                        "INSERT INTO items VALUES(1001, hex(randomblob(4000)), NULL);"
                        "DROP TABLE gone");
}

/// Pages of which the content does not matter: those that the list of free pages names as its leaves, and
/// its trunk if it has none.
std::vector<bool> unusedPages(const QByteArray &database)
{
    const int pageSize = pageSizeOf(database);
    std::vector<bool> unused(size_t(pagesOf(database)) + 1);
    for (quint32 trunk = wordOf(database, 32); trunk != 0;) {
        const qsizetype at = qsizetype(trunk - 1) * pageSize;
        const quint32 leaves = wordOf(database, at + 4);
        for (quint32 leaf = 0; leaf < leaves; ++leaf) {
            unused[wordOf(database, at + 8 + 4 * qsizetype(leaf))] = true;
        }
        trunk = wordOf(database, at);
        unused[trunk] = unused[trunk] || (leaves == 0 && trunk == 0);
    }
    return unused;
}

} // namespace

class TestDatabaseDamage : public QObject
{
    Q_OBJECT

private slots:
    void zeroedPagesAreFound_data();
    void zeroedPagesAreFound();
    void zerosInLongValuesAreNormal();
    void cutOffDatabasesAreFound();
    void headerFields_data();
    void headerFields();
    void flippedBitsOfTheHeaderAreNeverSoundWithOtherContent();
    void flippedBitsElsewhereAreNeverSoundWithOtherRows();
    void bytesThatAreNoDatabase();
    void indexThatLostARowIsDamaged();
    void freeListIsChecked();
    void schemaIsChecked_data();
    void schemaIsChecked();
    void fullTextAndTreeDamage_data();
    void fullTextAndTreeDamage();
    void findingsAreSentencesWithAPlace();
};

void TestDatabaseDamage::zeroedPagesAreFound_data()
{
    QTest::addColumn<QString>("pragmas");
    QTest::newRow("small pages") << "PRAGMA page_size=512";
    QTest::newRow("usual pages") << "PRAGMA page_size=4096";
    QTest::newRow("vacuumed by itself") << "PRAGMA page_size=512; PRAGMA auto_vacuum=2";
    QTest::newRow("UTF-16") << "PRAGMA page_size=1024; PRAGMA encoding='UTF-16le'";
}

void TestDatabaseDamage::zeroedPagesAreFound()
{
    QFETCH(const QString, pragmas);
    const QByteArray database = variedDatabase(pragmas.toStdString());
    const DatabaseVerdict whole = inspect({.database = database});
    QVERIFY2(whole.verdict == Verdict::Sound && whole.proof == ProofLevel::Proven, describe(whole));
    const std::vector<bool> unused = unusedPages(database);
    for (qsizetype page = 1; page <= pagesOf(database); ++page) {
        const QByteArray zeroed = withPageZeroed(database, page);
        const DatabaseVerdict verdict = inspect({.database = zeroed});
        const QByteArray what = "page " + QByteArray::number(page) + ": " + describe(verdict);
        if (unused[size_t(page)]) {
            QVERIFY2(verdict.verdict == Verdict::Sound, what);
        } else {
            QVERIFY2(verdict.verdict == Verdict::Damaged, what);
        }
    }
}

void TestDatabaseDamage::zerosInLongValuesAreNormal()
{
    // Values that are zeros, end with zeros, or have zeros up to the end of a page.
    const QByteArray database = databaseOf(
        "PRAGMA page_size=512; CREATE TABLE t(x);"
        "INSERT INTO t VALUES(zeroblob(20000)), (CAST(hex(randomblob(3000)) AS BLOB) || zeroblob(9000)),"
        "(randomblob(2000) || zeroblob(700)), (zeroblob(5000) || randomblob(3));");
    const DatabaseVerdict verdict = inspect({.database = database});
    QVERIFY2(verdict.verdict == Verdict::Sound, describe(verdict));
    QCOMPARE(rowsOf(verdict, "t"), 4);
}

void TestDatabaseDamage::cutOffDatabasesAreFound()
{
    const QByteArray database = variedDatabase("PRAGMA page_size=1024");
    for (qsizetype pages = 1; pages < pagesOf(database); ++pages) {
        const DatabaseVerdict verdict = inspect({.database = withPages(database, pages)});
        QVERIFY2(verdict.verdict == Verdict::Damaged && says(verdict, "truncated"), describe(verdict));
    }
    for (const qsizetype size : {qsizetype(10), qsizetype(99), qsizetype(100), qsizetype(700),
                                 database.size() - 1, database.size() - 512}) {
        const DatabaseVerdict verdict = inspect({.database = database.first(size)});
        QVERIFY2(verdict.verdict == Verdict::Damaged, describe(verdict));
    }
}

void TestDatabaseDamage::headerFields_data()
{
    QTest::addColumn<int>("offset");
    QTest::addColumn<int>("value");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("magic") << 3 << int('x') << "damaged";
    QTest::newRow("page size 768") << 16 << 3 << "damaged";
    QTest::newRow("page size 8192") << 16 << 0x20 << "damaged";
    QTest::newRow("write version 3") << 18 << 3 << "unsupported";
    QTest::newRow("read version 7") << 19 << 7 << "unsupported";
    QTest::newRow("read version 0") << 19 << 0 << "damaged";
    QTest::newRow("reserved bytes") << 20 << 240 << "damaged";
    QTest::newRow("largest payload") << 21 << 65 << "damaged";
    QTest::newRow("least payload") << 22 << 31 << "damaged";
    QTest::newRow("leaf payload") << 23 << 0 << "damaged";
    QTest::newRow("page count") << 31 << 200 << "damaged";
    QTest::newRow("first free page") << 35 << 200 << "damaged";
    QTest::newRow("number of free pages") << 39 << 200 << "damaged";
    QTest::newRow("schema format 9") << 47 << 9 << "unsupported";
    QTest::newRow("encoding 4") << 59 << 4 << "damaged";
    QTest::newRow("encoding UTF-16") << 59 << 2 << "damaged";
    QTest::newRow("largest root page") << 55 << 3 << "damaged";
    QTest::newRow("vacuumed step by step") << 67 << 1 << "damaged";
    QTest::newRow("user_version") << 63 << 77 << "sound";
    QTest::newRow("application_id") << 70 << 77 << "sound";
    QTest::newRow("cache size") << 50 << 7 << "sound";
}

void TestDatabaseDamage::headerFields()
{
    QFETCH(const int, offset);
    QFETCH(const int, value);
    QFETCH(const QString, verdict);
    const QByteArray database = variedDatabase("PRAGMA page_size=512");
    const DatabaseVerdict judged = inspect({.database = withByte(database, offset, value)});
    QVERIFY2(verdictCode(judged.verdict) == verdict, describe(judged));
}

void TestDatabaseDamage::flippedBitsOfTheHeaderAreNeverSoundWithOtherContent()
{
    const QByteArray database = variedDatabase("PRAGMA page_size=512");
    const DatabaseVerdict whole = inspect({.database = database});
    for (qsizetype bit = 0; bit < 108 * 8; ++bit) {
        const DatabaseVerdict verdict = inspect({.database = withBitFlipped(database, bit)});
        const bool isWhole = rowsOf(verdict, "items") == rowsOf(whole, "items")
            && rowsOf(verdict, "pairs") == rowsOf(whole, "pairs");
        QVERIFY2(verdict.verdict != Verdict::Sound || isWhole,
                 QByteArray::number(bit) + ' ' + describe(verdict));
    }
}

void TestDatabaseDamage::flippedBitsElsewhereAreNeverSoundWithOtherRows()
{
    const QByteArray database = databaseOf(
        "PRAGMA page_size=512; CREATE TABLE a(id INTEGER PRIMARY KEY, x NOT NULL); CREATE INDEX i ON a(x);"
        "CREATE TABLE b(x PRIMARY KEY) WITHOUT ROWID; CREATE TABLE c(x); CREATE VIEW v AS SELECT 1; DROP "
        "TABLE c;"
        "INSERT INTO b VALUES(1), (2), (3); INSERT INTO a VALUES(1, 'one'), (2, hex(zeroblob(400)));");
    for (qsizetype bit = 0; bit < database.size() * 8; bit += 7) {
        const DatabaseVerdict verdict = inspect({.database = withBitFlipped(database, bit)});
        const bool isWhole
            = verdict.tables.size() == 2 && rowsOf(verdict, "a") == 2 && rowsOf(verdict, "b") == 3;
        QVERIFY2(verdict.verdict != Verdict::Sound || isWhole,
                 QByteArray::number(bit / 8) + ' ' + describe(verdict));
        QVERIFY2(verdict.verdict != Verdict::Dangerous, describe(verdict));
    }
}

void TestDatabaseDamage::bytesThatAreNoDatabase()
{
    QCOMPARE(inspect({.database = {}}).verdict, Verdict::Empty);
    const DatabaseVerdict zeros = inspect({.database = QByteArray(8192, '\0')});
    QVERIFY2(zeros.verdict == Verdict::Damaged && says(zeros, "only-zeros"), describe(zeros));
    const DatabaseVerdict text = inspect({.database = QByteArray("no database at all").repeated(500)});
    QVERIFY2(text.verdict == Verdict::Damaged && says(text, "not-a-database"), describe(text));
    QByteArray random(65536, '\0');
    quint64 state = 42;
    for (char &byte : random) {
        state = state * 6364136223846793005ULL + 1442695040888963407ULL;
        byte = char(state >> 56);
    }
    const DatabaseVerdict encrypted = inspect({.database = random});
    QVERIFY2(encrypted.verdict == Verdict::Unsupported && says(encrypted, "encrypted"), describe(encrypted));
    // SQLCipher can leave the first bytes of the header readable.
    const QByteArray header = variedDatabase("PRAGMA page_size=4096").first(32);
    const DatabaseVerdict partly = inspect({.database = header + random.sliced(32)});
    QVERIFY2(partly.verdict == Verdict::Unsupported && says(partly, "encrypted"), describe(partly));
}

void TestDatabaseDamage::indexThatLostARowIsDamaged()
{
    const QByteArray database = databaseOf(
        "CREATE TABLE t(id INTEGER PRIMARY KEY, x); CREATE INDEX i ON t(x);" + manyRows
        + "INSERT INTO t SELECT i, i FROM n; PRAGMA writable_schema=ON;"
          "UPDATE sqlite_schema SET sql = 'CREATE INDEX i ON t(x) WHERE id <> 7' WHERE name = 'i';"
          "PRAGMA writable_schema=RESET; DELETE FROM t WHERE id = 50; INSERT INTO t VALUES(7000, 7000);"
          "PRAGMA writable_schema=ON; UPDATE t SET x = 'other' WHERE id = 7;"
          "UPDATE sqlite_schema SET sql = 'CREATE INDEX i ON t(x)' WHERE name = 'i'");
    const DatabaseVerdict verdict = inspect({.database = database});
    QVERIFY2(verdict.verdict == Verdict::Damaged && says(verdict, "integrity"), describe(verdict));
    const DatabaseVerdict quick = inspect({.database = database}, VerifyLevel::Quick);
    QVERIFY(quick.proof < ProofLevel::Proven);
}

void TestDatabaseDamage::freeListIsChecked()
{
    const QByteArray database = variedDatabase("PRAGMA page_size=512");
    const qsizetype trunk = qsizetype(wordOf(database, 32) - 1) * 512;
    const DatabaseVerdict count
        = inspect({.database = withWord(database, trunk + 4, wordOf(database, trunk + 4) - 1)});
    QVERIFY2(count.verdict == Verdict::Damaged, describe(count));
    const DatabaseVerdict twice
        = inspect({.database = withWord(database, trunk + 12, wordOf(database, trunk + 8))});
    QVERIFY2(twice.verdict == Verdict::Damaged, describe(twice));
    const DatabaseVerdict inUse = inspect({.database = withWord(database, trunk + 8, 2)});
    QVERIFY2(inUse.verdict == Verdict::Damaged, describe(inUse));
}

void TestDatabaseDamage::schemaIsChecked_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("newer table option") << "CREATE TABLE t(x) ETERNAL"
                                        << "unsupported";
    QTest::newRow("newer syntax") << "CREATE TABLE t(x) WITH (fill = 70)"
                                  << "unsupported";
    QTest::newRow("newer type") << "CREATE TABLE t(x DECIMAL128) STRICT"
                                << "unsupported";
    QTest::newRow("cut off") << "CREATE TABLE t(x"
                             << "damaged";
    QTest::newRow("garbage") << "CREATE TABLE t(\x01\x02)"
                             << "damaged";
    QTest::newRow("no definition") << "hello"
                                   << "damaged";
}

void TestDatabaseDamage::schemaIsChecked()
{
    QFETCH(const QString, sql);
    QFETCH(const QString, verdict);
    const QByteArray database = databaseOf(
        "CREATE TABLE t(x); CREATE TABLE other(y); INSERT INTO other VALUES(1), (2); INSERT INTO t VALUES(3);"
        "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = '"
        + QString(sql).replace(u'\'', QLatin1String("''")).toStdString() + "' WHERE name = 't'");
    QVERIFY(!database.isEmpty());
    const DatabaseVerdict judged = inspect({.database = database});
    QVERIFY2(verdictCode(judged.verdict) == verdict, describe(judged));
    QCOMPARE(rowsOf(judged, "other"), 2);
    QVERIFY(judged.proof < ProofLevel::Proven);
}

void TestDatabaseDamage::fullTextAndTreeDamage_data()
{
    QTest::addColumn<QString>("make");
    QTest::addColumn<QString>("harm");
    QTest::addColumn<QString>("verdict");
    const QString fts5
        = QStringLiteral("CREATE VIRTUAL TABLE f USING fts5(x); INSERT INTO f VALUES('one two'), ('three')");
    const QString fts4
        = QStringLiteral("CREATE VIRTUAL TABLE f USING fts4(x); INSERT INTO f VALUES('one two'), ('three')");
    const QString tree = QStringLiteral(
        "CREATE VIRTUAL TABLE f USING rtree(id, a, b); INSERT INTO f VALUES(1, 2, 3), (2, 5, 6)");
    QTest::newRow("fts5 sound") << fts5 << "SELECT 1"
                                << "sound";
    QTest::newRow("fts5 data") << fts5 << "UPDATE f_data SET block = zeroblob(length(block)) WHERE id > 100"
                               << "damaged";
    QTest::newRow("fts5 text") << fts5 << "UPDATE f_content SET c0 = 'other' WHERE id = 1"
                               << "damaged";
    QTest::newRow("fts5 table gone")
        << fts5 << "PRAGMA writable_schema=ON; DELETE FROM sqlite_schema WHERE name = 'f_data'"
        << "damaged";
    QTest::newRow("fts5 external") << QStringLiteral(
        "CREATE TABLE c(a); INSERT INTO c VALUES('one'); CREATE VIRTUAL TABLE f USING fts5(a, content='c')")
                                   << "SELECT 1"
                                   << "sound";
    QTest::newRow("fts5 contentless")
        << QStringLiteral("CREATE VIRTUAL TABLE f USING fts5(a, content=''); INSERT INTO f VALUES('one')")
        << "SELECT 1"
        << "sound";
    QTest::newRow("fts4 sound") << fts4 << "SELECT 1"
                                << "sound";
    QTest::newRow("fts4 index") << fts4 << "UPDATE f_segdir SET root = zeroblob(length(root))"
                                << "damaged";
    QTest::newRow("fts4 text") << fts4 << "UPDATE f_content SET c0x = 'other' WHERE docid = 1"
                               << "damaged";
    QTest::newRow("fts4 external") << QStringLiteral(
        "CREATE TABLE c(a); INSERT INTO c VALUES('one'); CREATE VIRTUAL TABLE f USING fts4(a, content='c')")
                                   << "SELECT 1"
                                   << "sound";
    QTest::newRow("fts3 sound") << QStringLiteral(
        "CREATE VIRTUAL TABLE f USING fts3(x); INSERT INTO f VALUES('one')")
                                << "SELECT 1"
                                << "sound";
    QTest::newRow("rtree sound") << tree << "SELECT 1"
                                 << "sound";
    QTest::newRow("rtree node") << tree << "UPDATE f_node SET data = zeroblob(length(data))"
                                << "damaged";
    QTest::newRow("rtree row") << tree << "DELETE FROM f_rowid WHERE rowid = 1"
                               << "damaged";
}

void TestDatabaseDamage::fullTextAndTreeDamage()
{
    QFETCH(const QString, make);
    QFETCH(const QString, harm);
    QFETCH(const QString, verdict);
    const QByteArray database = databaseOf((make + u';' + harm).toStdString());
    QVERIFY(!database.isEmpty());
    const DatabaseVerdict judged = inspect({.database = database});
    QVERIFY2(verdictCode(judged.verdict) == verdict, describe(judged));
}

void TestDatabaseDamage::findingsAreSentencesWithAPlace()
{
    const DatabaseVerdict verdict
        = inspect({.database = withPageZeroed(variedDatabase("PRAGMA page_size=512"), 3)});
    QVERIFY(!verdict.findings.isEmpty());
    for (const Finding &finding : verdict.findings) {
        QVERIFY2(finding.text.endsWith(u'.') && !finding.text.contains(u'\n'), qPrintable(finding.text));
        QVERIFY2(!finding.where.isEmpty(), describe(verdict));
        QCOMPARE(finding.severity, Severity::Problem);
    }
    QCOMPARE(verdict.proof, ProofLevel::None);
}

QTEST_APPLESS_MAIN(TestDatabaseDamage)
#include "tst_databasedamage.moc"
