// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/comparison.h"
#include "engine/stilldatabase.h"
#include "engine/tableexport.h"
#include "support/databases.h"
#include "support/files.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <cstring>
#include <fstream>

using namespace litekeeper;
using namespace litekeeper::test;

namespace {

/// Everything that a value can be; each stands in columns of every affinity.
const char *const values[] = {
    "NULL",
    "0",
    "-1",
    "9223372036854775807",
    "(-9223372036854775807-1)",
    "9007199254740992",
    "1.5",
    "0.1",
    "1e308",
    "4.9e-324",
    "9e999",
    "-9e999",
    "8.1e-301",
    "''",
    "'it''s'",
    "'a'||char(13)||char(10)||'b'",
    R"('\r'||char(13))",
    "char(0)||'x'",
    "'ü☃😀'",
    "CAST(x'ff61fe' AS TEXT)",
    "x''",
    "x'00ff27'",
    R"('"q",;')",
    "'007'",
    "'x''00'''",
    "'NULL'",
    R"(char(1)||char(127)||'\')",
};

const char *const schema
    = "CREATE TABLE t(x, n NUMERIC, i INT, s TEXT, r REAL, \"q\"\"uo te\" BLOB, g AS (x||'!'),"
      " h INT AS (length(s)) STORED); CREATE INDEX by_s ON t(s) WHERE s > 'a';"
      "CREATE TABLE log(text); CREATE TRIGGER \"on\" AFTER INSERT ON t BEGIN INSERT INTO log VALUES('x'); "
      "END;"
      "CREATE TABLE w(k TEXT, l INT, v, PRIMARY KEY(k, l DESC)) WITHOUT ROWID;"
      "CREATE TABLE a(id INTEGER PRIMARY KEY AUTOINCREMENT, v);"
      "CREATE TABLE s(id INTEGER PRIMARY KEY, v ANY, d REAL) STRICT;"
      "CREATE TABLE parent(id INTEGER PRIMARY KEY); CREATE TABLE child(pid REFERENCES parent(id));"
      "CREATE TABLE shadowed(rowid TEXT, _rowid_ TEXT);"
      "CREATE TABLE empty(x); CREATE TABLE \"a\"\"; b'\"(\"select\", \"ü\");";

bool fill(Sqlite &database)
{
    std::string sql = "BEGIN;";
    int rowid = -20;
    for (const std::string value : values) {
        sql += "INSERT INTO t(rowid,x,n,i,s,r,\"q\"\"uo te\") VALUES(" + std::to_string(rowid += 7);
        for (int column = 0; column < 6; ++column) {
            sql += "," + value;
        }
        sql += ");";
    }
    return database.execute(
        sql
        + "DELETE FROM log; INSERT INTO w VALUES('b',1,'x'),('a',2,x'00'),('a',1,2.5);"
          "INSERT INTO a(v) VALUES('one'),('two'),('three'); DELETE FROM a WHERE id > 1;"
          "INSERT INTO s VALUES(1,'x',1),(2,x'00',0.1); INSERT INTO child VALUES(99);"
          "INSERT INTO shadowed VALUES('x','y'); INSERT INTO \"a\"\"; b'\" VALUES(1,2); COMMIT;");
}

} // namespace

/// Rows of a database as SQL, CSV and JSON.
class TableExportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void scriptMakesTheSameTables_data();
    void scriptMakesTheSameTables();
    void realsComeBackBitByBit();
    void leavesOutWhatCannotBeExported();
    void refuses_data();
    void refuses();
    void findsRows_data();
    void findsRows();
    void refusesConditions();
    void searchesEveryColumn();
    void csvTellsNullFromEmpty();
    void jsonIsReadByAnybody();
    void jsonOfSeveralTables();
    void largeValuesGoInPieces();
    void endsWithTheSink();
    void isCancelled();
    void fileIsWholeOrNotThere();
    void replacesAFileOnlyIfTold();

