// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/damage.h"
#include "support/inspected.h"

#include <QTest>

#include <set>

using namespace litekeeper;
using namespace litekeeper::test;

class TestDatabaseInspection : public QObject
{
    Q_OBJECT

private slots:
    void soundDatabases_data();
    void soundDatabases();
    void figuresAndPragmas();
    void emptyDatabases();
    void unknownPartsAreUnsupported_data();
    void unknownPartsAreUnsupported();
    void damageBesideUnknownPartsIsFound();
    void brokenReferencesAreANote();
    void headerOfOldWritersIsRight();
    void roomBehindTheLastPageIsNormal();
    void reservedBytesAreNormal();
    void lockBytePageIsPassedOver();
    void killedWriterLeavesWhatWasCommitted();
    void progressAndCancel();
    void timeLimitIsAVerdict();
    void nothingElseIsTouched();
};

void TestDatabaseInspection::soundDatabases_data()
{
    QTest::addColumn<QByteArray>("sql");
    const auto add = [](const QByteArray &name, const QByteArray &sql) { QTest::newRow(name) << sql; };
    const QByteArray rows = "INSERT INTO t(x) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 "
                            "FROM n WHERE i < 300) SELECT i FROM n;";
    for (const int size : {512, 1024, 2048, 4096, 8192, 16384, 32768, 65536}) {
        add("page size " + QByteArray::number(size),
            "PRAGMA page_size=" + QByteArray::number(size) + "; CREATE TABLE t(x);" + rows);
    }
    add("auto_vacuum full", "PRAGMA auto_vacuum=1; CREATE TABLE t(x);" + rows);
    add("auto_vacuum incremental",
        "PRAGMA auto_vacuum=2; CREATE TABLE t(x);" + rows + "DELETE FROM t WHERE x > 9");
    for (const char *encoding : {"UTF-16le", "UTF-16be"}) {
        add(encoding,
            QByteArray("PRAGMA encoding='") + encoding + "'; CREATE TABLE t(x, ü DEFAULT 'ä');" + rows);
    }
    add("WITHOUT ROWID", "CREATE TABLE t(x PRIMARY KEY, y) WITHOUT ROWID;" + rows);
    add("STRICT", "CREATE TABLE t(x INTEGER, y ANY) STRICT;" + rows);
    add("generated", "CREATE TABLE t(x, y AS (x + 1) STORED, z AS (x * 2)); CREATE INDEX i ON t(z);" + rows);
    add("expressions",
        "CREATE TABLE t(x, CHECK (x > 0)); CREATE INDEX i ON t(abs(x)) WHERE x > "
        "7; CREATE INDEX d ON t(x DESC);"
            + rows);
    add("collations",
        "CREATE TABLE t(x, s TEXT COLLATE NOCASE UNIQUE);" + rows + "INSERT INTO t VALUES(1, 'B'), (2, 'a')");
    add("long values",
        "PRAGMA page_size=512; CREATE TABLE t(x); INSERT INTO t "
        "VALUES(zeroblob(3000000)), (hex(randomblob(99999)))");
    add("empty table", "CREATE TABLE t(x); CREATE TABLE u(x);");
    add("free pages",
        "CREATE TABLE t(x); CREATE TABLE g(x); INSERT INTO g VALUES(zeroblob(99999)); DROP TABLE g");
    add("zeroed free pages",
        "PRAGMA secure_delete=ON; CREATE TABLE t(x); CREATE TABLE g(x); "
        "INSERT INTO g VALUES(zeroblob(99999)); DROP TABLE g");
    add("legacy format", "PRAGMA legacy_file_format=ON; CREATE TABLE t(x);" + rows);
    add("statistics", "CREATE TABLE t(x, y UNIQUE);" + rows + "ANALYZE");
    add("autoincrement", "CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, x);" + rows);
    add("view and trigger of nothing",
        "CREATE TABLE t(x); CREATE VIEW v AS SELECT * FROM missing; CREATE VIEW w AS SELECT nofunction(x) "
        "FROM t;"
        "CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO missing VALUES(1); END");
    add("names",
        "CREATE TABLE \"a\"\"b'c\n?%#\"(\"x\"\"y\", \"select\"); CREATE TABLE '5'(x); "
        "CREATE TABLE \"\"(x);"
        "INSERT INTO \"a\"\"b'c\n?%#\" VALUES(1, 2); CREATE INDEX \"i'\"\"\" ON "
        "\"a\"\"b'c\n?%#\"(\"x\"\"y\")");
    add("names that look like options",
        "CREATE TABLE [ok](x); CREATE TABLE t(x); CREATE TABLE \"100\"(x); INSERT INTO ok VALUES(1)");
    add("columns added later",
        "CREATE TABLE t(x);" + rows
            + "ALTER TABLE t ADD COLUMN y INTEGER NOT NULL DEFAULT 7; ALTER TABLE t ADD COLUMN z TEXT "
              "DEFAULT 5");
    add("broken check",
        "CREATE TABLE t(x CHECK (x > 0)); PRAGMA ignore_check_constraints=ON; INSERT INTO t VALUES(-1)");
    // SQLite does not look at such conditions in a file that it only reads.
    add("condition by an unknown function",
        "CREATE TABLE t(x CHECK (abs(x) > 0)); INSERT INTO t VALUES(1); PRAGMA writable_schema=ON; "
        "UPDATE sqlite_schema SET sql = replace(sql, 'abs(', 'klingon(')");
    add("text with zeros",
        "PRAGMA page_size=512; CREATE TABLE t(x); INSERT INTO t VALUES('a' "
        "|| char(0) || 'b'), (CAST(zeroblob(4000) AS TEXT))");
    add("virtual without content", "CREATE TABLE t(x); CREATE VIRTUAL TABLE d USING dbstat");
}

