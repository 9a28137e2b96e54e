// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/tablerestore.h"

#include "engine/stilldatabase.h"
#include "support/files.h"
#include "support/onlookers.h"

#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;
using namespace std::chrono_literals;

namespace {

using Names = QList<QByteArray>;

/// Rows that only one of them has, whatever their order; values have to be of one type.
std::string differences(const Path &left, const Path &right, const std::string &table,
                        const std::string &columns = "*")
{
    Sqlite both(left);
    if (!both.execute("ATTACH '" + right.string() + "' AS other")) {
        return "cannot attach";
    }
    const auto rows
        = [&](const char *schema) { return "SELECT " + columns + " FROM " + schema + ".\"" + table + "\""; };
    return both.value("SELECT (SELECT count(*) FROM (" + rows("main") + " EXCEPT " + rows("other")
                      + "))"
                        " + (SELECT count(*) FROM ("
                      + rows("other") + " EXCEPT " + rows("main")
                      + "))"
                        " + abs((SELECT count(*) FROM main.\""
                      + table + "\") - (SELECT count(*) FROM other.\"" + table + "\"))");
}

} // namespace

/// Single tables of a backup in a live database.
class TableRestoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void rowsBecomeThoseOfTheBackup();
    void restoresTablesOfEveryShape_data();
    void restoresTablesOfEveryShape();
    void keepsRowidsThatAreNoColumn();
    void numbersOfAutoincrementNeverGoBack();
    void makesATableThatIsMissing();
    void triggersDoNotFire();
    void buildsTextIndexesAnew();
    void columnsOfTheTargetGetTheirDefault();
    void refuses_data();
    void refuses();
    void refusesWhatIsNoLiveDatabase();
    void newlyBrokenReferencesRollBack();
    void brokenReferencesWithoutRowids();
    void oldBrokenReferencesDoNotMatter();
    void parentsAndChildrenTogether();
    void nobodySeesAMixture_data();
    void nobodySeesAMixture();
    void waitsForALimitedTime();
    void cancelledItChangesNothing();
    void runsOnlyTheDefinition();

private:
    [[nodiscard]] Path backup() const { return m_folder->path() / "backup.db"; }
    [[nodiscard]] Path live() const { return m_folder->path() / "live.db"; }
    [[nodiscard]] bool make(const std::string &inBackup, const std::string &inLive) const
    {
        return Sqlite(backup()).execute(inBackup) && Sqlite(live()).execute(inLive);
    }
    [[nodiscard]] Result<RestoreReport> restore(const Names &tables, const RunControl &control = RunControl(),
                                                std::chrono::milliseconds busyTimeout = 10s) const;

    std::unique_ptr<TemporaryFolder> m_folder;
};

void TableRestoreTest::init()
{
    m_folder = std::make_unique<TemporaryFolder>();
}

Result<RestoreReport> TableRestoreTest::restore(const Names &tables, const RunControl &control,
                                                std::chrono::milliseconds busyTimeout) const
{
    const Result<StillDatabase> still
        = StillDatabase::ofBackup(backup(), Format::Database, m_folder->path(), RunControl());
    if (!still) {
        return still.error();
    }
    const Result<RestoreTarget> look = lookAtTarget(live(), *still);
    if (!look) {
        return look.error();
    }
    RestoreRequest request{.way = RestoreWay::IntoLive, .busyTimeout = busyTimeout};
    for (const QByteArray &table : tables) {
        request.tables.append(QString::fromUtf8(table));
    }
    return restoreDatabase(*still, *look, request, control);
}

void TableRestoreTest::rowsBecomeThoseOfTheBackup()
{
    const std::string schema = "PRAGMA journal_mode=WAL; CREATE TABLE t(id INTEGER PRIMARY KEY, v, w);"
                               "CREATE UNIQUE INDEX by_v ON t(v); CREATE TABLE other(x);";
    QVERIFY(make(schema
                     + "INSERT INTO t VALUES(1,'a',x'00ff'),(2,'b',9e999),(3,CAST(x'ff' AS TEXT),"
                       "'x'||char(0)),(4,NULL,0.1); INSERT INTO other VALUES('old')",
                 schema + "INSERT INTO t VALUES(1,'b',1),(9,'a',2); INSERT INTO other VALUES('new')"));
    const Result<RestoreReport> report = restore({"T"});
    QVERIFY2(report, report ? "" : qPrintable(describe(report.error())));
    QVERIFY(report->findings.isEmpty());
    QCOMPARE(report->proof, ProofLevel::Checked);
    QCOMPARE(report->tables.size(), 1);
    QCOMPARE(report->tables.first().name, QStringLiteral("t"));
    QCOMPARE(report->tables.first().rowsBefore, 2);
    QCOMPARE(report->tables.first().rowsAfter, 4);
    QVERIFY(!report->tables.first().created);
    QCOMPARE(differences(live(), backup(), "t"), std::string("0"));
    Sqlite database(live());
    QCOMPARE(database.value("SELECT x FROM other"), std::string("new"));
    QCOMPARE(database.value("SELECT id FROM t INDEXED BY by_v WHERE v='b'"), std::string("2"));
    QCOMPARE(database.value("PRAGMA integrity_check"), std::string("ok"));
    QCOMPARE(database.value("PRAGMA journal_mode"), std::string("wal"));
}

