// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/damage.h"
#include "support/inspected.h"

#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

namespace {

const std::string spill = "PRAGMA cache_size=5; PRAGMA cache_spill=1; BEGIN; "
                          "UPDATE items SET content = zeroblob(150); "
                          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) "
                          "INSERT INTO items(content) SELECT randomblob(100) FROM n";

/// A database in the middle of a transaction that does not fit into the cache.
Found interrupted(const std::string &pragmas = {}, const std::string &transaction = spill)
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "live.db";
    Sqlite database(file);
    database.execute("CREATE TABLE items(id INTEGER PRIMARY KEY, content BLOB);"
                     "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200) "
                     "INSERT INTO items SELECT i, randomblob(150) FROM n");
    database.execute(pragmas);
    database.execute(transaction);
    return foundAt(file);
}

/// What SQLite reads from it, with its own recovery.
std::string contentBySqlite(const Found &found)
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "x.db";
    writeBytes(file, found.database);
    writeBytes(withSuffix(file, "-journal"), *found.journal);
    Sqlite database(file);
    return database.value(
        "SELECT count(*) || ' ' || sum(length(content)) || ' ' || hex(max(content)) FROM items");
}

} // namespace

class TestJournalRollback : public QObject
{
    Q_OBJECT

private slots:
    void hotJournalIsRolledBack_data();
    void hotJournalIsRolledBack();
    void growthIsTakenBack();
    void finishedJournalsAreNormal();
    void unusedJournalIsHarmless();
    void cutOffJournalIsDamage();
    void flippedBitsAreNeverSoundWithOtherContent();
    void superJournalIsNeverFollowed();
};

void TestJournalRollback::hotJournalIsRolledBack_data()
{
    QTest::addColumn<QString>("pragmas");
    QTest::newRow("delete") << "PRAGMA journal_mode=DELETE";
    QTest::newRow("truncate") << "PRAGMA journal_mode=TRUNCATE";
    QTest::newRow("persist") << "PRAGMA journal_mode=PERSIST; UPDATE items SET content = randomblob(150)";
    QTest::newRow("not synced") << "PRAGMA synchronous=OFF";
}

void TestJournalRollback::hotJournalIsRolledBack()
{
    QFETCH(const QString, pragmas);
    const Found found = interrupted(pragmas.toStdString());
    QVERIFY(found.journal && found.journal->size() > 10'000);
    const DatabaseVerdict without = inspect({.database = found.database});
    const DatabaseVerdict verdict = inspect(found);
    QVERIFY2(verdict.verdict == Verdict::Sound && says(verdict, "hot-journal"), describe(verdict));
    QCOMPARE(rowsOf(verdict, "items"), 200);
    QCOMPARE(verdict.proof, ProofLevel::Proven);
    QVERIFY2(without.verdict == Verdict::Damaged || says(without, "trailing-bytes"), describe(without));
    QCOMPARE(contentBySqlite(found).substr(0, 10), std::string("200 30000 "));
}

void TestJournalRollback::growthIsTakenBack()
{
    const Found found = interrupted({},
                                    "PRAGMA cache_size=5; PRAGMA cache_spill=1; BEGIN; "
                                    "CREATE TABLE more(x); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
                                    "SELECT i + 1 FROM n WHERE i < 900) INSERT INTO more "
                                    "SELECT randomblob(1000) FROM n");
    QVERIFY(found.database.size() > 500'000);
    const DatabaseVerdict verdict = inspect(found);
    QVERIFY2(verdict.verdict == Verdict::Sound && says(verdict, "hot-journal"), describe(verdict));
    QVERIFY(verdict.facts.bytes < 100'000);
    QCOMPARE(verdict.bytes, qint64(found.database.size()));
    QCOMPARE(rowsOf(verdict, "more"), -2);
}

void TestJournalRollback::finishedJournalsAreNormal()
{
    for (const char *mode : {"TRUNCATE", "PERSIST"}) {
        const Found found = interrupted(std::string("PRAGMA journal_mode=") + mode,
                                        "UPDATE items SET content = randomblob(150)");
        QVERIFY(found.journal);
        const DatabaseVerdict verdict = inspect(found);
        QVERIFY2(verdict.verdict == Verdict::Sound && verdict.findings.isEmpty(), describe(verdict));
    }
}

void TestJournalRollback::unusedJournalIsHarmless()
{
    const Found found = interrupted({}, "BEGIN; UPDATE items SET content = randomblob(150)");
    QVERIFY(found.journal && !found.journal->isEmpty());
    const DatabaseVerdict verdict = inspect(found);
    QVERIFY2(verdict.verdict == Verdict::Sound && !says(verdict, "hot-journal"), describe(verdict));
    QCOMPARE(rowsOf(verdict, "items"), 200);
}

void TestJournalRollback::cutOffJournalIsDamage()
{
    const Found found = interrupted();
    for (const qsizetype size : {700, 5'000, int(found.journal->size() / 2)}) {
        Found cut = found;
        cut.journal->truncate(size);
        const DatabaseVerdict verdict = inspect(cut);
        QVERIFY2(verdict.verdict == Verdict::Damaged && says(verdict, "journal-damaged"), describe(verdict));
    }
}

void TestJournalRollback::flippedBitsAreNeverSoundWithOtherContent()
{
    const Found found = interrupted();
    const auto check = [&](qsizetype bit) {
        Found harmed = found;
        harmed.journal = withBitFlipped(*found.journal, bit);
        const DatabaseVerdict verdict = inspect(harmed);
        const bool isRight = rowsOf(verdict, "items") == 200 && !verdict.findings.isEmpty();
        QVERIFY2(verdict.verdict != Verdict::Sound || isRight,
                 QByteArray::number(bit) + ' ' + describe(verdict));
    };
    for (qsizetype bit = 0; bit < 28 * 8; ++bit) { // the header
        check(bit);
    }
    for (qsizetype bit = qsizetype(512) * 8; bit < qsizetype(516) * 8; ++bit) { // the first page number
        check(bit);
    }
}

void TestJournalRollback::superJournalIsNeverFollowed()
{
    const TemporaryFolder folder;
    const Path precious = folder.path() / "precious";
    QVERIFY(writeBytes(precious, "do not touch"));
    Found found = interrupted();
    const QByteArray name = pathBytes(precious);
    quint32 sum = 0;
    for (const char byte : name) {
        sum += quint32(byte);
    }
    QByteArray tail(8, '\0');
    tail = withWord(withWord(tail, 0, quint32(name.size())), 4, sum);
    *found.journal += withWord(QByteArray(4, '\0'), 0, (1U << 30) / 4096 + 1) + name + tail
        + QByteArray("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8);
    const DatabaseVerdict verdict = inspect(found);
    QVERIFY2(verdict.verdict == Verdict::Unsupported && says(verdict, "super-journal"), describe(verdict));
    QCOMPARE(rowsOf(verdict, "items"), 200);
    QCOMPARE(readBytes(precious), QByteArray("do not touch"));
}

QTEST_APPLESS_MAIN(TestJournalRollback)
#include "tst_journalrollback.moc"
