// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/comparison.h"

#include "common/filedescriptor.h"
#include "engine/tablefigures.h"
#include "sqlite/descriptorvfs.h"
#include "support/databases.h"

#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>

using namespace litekeeper;

namespace {

/// A file that is open for comparing.
struct Opened
{
    explicit Opened(const Path &path)
        : descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC))
        , vfs(descriptor.get(), path)
        , file{.file = &vfs, .name = path, .bytes = qint64(std::filesystem::file_size(path))}
    {
    }

    FileDescriptor descriptor;
    DescriptorVfs vfs;
    ComparedFile file;
};

const TableComparison *tableOf(const Comparison &comparison, const char *name)
{
    for (const TableComparison &table : comparison.tables) {
        if (table.name == QLatin1String(name)) {
            return &table;
        }
    }
    return nullptr;
}

QString countsOf(const TableComparison &table)
{
    return QStringLiteral("%1 +%2 -%3 ~%4")
        .arg(tableStateCode(table.state))
        .arg(table.added)
        .arg(table.removed)
        .arg(table.changed);
}

/// "table: counts" of all tables that are not the same.
QStringList differencesOf(const Comparison &comparison)
{
    QStringList lines;
    for (const TableComparison &table : comparison.tables) {
        if (table.state != TableComparison::State::Same) {
            lines.append(table.name + QStringLiteral(": ") + countsOf(table));
        }
    }
    return lines;
}

} // namespace

class TestComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void differences_data();
    void differences();
    void theScriptMakesThemTheSame_data() { differences_data(); }
    void theScriptMakesThemTheSame();
    void randomChangesAreFound_data();
    void randomChangesAreFound();
    void samplesShowBothSides();
    void equalFiguresAreBelieved();
    void otherColumnsAreNamed();
    void textsOfOtherEncodingsAreCompared();
    void aDamagedDatabaseIsAnError();
    void stopsWhenWished();

private:
    [[nodiscard]] Path make(const char *name, const QString &sql) const;
    [[nodiscard]] Result<Comparison> compare(const Path &left, const Path &right,
                                             ComparisonWish wish = {}) const;
    [[nodiscard]] Path path(const char *name) const { return Path(m_folder->path().toStdString()) / name; }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestComparison::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

Path TestComparison::make(const char *name, const QString &sql) const
{
    const Path file = path(name);
    test::Sqlite database(file);
    return database.execute(sql.toStdString() + "; VACUUM") ? file : Path();
}

Result<Comparison> TestComparison::compare(const Path &left, const Path &right, ComparisonWish wish) const
{
    const Opened first(left);
    const Opened second(right);
    return compareDatabases(first.file, second.file, wish, RunControl());
}