void TableRestoreTest::restoresTablesOfEveryShape_data()
{
    QTest::addColumn<std::string>("definition");
    QTest::addColumn<std::string>("columns");
    QTest::addColumn<std::string>("values");
    QTest::addColumn<std::string>("pragmas");
    const std::string none;
    const auto row = [](const char *name, const char *definition, const char *columns, const char *values,
                        const char *pragmas = "") {
        QTest::newRow(name) << std::string(definition) << std::string(columns) << std::string(values)
                            << std::string(pragmas);
    };
    row("WITHOUT ROWID", "t(k TEXT, l INT, v, PRIMARY KEY(k, l DESC)) WITHOUT ROWID", "k,l,v",
        "('b',1,x'00'),('a',2,1.5),('a',1,NULL)");
    row("key without case", "t(k TEXT COLLATE NOCASE PRIMARY KEY, v) WITHOUT ROWID", "k,v",
        "('B',1),('a',2)");
    row("generated columns", "t(a, g AS (a || '!'), b, s INT AS (length(a)) STORED)", "a,b",
        "('x',1),('yy',2)");
    row("STRICT", "t(id INTEGER PRIMARY KEY, a ANY, r REAL) STRICT", "id,a,r", "(1,'1',2),(2,x'00',0.5)");
    row("rowid is a column", "t(rowid TEXT, oid TEXT, _rowid_ TEXT)", "rowid,oid,_rowid_",
        "('a','b','c'),('d','e','f')");
    row("replacing constraint", "t(a UNIQUE ON CONFLICT REPLACE, b UNIQUE ON CONFLICT IGNORE)", "a,b",
        "(1,2),(2,3),(3,1)");
    row("odd names", "t(\"a \"\"b\", \"select\", \"ü\")", "\"a \"\"b\",\"select\",\"ü\"", "(1,2,3)");
    row("DELETE mode", "t(a)", "a", "(1),(2)", "PRAGMA journal_mode=DELETE");
    row("UTF-16 in the live one", "t(a PRIMARY KEY)", "a", "('ü'),('☃'),('😀')", "PRAGMA encoding='UTF-16le'");
    row("other pages in WAL mode", "t(a)", "a", "(1),(2)", "PRAGMA page_size=1024; PRAGMA journal_mode=WAL");
    row("a CHECK that came later", "t(a CHECK(a < 10))", "a", "(1),(2)");
}

void TableRestoreTest::restoresTablesOfEveryShape()
{
    QFETCH(const std::string, definition);
    QFETCH(const std::string, columns);
    QFETCH(const std::string, values);
    QFETCH(const std::string, pragmas);
    QVERIFY(make("CREATE TABLE " + definition + "; PRAGMA ignore_check_constraints=1; INSERT INTO t("
                     + columns + ") VALUES" + values,
                 pragmas + "; CREATE TABLE " + definition + "; INSERT INTO t(" + columns + ") SELECT "
                     + columns + " FROM (WITH x(" + columns + ") AS (VALUES" + values
                     + ") SELECT * FROM x LIMIT 1)"));
    const Result<RestoreReport> report = restore({"t"});
    QVERIFY2(report, report ? "" : qPrintable(describe(report.error())));
    for (const Finding &finding : report->findings) {
        QCOMPARE(finding.code, QStringLiteral("not-compared"));
    }
    // Databases of two encodings cannot be attached to each other.
    if (pragmas.find("UTF-16") == std::string::npos) {
        QCOMPARE(differences(live(), backup(), "t"), std::string("0"));
    } else {
        QCOMPARE(Sqlite(live()).value("SELECT group_concat(a) FROM t"), std::string("ü,☃,😀"));
    }
    QCOMPARE(Sqlite(live()).value("PRAGMA integrity_check"), std::string("ok"));
}

