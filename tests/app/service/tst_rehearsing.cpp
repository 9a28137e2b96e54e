// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/destination.h"
#include "service/networkaccess.h"
#include "service/rehearsing.h"
#include "support/backups.h"
#include "support/program.h"
#include "support/temporarymount.h"

#include <QElapsedTimer>
#include <QTest>

#include <atomic>
#include <thread>

using namespace litekeeper;
using namespace litekeeper::test;
using namespace std::chrono_literals;

/// What a rehearsal sees of backups, good and bad, and what it leaves behind.
class TestRehearsing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void passes_data();
    void passes();
    void judgesTheAnswer_data();
    void judgesTheAnswer();
    void readsVirtualTables();
    void runsInTheModeOfItsSource();
    void endlessQueriesMeetTheDeadline_data();
    void endlessQueriesMeetTheDeadline();
    void greedyQueriesAreEnded();
    void damageFails_data();
    void damageFails();
    void otherRowsFail();
    void theOldManifestMayBeGone();
    void missingBackups();
    void saysHowMuchRoomIsMissing();
    void aPauseHoldsIt_data();
    void aPauseHoldsIt();
    void cancelledInAnyPhase_data();
    void cancelledInAnyPhase();
    void killedItLeavesNothing();
    void tryingIsNotRecorded();
    void onShares_data();
    void onShares();
    void onSharesThatAreSilent();

private:
    [[nodiscard]] Backup backUp(Format format = Format::Database);
    [[nodiscard]] Result<RehearsalReport> rehearse(const RehearsalWish &wish,
                                                   const RunControl &control = RunControl()) const
    {
        return litekeeper::rehearse(wish, scratch(), m_network, control);
    }
    [[nodiscard]] Result<RehearsalReport> ask(const char *query, const char *expected = "> 0")
    {
        return rehearse({.backup = m_backup.file,
                         .query = QString::fromUtf8(query),
                         .expected = *parseExpectation(QString::fromUtf8(expected)),
                         .source = live()});
    }
    [[nodiscard]] Path live() const { return m_bench->source / "blog.db"; }
    [[nodiscard]] Path scratch() const { return m_own.empty() ? m_scratch->path() / "scratch" : m_own; }
    [[nodiscard]] bool isRestored() const; ///< to the scratch place
    [[nodiscard]] RehearsalRecord recorded() const
    {
        const Result<Backup> manifest = Destination::manifestIn(m_bench->destination, m_backup.file);
        return manifest ? manifest->rehearsal : RehearsalRecord();
    }

    std::unique_ptr<Workbench> m_bench;
    std::unique_ptr<TemporaryFolder> m_scratch;
    Backup m_backup;
    NetworkAccess m_network;
    Path m_own; ///< of a program's own
};

namespace {

const char *const endless
    = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT count(*) FROM c";

QString failureOf(const Result<RehearsalReport> &report)
{
    return report ? report->record.failure : QStringLiteral("error: ") + describe(report.error());
}

/// The phases that a rehearsal passes through; stops in the one that is wished.
class Stopper
{
public:
    explicit Stopper(std::optional<Phase> phase)
        : m_control([this, phase](const Progress &progress) {
            if (progress.phase == phase && !m_since.isValid()) {
                m_since.start();
                m_control.requestStop();
            }
        })
    {
    }
    [[nodiscard]] const RunControl &control() const { return m_control; }
    [[nodiscard]] bool wasThere() const { return m_since.isValid(); }

private:
    QElapsedTimer m_since;
    RunControl m_control;
};

} // namespace