void TestComparison::differences_data()
{
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("right");
    QTest::addColumn<QStringList>("expected");

    const auto row = [](const char *name, const char *both, const char *left, const char *right,
                        const QStringList &expected) {
        const QString common = QString::fromUtf8(both);
        QTest::newRow(name) << common + QString::fromUtf8(left) << common + QString::fromUtf8(right)
                            << expected;
    };
    const char *posts
        = "CREATE TABLE posts(id INTEGER PRIMARY KEY, title TEXT, size REAL, body BLOB);"
          "INSERT INTO posts VALUES(1,'one',1.5,x'00ff'),(2,'two',2,NULL),(3,'three',-0.25,x'');";
    row("nothing", posts, "", "", {});
    row("a row was added", posts, "", "INSERT INTO posts VALUES(9,'nine',9,x'09')",
        {QStringLiteral("posts: differs +1 -0 ~0")});
    row("a row was removed", posts, "", "DELETE FROM posts WHERE id=1",
        {QStringLiteral("posts: differs +0 -1 ~0")});
    row("a value changed", posts, "", "UPDATE posts SET title='due' WHERE id=2",
        {QStringLiteral("posts: differs +0 -0 ~1")});
    row("only a type changed", "CREATE TABLE t(id INTEGER PRIMARY KEY, v);",
        "INSERT INTO t VALUES(1,1),(2,'x')", "INSERT INTO t VALUES(1,1.0),(2,x'78')",
        {QStringLiteral("t: differs +0 -0 ~2")});
    row("NULL became empty", posts, "", "UPDATE posts SET body=x'' WHERE id=2",
        {QStringLiteral("posts: differs +0 -0 ~1")});
    row("all went", posts, "", "DELETE FROM posts", {QStringLiteral("posts: differs +0 -3 ~0")});
    row("all are new", "CREATE TABLE t(id INTEGER PRIMARY KEY, v);", "", "INSERT INTO t VALUES(1,2),(3,4)",
        {QStringLiteral("t: differs +2 -0 ~0")});
    row("a rowid without a name", "CREATE TABLE log(line TEXT); INSERT INTO log VALUES('a'),('b');", "",
        "UPDATE log SET line='B' WHERE line='b'; INSERT INTO log VALUES('c')",
        {QStringLiteral("log: differs +1 -0 ~1")});
    row("a column called rowid",
        "CREATE TABLE log(rowid TEXT, oid TEXT); INSERT INTO log VALUES('a','x'),('b','y');", "",
        "UPDATE log SET oid='z' WHERE rowid='b'", {QStringLiteral("log: differs +0 -0 ~1")});
    row("a key of texts", "CREATE TABLE users(mail TEXT PRIMARY KEY NOT NULL, name TEXT);",
        "INSERT INTO users VALUES('b','Bea'),('a','Abe'),('z','Zoe')",
        "INSERT INTO users VALUES('a','Abe'),('ä','Ära'),('b','Bo')",
        {QStringLiteral("users: differs +1 -1 ~1")});
    row("a key that may be NULL",
        "CREATE TABLE t(k TEXT PRIMARY KEY, v); INSERT INTO t VALUES(NULL,1),(NULL,2),('x',3);", "",
        "UPDATE t SET v=4 WHERE v=2", {QStringLiteral("t: differs +0 -0 ~1")});
    row("a key of two",
        "CREATE TABLE tags(post INT NOT NULL, tag TEXT NOT NULL, n INT, PRIMARY KEY(tag, post));",
        "INSERT INTO tags VALUES(1,'x',1),(1,'y',2),(2,'x',3)",
        "INSERT INTO tags VALUES(1,'x',1),(2,'y',2),(2,'x',4)", {QStringLiteral("tags: differs +1 -1 ~1")});
    row("WITHOUT ROWID", "CREATE TABLE t(k TEXT PRIMARY KEY, v) WITHOUT ROWID;",
        "INSERT INTO t VALUES('a',1),('b',2),('c',3)", "INSERT INTO t VALUES('b',2),('c',4),('d',5)",
        {QStringLiteral("t: differs +1 -1 ~1")});
    row("a key without case", "CREATE TABLE t(k TEXT COLLATE NOCASE PRIMARY KEY, v) WITHOUT ROWID;",
        "INSERT INTO t VALUES('a',1),('B',2),('c',3)", "INSERT INTO t VALUES('B',2),('C',3),('a',7)",
        {QStringLiteral("t: differs +1 -1 ~1")});
    row("a key from the largest on", "CREATE TABLE t(k INT NOT NULL, v, PRIMARY KEY(k DESC)) WITHOUT ROWID;",
        "INSERT INTO t VALUES(1,1),(2,2),(3,3)", "INSERT INTO t VALUES(2,2),(3,4),(4,4)",
        {QStringLiteral("t: differs +1 -1 ~1")});
    row("numbers of both kinds as a key", "CREATE TABLE t(k NOT NULL PRIMARY KEY, v) WITHOUT ROWID;",
        "INSERT INTO t VALUES(1,1),(1.5,2),(9007199254740993,3),('1',4),(x'31',5)",
        "INSERT INTO t VALUES(1.5,2),(9007199254740993,3),(9007199254740994,3),('1',4),(x'31',6)",
        {QStringLiteral("t: differs +1 -1 ~1")});
    row("the ends of the numbers", "CREATE TABLE t(id INTEGER PRIMARY KEY, v);",
        "INSERT INTO t VALUES(-9223372036854775808,1e308),(9223372036854775807,-9e999)",
        "INSERT INTO t VALUES(-9223372036854775808,9e999),(9223372036854775807,-9223372036854775808)",
        {QStringLiteral("t: differs +0 -0 ~2")});
    row("texts that are hard to write", "CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT);",
        "INSERT INTO t VALUES(1,'')",
        "INSERT INTO t VALUES(1,'it''s'),(2,CAST(x'610062' AS TEXT)),(3,CAST(x'ff41' AS TEXT)),(4,'ä\n-- "
        ";'),(5,'')",
        {QStringLiteral("t: differs +4 -0 ~1")});
    row("a value that moved", "CREATE TABLE t(id INTEGER PRIMARY KEY, place INT UNIQUE);",
        "INSERT INTO t VALUES(1,10),(2,20),(3,30)", "INSERT INTO t VALUES(1,20),(2,30),(3,10)",
        {QStringLiteral("t: differs +0 -0 ~3")});
    row("a new table", posts, "", "CREATE TABLE tags(name TEXT); INSERT INTO tags VALUES('x'),('y')",
        {QStringLiteral("tags: only-right +0 -0 ~0")});
    row("a table that went", posts, "CREATE TABLE tags(name TEXT); INSERT INTO tags VALUES('x')", "",
        {QStringLiteral("tags: only-left +0 -0 ~0")});
    row("quotes in names", "CREATE TABLE \"a \"\"b\"(\"c \"\"d\" INTEGER PRIMARY KEY, \"e'f\");", "",
        "INSERT INTO \"a \"\"b\" VALUES(1,2)", {QStringLiteral("a \"b: differs +1 -0 ~0")});
    row("triggers stay quiet",
        "CREATE TABLE t(id INTEGER PRIMARY KEY, v); CREATE TABLE log(line);"
        "INSERT INTO t VALUES(1,1);"
        "CREATE TRIGGER noted AFTER UPDATE ON t BEGIN INSERT INTO log VALUES('changed'); END;",
        "",
        "DROP TRIGGER noted; UPDATE t SET v=2; CREATE TRIGGER noted AFTER UPDATE ON t BEGIN INSERT INTO log "
        "VALUES('changed'); END",
        {QStringLiteral("t: differs +0 -0 ~1")});
    row("rows that others refer to",
        "PRAGMA foreign_keys=ON; CREATE TABLE p(id INTEGER PRIMARY KEY);"
        "CREATE TABLE c(id INTEGER PRIMARY KEY, p REFERENCES p(id) ON DELETE CASCADE);"
        "INSERT INTO p VALUES(1),(2); INSERT INTO c VALUES(10,1),(20,2);",
        "", "DELETE FROM p WHERE id=1; INSERT INTO p VALUES(3)",
        {QStringLiteral("c: differs +0 -1 ~0"), QStringLiteral("p: differs +1 -1 ~0")});
    row("numbers that count on",
        "CREATE TABLE t(id INTEGER PRIMARY KEY AUTOINCREMENT, v);"
        "INSERT INTO t(v) VALUES(1),(2);",
        "", "INSERT INTO t(v) VALUES(3); DELETE FROM t WHERE v=3; INSERT INTO t(v) VALUES(4)",
        {QStringLiteral("t: differs +1 -0 ~0"), QStringLiteral("sqlite_sequence: differs +0 -0 ~1")});
    row("computed columns",
        "CREATE TABLE t(id INTEGER PRIMARY KEY, a INT, b INT AS (a*2) STORED, c INT AS (a+1));",
        "INSERT INTO t(id,a) VALUES(1,1)", "INSERT INTO t(id,a) VALUES(1,2)",
        {QStringLiteral("t: differs +0 -0 ~1")});
    row("full text",
        "CREATE VIRTUAL TABLE docs USING fts5(body); INSERT INTO docs VALUES('the first words');", "", "",
        {});
    row("a full text that is new", posts, "",
        "CREATE VIRTUAL TABLE docs USING fts5(body); INSERT INTO docs VALUES('the first words'),('more')",
        {QStringLiteral("docs_config: only-right +0 -0 ~0"),
         QStringLiteral("docs_content: only-right +0 -0 ~0"),
         QStringLiteral("docs_data: only-right +0 -0 ~0"),
         QStringLiteral("docs_docsize: only-right +0 -0 ~0"),
         QStringLiteral("docs_idx: only-right +0 -0 ~0")});
    row("a full text that went", posts,
        "CREATE VIRTUAL TABLE docs USING fts5(body); INSERT INTO docs VALUES('the first words')", "",
        {QStringLiteral("docs_config: only-left +0 -0 ~0"),
         QStringLiteral("docs_content: only-left +0 -0 ~0"), QStringLiteral("docs_data: only-left +0 -0 ~0"),
         QStringLiteral("docs_docsize: only-left +0 -0 ~0"), QStringLiteral("docs_idx: only-left +0 -0 ~0")});
    row("statistics", posts, "", "CREATE INDEX i ON posts(title); ANALYZE",
        {QStringLiteral("sqlite_stat1: only-right +0 -0 ~0")});
}

