// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/databasecontent.h"

#include "support/damage.h"
#include "support/databases.h"
#include "support/encryptedzip.h"
#include "support/files.h"
#include "support/zipbuilder.h"

#include <QTest>

#include <algorithm>

using namespace litekeeper;
using namespace litekeeper::test;

class TestDatabaseContent : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<TemporaryFolder>(); }
    void showsADatabaseByItself();
    void findsTheOneInAZip();
    void findsTheOneInAnInnerZip();
    void takesInTheWal();
    void takesInTheWalOfAZip();
    void pagesThroughAllRows();
    void pagesWithGapsAndNegativeRowids();
    void pagesWithoutRowid();
    void pagesWhereColumnsHideTheRowid();
    void cutsHugeValues();
    void largeRowsMakeShortPages();
    void goesOnBehindADamagedPage();
    void doesNotRunTheSchema();
    void namesThatNeedQuotes();
    void emptyDatabases();
    void asksForThePassword_data();
    void asksForThePassword();
    void readsAgainWhatIsWrittenTo();
    void givesUpOnWhatIsAlwaysWrittenTo();
    void errors();
    void leavesNothingBehind();

private:
    [[nodiscard]] Result<DatabaseContent> look(const Path &file, const Path &database,
                                               const QByteArray &password = {}) const
    {
        return DatabaseContent::open({.file = file, .database = database, .password = password},
                                     m_folder->path() / "scratch", RunControl());
    }
    [[nodiscard]] Path make(const char *name, const std::string &sql) const
    {
        const Path file = m_folder->path() / name;
        return Sqlite(file).execute(sql) ? file : Path();
    }

    std::unique_ptr<TemporaryFolder> m_folder;
};

namespace {

constexpr const char *numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ";

QStringList namesOf(const DatabaseContent &content)
{
    QStringList names;
    for (const TableOutline &table : content.tables()) {
        names.append(table.name);
    }
    return names;
}

struct AllRows
{
    QList<QList<CellValue>> rows;
    QStringList problems;
    int pages = 0;

    [[nodiscard]] QList<qint64> integers(int column = 0) const
    {
        QList<qint64> values;
        for (const QList<CellValue> &row : rows) {
            values.append(row.at(column).integer);
        }
        return values;
    }
};

AllRows readAll(DatabaseContent &content, const char *table, int limit = 200)
{
    AllRows all;
    for (std::optional<qint64> from = RowPage::begin; from && all.pages < 10'000;) {
        const RowPage page = content.rows(QString::fromUtf8(table), *from, limit);
        all.rows += page.rows;
        ++all.pages;
        if (!page.problem.isEmpty()) {
            all.problems.append(page.problem);
        }
        from = page.next;
    }
    return all;
}

QList<qint64> upTo(qint64 last)
{
    QList<qint64> values;
    for (qint64 value = 1; value <= last; ++value) {
        values.append(value);
    }
    return values;
}

} // namespace

void TestDatabaseContent::showsADatabaseByItself()
{
    const Path file
        = make("app.db",
               "CREATE TABLE b(id INTEGER PRIMARY KEY, t TEXT, r REAL, x BLOB, n); CREATE TABLE A(y);"
               "CREATE VIEW v AS SELECT * FROM b;"
               "INSERT INTO b VALUES(9223372036854775807, 'h\xc3\xa9llo', 1.0, x'00ff', NULL)");
    Result<DatabaseContent> content = look(file, "app.db");
    QVERIFY(content);
    QCOMPARE(namesOf(*content), QStringList({QStringLiteral("A"), QStringLiteral("b"), QStringLiteral("v")}));
    QCOMPARE(content->tables()[0].rows, 0);
    QCOMPARE(content->tables()[1].rows, 1);
    QCOMPARE(content->tables()[1].columns,
             QStringList({QStringLiteral("id"), QStringLiteral("t"), QStringLiteral("r"), QStringLiteral("x"),
                          QStringLiteral("n")}));
    QCOMPARE(content->tables()[2].kind, TableOutline::Kind::View);
    QCOMPARE(content->tables()[2].rows, -1);

    const RowPage page = content->rows(QStringLiteral("b"), RowPage::begin, 200);
    QCOMPARE(page.rows.size(), 1);
    QVERIFY(!page.next);
    QVERIFY(page.problem.isEmpty());
    const QList<CellValue> &row = page.rows[0];
    QCOMPARE(row[0].kind, CellValue::Kind::Integer);
    QCOMPARE(row[0].integer, std::numeric_limits<qint64>::max());
    QCOMPARE(row[1].text, QString::fromUtf8("h\xc3\xa9llo"));
    QCOMPARE(row[1].length, 5);
    QCOMPARE(row[2].kind, CellValue::Kind::Real);
    QCOMPARE(row[2].real, 1.0);
    QCOMPARE(row[3].blob, QByteArray("\x00\xff", 2));
    QCOMPARE(row[4].kind, CellValue::Kind::Null);
}

