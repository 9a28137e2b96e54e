// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clihome.h"
#include "support/databases.h"

#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

/// "litekeeper-cli export", read back by other people's programs.
class ExportCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void shellReadsTheScript_data();
    void shellReadsTheScript();
    void shellImportsCsv();
    void pythonReadsCsv();
    void pythonReadsJson();
    void exportsALiveDatabase();
    void choosesRows();
    void tellsInJson();
    void refuses_data();
    void refuses();
    void keepsTheSource();

private:
    [[nodiscard]] Path backUp(const char *format) const;
    [[nodiscard]] Path source() const { return m_home->sources() / "blog.db"; }
    [[nodiscard]] Path output(const char *name) const { return m_home->backups() / name; }

    std::unique_ptr<CliHome> m_home;
};

namespace {

struct Output
{
    QByteArray out;
    QByteArray err;
};

Output runProgram(const QString &program, const QStringList &arguments, const Path &input = {})
{
    QProcess process;
    if (!input.empty()) {
        process.setStandardInputFile(QString::fromStdString(input.string()));
    }
    process.start(program, arguments);
    if (!process.waitForFinished() || process.exitCode() != 0) {
        return {.out = {}, .err = process.readAllStandardError() + process.errorString().toUtf8()};
    }
    return {process.readAllStandardOutput(), process.readAllStandardError()};
}

} // namespace

void ExportCommandTest::init()
{
    m_home = std::make_unique<CliHome>();
    Sqlite database(source());
    QVERIFY(database.execute(
        "PRAGMA journal_mode=WAL; CREATE TABLE posts(id INTEGER PRIMARY KEY, title TEXT, score REAL, body);"
        "CREATE INDEX by_title ON posts(title); CREATE TABLE tags(name TEXT); INSERT INTO tags VALUES('x');"
        "INSERT INTO posts VALUES(1,'it''s',0.1,'a'||char(13)||char(10)||'b'),(2,'',-2.5e-300,x'00ff0a'),"
        "(3,NULL,NULL,NULL),(4,'ü,\"',9e999,9007199254740993),(5,'a'||char(0)||'b',3.0,CAST(x'ff' AS "
        "TEXT))"));
}

Path ExportCommandTest::backUp(const char *format) const
{
    const CliResult result = m_home->run(
        {"backup", source().string(), m_home->backups().string(), "--format", format, "--json"});
    return result.code == 0 ? Path(result.json().value(QLatin1String("backup")).toString().toStdString())
                            : Path();
}

void ExportCommandTest::shellReadsTheScript_data()
{
    QTest::addColumn<QByteArray>("format");
    for (const char *format : {"db", "zip", "zst"}) {
        QTest::newRow(format) << QByteArray(format);
    }
}

void ExportCommandTest::shellReadsTheScript()
{
    QFETCH(const QByteArray, format);
    const Path backup = backUp(format.constData());
    const CliResult result = m_home->run({"export", backup.string(), "-o", output("all.sql").string()});
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY2(result.out.startsWith("Wrote 6 rows of 2 tables to “"), result.out.constData());
    const Path copy = output("copy.db");
    const Output shell
        = runProgram(QStringLiteral("sqlite3"), {QString::fromStdString(copy.string())}, output("all.sql"));
    QCOMPARE(shell.err, QByteArray());
    const CliResult diff = m_home->run({"diff", backup.string(), copy.string()});
    QVERIFY2(diff.code == 0, diff.out.constData());
}

void ExportCommandTest::shellImportsCsv()
{
    QCOMPARE(m_home
                 ->run({"export", source().string(), "--table", "posts", "--where", "id<5", "-o",
                        output("posts.csv").string()})
                 .code,
             0);
    const QString file = QString::fromStdString(output("posts.csv").string());
    const Output shell = runProgram(
        QStringLiteral("sqlite3"),
        {QStringLiteral(":memory:"), QStringLiteral(".mode csv"), QStringLiteral(".import '%1' t").arg(file),
         QStringLiteral("SELECT count(*), sum(id), max(body='9007199254740993'),"
                        " max(title='ü,\"'), max(body='a'||char(13,10)||'b') FROM t")});
    QCOMPARE(shell.err, QByteArray());
    QCOMPARE(shell.out.trimmed(), QByteArray("4,10,1,1,1"));
}

void ExportCommandTest::pythonReadsCsv()
{
    QCOMPARE(
        m_home->run({"export", source().string(), "--table", "posts", "-o", output("posts.csv").string()})
            .code,
        0);
    const Output python
        = runProgram(QStringLiteral("python3"),
                     {QStringLiteral("-c"),
                      QStringLiteral("import csv,sys\n"
                                     "for row in csv.reader(open(sys.argv[1],newline='',encoding='utf-8')):\n"
                                     "    print(ascii(row))"),
                      QString::fromStdString(output("posts.csv").string())});
    QCOMPARE(python.err, QByteArray());
    const QList<QByteArray> rows = python.out.trimmed().split('\n');
    QCOMPARE(rows.size(), 6);
    QCOMPARE(rows.at(0), QByteArray("['id', 'title', 'score', 'body']"));
    QCOMPARE(rows.at(1), QByteArray("['1', \"it's\", '0.1', 'a\\r\\nb']"));
    QCOMPARE(rows.at(2), QByteArray("['2', '', '-2.5e-300', \"x'00ff0a'\"]"));
    QCOMPARE(rows.at(3), QByteArray("['3', '', '', '']"));
    QCOMPARE(rows.at(4), QByteArray("['4', '\\xfc,\"', '9e999', '9007199254740993']"));
    QCOMPARE(rows.at(5), QByteArray("['5', \"CAST(x'610062' AS TEXT)\", '3.0', \"CAST(x'ff' AS TEXT)\"]"));
}