void TestComparison::differences()
{
    QFETCH(const QString, left);
    QFETCH(const QString, right);
    QFETCH(const QStringList, expected);
    const Path first = make("left.db", left);
    const Path second = make("right.db", right);
    QVERIFY(!first.empty() && !second.empty());

    const Result<Comparison> comparison = compare(first, second);
    QVERIFY2(comparison, comparison ? "" : qPrintable(describe(comparison.error())));
    QCOMPARE(differencesOf(*comparison), expected);
    QVERIFY(comparison->isComplete());
    for (const TableComparison &table : comparison->tables) {
        QCOMPARE(table.isShadow, table.name.startsWith(QLatin1String("docs_")));
    }
    const Result<Comparison> same = compare(second, second);
    QVERIFY(same && same->isSame());
}

void TestComparison::theScriptMakesThemTheSame()
{
    QFETCH(const QString, left);
    QFETCH(const QString, right);
    const Path first = make("left.db", left);
    const Path second
        = make("right.db", right + QStringLiteral(";PRAGMA user_version=7;PRAGMA application_id=-5"));
    QByteArray script;
    const Result<Comparison> comparison = compare(first, second, {.script = [&script](const QByteArray &sql) {
                                                      script += sql;
                                                      return Result<void>();
                                                  }});
    QVERIFY(comparison);
    QVERIFY(!comparison->isSame()); // at least the numbers in the header

    test::Sqlite database(first);
    QVERIFY2(database.execute(script.toStdString()), script.constData());
    const Result<Comparison> after = compare(first, second);
    QVERIFY(after);
    QVERIFY2(after->isSame(), qPrintable(differencesOf(*after).join(QLatin1Char('\n'))));
    QCOMPARE(database.value("PRAGMA integrity_check"), std::string("ok"));
    QCOMPARE(database.value("PRAGMA user_version"), std::string("7"));
}