void TableRestoreTest::keepsRowidsThatAreNoColumn()
{
    QVERIFY(make("CREATE TABLE t(v); INSERT INTO t(rowid, v) VALUES(-5,'a'),(70,'b')",
                 "CREATE TABLE t(v); INSERT INTO t VALUES('x'),('y'),('z')"));
    QVERIFY(restore({"t"}));
    QCOMPARE(differences(live(), backup(), "t", "rowid, v"), std::string("0"));
}

void TableRestoreTest::numbersOfAutoincrementNeverGoBack()
{
    const std::string schema = "CREATE TABLE low(id INTEGER PRIMARY KEY AUTOINCREMENT, v);"
                               "CREATE TABLE high(id INTEGER PRIMARY KEY AUTOINCREMENT, v);"
                               "CREATE TABLE fresh(id INTEGER PRIMARY KEY AUTOINCREMENT, v);";
    QVERIFY(make(schema
                     + "INSERT INTO low VALUES(3,'x'); INSERT INTO high VALUES(50,'x'); DELETE FROM high;"
                       "INSERT INTO fresh VALUES(9,'x'); DELETE FROM fresh",
                 schema + "INSERT INTO low VALUES(40,'y'); INSERT INTO high VALUES(7,'y')"));
    QVERIFY(restore({"low", "high", "fresh"}));
    Sqlite database(live());
    QCOMPARE(database.value("SELECT group_concat(name || seq) FROM (SELECT * FROM sqlite_sequence"
                            " ORDER BY name)"),
             std::string("fresh9,high50,low40"));
    QCOMPARE(database.value("SELECT count(*) FROM high"), std::string("0"));
}

void TableRestoreTest::makesATableThatIsMissing()
{
    QVERIFY(make("CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, v UNIQUE);"
                 "CREATE TABLE log(x); INSERT INTO t VALUES(4,'a'),(8,'b'); DELETE FROM t WHERE id=8;"
                 "CREATE INDEX by_v ON t(v DESC);"
                 "CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO log VALUES('fired'); END",
                 "CREATE TABLE log(x)"));
    const Result<RestoreReport> report = restore({"t"});
    QVERIFY2(report, report ? "" : qPrintable(describe(report.error())));
    QVERIFY(report->tables.first().created);
    QVERIFY(report->findings.isEmpty());
    QCOMPARE(differences(live(), backup(), "t"), std::string("0"));
    Sqlite database(live());
    QCOMPARE(
        database.value("SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema WHERE tbl_name='t'"
                       " ORDER BY name)"),
        std::string("by_v,sqlite_autoindex_t_1,t,tr"));
    QCOMPARE(database.value("SELECT seq FROM sqlite_sequence"), std::string("8"));
    QCOMPARE(database.value("SELECT count(*) FROM log"), std::string("0"));
    QVERIFY(database.execute("INSERT INTO t(v) VALUES('c')"));
    QCOMPARE(database.value("SELECT count(*) FROM log"), std::string("1"));
}

void TableRestoreTest::triggersDoNotFire()
{
    const std::string schema = "CREATE TABLE t(v); CREATE TABLE log(x);"
                               "CREATE TRIGGER i AFTER INSERT ON t BEGIN INSERT INTO log VALUES('in'); END;"
                               "CREATE TRIGGER d BEFORE DELETE ON t BEGIN SELECT RAISE(ABORT, 'never'); END;";
    QVERIFY(
        make(schema + "INSERT INTO t VALUES(1),(2)", schema + "INSERT INTO t VALUES(3); DELETE FROM log"));
    const Result<RestoreReport> report = restore({"t"});
    QVERIFY2(report, report ? "" : qPrintable(describe(report.error())));
    QCOMPARE(report->findings.size(), 1);
    QCOMPARE(report->findings.first().code, QStringLiteral("triggers-did-not-fire"));
    Sqlite database(live());
    QCOMPARE(database.value("SELECT count(*) FROM log"), std::string("0"));
    QCOMPARE(database.value("SELECT count(*) FROM t"), std::string("2"));
}

