// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clihome.h"
#include "support/databases.h"

#include <QJsonArray>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

/// "litekeeper-cli restore --table".
class RestoreTablesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void restoresOneTableBehindASafetyCopy_data();
    void restoresOneTableBehindASafetyCopy();
    void undoBringsTheTableBack();
    void showsWhatWouldChange();
    void makesAMissingTable();
    void warnsOfTriggers();
    void refusesWhatWouldBreakReferences();
    void refuses_data();
    void refuses();

private:
    [[nodiscard]] Path source() const { return m_home->sources() / "blog.db"; }
    [[nodiscard]] CliResult restore(const Program::Strings &options) const;
    [[nodiscard]] std::string value(const std::string &sql) const { return Sqlite(source()).value(sql); }

    std::unique_ptr<CliHome> m_home;
    Path m_backup;
};

void RestoreTablesTest::init()
{
    m_home = std::make_unique<CliHome>();
    QVERIFY(Sqlite(source()).execute(
        "PRAGMA journal_mode=WAL; CREATE TABLE posts(id INTEGER PRIMARY KEY, title TEXT);"
        "CREATE TABLE comments(id INTEGER PRIMARY KEY, post REFERENCES posts(id)); CREATE TABLE tags(name);"
        "INSERT INTO posts VALUES(1,'one'),(2,'two'); INSERT INTO tags VALUES('old')"));
    const CliResult result = m_home->run({"backup", source().string(), m_home->backups().string(), "--json"});
    QCOMPARE(result.code, 0);
    m_backup = result.json().value(QLatin1String("backup")).toString().toStdString();
    QVERIFY(Sqlite(source()).execute("DELETE FROM posts WHERE id=1; UPDATE posts SET title='zwei';"
                                     "INSERT INTO posts VALUES(3,'three'); UPDATE tags SET name='new'"));
}

CliResult RestoreTablesTest::restore(const Program::Strings &options) const
{
    Program::Strings arguments{"restore", m_backup.string(), source().string()};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return m_home->run(arguments);
}

void RestoreTablesTest::restoresOneTableBehindASafetyCopy_data()
{
    QTest::addColumn<QByteArray>("format");
    for (const char *format : {"db", "zip", "zst"}) {
        QTest::newRow(format) << QByteArray(format);
    }
}

void RestoreTablesTest::restoresOneTableBehindASafetyCopy()
{
    QFETCH(const QByteArray, format);
    if (format != "db") {
        const CliResult packed = m_home->run({"backup", m_backup.string(), m_home->backups().string(),
                                              "--format", format.toStdString(), "--json"});
        QCOMPARE(packed.code, 0);
        m_backup = packed.json().value(QLatin1String("backup")).toString().toStdString();
    }
    const CliResult result = restore({"--table", "posts", "--json"});
    QVERIFY2(result.code == 0, result.err.constData());
    const QJsonObject document = result.json();
    QCOMPARE(document.value(QLatin1String("restored")).toBool(), true);
    const QJsonArray tables = document.value(QLatin1String("tables")).toArray();
    QCOMPARE(tables.size(), 1);
    QCOMPARE(tables.at(0)[QLatin1String("rows_before")].toInt(), 2);
    QCOMPARE(tables.at(0)[QLatin1String("rows_after")].toInt(), 2);
    QCOMPARE(value("SELECT group_concat(id || title) FROM posts"), std::string("1one,2two"));
    QCOMPARE(value("SELECT name FROM tags"), std::string("new"));
    const Path copy = document.value(QLatin1String("safety_copy")).toString().toStdString();
    QCOMPARE(Sqlite(copy).value("SELECT group_concat(id || title) FROM posts"), std::string("2zwei,3three"));
}