void TestComparison::randomChangesAreFound_data()
{
    QTest::addColumn<QString>("table");
    QTest::newRow("rowid") << QStringLiteral("CREATE TABLE t(k INTEGER PRIMARY KEY, a TEXT, b BLOB)");
    QTest::newRow("text key") << QStringLiteral(
        "CREATE TABLE t(k TEXT NOT NULL PRIMARY KEY, a TEXT, b BLOB)");
    QTest::newRow("without rowid") << QStringLiteral(
        "CREATE TABLE t(k TEXT PRIMARY KEY, a TEXT, b BLOB) WITHOUT ROWID");
}

/// SQLite's own joins are the judge.
void TestComparison::randomChangesAreFound()
{
    QFETCH(const QString, table);
    QRandomGenerator random(7);
    for (int round = 0; round < 10; ++round) {
        const QString fill = table
            + QStringLiteral(";WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<%1)"
                             "INSERT INTO t SELECT (i*7919)%104729, 'text '||i, zeroblob(i%97) FROM n")
                  .arg(random.bounded(1, 6000));
        const QString change
            = QStringLiteral(";DELETE FROM t WHERE abs(k*31)%%1=0;UPDATE t SET a=a||'!' WHERE abs(k*17)%%2=1;"
                             "UPDATE OR IGNORE t SET k=k+200000 WHERE abs(k*13)%%3=2")
                  .arg(QString::number(random.bounded(2, 300)), QString::number(random.bounded(2, 300)),
                       QString::number(random.bounded(3, 300)));
        std::filesystem::remove(path("left.db"));
        std::filesystem::remove(path("right.db"));
        const Path left = make("left.db", fill);
        const Path right = make("right.db", fill + change);
        QVERIFY(!left.empty() && !right.empty());
        const Result<Comparison> comparison = compare(left, right);
        QVERIFY(comparison);
        const TableComparison *found = tableOf(*comparison, "t");
        QVERIFY(found);

        test::Sqlite judge(left);
        QVERIFY(judge.execute("ATTACH '" + right.string() + "' AS other"));
        const auto count
            = [&judge](const char *sql) { return QString::fromStdString(judge.value(sql)).toLongLong(); };
        QCOMPARE(found->removed, count("SELECT count(*) FROM main.t WHERE k NOT IN (SELECT k FROM other.t)"));
        QCOMPARE(found->added, count("SELECT count(*) FROM other.t WHERE k NOT IN (SELECT k FROM main.t)"));
        QCOMPARE(found->changed,
                 count("SELECT count(*) FROM main.t AS l JOIN other.t AS r USING(k) "
                       "WHERE l.a IS NOT r.a OR l.b IS NOT r.b"));
        QCOMPARE(found->rowsLeft, count("SELECT count(*) FROM main.t"));
        QCOMPARE(found->rowsRight, count("SELECT count(*) FROM other.t"));
    }
}