void TableRestoreTest::buildsTextIndexesAnew()
{
    const std::string schema
        = "CREATE TABLE posts(id INTEGER PRIMARY KEY, body TEXT); CREATE TABLE unrelated(content);"
          "CREATE VIRTUAL TABLE words USING fts5(body, content='posts', content_rowid='id');"
          "CREATE TRIGGER ai AFTER INSERT ON posts BEGIN INSERT INTO words(rowid, body)"
          " VALUES(new.id, new.body); END;";
    QVERIFY(make(schema + "INSERT INTO posts VALUES(1,'lighthouse keeper'),(2,'storm')",
                 schema + "INSERT INTO posts VALUES(1,'harbour'),(7,'canary')"));
    const Result<RestoreReport> report = restore({"posts"});
    QVERIFY2(report, report ? "" : qPrintable(describe(report.error())));
    QVERIFY(report->findings.isEmpty());
    Sqlite database(live());
    QCOMPARE(database.value("SELECT rowid FROM words WHERE words MATCH 'keeper'"), std::string("1"));
    QCOMPARE(database.value("SELECT count(*) FROM words WHERE words MATCH 'harbour OR canary'"),
             std::string("0"));
    QVERIFY(database.execute("INSERT INTO words(words) VALUES('integrity-check')"));
}

void TableRestoreTest::columnsOfTheTargetGetTheirDefault()
{
    QVERIFY(make("CREATE TABLE t(a, b); INSERT INTO t VALUES(1,2)",
                 "CREATE TABLE t(b, added DEFAULT 'new', A); INSERT INTO t VALUES(0,0,0)"));
    const Result<RestoreReport> report = restore({"t"});
    QVERIFY2(report, report ? "" : qPrintable(describe(report.error())));
    QVERIFY(std::any_of(report->findings.cbegin(), report->findings.cend(), [](const Finding &finding) {
        return finding.code == QLatin1String("columns-by-default")
            && finding.text.contains(QLatin1String("added"));
    }));
    QCOMPARE(Sqlite(live()).value("SELECT a || ',' || b || ',' || added FROM t"), std::string("1,2,new"));
}

void TableRestoreTest::refuses_data()
{
    QTest::addColumn<std::string>("inBackup");
    QTest::addColumn<std::string>("inLive");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *name, const char *inBackup, const char *inLive, const char *says) {
        QTest::newRow(name) << std::string(inBackup) << std::string(inLive) << QString::fromUtf8(says);
    };
    const char *const rows = "CREATE TABLE t(a, b); INSERT INTO t VALUES(1, 1),(2, 1)";
    row("not in the backup", "CREATE TABLE u(x)", rows, "Its tables are: u.");
    row("view", "CREATE VIEW t AS SELECT 1", rows, "it is a view");
    row("view there", rows, "CREATE VIEW t AS SELECT 1", "it is a view");
    row("virtual table", "CREATE VIRTUAL TABLE t USING fts5(x)", "CREATE VIRTUAL TABLE t USING fts5(x)",
        "it is a virtual table");
    row("R-tree", "CREATE VIRTUAL TABLE t USING rtree(id, a, b)", "CREATE TABLE x(y)",
        "it is a virtual table");
    row("columns are gone", rows, "CREATE TABLE t(a)", "what the backup holds in: b");
    row("UNIQUE there", rows, "CREATE TABLE t(a, b UNIQUE); INSERT INTO t VALUES(7, 7)",
        "does not take a row of the backup (UNIQUE constraint failed: t.b");
    row("CHECK there", rows, "CREATE TABLE t(a CHECK(a < 2), b); INSERT INTO t VALUES(1, 7)",
        "does not take a row of the backup (CHECK constraint failed");
    row("other types there", "CREATE TABLE t(a TEXT); INSERT INTO t VALUES('007')",
        "CREATE TABLE t(a INT); INSERT INTO t VALUES(8)", "1 of its rows would come out with other values");
    row("index of that name", "CREATE TABLE t(a); CREATE INDEX i ON t(a)",
        "CREATE TABLE u(a); CREATE INDEX i ON u(a)", "index i already exists");
}

void TableRestoreTest::refuses()
{
    QFETCH(const std::string, inBackup);
    QFETCH(const std::string, inLive);
    QFETCH(const QString, says);
    QVERIFY(make(inBackup, inLive));
    const QByteArray before = readBytes(live());
    const Result<RestoreReport> report = restore({"t"});
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::InvalidArgument);
    QVERIFY2(describe(report.error()).contains(says), qPrintable(describe(report.error())));
    QVERIFY(readBytes(live()) == before);
}