void TestRehearsing::init()
{
    m_bench = std::make_unique<Workbench>();
    m_scratch = std::make_unique<TemporaryFolder>();
    m_network = NetworkAccess();
    m_own.clear();
    QVERIFY(Sqlite(live()).execute(
        "PRAGMA journal_mode=WAL;"
        "CREATE TABLE authors(id INTEGER PRIMARY KEY, name TEXT);"
        "CREATE TABLE posts(id INTEGER PRIMARY KEY, title TEXT, author INT REFERENCES authors);"
        "CREATE TABLE empty(x);"
        "CREATE VIEW newest AS SELECT max(title) AS title FROM posts;"
        "CREATE TRIGGER guard BEFORE DELETE ON posts BEGIN SELECT raise(ABORT, 'no'); END;"
        "INSERT INTO authors VALUES(1, 'Ada');"
        "WITH RECURSIVE i(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM i WHERE x<2000)"
        " INSERT INTO posts SELECT x, printf('post %04d', x), 1 FROM i"));
    m_backup = backUp();
    QVERIFY(!m_backup.id.isNull());
}

void TestRehearsing::cleanup()
{
    // Whatever became of it.
    std::error_code failed;
    QVERIFY(std::filesystem::is_empty(scratch(), failed) || failed);
}

bool TestRehearsing::isRestored() const
{
    std::error_code failed;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(scratch(), failed)) {
        if (entry.is_regular_file(failed) && entry.file_size(failed) >= quint64(m_backup.databaseBytes)) {
            return true;
        }
    }
    return false;
}

Backup TestRehearsing::backUp(Format format)
{
    BackupRequest request = m_bench->request(live());
    request.format = format;
    return m_bench->backUp(request).backup.value_or(Backup());
}

void TestRehearsing::passes_data()
{
    QTest::addColumn<Format>("format");
    QTest::newRow("plain") << Format::Database;
    QTest::newRow("zip") << Format::Zip;
    QTest::newRow("zstd") << Format::Zstd;
}

void TestRehearsing::passes()
{
    QFETCH(const Format, format);
    m_backup = backUp(format);
    const QByteArray before = readBytes(m_backup.file);
    const Result<RehearsalReport> report = ask("SELECT count(*) FROM posts", "= 2000");
    QVERIFY2(report, qPrintable(failureOf(report)));
    QVERIFY2(report->record.isPassed(), qPrintable(report->record.failure));
    QCOMPARE(report->record.answer, QStringLiteral("2000"));
    QCOMPARE(report->record.query, QStringLiteral("SELECT count(*) FROM posts"));
    QCOMPARE(report->record.expected, QStringLiteral("= 2000"));
    QCOMPARE(report->backupId, m_backup.id);
    const QString log = report->log.join(QLatin1Char('\n'));
    QVERIFY2(log.contains(QLatin1String("3 tables compared with the manifest")), qPrintable(log));
    QVERIFY(log.contains(QLatin1String("the answer was 2000")));
    QCOMPARE(recorded().at.toMSecsSinceEpoch(), report->record.at.toMSecsSinceEpoch());
    QCOMPARE(recorded().answer, QStringLiteral("2000"));
    QCOMPARE(readBytes(m_backup.file), before);
    QVERIFY(verifyAgain(m_backup, ProofLevel::Proven, RunControl()));
}