void TestDatabaseContent::findsTheOneInAZip()
{
    const QByteArray one = readBytes(make("one.db", "CREATE TABLE one(x); INSERT INTO one VALUES(1)"));
    const QByteArray two = readBytes(make("two.db", "CREATE TABLE two(x); INSERT INTO two VALUES(2)"));
    const Path zip = m_folder->path() / "site.zip";
    QVERIFY(writeBytes(zip,
                       buildZip({{.name = "a/app.db", .data = one},
                                 {.name = "a/app.db-notes", .data = "no companion"},
                                 {.name = "b/app.db", .data = two}})));
    Result<DatabaseContent> content = look(zip, "b/app.db");
    QVERIFY(content);
    QCOMPARE(namesOf(*content), QStringList({QStringLiteral("two")}));
    QCOMPARE(readAll(*content, "two").integers(), QList<qint64>({2}));
    content = look(zip, "a/app.db");
    QVERIFY(content);
    QCOMPARE(namesOf(*content), QStringList({QStringLiteral("one")}));
}

void TestDatabaseContent::findsTheOneInAnInnerZip()
{
    const QByteArray inner = readBytes(make("in.db", "CREATE TABLE deep(x); INSERT INTO deep VALUES(7)"));
    const QByteArray zip = buildZip({{.name = "x.db", .data = inner}});
    const Path file = m_folder->path() / "outer.zip";
    QVERIFY(writeBytes(file,
                       buildZip({{.name = "x.db", .data = readBytes(make("out.db", "CREATE TABLE o(x)"))},
                                 {.name = "sub/inner.zip", .data = zip}})));
    Result<DatabaseContent> content = look(file, "sub/inner.zip/x.db");
    QVERIFY(content);
    QCOMPARE(readAll(*content, "deep").integers(), QList<qint64>({7}));
    // The same zip in a folder.
    const Path folder = m_folder->path() / "folder";
    QVERIFY(std::filesystem::create_directory(folder));
    QVERIFY(writeBytes(folder / "inner.zip", zip));
    content = look(folder, "inner.zip/x.db");
    QVERIFY(content);
    QCOMPARE(namesOf(*content), QStringList({QStringLiteral("deep")}));
}

void TestDatabaseContent::takesInTheWal()
{
    const Path file = m_folder->path() / "live.db";
    Sqlite writer(file);
    QVERIFY(writer.execute("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; CREATE TABLE t(x);"
                           "INSERT INTO t VALUES(1),(2),(3)"));
    const QByteArray before = readBytes(file);
    Result<DatabaseContent> content = look(file, "live.db");
    QVERIFY(content);
    QCOMPARE(readAll(*content, "t").integers(), upTo(3));
    QCOMPARE(readBytes(file), before);
}

void TestDatabaseContent::takesInTheWalOfAZip()
{
    const Path file = m_folder->path() / "live.db";
    const Path zip = m_folder->path() / "live.zip";
    {
        Sqlite writer(file);
        QVERIFY(writer.execute("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; CREATE TABLE t(x);"
                               "INSERT INTO t VALUES(1),(2)"));
        QVERIFY(writeBytes(zip,
                           buildZip({{.name = "d/live.db-wal", .data = readBytes(withSuffix(file, "-wal"))},
                                     {.name = "d/live.db", .data = readBytes(file)}})));
    }
    Result<DatabaseContent> content = look(zip, "d/live.db");
    QVERIFY(content);
    QCOMPARE(readAll(*content, "t").integers(), upTo(2));
}