private:
    [[nodiscard]] Result<ExportReport> exportTo(QByteArray &text, const ExportWish &wish) const;
    [[nodiscard]] Path file() const { return m_folder->path() / "database.db"; }
    [[nodiscard]] Result<StillDatabase> open() const
    {
        return StillDatabase::ofBackup(file(), Format::Database, m_folder->path(), m_control);
    }

    std::unique_ptr<TemporaryFolder> m_folder;
    RunControl m_control;
};

void TableExportTest::init()
{
    m_folder = std::make_unique<TemporaryFolder>();
}

Result<ExportReport> TableExportTest::exportTo(QByteArray &text, const ExportWish &wish) const
{
    const Result<StillDatabase> database = open();
    if (!database) {
        return database.error();
    }
    const auto take = [&text](const QByteArray &piece) -> Result<void> {
        text += piece;
        return {};
    };
    return exportTables(*database, wish, take, m_control);
}

void TableExportTest::scriptMakesTheSameTables_data()
{
    QTest::addColumn<QByteArray>("encoding");
    QTest::newRow("UTF-8") << QByteArray("UTF-8");
    QTest::newRow("UTF-16") << QByteArray("UTF-16le");
}

void TableExportTest::scriptMakesTheSameTables()
{
    QFETCH(const QByteArray, encoding);
    {
        Sqlite database(file());
        QVERIFY(database.execute("PRAGMA encoding='" + encoding.toStdString() + "';" + schema));
        QVERIFY(fill(database));
    }
    QByteArray script;
    const Result<ExportReport> report = exportTo(script, {});
    QVERIFY2(report, report ? "" : qPrintable(describe(report.error())));
    QCOMPARE(report->tables.size(), 10);
    QCOMPARE(report->bytes, script.size());
    QVERIFY(report->findings.isEmpty());

    const Path copy = m_folder->path() / "copy.db";
    Sqlite made(copy);
    QVERIFY(made.execute(script.toStdString()));
    QCOMPARE(made.value("SELECT count(*) FROM log"), std::string("0"));
    QCOMPARE(made.value("SELECT seq FROM sqlite_sequence WHERE name='a'"), std::string("3"));

    const Result<StillDatabase> left = open();
    const Result<StillDatabase> right
        = StillDatabase::ofBackup(copy, Format::Database, m_folder->path(), m_control);
    QVERIFY(left && right);
    const Result<Comparison> same
        = compareDatabases({.file = &left->file(), .name = file(), .bytes = left->bytes()},
                           {.file = &right->file(), .name = copy, .bytes = right->bytes()}, {}, m_control);
    QVERIFY(same);
    QVERIFY(same->schema.isEmpty());
    QCOMPARE(same->tables.size(), 11);
    for (const TableComparison &table : same->tables) {
        // Keys that are texts cannot be paired with those of another encoding.
        const bool isPaired = encoding == "UTF-8" || table.name != QLatin1String("w");
        QVERIFY2(!isPaired || table.state == TableComparison::State::Same, qPrintable(table.name));
    }
}