void TestDatabaseInspection::soundDatabases()
{
    QFETCH(const QByteArray, sql);
    const QByteArray database = databaseOf(sql.toStdString());
    QVERIFY(!database.isEmpty());
    for (const VerifyLevel level : {VerifyLevel::Quick, VerifyLevel::Full}) {
        const DatabaseVerdict verdict = inspect({.database = database}, level);
        QVERIFY2(verdict.verdict == Verdict::Sound, describe(verdict));
        QCOMPARE(verdict.proof, level == VerifyLevel::Full ? ProofLevel::Proven : ProofLevel::Checked);
        for (const TableSummary &table : verdict.tables) {
            QVERIFY2(table.rows >= 0 || !table.note.isEmpty(), qPrintable(table.name));
        }
    }
}

void TestDatabaseInspection::figuresAndPragmas()
{
    const QByteArray database = databaseOf(
        "PRAGMA page_size=1024; PRAGMA user_version=7; PRAGMA application_id=99; "
        "CREATE TABLE a(x); CREATE TABLE b(x); INSERT INTO a VALUES(1), (2), (3); CREATE VIEW v AS SELECT 1");
    const DatabaseVerdict verdict = inspect({.database = database});
    QCOMPARE(verdict.path, Path("some folder/app.db"));
    QCOMPARE(verdict.bytes, qint64(database.size()));
    QCOMPARE(verdict.facts.pageSize, 1024);
    QCOMPARE(verdict.facts.pageCount, qint64(pagesOf(database)));
    QCOMPARE(verdict.facts.userVersion, 7U);
    QCOMPARE(verdict.facts.applicationId, 99U);
    QCOMPARE(verdict.tables.size(), 2);
    QCOMPARE(rowsOf(verdict, "a"), 3);
    QCOMPARE(rowsOf(verdict, "b"), 0);
    const auto value = [&](const char *name) {
        for (const auto &[key, text] : verdict.pragmas) {
            if (key == QLatin1String(name)) {
                return text;
            }
        }
        return QStringLiteral("missing");
    };
    QCOMPARE(value("page_size"), QStringLiteral("1024"));
    QCOMPARE(value("encoding"), QStringLiteral("UTF-8"));
    QCOMPARE(value("quick_check"), QStringLiteral("ok"));
    QCOMPARE(value("integrity_check"), QStringLiteral("ok"));
    QCOMPARE(value("foreign_key_check"), QStringLiteral("0"));
    QCOMPARE(value("journal_mode"), QStringLiteral("delete"));
    QCOMPARE(value("sqlite_version"), QString::fromLatin1(sqlite3_libversion()));
}