void TestDatabaseContent::pagesThroughAllRows()
{
    Result<DatabaseContent> content = look(
        make("app.db", std::string("CREATE TABLE t(x);") + numbers + "5000) INSERT INTO t SELECT i FROM n"),
        "app.db");
    QVERIFY(content);
    QCOMPARE(content->tables()[0].rows, 5000);
    const AllRows all = readAll(*content, "t");
    QCOMPARE(all.pages, 25);
    QCOMPARE(all.integers(), upTo(5000));
    QVERIFY(all.problems.isEmpty());
}

void TestDatabaseContent::pagesWithGapsAndNegativeRowids()
{
    Result<DatabaseContent> content = look(
        make(
            "app.db",
            "CREATE TABLE t(id INTEGER PRIMARY KEY); INSERT INTO t VALUES(-9223372036854775808),(-5),(0),(3),"
            "(4000000000),(9223372036854775806),(9223372036854775807)"),
        "app.db");
    QVERIFY(content);
    const QList<qint64> wanted{
        std::numeric_limits<qint64>::min(), -5, 0, 3, 4000000000, std::numeric_limits<qint64>::max() - 1,
        std::numeric_limits<qint64>::max()};
    for (const int limit : {1, 2, 6, 7, 200}) {
        QCOMPARE(readAll(*content, "t", limit).integers(), wanted);
    }
}

void TestDatabaseContent::pagesWithoutRowid()
{
    Result<DatabaseContent> content = look(make("app.db",
                                                std::string("CREATE TABLE t(x PRIMARY KEY) WITHOUT ROWID;")
                                                    + numbers + "1001) INSERT INTO t SELECT i FROM n"),
                                           "app.db");
    QVERIFY(content);
    const AllRows all = readAll(*content, "t");
    QCOMPARE(all.pages, 6);
    QCOMPARE(all.integers(), upTo(1001));
}

void TestDatabaseContent::pagesWhereColumnsHideTheRowid()
{
    // In the second table nothing is left to name the rowid by.
    const Path file = make(
        "app.db",
        std::string("CREATE TABLE a(_rowid_, RowID); CREATE TABLE b(_rowid_, rowid, oid);") + numbers
            + "500) INSERT INTO a SELECT i, 'x' FROM n; INSERT INTO b SELECT _rowid_, 'x', 'y' FROM a");
    Result<DatabaseContent> content = look(file, "app.db");
    QVERIFY(content);
    QCOMPARE(readAll(*content, "a").integers(), upTo(500));
    QCOMPARE(readAll(*content, "b").integers(), upTo(500));
}

void TestDatabaseContent::cutsHugeValues()
{
    Result<DatabaseContent> content = look(
        make("app.db",
             "PRAGMA encoding='UTF-16'; CREATE TABLE t(x);"
             "INSERT INTO t VALUES(replace(hex(zeroblob(1500000)), '0', char(233))), (zeroblob(5000000)),"
             "(replace(hex(zeroblob(500)), '0', char(128512))), (CAST(x'8080' AS TEXT))"),
        "app.db");
    QVERIFY(content);
    const QList<QList<CellValue>> rows = readAll(*content, "t").rows;
    QCOMPARE(rows.size(), 4);
    QCOMPARE(rows[0][0].text, QString(1000, QChar(233)));
    QCOMPARE(rows[0][0].length, 3'000'000);
    QVERIFY(rows[0][0].isCut());
    QCOMPARE(rows[1][0].blob, QByteArray(32, '\0'));
    QCOMPARE(rows[1][0].length, 5'000'000);
    // A character of two QChars counts as one, and is not cut in half.
    QCOMPARE(rows[2][0].length, 1000);
    QVERIFY(!rows[2][0].isCut());
    QCOMPARE(rows[2][0].text.size(), 2000);
}

void TestDatabaseContent::largeRowsMakeShortPages()
{
    Result<DatabaseContent> content
        = look(make("app.db",
                    std::string("CREATE TABLE t(id INTEGER PRIMARY KEY, a, b, c, d, e);") + numbers
                        + "400) INSERT INTO t SELECT i, s, s, s, s, s FROM n, (SELECT hex(zeroblob(600)) s)"),
               "app.db");
    QVERIFY(content);
    const AllRows all = readAll(*content, "t");
    QCOMPARE(all.integers(), upTo(400));
    QVERIFY2(all.pages > 2, qPrintable(QString::number(all.pages)));
}