void ExportCommandTest::pythonReadsJson()
{
    const CliResult result
        = m_home->run({"export", source().string(), "--table", "posts", "--format", "json"});
    QCOMPARE(result.code, 0);
    QFile written(QString::fromStdString(output("posts.json").string()));
    QVERIFY(written.open(QIODevice::WriteOnly));
    written.write(result.out);
    written.close();
    const Output python
        = runProgram(QStringLiteral("python3"),
                     {QStringLiteral("-c"),
                      QStringLiteral("import json,sys\n"
                                     "for row in json.load(open(sys.argv[1],encoding='utf-8')):\n"
                                     "    print(ascii(list(row.values())[1:]))"),
                      written.fileName()});
    QCOMPARE(python.err, QByteArray());
    const QList<QByteArray> rows = python.out.trimmed().split('\n');
    QCOMPARE(rows.size(), 5);
    QCOMPARE(rows.at(0), QByteArray("[\"it's\", 0.1, 'a\\r\\nb']"));
    QCOMPARE(rows.at(1), QByteArray("['', -2.5e-300, {'blob': '00ff0a'}]"));
    QCOMPARE(rows.at(2), QByteArray("[None, None, None]"));
    QCOMPARE(rows.at(3), QByteArray("['\\xfc,\"', {'real': 'Infinity'}, {'integer': '9007199254740993'}]"));
    QCOMPARE(rows.at(4), QByteArray("['a\\x00b', 3.0, {'text': 'ff'}]"));
}

void ExportCommandTest::exportsALiveDatabase()
{
    Sqlite writer(source());
    QVERIFY(writer.execute("PRAGMA wal_autocheckpoint=0; BEGIN IMMEDIATE; DELETE FROM posts"));
    // What is not committed is not there; the writer is not disturbed.
    const CliResult before = m_home->run({"export", source().string(), "--table", "posts", "--rows-only"});
    QCOMPARE(before.code, 0);
    QCOMPARE(before.out.count("INSERT INTO \"posts\""), 5);
    QVERIFY(!before.out.contains("CREATE"));
    QVERIFY(writer.execute("COMMIT"));
    const CliResult after = m_home->run({"export", source().string(), "--table", "posts"});
    QCOMPARE(after.out.count("INSERT"), 0);
    QVERIFY(after.out.contains("CREATE INDEX by_title ON posts(title);"));
}

void ExportCommandTest::choosesRows()
{
    const CliResult result
        = m_home->run({"export", source().string(), "--table", "posts", "--where", "title is not null",
                       "--where", "id>1", "--limit", "2", "--format", "csv"});
    QCOMPARE(result.code, 0);
    QCOMPARE(result.out.count("\r\n"), 3);
    const CliResult found = m_home->run(
        {"export", source().string(), "--search", "IT'S", "--table", "posts", "--format", "json"});
    QCOMPARE(found.out.count("\"id\": "), 1);
    QVERIFY(found.out.contains("\"id\": 1,"));
}

void ExportCommandTest::tellsInJson()
{
    QVERIFY(Sqlite(source()).execute("CREATE VIRTUAL TABLE words USING fts5(body)"));
    const CliResult result
        = m_home->run({"export", source().string(), "-o", output("all.sql").string(), "--json"});
    QCOMPARE(result.code, 3);
    const QJsonObject document = result.json();
    QCOMPARE(document.value(QLatin1String("tables")).toArray().size(), 2);
    QCOMPARE(document.value(QLatin1String("bytes")).toInteger(),
             qint64(std::filesystem::file_size(output("all.sql"))));
    QCOMPARE(document.value(QLatin1String("findings")).toArray().size(), 1);
    QVERIFY(result.err.contains("“words” cannot be used: it is a virtual table"));
}

void ExportCommandTest::refuses_data()
{
    QTest::addColumn<QList<QByteArray>>("arguments");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("no such table") << QList<QByteArray>{"--table", "nope"} << 1
                                   << QByteArray("Its tables are: posts, tags.");
    QTest::newRow("no such column") << QList<QByteArray>{"--table", "tags", "--where", "x=1"} << 1
                                    << QByteArray("Its columns are: name.");
    QTest::newRow("no condition") << QList<QByteArray>{"--where", "x"} << 2
                                  << QByteArray("Write COLUMN=VALUE");
    QTest::newRow("no such format") << QList<QByteArray>{"--format", "xml"} << 2 << QByteArray("xml");
    QTest::newRow("two tables as CSV")
        << QList<QByteArray>{"--format", "csv"} << 1 << QByteArray("these are 2");
    QTest::newRow("JSON about nothing") << QList<QByteArray>{"--json"} << 2 << QByteArray("--output");
}

void ExportCommandTest::refuses()
{
    QFETCH(const QList<QByteArray>, arguments);
    QFETCH(const int, code);
    QFETCH(const QByteArray, says);
    Program::Strings whole{"export", source().string()};
    for (const QByteArray &argument : arguments) {
        whole.push_back(argument.toStdString());
    }
    const CliResult result = m_home->run(whole);
    QCOMPARE(result.code, code);
    QVERIFY2(result.err.contains(says), result.err.constData());
}

void ExportCommandTest::keepsTheSource()
{
    const CliResult result = m_home->run(
        {"export", source().string(), "--table", "posts", "-o", source().string(), "--overwrite"});
    QCOMPARE(result.code, 1);
    QVERIFY2(result.err.contains("is the source itself"), result.err.constData());
    QCOMPARE(Sqlite(source()).value("SELECT count(*) FROM posts"), std::string("5"));
}

QTEST_GUILESS_MAIN(ExportCommandTest)
#include "tst_exportcommand.moc"
