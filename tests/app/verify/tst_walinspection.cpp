// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/filedescriptor.h"
#include "support/damage.h"
#include "support/inspected.h"
#include "verify/walreplay.h"

#include <QTest>

#include <set>

#include <fcntl.h>
#include <unistd.h>

using namespace litekeeper;
using namespace litekeeper::test;

namespace {

constexpr qsizetype headerBytes = 32;

/// A database whose commits are all in its -wal: one row for each.
class LiveWal
{
public:
    explicit LiveWal(int commits, int pageSize = 512)
        : m_file(m_folder.path() / "live.db")
        , m_database(m_file)
    {
        m_database.execute("PRAGMA page_size=" + std::to_string(pageSize)
                           + "; PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; "
                             "CREATE TABLE items(id INTEGER PRIMARY KEY, content)");
        for (int count = 0; count < commits; ++count) {
            commit();
        }
    }

    bool execute(const std::string &sql) { return m_database.execute(sql); }
    bool commit() { return execute("INSERT INTO items(content) VALUES(randomblob(60))"); }
    [[nodiscard]] Found found() const { return foundAt(m_file); }

private:
    TemporaryFolder m_folder;
    Path m_file;
    Sqlite m_database;
};

struct Looked
{
    WalContent content;
    Judgement judgement;
};

Looked lookAt(const Path &file)
{
    const Result<ReadOnlyFile> opened = ReadOnlyFile::open(file);
    Looked looked;
    const Result<WalContent> content = inspectWal(
        *opened, file, [] { return false; }, looked.judgement);
    looked.content = content ? *content : WalContent();
    return looked;
}

} // namespace

class TestWalInspection : public QObject
{
    Q_OBJECT

private slots:
    void takesInWhatWasCommitted();
    void everyFlippedBitIsFoundOrHarmless_data();
    void everyFlippedBitIsFoundOrHarmless();
    void flippedBitsReachTheVerdict();
    void framesOfAnOlderUseAreNormal();
    void uncommittedTailIsNormal();
    void spilledTransactionIsNormal();
    void overwrittenFramesAreFound();
    void cutOffBetweenCommitsCannotBeSeenAndWithinAFrameIsSaid();
    void emptyAndShortWalsAreHarmless();
    void pageSizeHasToFit();
    void loneWalIsDamaged();
    void emptyDatabaseKeepsItsVerdictAndWarnsOfTheWal();
    void replayGivesWhatSqliteGives();
    void pagesThatAreNowhereAreMissed();
};

void TestWalInspection::takesInWhatWasCommitted()
{
    LiveWal live(7);
    const DatabaseVerdict verdict = inspect(live.found());
    QVERIFY2(verdict.verdict == Verdict::Sound, describe(verdict));
    QCOMPARE(rowsOf(verdict, "items"), 7);
    QVERIFY(verdict.walFrames > 7);
    QCOMPARE(verdict.facts.journalMode, JournalMode::Wal);
    QCOMPARE(verdict.facts.walBytes, qint64(live.found().wal->size()));
    QCOMPARE(verdict.proof, ProofLevel::Proven);
    QVERIFY(verdict.findings.isEmpty());
}

void TestWalInspection::everyFlippedBitIsFoundOrHarmless_data()
{
    QTest::addColumn<QByteArray>("wal");
    QTest::addColumn<bool>("hasTail");
    QTest::newRow("one use") << *LiveWal(3).found().wal << false;
    LiveWal reused(6);
    QVERIFY(reused.execute("PRAGMA wal_checkpoint(RESTART)"));
    QVERIFY(reused.commit());
    QTest::newRow("begun anew") << *reused.found().wal << true;
    LiveWal open(2);
    QVERIFY(open.execute("PRAGMA cache_size=2; PRAGMA cache_spill=1; BEGIN; "
                         "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 40) "
                         "INSERT INTO items(content) SELECT randomblob(100) FROM n"));
    QTest::newRow("open transaction") << *open.found().wal << true;
}

void TestWalInspection::everyFlippedBitIsFoundOrHarmless()
{
    QFETCH(const QByteArray, wal);
    QFETCH(const bool, hasTail);
    // One file for the tens of thousands of looks: making and removing a folder takes longer than each of
    // them.
    const TemporaryFolder folder;
    const Path file = folder.path() / "x-wal";
    QVERIFY(writeBytes(file, wal));
    const Looked whole = lookAt(file);
    QCOMPARE(whole.judgement.verdict(), Verdict::Sound);
    const qint64 frameBytes = whole.content.header.frameBytes();
    const qsizetype committedBytes = headerBytes + whole.content.committedFrames * frameBytes;
    QCOMPARE(committedBytes < wal.size(), hasTail);
    const FileDescriptor written(::open(file.c_str(), O_WRONLY | O_CLOEXEC));
    for (qsizetype bit = 0; bit < wal.size() * 8; ++bit) {
        const char flipped = withBitFlipped(wal.mid(bit / 8, 1), bit % 8).at(0);
        QCOMPARE(::pwrite(written.get(), &flipped, 1, bit / 8), ssize_t(1));
        const Looked looked = lookAt(file);
        QCOMPARE(::pwrite(written.get(), wal.constData() + bit / 8, 1, bit / 8), ssize_t(1));
        const bool isFound = looked.judgement.verdict() == Verdict::Damaged;
        const bool isWhole = looked.content.committedFrames == whole.content.committedFrames;
        const QByteArray where = "bit " + QByteArray::number(bit);
        QVERIFY2(isFound || isWhole, where);
        QVERIFY2(isFound || bit >= committedBytes * 8, where);
    }
}