void TableExportTest::realsComeBackBitByBit()
{
    // SQLite reads some decimal numbers as the double beside the nearest one.
    sqlite3 *handle = nullptr;
    QCOMPARE(sqlite3_open(file().c_str(), &handle), SQLITE_OK);
    sqlite3_exec(handle, "BEGIN; CREATE TABLE reals(x)", nullptr, nullptr, nullptr);
    sqlite3_stmt *insert = nullptr;
    QCOMPARE(sqlite3_prepare_v2(handle, "INSERT INTO reals VALUES(?)", -1, &insert, nullptr), SQLITE_OK);
    quint64 bits = 1;
    for (int i = 0; i < 20'000; ++i) {
        bits = bits * 6364136223846793005ULL + 1442695040888963407ULL;
        double value = 0;
        std::memcpy(&value, &bits, sizeof value);
        sqlite3_bind_double(insert, 1, value);
        sqlite3_step(insert);
        sqlite3_reset(insert);
    }
    sqlite3_finalize(insert);
    sqlite3_exec(handle, "COMMIT", nullptr, nullptr, nullptr);
    sqlite3_close(handle);

    QByteArray script;
    QVERIFY(exportTo(script, {}));
    Sqlite both(m_folder->path() / "copy.db");
    QVERIFY(both.execute(script.toStdString()));
    QVERIFY(both.execute("ATTACH '" + file().string() + "' AS old"));
    QCOMPARE(both.value("SELECT count(*) FROM main.reals"), std::string("20000"));
    QCOMPARE(both.value("SELECT count(*) FROM old.reals AS o JOIN main.reals AS n ON n.rowid = o.rowid"
                        " WHERE o.x IS NOT n.x OR typeof(o.x) <> typeof(n.x)"),
             std::string("0"));
}

void TableExportTest::leavesOutWhatCannotBeExported()
{
    QVERIFY(Sqlite(file()).execute("CREATE TABLE t(x); CREATE VIEW v AS SELECT * FROM t;"
                                   "CREATE VIRTUAL TABLE words USING fts5(body)"));
    QByteArray script;
    const Result<ExportReport> report = exportTo(script, {});
    QVERIFY(report);
    QCOMPARE(report->tables.size(), 1);
    QCOMPARE(report->findings.size(), 1);
    QCOMPARE(report->findings.first().where, QStringLiteral("words"));
    QVERIFY(!script.contains("words"));
}

void TableExportTest::refuses_data()
{
    QTest::addColumn<QString>("table");
    QTest::addColumn<ExportFormat>("format");
    QTest::addColumn<QString>("says");
    QTest::newRow("no such table") << "nope" << ExportFormat::Sql << "Its tables are: a, t.";
    QTest::newRow("view") << "v" << ExportFormat::Sql << "it is a view";
    QTest::newRow("virtual") << "words" << ExportFormat::Json << "it is a virtual table";
    QTest::newRow("SQLite's own") << "sqlite_sequence" << ExportFormat::Sql << "SQLite keeps it by itself";
    QTest::newRow("two tables as CSV") << "t,a" << ExportFormat::Csv << "it holds one table, and these are 2";
}

void TableExportTest::refuses()
{
    QFETCH(const QString, table);
    QFETCH(const ExportFormat, format);
    QFETCH(const QString, says);
    QVERIFY(Sqlite(file()).execute("CREATE TABLE t(x); CREATE VIEW v AS SELECT * FROM t;"
                                   "CREATE TABLE a(id INTEGER PRIMARY KEY AUTOINCREMENT);"
                                   "CREATE VIRTUAL TABLE words USING fts5(body)"));
    QByteArray text;
    const Result<ExportReport> report
        = exportTo(text, {.format = format, .tables = table.split(QLatin1Char(','))});
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::InvalidArgument);
    QVERIFY2(describe(report.error()).contains(says), qPrintable(describe(report.error())));
    QCOMPARE(text, QByteArray());
}