void TestRehearsing::judgesTheAnswer_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QByteArray>("expected");
    QTest::addColumn<QByteArray>("says"); ///< empty: it passes
    const auto row = [](const char *query, const char *expected, const char *says) {
        QTest::newRow(query) << QByteArray(query) << QByteArray(expected) << QByteArray(says);
    };
    row("", "> 0", "");
    row("  \n", "> 0", "");
    row("SELECT title FROM newest", "= 'post 2000'", "");
    row("select count(*) from posts; -- all of them", "> 1999", "");
    row("/* how many */ select count(*) from posts ; ;", "> 1999", "");
    row("WITH p AS (SELECT * FROM posts) SELECT count(*) FROM p", "2000", "");
    row("VALUES (7)", "7", "");
    row("SELECT count(*) FROM json_each('[1, 2, 3]')", "3", "");
    row("SELECT count(*) FROM posts p JOIN authors a ON a.id = p.author", ">= 2000", "");
    row("SELECT count(*) FROM pragma_table_info('posts')", "> 0", "PRAGMA");
    row("SELECT count(*) FROM empty", "> 0", "gave 0, and > 0 was expected");
    row("SELECT count(*) FROM posts", "> 2000", "gave 2000, and > 2000 was expected");
    row("SELECT max(x) FROM empty", "> 0", "gave NULL");
    row("SELECT x'0102'", "> 0", "a blob of 2 bytes");
    row("SELECT id FROM posts WHERE id < 0", "> 0", "gives no row");
    row("SELECT id FROM posts", "> 0", "more than one row");
    row("SELECT 1, 2", "> 0", "gives 2 columns");
    row("SELECT * FROM posts", "> 0", "gives 3 columns");
    row("SELECT count(*) FROM drafts", "> 0", "no such table: drafts");
    row("SELEKT 1", "> 0", "syntax error");
    row("-- nothing", "> 0", "no statement");
    row("SELECT 1; SELECT 2", "> 0", "more than one statement");
    row("SELECT 1; DELETE FROM empty", "> 0", "more than one statement");
    row("DELETE FROM posts", "> 0", "has to read");
    row("INSERT INTO empty VALUES(1) RETURNING x", "> 0", "it changes the database");
    row("UPDATE posts SET id = id", "> 0", "it changes the database");
    row("CREATE TABLE more(x)", "> 0", "it changes the database");
    row("DROP TABLE posts", "> 0", "it changes the database");
    row("PRAGMA user_version", ">= 0", "it uses PRAGMA");
    row("PRAGMA journal_mode = OFF", "= off", "it uses PRAGMA");
    row("ATTACH '/tmp/litekeeper-attached.db' AS a", "> 0", "attaches");
    row("VACUUM INTO '/tmp/litekeeper-attached.db'", "> 0", "it changes the database");
    row("BEGIN IMMEDIATE", "> 0", "transaction");
    row("COMMIT", "> 0", "transaction");
    row("SELECT load_extension('/tmp/x.so')", "> 0", "reaches out of the database");
    row("EXPLAIN SELECT 1", "> 0", "columns");
}

void TestRehearsing::judgesTheAnswer()
{
    QFETCH(const QByteArray, query);
    QFETCH(const QByteArray, expected);
    QFETCH(const QByteArray, says);
    const Result<RehearsalReport> report = ask(query.constData(), expected.constData());
    QVERIFY2(report, qPrintable(failureOf(report)));
    QCOMPARE(report->record.isPassed(), says.isEmpty());
    QCOMPARE(report->failure.has_value(), !says.isEmpty());
    QVERIFY2(report->record.failure.contains(QString::fromUtf8(says)), qPrintable(report->record.failure));
    QVERIFY(says.isEmpty() || report->record.failure.contains(QString::fromStdString(m_backup.file)));
    QCOMPARE(recorded().failure, report->record.failure); // a failed one stays with the backup as well
    QVERIFY(!std::filesystem::exists("/tmp/litekeeper-attached.db"));
}

/// They prepare statements of their own, some of which would write.
void TestRehearsing::readsVirtualTables()
{
    QVERIFY(Sqlite(live()).execute("CREATE VIRTUAL TABLE words USING fts5(text);"
                                   "CREATE VIRTUAL TABLE older USING fts4(text);"
                                   "CREATE VIRTUAL TABLE places USING rtree(id, minX, maxX);"
                                   "INSERT INTO words VALUES('one two'), ('two three');"
                                   "INSERT INTO older VALUES('one two');"
                                   "INSERT INTO places VALUES(1, 0, 10), (2, 20, 30)"));
    m_backup = backUp();
    for (const auto &[query, expected] :
         {std::pair("SELECT count(*) FROM words WHERE words MATCH 'two'", "2"),
          std::pair("SELECT count(*) FROM older WHERE older MATCH 'two'", "1"),
          std::pair("SELECT count(*) FROM places WHERE minX < 5", "1")}) {
        const Result<RehearsalReport> report = ask(query, expected);
        QVERIFY2(report && report->record.isPassed(), qPrintable(failureOf(report)));
    }
    QVERIFY(!ask("INSERT INTO places VALUES(3, 1, 2)")->record.isPassed());
    QVERIFY(!ask("INSERT INTO words(words) VALUES('optimize')")->record.isPassed());
}