void TestDatabaseInspection::emptyDatabases()
{
    const QByteArray onlyHeader = databaseOf("PRAGMA user_version=1");
    const DatabaseVerdict none = inspect({.database = onlyHeader});
    QVERIFY2(none.verdict == Verdict::Empty && says(none, "no-tables"), describe(none));
    const DatabaseVerdict dropped
        = inspect({.database = databaseOf("CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT); DROP TABLE "
                                          "t; CREATE VIEW v AS SELECT 1")});
    QVERIFY2(dropped.verdict == Verdict::Empty, describe(dropped));
    // All that was ever written is in the -wal, which was not copied.
    const TemporaryFolder folder;
    Sqlite live(folder.path() / "live.db");
    QVERIFY(live.execute("PRAGMA journal_mode=WAL; CREATE TABLE t(x); INSERT INTO t VALUES(1)"));
    Found found = foundAt(folder.path() / "live.db");
    QCOMPARE(inspect(found).verdict, Verdict::Sound);
    found.wal.reset();
    const DatabaseVerdict lost = inspect(found);
    QVERIFY2(lost.verdict == Verdict::Empty && says(lost, "wal-missing") && says(lost, "no-tables"),
             describe(lost));
}

void TestDatabaseInspection::unknownPartsAreUnsupported_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QString>("code");
    const auto add = [](const char *name, const QByteArray &sql, const char *from, const char *to,
                        const char *code) {
        QTest::newRow(name) << sql
                + "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = replace(sql, '" + from + "', '"
                + to + "')" << QString::fromLatin1(code);
    };
    add("module", "CREATE VIRTUAL TABLE v USING rtree(id, a, b);", "rtree(", "warp_drive(", "unknown-module");
    add("tokenizer", "CREATE VIRTUAL TABLE v USING fts5(x, tokenize = 'ascii');", "ascii", "klingon",
        "unknown-module");
    add("collation",
        "CREATE TABLE u(x COLLATE NOCASE); CREATE INDEX i ON u(x); INSERT INTO u "
        "VALUES('b'), ('A'), ('C');",
        "NOCASE", "KLINGON", "not-checkable");
    add("collation of a key",
        "CREATE TABLE u(x COLLATE NOCASE PRIMARY KEY) WITHOUT ROWID; "
        "INSERT INTO u VALUES('b'), ('A'), ('C');",
        "NOCASE", "KLINGON", "not-checkable");
    add("function in an index",
        "CREATE TABLE u(x); CREATE INDEX i ON u(abs(x)); INSERT INTO u VALUES(1), (2);", "abs(", "klingon(",
        "not-checkable");
    add("function in a column", "CREATE TABLE u(x, y AS (abs(x)) NOT NULL); INSERT INTO u VALUES(1), (2);",
        "abs(", "klingon(", "not-checkable");
}

void TestDatabaseInspection::unknownPartsAreUnsupported()
{
    QFETCH(const QByteArray, sql);
    QFETCH(const QString, code);
    const QByteArray database
        = databaseOf(("CREATE TABLE t(x); INSERT INTO t VALUES(1), (2);" + sql).toStdString());
    QVERIFY(!database.isEmpty());
    const DatabaseVerdict verdict = inspect({.database = database});
    QVERIFY2(verdict.verdict == Verdict::Unsupported && says(verdict, code.toUtf8().constData()),
             describe(verdict));
    QCOMPARE(rowsOf(verdict, "t"), 2);
    QVERIFY(verdict.proof < ProofLevel::Proven);
    QVERIFY(verdict.findings.first().text.endsWith(u'.'));
    // The quick check may not come to what is not known, but it finds no damage there either.
    const DatabaseVerdict quick = inspect({.database = database}, VerifyLevel::Quick);
    const bool isChecked = quick.verdict == Verdict::Sound && quick.proof == ProofLevel::Checked;
    QVERIFY2(quick.verdict == Verdict::Unsupported || isChecked, describe(quick));
}