void TableExportTest::findsRows_data()
{
    QTest::addColumn<QList<QByteArray>>("conditions");
    QTest::addColumn<QList<int>>("ids");
    QTest::newRow("text") << QList<QByteArray>{"any=one"} << QList<int>{1};
    QTest::newRow("a text is no pattern") << QList<QByteArray>{"any=o%"} << QList<int>{};
    QTest::newRow("nothing becomes SQL") << QList<QByteArray>{"any=' OR 1=1 --"} << QList<int>{};
    QTest::newRow("number in a column of any type") << QList<QByteArray>{"any=7"} << QList<int>{2, 3, 4};
    QTest::newRow("number in a column of texts") << QList<QByteArray>{"text=7"} << QList<int>{3, 4};
    QTest::newRow("text that only looks like it") << QList<QByteArray>{"text=07"} << QList<int>{2};
    QTest::newRow("number in a column of integers") << QList<QByteArray>{"number=7"} << QList<int>{2};
    QTest::newRow("less") << QList<QByteArray>{"number<7"} << QList<int>{1};
    QTest::newRow("at most") << QList<QByteArray>{"number<=7"} << QList<int>{1, 2};
    QTest::newRow("more") << QList<QByteArray>{"number>7"} << QList<int>{3};
    QTest::newRow("at least") << QList<QByteArray>{"number>=7"} << QList<int>{2, 3};
    QTest::newRow("not") << QList<QByteArray>{"number!=7"} << QList<int>{1, 3};
    QTest::newRow("not a text") << QList<QByteArray>{"any!=one"} << QList<int>{2, 3, 4, 5};
    QTest::newRow("null") << QList<QByteArray>{"number is null"} << QList<int>{4, 5, 6};
    QTest::newRow("not null") << QList<QByteArray>{"NUMBER IS NOT NULL", "number!=1"} << QList<int>{2, 3};
    QTest::newRow("contains") << QList<QByteArray>{"any~ON"} << QList<int>{1};
    QTest::newRow("key") << QList<QByteArray>{"id=3"} << QList<int>{3};
    QTest::newRow("rowid") << QList<QByteArray>{"rowid>=5"} << QList<int>{5, 6};
    QTest::newRow("several") << QList<QByteArray>{"id>1", "id<4", "number=7"} << QList<int>{2};
    QTest::newRow("empty text") << QList<QByteArray>{"text="} << QList<int>{5};
    QTest::newRow("own collation") << QList<QByteArray>{"name=BOB"} << QList<int>{1};
}

void TableExportTest::findsRows()
{
    QFETCH(const QList<QByteArray>, conditions);
    QFETCH(const QList<int>, ids);
    QVERIFY(Sqlite(file()).execute(
        "CREATE TABLE t(id INTEGER PRIMARY KEY, any, number INT, text TEXT, name TEXT COLLATE NOCASE);"
        "INSERT INTO t VALUES(1,'one',1,'x','bob'),(2,7,7,'07',NULL),(3,'7',9,'7',NULL),(4,7.0,NULL,7,NULL),"
        "(5,x'37',NULL,'',NULL),(6,NULL,NULL,NULL,NULL)"));
    ExportWish wish{.format = ExportFormat::Json, .tables = {QStringLiteral("t")}};
    for (const QByteArray &text : conditions) {
        const Result<RowCondition> condition = RowCondition::fromText(QString::fromUtf8(text));
        QVERIFY(condition);
        wish.conditions.append(*condition);
    }
    QByteArray json;
    const Result<ExportReport> report = exportTo(json, wish);
    QVERIFY2(report, report ? "" : qPrintable(describe(report.error())));
    QList<int> found;
    const QJsonArray rows = QJsonDocument::fromJson(json).array();
    for (const QJsonValue &row : rows) {
        found.append(row[QLatin1String("id")].toInt());
    }
    QCOMPARE(found, ids);
}

void TableExportTest::refusesConditions()
{
    for (const char *text : {"", "id", "=5", " is null"}) {
        const Result<RowCondition> condition = RowCondition::fromText(QString::fromLatin1(text));
        QVERIFY2(!condition, text);
        QCOMPARE(condition.error().kind, ErrorKind::InvalidArgument);
    }
    QVERIFY(Sqlite(file()).execute("CREATE TABLE t(x, g AS (x + 1))"));
    // What is computed may run a function, so it is not asked.
    for (const char *text : {"g=1", "nope=1", "x OR 1=1"}) {
        QByteArray json;
        const Result<RowCondition> condition = RowCondition::fromText(QString::fromLatin1(text));
        QVERIFY(condition);
        const Result<ExportReport> report = exportTo(json, {.conditions = {*condition}});
        QVERIFY(!report);
        QVERIFY(describe(report.error()).contains(QStringLiteral("Its columns are: x.")));
    }
}