void TestRehearsing::runsInTheModeOfItsSource()
{
    RehearsalWish wish{.backup = m_backup.file, .query = {}, .expected = {}, .source = live()};
    QVERIFY(rehearse(wish)->record.isPassed());
    wish.source = m_bench->source / "gone.db";
    QVERIFY(rehearse(wish)->record.isPassed());
    wish.source.clear();
    QVERIFY(rehearse(wish)->record.isPassed());
}

void TestRehearsing::endlessQueriesMeetTheDeadline_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::newRow("rows") << QByteArray(endless);
    QTest::newRow("the second row") << QByteArray(
        "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"
        " SELECT x FROM c WHERE x = 1");
    QTest::newRow("a sorter") << QByteArray("WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c)"
                                            " SELECT x FROM c ORDER BY random() LIMIT 1");
}

void TestRehearsing::endlessQueriesMeetTheDeadline()
{
    QFETCH(const QByteArray, query);
    const Result<RehearsalReport> report = rehearse({.backup = m_backup.file,
                                                     .query = QString::fromUtf8(query),
                                                     .expected = {},
                                                     .limits = {.time = 300ms}});
    QVERIFY2(report, qPrintable(failureOf(report)));
    QCOMPARE(report->failure->kind, ErrorKind::RehearsalFailed);
    QVERIFY2(report->record.failure.contains(QLatin1String("had no answer after")),
             qPrintable(report->record.failure));
}

void TestRehearsing::greedyQueriesAreEnded()
{
    const Result<RehearsalReport> blob = ask("SELECT length(hex(zeroblob(900000000)))");
    QVERIFY(blob && blob->record.isFailed());
    const Result<RehearsalReport> list
        = rehearse({.backup = m_backup.file,
                    .query = QStringLiteral("SELECT length(group_concat(hex(randomblob(5000)))) FROM posts"),
                    .expected = {},
                    .limits = {.memory = 1 << 20}});
    QVERIFY(list && list->record.isFailed());
    QVERIFY2(list->record.failure.contains(QLatin1String("memory")), qPrintable(list->record.failure));
}

void TestRehearsing::damageFails_data()
{
    QTest::addColumn<Format>("format");
    QTest::newRow("plain") << Format::Database;
    QTest::newRow("zip") << Format::Zip;
    QTest::newRow("zstd") << Format::Zstd;
}

void TestRehearsing::damageFails()
{
    QFETCH(const Format, format);
    m_backup = backUp(format);
    QByteArray bytes = readBytes(m_backup.file);
    bytes[bytes.size() / 2] = char(bytes.at(bytes.size() / 2) ^ 1);
    QVERIFY(writeBytes(m_backup.file, bytes));
    const Result<RehearsalReport> report = ask("SELECT count(*) FROM posts");
    QVERIFY2(report, qPrintable(failureOf(report)));
    QCOMPARE(report->failure->kind, ErrorKind::Damaged);
    QVERIFY(recorded().isFailed());

    QVERIFY(writeBytes(m_backup.file, bytes.left(100)));
    const Result<RehearsalReport> cut = ask("SELECT count(*) FROM posts");
    QVERIFY(!cut || cut->record.isFailed());
}