void TestDatabaseContent::goesOnBehindADamagedPage()
{
    const Path file = m_folder->path() / "app.db";
    QVERIFY(makeDatabase(file, 3000, 100));
    const QByteArray sound = readBytes(file);
    // A leaf somewhere in the middle of the table.
    QVERIFY(writeBytes(file, withPageZeroed(sound, pagesOf(sound) / 2)));
    Result<DatabaseContent> content = look(file, "app.db");
    QVERIFY(content);
    QCOMPARE(content->tables().size(), 1);
    const AllRows all = readAll(*content, "items");
    QCOMPARE(all.problems.size(), 1);
    const QList<qint64> ids = all.integers();
    QCOMPARE(ids.front(), 1);
    QCOMPARE(ids.back(), 3000);
    QVERIFY(std::is_sorted(ids.cbegin(), ids.cend()));
    // Exactly the rows of one page are gone: about 35 of these fit into one.
    QVERIFY2(ids.size() < 3000 && ids.size() > 2900, qPrintable(QString::number(ids.size())));
}

void TestDatabaseContent::doesNotRunTheSchema()
{
    const Path file
        = make("app.db",
               "CREATE TABLE t(a, b AS (a * 2) VIRTUAL, c AS (a * 3) STORED); INSERT INTO t VALUES(2);"
               "CREATE VIRTUAL TABLE f USING fts5(x); CREATE VIEW v AS SELECT load_extension('/x')");
    Result<DatabaseContent> content = look(file, "app.db");
    QVERIFY(content);
    const auto tableOf = [&](const char *name) {
        const QList<TableOutline> &tables = content->tables();
        return *std::find_if(tables.cbegin(), tables.cend(),
                             [&](const TableOutline &table) { return table.name == QLatin1String(name); });
    };
    QCOMPARE(tableOf("t").columns, QStringList({QStringLiteral("a"), QStringLiteral("c")}));
    QCOMPARE(tableOf("f").kind, TableOutline::Kind::Virtual);
    QCOMPARE(tableOf("v").kind, TableOutline::Kind::View);
    QCOMPARE(readAll(*content, "t").integers(1), QList<qint64>({6}));
    for (const char *name : {"f", "v", "sqlite_dbpage", "nothing"}) {
        const RowPage page = content->rows(QString::fromLatin1(name), RowPage::begin, 10);
        QVERIFY(page.rows.isEmpty());
        QVERIFY(!page.problem.isEmpty());
        QVERIFY(!page.next);
    }
}

void TestDatabaseContent::namesThatNeedQuotes()
{
    Result<DatabaseContent> content = look(
        make("app.db",
             "CREATE TABLE \"a \"\"b; DROP\"(\"c \"\"d\", \"\"); INSERT INTO \"a \"\"b; DROP\" VALUES(4, 5)"),
        "app.db");
    QVERIFY(content);
    QCOMPARE(namesOf(*content), QStringList({QStringLiteral("a \"b; DROP")}));
    QCOMPARE(readAll(*content, "a \"b; DROP").integers(), QList<qint64>({4}));
}

void TestDatabaseContent::emptyDatabases()
{
    const Path zip = m_folder->path() / "ghost.zip";
    QVERIFY(writeBytes(zip, buildZip({{.name = "ghost.db"}})));
    Result<DatabaseContent> content = look(zip, "ghost.db");
    QVERIFY(content);
    QVERIFY(content->tables().isEmpty());
}

void TestDatabaseContent::asksForThePassword_data()
{
    QTest::addColumn<QByteArray>("encryption");
    QTest::addColumn<QByteArray>("method");
    for (const char *encryption : {"ZipCrypto", "AES256"}) {
        for (const char *method : {"Deflate", "Copy"}) {
            QTest::addRow("%s %s", encryption, method) << QByteArray(encryption) << QByteArray(method);
        }
    }
}