void TableExportTest::searchesEveryColumn()
{
    QVERIFY(Sqlite(file()).execute("CREATE TABLE t(a, b); INSERT INTO t VALUES('x Needle y',1),(2,'needles'),"
                                   "('need','le'),(NULL,NULL)"));
    QByteArray json;
    const Result<ExportReport> report = exportTo(json, {.search = QStringLiteral("nEEdle")});
    QVERIFY(report);
    QCOMPARE(report->tables.first().rows, 2);
}

void TableExportTest::csvTellsNullFromEmpty()
{
    QVERIFY(Sqlite(file()).execute(
        "CREATE TABLE t(\"a \"\"b\", c, g AS (1));"
        "INSERT INTO t VALUES(NULL,''),(1,-2.5),('1','x,\"y\"'||char(13)||char(10)||'z'),(x'00FF',9e999),"
        "(CAST(x'00' AS TEXT),CAST(x'ff' AS TEXT)),(-9223372036854775807-1,'ü')"));
    QByteArray csv;
    const Result<ExportReport> report = exportTo(csv, {.format = ExportFormat::Csv});
    QVERIFY(report);
    QCOMPARE(csv,
             QByteArray("\"a \"\"b\",\"c\"\r\n"
                        ",\"\"\r\n"
                        "1,-2.5\r\n"
                        "\"1\",\"x,\"\"y\"\"\r\nz\"\r\n"
                        "x'00ff',9e999\r\n"
                        "CAST(x'00' AS TEXT),CAST(x'ff' AS TEXT)\r\n"
                        "-9223372036854775808,\"ü\"\r\n"));
}

void TableExportTest::jsonIsReadByAnybody()
{
    QVERIFY(Sqlite(file()).execute(
        "CREATE TABLE t(v); INSERT INTO t VALUES(NULL),(9007199254740991),(9007199254740992),(-1.5),(2.0),"
        "(9e999),(-9e999),(x'00ff'),(char(0)||'\"\\'||char(10)||char(1)||'ü'),(CAST(x'ff' AS TEXT))"));
    QByteArray json;
    QVERIFY(exportTo(json, {.format = ExportFormat::Json, .tables = {QStringLiteral("T")}}));
    QJsonParseError problem;
    const QJsonArray rows = QJsonDocument::fromJson(json, &problem).array();
    QCOMPARE(problem.error, QJsonParseError::NoError);
    const QList<QJsonValue> expected{
        QJsonValue(QJsonValue::Null),
        QJsonValue(qint64(9007199254740991)),
        QJsonObject{{QStringLiteral("integer"), QStringLiteral("9007199254740992")}},
        -1.5,
        2.0,
        QJsonObject{{QStringLiteral("real"), QStringLiteral("Infinity")}},
        QJsonObject{{QStringLiteral("real"), QStringLiteral("-Infinity")}},
        QJsonObject{{QStringLiteral("blob"), QStringLiteral("00ff")}},
        QString(QChar(0)) + QStringLiteral("\"\\\n\u0001ü"),
        QJsonObject{{QStringLiteral("text"), QStringLiteral("ff")}}};
    QCOMPARE(rows.size(), expected.size());
    for (qsizetype row = 0; row < rows.size(); ++row) {
        QCOMPARE(rows.at(row).toObject().value(QLatin1String("v")), expected.at(row));
    }
}