/// A sound database with the right hash that is not what was backed up.
void TestRehearsing::otherRowsFail()
{
    const Result<Destination> destination = Destination::open(m_bench->destination);
    Backup changed = m_backup;
    for (TableFigures &table : changed.tables) {
        if (table.name == QLatin1String("posts")) {
            ++table.rows;
        }
    }
    QVERIFY(destination->writeManifest(changed));
    const Result<RehearsalReport> report = ask("SELECT count(*) FROM posts");
    QVERIFY2(report && report->record.isFailed(), qPrintable(failureOf(report)));
    QVERIFY2(report->record.failure.contains(QLatin1String("posts")), qPrintable(report->record.failure));
}

void TestRehearsing::theOldManifestMayBeGone()
{
    const Result<Destination> destination = Destination::open(m_bench->destination);
    QVERIFY(destination->removeManifest(m_backup));
    const Result<RehearsalReport> report = ask("SELECT count(*) FROM posts");
    QVERIFY2(report && report->record.isPassed(), qPrintable(failureOf(report)));
    QVERIFY(report->backupId.isNull());
    QVERIFY(!recorded().at.isValid());
}

void TestRehearsing::missingBackups()
{
    std::filesystem::remove(m_backup.file);
    const Result<RehearsalReport> report = ask("SELECT 1");
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::NotFound);
    QVERIFY(!recorded().at.isValid());
}

void TestRehearsing::saysHowMuchRoomIsMissing()
{
    if (!canMount()) {
        QSKIP("a small file system needs root");
    }
    QVERIFY(Sqlite(live()).execute("CREATE TABLE big(x); INSERT INTO big VALUES(randomblob(5000000))"));
    m_backup = backUp();
    std::filesystem::create_directory(scratch());
    {
        const TemporaryMount mount(scratch(), "size=2m");
        QVERIFY(mount.isMounted());
        const Result<RehearsalReport> report = ask("SELECT 1");
        QVERIFY(!report);
        QCOMPARE(report.error().kind, ErrorKind::NoSpace);
        QVERIFY2(report.error().detail.contains(QLatin1String("missing")), qPrintable(report.error().detail));
        QVERIFY(std::filesystem::is_empty(scratch()));
    }
    QVERIFY(!recorded().at.isValid()); // it says nothing about the backup
    QVERIFY(ask("SELECT 1")->record.isPassed());
}

void TestRehearsing::aPauseHoldsIt_data()
{
    QTest::addColumn<Phase>("phase");
    QTest::newRow("reading") << Phase::Reading;
    QTest::newRow("reading back") << Phase::ReadingBack;
    QTest::newRow("copying") << Phase::Copying;
}

void TestRehearsing::aPauseHoldsIt()
{
    QFETCH(const Phase, phase);
    m_backup = backUp(Format::Zip);
    RunControl *wish = nullptr;
    bool isAsked = false;
    std::atomic<bool> isResumed = false;
    bool wentOnBefore = false;
    std::thread other;
    RunControl control([&](const Progress &progress) {
        if (progress.phase == phase && !isAsked) {
            isAsked = true;
            wish->requestPause();
        } else if (progress.paused && !other.joinable()) {
            other = std::thread([&] {
                std::this_thread::sleep_for(50ms);
                isResumed = true;
                wish->requestResume();
            });
        } else if (other.joinable() && !isResumed) {
            wentOnBefore = true;
        }
    });
    wish = &control;
    const Result<RehearsalReport> report
        = rehearse({.backup = m_backup.file, .query = {}, .expected = {}}, control);
    QVERIFY(other.joinable());
    other.join();
    QVERIFY(!wentOnBefore);
    QVERIFY(report && report->record.isPassed());
}

void TestRehearsing::cancelledInAnyPhase_data()
{
    QTest::addColumn<Phase>("phase");
    QTest::newRow("before") << Phase::Preparing;
    QTest::newRow("reading") << Phase::Reading;
    QTest::newRow("copying") << Phase::Copying;
    QTest::newRow("reading back") << Phase::ReadingBack;
    QTest::newRow("checking") << Phase::Checking;
    QTest::newRow("asking") << Phase::Rehearsing;
}