void TestDatabaseContent::asksForThePassword()
{
    QFETCH(QByteArray, encryption);
    QFETCH(QByteArray, method);
    const Path zip = m_folder->path() / "locked.zip";
    QVERIFY(packEncrypted(zip, make("app.db", "CREATE TABLE t(x); INSERT INTO t VALUES(7)"), "sesame",
                          encryption.toStdString(), method.toStdString()));
    QCOMPARE(look(zip, "app.db").error().kind, ErrorKind::PasswordNeeded);
    // One byte tells a wrong password in the old encryption, so that some of these pass for the right one.
    for (int number = 0; number < 400; ++number) {
        const Result<DatabaseContent> wrong = look(zip, "app.db", "wrong" + QByteArray::number(number));
        QVERIFY(!wrong);
        QCOMPARE(wrong.error().kind, ErrorKind::PasswordWrong);
        QVERIFY(!describe(wrong.error()).contains(QLatin1String("wrong")));
    }
    Result<DatabaseContent> content = look(zip, "app.db", "sesame");
    QVERIFY(content);
    QCOMPARE(readAll(*content, "t").integers(), QList<qint64>{7});
}

void TestDatabaseContent::readsAgainWhatIsWrittenTo()
{
    const Path folder = m_folder->path() / "live";
    QVERIFY(std::filesystem::create_directory(folder));
    const Path file = make("live/app.db", "CREATE TABLE t(x); INSERT INTO t VALUES(7)");
    for (const DatabasePlace &place : {DatabasePlace{.file = file, .database = "app.db"},
                                       DatabasePlace{.file = folder, .database = "app.db"}}) {
        int reads = 0;
        bool wasWritten = false;
        const RunControl control([&](const Progress &progress) {
            reads += progress.bytesDone == 0 ? 1 : 0;
            if (progress.bytesDone == progress.bytesTotal && !std::exchange(wasWritten, true)) {
                Sqlite(file).execute("UPDATE t SET x = x + 1");
            }
        });
        Result<DatabaseContent> content = DatabaseContent::open(place, m_folder->path() / "scratch", control);
        QVERIFY2(content, content ? "" : qPrintable(describe(content.error())));
        QCOMPARE(reads, 2);
        // Not what was there at first.
        QCOMPARE(readAll(*content, "t").integers(),
                 QList<qint64>{std::stoll(Sqlite(file).value("SELECT x FROM t"))});
    }
}

void TestDatabaseContent::givesUpOnWhatIsAlwaysWrittenTo()
{
    const Path file = make("app.db", "CREATE TABLE t(x); INSERT INTO t VALUES(7)");
    int reads = 0;
    const RunControl control([&](const Progress &progress) {
        reads += progress.bytesDone == 0 ? 1 : 0;
        if (progress.bytesDone == progress.bytesTotal) {
            Sqlite(file).execute("UPDATE t SET x = x + 1");
        }
    });
    const Result<DatabaseContent> content
        = DatabaseContent::open({.file = file, .database = "app.db"}, m_folder->path() / "scratch", control);
    QVERIFY(!content);
    QCOMPARE(content.error().kind, ErrorKind::SourceChanged);
    QVERIFY(describe(content.error()).contains(QLatin1String("written to each time")));
    QCOMPARE(reads, 4);
    QVERIFY(std::filesystem::is_empty(m_folder->path() / "scratch"));
}

void TestDatabaseContent::errors()
{
    const Path zip = m_folder->path() / "site.zip";
    QVERIFY(writeBytes(zip, buildZip({{.name = "a.db", .data = QByteArray(8192, 'x')}})));
    QCOMPARE(look(m_folder->path() / "gone.zip", "a.db").error().kind, ErrorKind::NotFound);
    QCOMPARE(look(zip, "b.db").error().kind, ErrorKind::NotFound);
    const Result<DatabaseContent> foreign = look(zip, "a.db");
    QVERIFY(!foreign);
    QVERIFY(!describe(foreign.error()).contains(QLatin1String("scratch")));
}

void TestDatabaseContent::leavesNothingBehind()
{
    const Path scratch = m_folder->path() / "scratch";
    {
        const Result<DatabaseContent> content = look(make("app.db", "CREATE TABLE t(x)"), "app.db");
        QVERIFY(content);
        QVERIFY(!std::filesystem::is_empty(scratch));
    }
    QVERIFY(std::filesystem::is_empty(scratch));
}

QTEST_GUILESS_MAIN(TestDatabaseContent)
#include "tst_databasecontent.moc"