void TestComparison::samplesShowBothSides()
{
    const QString base
        = QStringLiteral("CREATE TABLE posts(id INTEGER PRIMARY KEY, title TEXT, body BLOB);"
                         "INSERT INTO posts VALUES(1,'one',x'01'),(2,'two',x'02'),(3,'three',x'03')");
    const Path left = make("left.db", base);
    const Path right
        = make("right.db",
               base
                   + QStringLiteral(";DELETE FROM posts WHERE id=1;UPDATE posts SET title='due' WHERE id=2;"
                                    "INSERT INTO posts VALUES(4,'four',zeroblob(100))"));
    const Result<Comparison> comparison = compare(left, right);
    QVERIFY(comparison);
    const TableComparison *posts = tableOf(*comparison, "posts");
    QCOMPARE(posts->key, QStringList{QStringLiteral("id")});
    QCOMPARE(posts->columns, (QStringList{QStringLiteral("title"), QStringLiteral("body")}));
    QCOMPARE(posts->samples.size(), 3);
    const RowSample &removed = posts->samples.at(0);
    QCOMPARE(removed.kind, RowSample::Kind::Removed);
    QCOMPARE(removed.key.first().integer, 1);
    QCOMPARE(removed.before.first().text, QStringLiteral("one"));
    QVERIFY(removed.after.isEmpty());
    const RowSample &changed = posts->samples.at(1);
    QCOMPARE(changed.kind, RowSample::Kind::Changed);
    QCOMPARE(changed.before.first().text, QStringLiteral("two"));
    QCOMPARE(changed.after.first().text, QStringLiteral("due"));
    const RowSample &added = posts->samples.at(2);
    QCOMPARE(added.kind, RowSample::Kind::Added);
    QCOMPARE(added.after.at(1).length, 100);
    QVERIFY(added.after.at(1).isCut());

    const Result<Comparison> short1 = compare(left, right, {.samples = 1});
    QVERIFY(short1);
    QCOMPARE(tableOf(*short1, "posts")->samples.size(), 1);
    QCOMPARE(countsOf(*tableOf(*short1, "posts")), QStringLiteral("differs +1 -1 ~1"));
}

/// Nothing of a table is read whose hashes are the same; one whose hashes differ is.
void TestComparison::equalFiguresAreBelieved()
{
    const Path left = make("left.db",
                           QStringLiteral("CREATE TABLE a(v); INSERT INTO a VALUES(1);"
                                          "CREATE TABLE b(v); INSERT INTO b VALUES(1)"));
    const Path right = make("right.db",
                            QStringLiteral("CREATE TABLE a(v); INSERT INTO a VALUES(2);"
                                           "CREATE TABLE b(v); INSERT INTO b VALUES(2)"));
    Opened first(left);
    Opened second(right);
    for (Opened *side : {&first, &second}) {
        Result<Connection> connection = side->vfs.connect();
        QVERIFY(connection);
        const Result<QList<TableFigures>> figures = readAllTables(*connection);
        QVERIFY(figures);
        side->file.figures = *figures;
    }
    for (TableFigures &figures : second.file.figures) {
        if (figures.name == QLatin1String("a")) {
            figures.contentHash = first.file.figures.at(0).contentHash; // as if they were the same
        }
    }
    QCOMPARE(first.file.figures.at(0).name, QStringLiteral("a"));
    const Result<Comparison> comparison = compareDatabases(first.file, second.file, {}, RunControl());
    QVERIFY(comparison);
    QVERIFY(tableOf(*comparison, "a")->byHash);
    QCOMPARE(tableOf(*comparison, "a")->state, TableComparison::State::Same);
    QVERIFY(!tableOf(*comparison, "b")->byHash);
    QCOMPARE(tableOf(*comparison, "b")->state, TableComparison::State::Differs);
}