void RestoreTablesTest::undoBringsTheTableBack()
{
    const CliResult result = restore({"--table", "posts"});
    QCOMPARE(result.code, 0);
    QVERIFY(Sqlite(source()).execute("INSERT INTO tags VALUES('later')"));
    const QByteArray word = "To undo it: litekeeper-cli restore ";
    const qsizetype at = result.out.indexOf(word) + word.size();
    QVERIFY2(at >= word.size(), result.out.constData());
    Program::Strings arguments{"restore"};
    for (const QByteArray &part : result.out.mid(at).trimmed().split(' ')) {
        arguments.push_back(part.toStdString());
    }
    QCOMPARE(m_home->run(arguments).code, 0);
    QCOMPARE(value("SELECT group_concat(id || title) FROM posts"), std::string("2zwei,3three"));
    QCOMPARE(value("SELECT count(*) FROM tags"), std::string("2"));
}

void RestoreTablesTest::showsWhatWouldChange()
{
    const QByteArray before = readBytes(source());
    const CliResult result = restore({"--table", "posts", "--dry-run"});
    QCOMPARE(result.code, 0);
    QVERIFY2(result.out.contains("“posts”: it brings 1 row back, removes 1 and changes 1."),
             result.out.constData());
    QVERIFY(!result.out.contains("tags"));
    QVERIFY(readBytes(source()) == before);
    const CliResult document = restore({"--table", "posts", "--dry-run", "--json"});
    QCOMPARE(document.json().value(QLatin1String("changes")).toArray().size(), 1);
    QCOMPARE(document.json().value(QLatin1String("way")).toString(), QStringLiteral("live"));
}

void RestoreTablesTest::makesAMissingTable()
{
    QVERIFY(Sqlite(source()).execute("DROP TABLE tags"));
    const CliResult result = restore({"--table", "tags"});
    QVERIFY2(result.code == 0, result.err.constData());
    QVERIFY(result.out.contains("“tags”: it is not there and will be made, with 1 row."));
    QCOMPARE(value("SELECT name FROM tags"), std::string("old"));
}

void RestoreTablesTest::warnsOfTriggers()
{
    QVERIFY(Sqlite(source()).execute(
        "CREATE TRIGGER t AFTER INSERT ON posts BEGIN INSERT INTO tags VALUES('fired'); END"));
    const CliResult result = restore({"--table", "posts"});
    QCOMPARE(result.code, 3);
    QVERIFY2(result.err.contains("The triggers of “posts” did not fire"), result.err.constData());
    QCOMPARE(value("SELECT count(*) FROM tags"), std::string("1"));
}

void RestoreTablesTest::refusesWhatWouldBreakReferences()
{
    QVERIFY(Sqlite(source()).execute("INSERT INTO comments VALUES(7, 3)"));
    const CliResult result = restore({"--table", "posts", "--json"});
    QCOMPARE(result.code, 1);
    QCOMPARE(result.json().value(QLatin1String("restored")).toBool(true), false);
    QVERIFY2(result.err.contains("1 row of “comments” (rowid 7) would refer to rows of “posts” that are not "
                                 "there. Nothing was changed."),
             result.err.constData());
    QCOMPARE(value("SELECT group_concat(id || title) FROM posts"), std::string("2zwei,3three"));
    QVERIFY2(restore({"--table", "posts", "--table", "comments"}).code == 0, "together they fit");
}

void RestoreTablesTest::refuses_data()
{
    QTest::addColumn<QByteArray>("options");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("no such table") << QByteArray("--table nope") << 1
                                   << QByteArray("Its tables are: comments, posts, tags.");
    QTest::newRow("another way") << QByteArray("--table tags --way swap") << 2 << QByteArray("--way");
}

void RestoreTablesTest::refuses()
{
    QFETCH(const QByteArray, options);
    QFETCH(const int, code);
    QFETCH(const QByteArray, says);
    Program::Strings arguments;
    for (const QByteArray &option : options.split(' ')) {
        arguments.push_back(option.toStdString());
    }
    const CliResult result = restore(arguments);
    QCOMPARE(result.code, code);
    QVERIFY2(result.err.contains(says), result.err.constData());
    QCOMPARE(m_home->backupsEndingIn(".db").size(), 1U);
}

QTEST_GUILESS_MAIN(RestoreTablesTest)
#include "tst_restoretables.moc"