void TableRestoreTest::refusesWhatIsNoLiveDatabase()
{
    QVERIFY(make("CREATE TABLE t(a)", "CREATE TABLE t(a)"));
    const Result<StillDatabase> still
        = StillDatabase::ofBackup(backup(), Format::Database, m_folder->path(), RunControl());
    Result<RestoreTarget> look = lookAtTarget(live(), *still);
    QVERIFY(look);
    look->isOnNetwork = true;
    const RestoreRequest request{.tables = {QStringLiteral("t")}};
    Result<RestoreReport> report = restoreDatabase(*still, *look, request, RunControl());
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::NetworkMount);
    look = lookAtTarget(m_folder->path() / "new.db", *still);
    QVERIFY(look);
    report = restoreDatabase(*still, *look, request, RunControl());
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::NotFound);
    QVERIFY(!std::filesystem::exists(m_folder->path() / "new.db"));
}

void TableRestoreTest::newlyBrokenReferencesRollBack()
{
    const std::string schema = "CREATE TABLE parent(id INTEGER PRIMARY KEY);"
                               "CREATE TABLE child(id INTEGER PRIMARY KEY, p REFERENCES parent(id)"
                               " ON DELETE CASCADE);";
    QVERIFY(make(schema + "INSERT INTO parent VALUES(1)",
                 schema
                     + "INSERT INTO parent VALUES(1),(2),(3); INSERT INTO child VALUES(10,1),(20,2),(30,3),"
                       "(40,99)"));
    const Result<RestoreReport> report = restore({"parent"});
    QVERIFY(!report);
    const QString sentence = describe(report.error());
    QVERIFY2(sentence.contains(QStringLiteral(
                 "2 rows of “child” (rowid 20, 30) would refer to rows of “parent” that are not there")),
             qPrintable(sentence));
    QVERIFY(sentence.contains(QStringLiteral("Nothing was changed.")));
    Sqlite database(live());
    QCOMPARE(database.value("SELECT count(*) FROM parent"), std::string("3"));
    QCOMPARE(database.value("SELECT count(*) FROM child"), std::string("4"));
    QCOMPARE(database.value("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'litekeeper%'"),
             std::string("0"));
}

void TableRestoreTest::brokenReferencesWithoutRowids()
{
    const std::string schema
        = "CREATE TABLE parent(id INTEGER PRIMARY KEY);"
          "CREATE TABLE child(k TEXT PRIMARY KEY, p REFERENCES parent(id)) WITHOUT ROWID;";
    QVERIFY(make(schema + "INSERT INTO parent VALUES(1)",
                 schema + "INSERT INTO parent VALUES(1),(2); INSERT INTO child VALUES('a',98),('b',2)"));
    const Result<RestoreReport> report = restore({"parent"});
    QVERIFY(!report);
    const QString sentence = describe(report.error());
    QVERIFY2(sentence.contains(QStringLiteral("1 row of “child” would refer to rows of “parent”")),
             qPrintable(sentence));
}

void TableRestoreTest::oldBrokenReferencesDoNotMatter()
{
    const std::string schema
        = "CREATE TABLE parent(id INTEGER PRIMARY KEY); CREATE TABLE child(id INTEGER PRIMARY KEY, p "
          "REFERENCES"
          " parent(id)); CREATE TABLE lost(x REFERENCES nowhere(y)); INSERT INTO lost VALUES(1);";
    QVERIFY(make(schema + "INSERT INTO parent VALUES(1),(5)",
                 schema + "INSERT INTO parent VALUES(1); INSERT INTO child VALUES(10,1),(20,77)"));
    const Result<RestoreReport> report = restore({"parent"});
    QVERIFY2(report, report ? "" : qPrintable(describe(report.error())));
    QCOMPARE(Sqlite(live()).value("SELECT count(*) FROM parent"), std::string("2"));
}

void TableRestoreTest::parentsAndChildrenTogether()
{
    const std::string schema = "CREATE TABLE parent(id INTEGER PRIMARY KEY);"
                               "CREATE TABLE child(p REFERENCES parent(id));";
    QVERIFY(make(schema + "INSERT INTO parent VALUES(5); INSERT INTO child VALUES(5)",
                 schema + "INSERT INTO parent VALUES(1); INSERT INTO child VALUES(1)"));
    const Result<RestoreReport> alone = restore({"child"});
    QVERIFY(!alone);
    QVERIFY2(describe(alone.error()).contains(QStringLiteral("“parent”, “child”")),
             qPrintable(describe(alone.error())));
    QVERIFY(restore({"child", "parent"}));
    QCOMPARE(Sqlite(live()).value("SELECT p FROM child"), std::string("5"));
}