void TestComparison::otherColumnsAreNamed()
{
    const Path left = make("left.db",
                           QStringLiteral("CREATE TABLE t(id INTEGER PRIMARY KEY, a, old);"
                                          "INSERT INTO t VALUES(1,2,3)"));
    const Path right = make("right.db",
                            QStringLiteral("CREATE TABLE t(id INTEGER PRIMARY KEY, a, young);"
                                           "INSERT INTO t VALUES(1,2,4); CREATE INDEX i ON t(a)"));
    const Result<Comparison> comparison = compare(left, right);
    QVERIFY(comparison);
    QVERIFY(!comparison->isSame());
    const TableComparison *table = tableOf(*comparison, "t");
    QCOMPARE(table->state, TableComparison::State::Same); // in what both have
    QCOMPARE(table->columns, QStringList{QStringLiteral("a")});
    QVERIFY(table->note.contains(QLatin1String("old")) && table->note.contains(QLatin1String("young")));
    QCOMPARE(comparison->schema.size(), 2);
    QCOMPARE(comparison->schema.at(0).type, QStringLiteral("index"));
    QCOMPARE(comparison->schema.at(0).kind, SchemaChange::Kind::Added);
    QCOMPARE(comparison->schema.at(1).kind, SchemaChange::Kind::Changed);

    QByteArray script;
    QVERIFY(compare(left, right, {.script = [&script](const QByteArray &sql) {
                        script += sql;
                        return Result<void>();
                    }}));
    test::Sqlite database(left);
    QVERIFY2(database.execute(script.toStdString()), script.constData());
    QVERIFY(compare(left, right)->isSame());
}

void TestComparison::textsOfOtherEncodingsAreCompared()
{
    const QString table = QStringLiteral("CREATE TABLE t(id INTEGER PRIMARY KEY, v TEXT);"
                                         "CREATE TABLE k(name TEXT PRIMARY KEY, v) WITHOUT ROWID;"
                                         "INSERT INTO k VALUES('x',1);");
    const Path left = make("left.db", table + QStringLiteral("INSERT INTO t VALUES(1,'Grüße'),(2,'b')"));
    const Path right = make("right.db",
                            QStringLiteral("PRAGMA encoding='UTF-16le';") + table
                                + QStringLiteral("INSERT INTO t VALUES(1,'Grüße'),(2,'c')"));
    const Result<Comparison> comparison = compare(left, right);
    QVERIFY(comparison);
    QCOMPARE(countsOf(*tableOf(*comparison, "t")), QStringLiteral("differs +0 -0 ~1"));
    QCOMPARE(tableOf(*comparison, "k")->state, TableComparison::State::NotComparable);
    QVERIFY(tableOf(*comparison, "k")->note.contains(QLatin1String("encode")));
    QVERIFY(!comparison->isComplete());
    QVERIFY(!comparison->isSame());
}

void TestComparison::aDamagedDatabaseIsAnError()
{
    const Path left = path("left.db");
    QVERIFY(test::makeDatabase(left, 2000, 200));
    std::filesystem::copy_file(left, path("right.db"));
    {
        FileDescriptor file(::open(path("right.db").c_str(), O_WRONLY | O_CLOEXEC));
        const QByteArray rubbish(4096, '\xff');
        QCOMPARE(::pwrite(file.get(), rubbish.constData(), 4096, 10 * 4096), ssize_t(4096));
    }
    const Result<Comparison> comparison = compare(left, path("right.db"));
    QVERIFY(!comparison);
    QCOMPARE(comparison.error().kind, ErrorKind::Damaged);
    QVERIFY(describe(comparison.error()).contains(QLatin1String("right.db")));
}

void TestComparison::stopsWhenWished()
{
    const Path left = path("left.db");
    QVERIFY(test::makeDatabase(left, 20'000, 100));
    const Opened first(left);
    const Opened second(left);
    RunControl control;
    control.requestStop();
    const Result<Comparison> comparison = compareDatabases(first.file, second.file, {}, control);
    QVERIFY(!comparison);
    QCOMPARE(comparison.error().kind, ErrorKind::Cancelled);
}

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"