void TestRehearsing::cancelledInAnyPhase()
{
    QFETCH(const Phase, phase);
    m_backup = backUp(Format::Zip);
    Stopper stopper(phase == Phase::Preparing ? std::nullopt : std::optional(phase));
    RunControl before;
    before.requestStop();
    const Result<RehearsalReport> report = rehearse({.backup = m_backup.file,
                                                     .query = QString::fromUtf8(endless),
                                                     .expected = {},
                                                     .limits = {.time = 1h}},
                                                    phase == Phase::Preparing ? before : stopper.control());
    QVERIFY(phase == Phase::Preparing || stopper.wasThere());
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Cancelled);
    QVERIFY(!recorded().at.isValid());
}

void TestRehearsing::killedItLeavesNothing()
{
    const Path home = m_scratch->path();
    Program program({LITEKEEPER_CLI, "rehearse", m_backup.file.string(), "--query", endless},
                    {"LITEKEEPER_HOME=" + home.string()}, home);
    m_own = home / "cache" / "scratch";
    QVERIFY(waitUntil([this] { return isRestored(); }));
    program.signal(SIGKILL);
    QCOMPARE(program.wait(), -SIGKILL);
    QVERIFY(!std::filesystem::is_empty(scratch())); // nobody could remove it
    QVERIFY(!recorded().at.isValid());
    QVERIFY(verifyAgain(m_backup, ProofLevel::Proven, RunControl()));
    QVERIFY(ask("SELECT 1", "1")->record.isPassed());
    QVERIFY(std::filesystem::is_empty(scratch())); // the next one has
}

void TestRehearsing::tryingIsNotRecorded()
{
    const Result<RehearsalReport> report = rehearse({.backup = m_backup.file,
                                                     .query = QStringLiteral("SELECT count(*) FROM posts"),
                                                     .expected = *parseExpectation(QStringLiteral("> 5000")),
                                                     .extent = RehearsalRequest::Extent::QueryOnly});
    QVERIFY(report && report->record.isFailed());
    QCOMPARE(report->record.answer, QStringLiteral("2000"));
    QVERIFY(report->backupId.isNull());
    QVERIFY(!recorded().at.isValid());
}

void TestRehearsing::onShares_data()
{
    QTest::addColumn<Format>("format");
    QTest::newRow("plain") << Format::Database;
    QTest::newRow("zip") << Format::Zip;
}

/// Everything at the place of the backup is done by a child process.
void TestRehearsing::onShares()
{
    QFETCH(const Format, format);
    m_backup = backUp(format);
    m_network = NetworkAccess(scratch(), LITEKEEPER_CLI, {}, [this](const Path &path) {
        return path.string().starts_with(m_bench->destination.string());
    });
    const Result<RehearsalReport> good = ask("SELECT count(*) FROM posts", "2000");
    QVERIFY2(good && good->record.isPassed(), qPrintable(failureOf(good)));
    QCOMPARE(recorded().answer, QStringLiteral("2000"));
    const Result<RehearsalReport> bad = ask("SELECT count(*) FROM posts", "7");
    QVERIFY2(bad && bad->record.isFailed(), qPrintable(failureOf(bad)));
    QVERIFY(recorded().isFailed());
}

void TestRehearsing::onSharesThatAreSilent()
{
    const Path silent = m_scratch->path() / "silent";
    QVERIFY(writeBytes(silent, "#!/bin/sh\nexec sleep 600\n"));
    std::filesystem::permissions(silent, std::filesystem::perms::owner_all);
    NetworkLimits limits;
    limits.network = limits.look = limits.local = 200ms;
    m_network = NetworkAccess(scratch(), silent, limits, [](const Path &) { return true; });
    const Result<RehearsalReport> report = ask("SELECT 1");
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::NotAnswering);
    QVERIFY(!recorded().at.isValid());
}

QTEST_GUILESS_MAIN(TestRehearsing)
#include "tst_rehearsing.moc"