void TestWalInspection::flippedBitsReachTheVerdict()
{
    const Found found = LiveWal(5).found();
    for (qsizetype bit = 3; bit < found.wal->size() * 8; bit += 1009) {
        const DatabaseVerdict verdict
            = inspect({.database = found.database, .wal = withBitFlipped(*found.wal, bit)});
        QVERIFY2(verdict.verdict == Verdict::Damaged, QByteArray::number(bit) + ' ' + describe(verdict));
        QVERIFY2(says(verdict, "wal-frame-damaged") || says(verdict, "wal-header-damaged"),
                 describe(verdict));
    }
}

void TestWalInspection::framesOfAnOlderUseAreNormal()
{
    // One older frame, several, and several older uses.
    for (const int newCommits : {1, 3, 5}) {
        LiveWal live(6);
        QVERIFY(live.execute("PRAGMA wal_checkpoint(RESTART)"));
        QVERIFY(live.commit() && live.commit() && live.commit());
        QVERIFY(live.execute("PRAGMA wal_checkpoint(RESTART)"));
        for (int count = 0; count < newCommits; ++count) {
            QVERIFY(live.commit());
        }
        const DatabaseVerdict verdict = inspect(live.found());
        QVERIFY2(verdict.verdict == Verdict::Sound && verdict.findings.isEmpty(), describe(verdict));
        QCOMPARE(rowsOf(verdict, "items"), 9 + newCommits);
    }
}

void TestWalInspection::uncommittedTailIsNormal()
{
    LiveWal live(3);
    const qsizetype before = live.found().wal->size();
    QVERIFY(live.execute("BEGIN; UPDATE items SET content = randomblob(61)"));
    QVERIFY(live.execute("COMMIT"));
    Found found = live.found();
    // Without its last frame the transaction has no commit.
    found.wal->chop(512 + 24);
    if (found.wal->size() == before) {
        QVERIFY(live.commit());
    }
    const DatabaseVerdict verdict = inspect(found);
    QVERIFY2(verdict.verdict == Verdict::Sound, describe(verdict));
    QCOMPARE(rowsOf(verdict, "items"), 3);
}

void TestWalInspection::spilledTransactionIsNormal()
{
    LiveWal live(4);
    // A transaction that does not fit into the cache is written before it is committed, some pages twice in
    // place, which leaves their checksums behind until the commit.
    QVERIFY(live.execute("PRAGMA cache_size=3; PRAGMA cache_spill=1; BEGIN; "
                         "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300) "
                         "INSERT INTO items(content) SELECT randomblob(100) FROM n; "
                         "UPDATE items SET content = randomblob(101); UPDATE items SET content = 1"));
    const Found found = live.found();
    QVERIFY(found.wal->size() > 30'000);
    const DatabaseVerdict verdict = inspect(found);
    QVERIFY2(verdict.verdict == Verdict::Sound && says(verdict, "wal-uncommitted"), describe(verdict));
    QCOMPARE(rowsOf(verdict, "items"), 4);
}

void TestWalInspection::overwrittenFramesAreFound()
{
    const Found found = LiveWal(5).found();
    const qsizetype frames = (found.wal->size() - headerBytes) / (512 + 24);
    for (const char filling : {'\0', '\xa5'}) {
        for (qsizetype frame = 0; frame < frames; ++frame) {
            Found harmed = found;
            harmed.wal->replace(headerBytes + frame * (512 + 24), 512 + 24, QByteArray(512 + 24, filling));
            const DatabaseVerdict verdict = inspect(harmed);
            QVERIFY2(verdict.verdict == Verdict::Damaged, describe(verdict));
        }
    }
}

void TestWalInspection::cutOffBetweenCommitsCannotBeSeenAndWithinAFrameIsSaid()
{
    const Found found = LiveWal(3).found();
    for (qsizetype size = headerBytes + 1; size < found.wal->size(); size += 37) {
        Found cut = found;
        cut.wal->truncate(size);
        const DatabaseVerdict verdict = inspect(cut);
        if ((size - headerBytes) % (512 + 24) != 0) {
            QVERIFY2(says(verdict, "wal-cut-off"), describe(verdict));
        }
        QVERIFY2(verdict.verdict != Verdict::Damaged, describe(verdict));
    }
}

void TestWalInspection::emptyAndShortWalsAreHarmless()
{
    const QByteArray database
        = databaseOf("PRAGMA journal_mode=WAL; CREATE TABLE t(x); INSERT INTO t VALUES(1)");
    const DatabaseVerdict empty = inspect({.database = database, .wal = QByteArray()});
    QVERIFY2(empty.verdict == Verdict::Sound && empty.findings.isEmpty(), describe(empty));
    const DatabaseVerdict brief = inspect({.database = database, .wal = QByteArray("7\x7f\x06\x82", 4)});
    QVERIFY2(brief.verdict == Verdict::Sound && says(brief, "wal-too-short"), describe(brief));
    const DatabaseVerdict zeros = inspect({.database = database, .wal = QByteArray(4096, '\0')});
    QVERIFY2(zeros.verdict == Verdict::Damaged && says(zeros, "wal-header-damaged"), describe(zeros));
    const DatabaseVerdict none = inspect({.database = database});
    QVERIFY2(none.verdict == Verdict::Sound && says(none, "wal-missing"), describe(none));
}

void TestWalInspection::pageSizeHasToFit()
{
    const Found small = LiveWal(3).found();
    const Found big = LiveWal(3, 4096).found();
    const DatabaseVerdict verdict = inspect({.database = big.database, .wal = small.wal});
    QVERIFY2(verdict.verdict == Verdict::Damaged && says(verdict, "wal-page-size"), describe(verdict));
}

void TestWalInspection::loneWalIsDamaged()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "lone-wal";
    QVERIFY(writeBytes(file, *LiveWal(3).found().wal));
    const Result<DatabaseVerdict> verdict = inspectLoneWal("lone-wal", file, RunControl());
    QVERIFY(verdict);
    QVERIFY2(verdict->verdict == Verdict::Damaged && says(*verdict, "wal-without-database"),
             describe(*verdict));
    QVERIFY(writeBytes(file, QByteArray()));
    const Result<DatabaseVerdict> empty = inspectLoneWal("lone-wal", file, RunControl());
    QVERIFY(empty && empty->verdict == Verdict::Sound);
}