void TestDatabaseInspection::damageBesideUnknownPartsIsFound()
{
    const QByteArray database = databaseOf(
        "PRAGMA page_size=512; CREATE TABLE t(x); CREATE TABLE u(x COLLATE NOCASE); CREATE INDEX i ON u(x);"
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) INSERT INTO t SELECT "
        "randomblob(50) FROM n;"
        "PRAGMA writable_schema=ON; UPDATE sqlite_schema SET sql = replace(sql, 'NOCASE', 'KLINGON')");
    for (qsizetype page = 2; page <= pagesOf(database); ++page) {
        const DatabaseVerdict verdict = inspect({.database = withPageZeroed(database, page)});
        QVERIFY2(verdict.verdict == Verdict::Damaged, describe(verdict));
    }
}

void TestDatabaseInspection::brokenReferencesAreANote()
{
    const DatabaseVerdict verdict
        = inspect({.database = databaseOf("CREATE TABLE p(id INTEGER PRIMARY KEY); CREATE TABLE c(p "
                                          "REFERENCES p); INSERT INTO c VALUES(7)")});
    QVERIFY2(verdict.verdict == Verdict::Sound && says(verdict, "foreign-keys"), describe(verdict));
    QCOMPARE(verdict.findings.first().severity, Severity::Note);
}

void TestDatabaseInspection::headerOfOldWritersIsRight()
{
    // SQLite before 3.7.0 knew neither the page count nor the fields that make it valid.
    const QByteArray database = databaseOf("CREATE TABLE t(x); INSERT INTO t VALUES(zeroblob(20000))");
    for (const quint32 count : {0U, 1U, 99999U}) {
        const DatabaseVerdict verdict
            = inspect({.database = withWord(withWord(withWord(database, 28, count), 92, 0), 96, 0)});
        QVERIFY2(verdict.verdict == Verdict::Sound, describe(verdict));
    }
}

void TestDatabaseInspection::roomBehindTheLastPageIsNormal()
{
    const QByteArray database = databaseOf("CREATE TABLE t(x); INSERT INTO t VALUES(1)");
    const DatabaseVerdict pages = inspect({.database = database + QByteArray(40960, '\0')});
    QVERIFY2(pages.verdict == Verdict::Sound && says(pages, "trailing-bytes"), describe(pages));
    const DatabaseVerdict bytes = inspect({.database = database + QByteArray(100, 'x')});
    QVERIFY2(bytes.verdict == Verdict::Sound && says(bytes, "trailing-bytes"), describe(bytes));
}

void TestDatabaseInspection::reservedBytesAreNormal()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "reserved.db";
    {
        sqlite3 *handle = nullptr;
        QCOMPARE(sqlite3_open(file.c_str(), &handle), SQLITE_OK);
        int bytes = 32;
        sqlite3_file_control(handle, "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes);
        sqlite3_exec(handle, "CREATE TABLE t(x); INSERT INTO t VALUES(zeroblob(9000)), (randomblob(9000))",
                     nullptr, nullptr, nullptr);
        sqlite3_close(handle);
    }
    const QByteArray database = readBytes(file);
    QCOMPARE(int(database.at(20)), 32);
    const DatabaseVerdict verdict = inspect({.database = database});
    QVERIFY2(verdict.verdict == Verdict::Sound, describe(verdict));
}

void TestDatabaseInspection::lockBytePageIsPassedOver()
{
    // A table that was dropped leaves free pages on both sides of 1 GiB; the file is mostly a hole.
    const TemporaryFolder folder;
    const Path file = folder.path() / "big.db";
    {
        Sqlite database(file);
        QVERIFY(database.execute("PRAGMA page_size=65536; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;"
                                 "CREATE TABLE t(x); CREATE TABLE g(x)"));
        QVERIFY(database.execute(
            "INSERT INTO g VALUES(zeroblob(900000000)); INSERT INTO g VALUES(zeroblob(200000000));"
            "INSERT INTO t VALUES(1); DROP TABLE g; CREATE TABLE u(x); INSERT INTO u VALUES(2)"));
    }
    QVERIFY(std::filesystem::file_size(file) > (1U << 30));
    const Result<DatabaseVerdict> verdict
        = inspectDatabase({.name = "big.db", .file = file}, {}, RunControl());
    QVERIFY(verdict);
    QVERIFY2(verdict->verdict == Verdict::Sound, describe(*verdict));
}