void TableRestoreTest::nobodySeesAMixture_data()
{
    QTest::addColumn<std::string>("pragmas");
    QTest::newRow("WAL") << std::string("PRAGMA journal_mode=WAL;");
    QTest::newRow("DELETE") << std::string("PRAGMA journal_mode=DELETE;");
}

void TableRestoreTest::nobodySeesAMixture()
{
    QFETCH(const std::string, pragmas);
    QVERIFY(test::make(backup(), 1, "PRAGMA journal_mode=DELETE;"));
    QVERIFY(test::make(live(), 2, pragmas));
    const std::unique_ptr<QProcess> reader = startAnother("--read", live());
    const std::unique_ptr<QProcess> writer = startAnother("--write", live());
    QVERIFY(reader && writer);

    const Result<RestoreReport> report = restore({"a", "b"}, RunControl(), 30s);
    QVERIFY2(report, report ? "" : qPrintable(describe(report.error())));
    QCOMPARE(report->proof, ProofLevel::Checked);

    // The writer goes on, from what was restored: its numbers are odd now.
    QByteArray written;
    QTRY_VERIFY_WITH_TIMEOUT(isOdd(lastNumberIn(written += writer->readAllStandardOutput())), 20'000);
    QCOMPARE(writer->state(), QProcess::Running);
    QByteArray seen;
    QTRY_VERIFY_WITH_TIMEOUT(isOdd(lastNumberIn(seen += reader->readAllStandardOutput())), 20'000);
    for (const QByteArray &line : seen.left(seen.lastIndexOf('\n')).split('\n')) {
        const QByteArrayList numbers = line.split(',');
        QVERIFY2(numbers.size() == 4 && numbers.count(numbers.first()) == 4, line.constData());
    }
    writer->kill();
    reader->kill();
    writer->waitForFinished();
    reader->waitForFinished();
    QCOMPARE(Sqlite(live()).value("PRAGMA integrity_check"), std::string("ok"));
}

void TableRestoreTest::waitsForALimitedTime()
{
    QVERIFY(make("CREATE TABLE t(a)", "CREATE TABLE t(a); INSERT INTO t VALUES(1)"));
    Sqlite holder(live());
    QVERIFY(holder.execute("BEGIN IMMEDIATE"));
    const Result<RestoreReport> report = restore({"t"}, RunControl(), 50ms);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Busy);
    QVERIFY(holder.execute("COMMIT"));
    QCOMPARE(holder.value("SELECT count(*) FROM t"), std::string("1"));
}

void TableRestoreTest::cancelledItChangesNothing()
{
    QVERIFY(test::make(backup(), 1, ""));
    QVERIFY(test::make(live(), 2, "PRAGMA journal_mode=WAL;"));
    for (const Phase phase : {Phase::Waiting, Phase::Copying, Phase::Comparing}) {
        RunControl control([&control, phase](const Progress &progress) {
            if (progress.phase == phase) {
                control.requestStop();
            }
        });
        const Result<RestoreReport> report = restore({"a", "b"}, control);
        QVERIFY(!report);
        QCOMPARE(report.error().kind, ErrorKind::Cancelled);
        Sqlite database(live());
        QCOMPARE(stateOf(database), std::string("2,2,2,2"));
        QVERIFY(database.execute("BEGIN IMMEDIATE; COMMIT"));
    }
}

void TableRestoreTest::runsOnlyTheDefinition()
{
    QVERIFY(make("CREATE TABLE t(a); INSERT INTO t VALUES(1); PRAGMA writable_schema=ON;"
                 "UPDATE sqlite_schema SET sql = sql || '; DROP TABLE mine' WHERE name = 't'",
                 "CREATE TABLE mine(x)"));
    const Result<RestoreReport> report = restore({"t"});
    QVERIFY2(report, report ? "" : qPrintable(describe(report.error())));
    QCOMPARE(Sqlite(live()).value("SELECT count(*) FROM mine"), std::string("0"));
}

int main(int argc, char *argv[])
{
    if (const std::optional<int> code = onlookerMain(argc, argv)) {
        return *code;
    }
    const QCoreApplication application(argc, argv);
    TableRestoreTest test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_tablerestore.moc"