void TableExportTest::jsonOfSeveralTables()
{
    QVERIFY(Sqlite(file()).execute("CREATE TABLE a(x); CREATE TABLE b(y); INSERT INTO b VALUES(1),(2)"));
    QByteArray json;
    QVERIFY(exportTo(json, {.format = ExportFormat::Json}));
    const QJsonObject tables = QJsonDocument::fromJson(json).object();
    QCOMPARE(tables.keys(), QStringList({QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(tables.value(QLatin1String("a")).toArray().size(), 0);
    QCOMPARE(tables.value(QLatin1String("b")).toArray().size(), 2);
}

void TableExportTest::largeValuesGoInPieces()
{
    QVERIFY(Sqlite(file()).execute("CREATE TABLE t(v); INSERT INTO t VALUES(randomblob(3000000)),"
                                   "(replace(hex(zeroblob(1000000)),'00','é''\"'))"));
    for (const ExportFormat format : {ExportFormat::Sql, ExportFormat::Csv, ExportFormat::Json}) {
        const Result<StillDatabase> database = open();
        QVERIFY(database);
        qsizetype largest = 0;
        qint64 all = 0;
        const auto measure = [&](const QByteArray &piece) -> Result<void> {
            largest = std::max(largest, piece.size());
            all += piece.size();
            return {};
        };
        QVERIFY(exportTables(*database, {.format = format}, measure, m_control));
        QVERIFY(all > 10'000'000);
        QVERIFY2(largest < 1'000'000, qPrintable(QString::number(largest)));
    }
}

void TableExportTest::endsWithTheSink()
{
    QVERIFY(makeDatabase(file(), 10'000, 500));
    const Result<StillDatabase> database = open();
    int calls = 0;
    const auto failing = [&calls](const QByteArray &) -> Result<void> {
        return ++calls < 3 ? Result<void>() : Error{.kind = ErrorKind::NoSpace, .path = "there"};
    };
    const Result<ExportReport> report = exportTables(*database, {}, failing, m_control);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::NoSpace);
    QCOMPARE(calls, 3);
}

void TableExportTest::isCancelled()
{
    QVERIFY(makeDatabase(file(), 20'000, 500));
    const Result<StillDatabase> database = open();
    RunControl control;
    const auto stopping = [&control](const QByteArray &) -> Result<void> {
        control.requestStop();
        return {};
    };
    const Result<ExportReport> report = exportTables(*database, {}, stopping, control);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Cancelled);
}

void TableExportTest::fileIsWholeOrNotThere()
{
    QVERIFY(makeDatabase(file(), 20'000, 500));
    const Result<StillDatabase> database = open();
    const Path goal = m_folder->path() / "goal" / "items.sql";
    std::filesystem::create_directory(goal.parent_path());
    const auto filesThere
        = [&goal] { return std::distance(std::filesystem::directory_iterator(goal.parent_path()), {}); };
    RunControl stopped;
    stopped.requestStop();
    QVERIFY(!exportTables(*database, {}, goal, ExistingFile::Refuse, stopped));
    QCOMPARE(filesThere(), 0);

    const Result<ExportReport> report = exportTables(*database, {}, goal, ExistingFile::Refuse, m_control);
    QVERIFY(report);
    QCOMPARE(filesThere(), 1);
    QCOMPARE(qint64(std::filesystem::file_size(goal)), report->bytes);
}

void TableExportTest::replacesAFileOnlyIfTold()
{
    QVERIFY(makeDatabase(file(), 3, 5));
    const Result<StillDatabase> database = open();
    const Path goal = m_folder->path() / "items.csv";
    std::ofstream(goal) << "mine";
    const ExportWish wish{.format = ExportFormat::Csv};
    const Result<ExportReport> refused = exportTables(*database, wish, goal, ExistingFile::Refuse, m_control);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::AlreadyExists);
    QCOMPARE(readBytes(goal), QByteArray("mine"));
    QVERIFY(exportTables(*database, wish, goal, ExistingFile::Replace, m_control));
    QVERIFY(readBytes(goal).startsWith("\"id\",\"content\"\r\n1,x'"));
}

QTEST_GUILESS_MAIN(TableExportTest)
#include "tst_tableexport.moc"