void TestDatabaseInspection::killedWriterLeavesWhatWasCommitted()
{
    for (const char *mode : {"WAL", "DELETE"}) {
        const TemporaryFolder folder;
        const Path file = folder.path() / "killed.db";
        QVERIFY(makeDatabase(file, 50, 100, mode));
        Child writer([&] {
            Sqlite database(file);
            database.execute("PRAGMA cache_size=5; PRAGMA cache_spill=1; PRAGMA wal_autocheckpoint=50");
            for (int round = 0;; ++round) {
                database.execute(
                    "BEGIN; WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500) "
                    "INSERT INTO items(content) SELECT randomblob(200) FROM n; COMMIT");
                if (round == 1) {
                    writeBytes(folder.path() / "running", "x");
                }
            }
        });
        waitForFile(folder.path() / "running");
        ::usleep(5'000);
        writer.kill();
        const DatabaseVerdict verdict = inspect(foundAt(file));
        QVERIFY2(verdict.verdict == Verdict::Sound, describe(verdict));
        QVERIFY(rowsOf(verdict, "items") >= 1050);
        QCOMPARE((rowsOf(verdict, "items") - 50) % 500, 0);
    }
}

void TestDatabaseInspection::progressAndCancel()
{
    const QByteArray database = databaseOf("CREATE TABLE t(x); INSERT INTO t VALUES(zeroblob(100000))");
    std::vector<Progress> reports;
    const RunControl watched([&](const Progress &progress) { reports.push_back(progress); });
    QCOMPARE(inspect({.database = database}, VerifyLevel::Full, watched).verdict, Verdict::Sound);
    QVERIFY(reports.size() >= 2);
    QCOMPARE(reports.back().bytesDone, qint64(database.size()));
    QCOMPARE(reports.back().phase, Phase::Checking);
    RunControl stopped;
    stopped.requestStop();
    const DatabaseVerdict verdict = inspect({.database = database}, VerifyLevel::Full, stopped);
    QVERIFY2(says(verdict, "cancelled"), describe(verdict));
}

void TestDatabaseInspection::timeLimitIsAVerdict()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "slow.db";
    QVERIFY(makeDatabase(file, 200'000, 100));
    const Result<DatabaseVerdict> verdict = inspectDatabase(
        {.name = "slow.db", .file = file}, {.timeLimit = std::chrono::milliseconds(5)}, RunControl());
    QVERIFY(verdict);
    QVERIFY2(verdict->verdict == Verdict::Unsupported && says(*verdict, "not-finished"), describe(*verdict));
    QCOMPARE(verdict->proof, ProofLevel::None);
}

void TestDatabaseInspection::nothingElseIsTouched()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "copy.db";
    const Path neighbour = folder.path() / "neighbour.db";
    QVERIFY(
        writeBytes(file, databaseOf("CREATE VIRTUAL TABLE f USING fts5(x); INSERT INTO f VALUES('one')")));
    QVERIFY(writeBytes(neighbour, "x"));
    const QByteArray before = readBytes(file);
    QVERIFY(inspectDatabase({.name = "x", .file = file}, {}, RunControl()));
    QCOMPARE(readBytes(file), before);
    std::set<std::string> names;
    for (const auto &entry : std::filesystem::directory_iterator(folder.path())) {
        names.insert(entry.path().filename().string());
    }
    QCOMPARE(names, (std::set<std::string>{"copy.db", "neighbour.db"}));
}

QTEST_APPLESS_MAIN(TestDatabaseInspection)
#include "tst_databaseinspection.moc"