void TestWalInspection::emptyDatabaseKeepsItsVerdictAndWarnsOfTheWal()
{
    const DatabaseVerdict verdict = inspect({.database = {}, .wal = LiveWal(3).found().wal});
    QVERIFY2(verdict.verdict == Verdict::Empty && says(verdict, "zero-bytes")
                 && says(verdict, "wal-without-database"),
             describe(verdict));
}

void TestWalInspection::replayGivesWhatSqliteGives()
{
    LiveWal live(20);
    QVERIFY(live.execute("CREATE TABLE other(x); INSERT INTO other SELECT randomblob(3000) FROM items; "
                         "DELETE FROM items WHERE id % 2; DROP TABLE other; VACUUM"));
    QVERIFY(live.commit());
    const Found found = live.found();
    const TemporaryFolder folder;
    const Path theirs = folder.path() / "theirs.db";
    QVERIFY(writeBytes(theirs, found.database) && writeBytes(withSuffix(theirs, "-wal"), *found.wal));
    {
        Sqlite database(theirs);
        QCOMPARE(database.value("PRAGMA wal_checkpoint(TRUNCATE)"), std::string("0"));
    }
    const Path ours = folder.path() / "ours.db";
    QVERIFY(writeBytes(ours, found.database) && writeBytes(withSuffix(ours, "-wal"), *found.wal));
    const Result<ReadOnlyFile> wal = ReadOnlyFile::open(withSuffix(ours, "-wal"));
    Judgement judgement;
    const auto never = [] { return false; };
    const Result<WalContent> content = inspectWal(*wal, ours, never, judgement);
    QVERIFY(content && content->committedFrames > 0);
    const Result<WalReplay> replay = replayWal(ours, *wal, *content, never);
    QVERIFY(replay && replay->missing.empty() && !replay->isTooShort);
    QCOMPARE(readBytes(ours), readBytes(theirs));
}

void TestWalInspection::pagesThatAreNowhereAreMissed()
{
    LiveWal live(30);
    QVERIFY(live.execute("PRAGMA wal_checkpoint(TRUNCATE)") && live.commit());
    const Found found = live.found();
    QVERIFY(inspect(found).verdict == Verdict::Sound);
    std::set<quint32> inWal;
    for (qsizetype at = headerBytes; at < found.wal->size(); at += 512 + 24) {
        inWal.insert(wordOf(*found.wal, at));
    }
    const qsizetype pages = pagesOf(found.database);
    QVERIFY(pages > 4 && inWal.size() < 4);
    bool isAllThere = true;
    for (qsizetype kept = pages - 1; kept > 0; --kept) {
        isAllThere = isAllThere && inWal.contains(quint32(kept + 1));
        const DatabaseVerdict verdict
            = inspect({.database = withPages(found.database, kept), .wal = found.wal});
        QVERIFY2(verdict.verdict == (isAllThere ? Verdict::Sound : Verdict::Damaged), describe(verdict));
    }
}

QTEST_APPLESS_MAIN(TestWalInspection)
#include "tst_walinspection.moc"
