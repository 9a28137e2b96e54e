// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clihome.h"
#include "support/databases.h"

#include <QJsonArray>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

/// "litekeeper-cli diff".
class DiffCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void saysWhenNothingDiffers();
    void comparesBackupsOfAllFormats_data();
    void comparesBackupsOfAllFormats();
    void comparesALiveDatabase();
    void printsSqlThatApplies();
    void leavesRowsOutOfASummary();
    void refuses_data();
    void refuses();
    void refusesInJson();

private:
    [[nodiscard]] Path backUp(const char *format) const;
    [[nodiscard]] Path source() const { return m_home->sources() / "blog.db"; }

    std::unique_ptr<CliHome> m_home;
};

void DiffCommandTest::init()
{
    m_home = std::make_unique<CliHome>();
    Sqlite database(source());
    QVERIFY(
        database.execute("PRAGMA journal_mode=WAL; CREATE TABLE posts(id INTEGER PRIMARY KEY, title TEXT);"
                         "CREATE TABLE tags(name TEXT); INSERT INTO posts VALUES(1,'one'),(2,'two');"
                         "INSERT INTO tags VALUES('x')"));
}

Path DiffCommandTest::backUp(const char *format) const
{
    const CliResult result = m_home->run(
        {"backup", source().string(), m_home->backups().string(), "--format", format, "--json"});
    return result.code == 0 ? Path(result.json().value(QLatin1String("backup")).toString().toStdString())
                            : Path();
}

void DiffCommandTest::saysWhenNothingDiffers()
{
    const Path backup = backUp("db");
    const CliResult result = m_home->run({"diff", backup.string(), source().string()});
    QCOMPARE(result.code, 0);
    QCOMPARE(result.out, QByteArray("They are the same: schema and every row of 2 tables.\n"));
    QCOMPARE(result.err, QByteArray());
}

void DiffCommandTest::comparesBackupsOfAllFormats_data()
{
    QTest::addColumn<QByteArray>("format");
    for (const char *format : {"db", "zip", "zst"}) {
        QTest::newRow(format) << QByteArray(format);
    }
}

void DiffCommandTest::comparesBackupsOfAllFormats()
{
    QFETCH(const QByteArray, format);
    const Path before = backUp(format.constData());
    QVERIFY(Sqlite(source()).execute(
        "UPDATE posts SET title='due' WHERE id=2; INSERT INTO posts VALUES(3,'three')"));
    const Path after = backUp(format.constData());
    QVERIFY(!before.empty() && !after.empty());

    const CliResult result = m_home->run({"diff", before.string(), after.string(), "--json"});
    QCOMPARE(result.code, 3);
    const QJsonObject document = result.json();
    QCOMPARE(document.value(QLatin1String("same")).toBool(true), false);
    QCOMPARE(document.value(QLatin1String("complete")).toBool(), true);
    const QJsonArray tables = document.value(QLatin1String("tables")).toArray();
    QCOMPARE(tables.size(), 2);
    const QJsonObject posts = tables.at(0).toObject();
    QCOMPARE(posts.value(QLatin1String("state")).toString(), QStringLiteral("differs"));
    QCOMPARE(posts.value(QLatin1String("added")).toInt(), 1);
    QCOMPARE(posts.value(QLatin1String("changed")).toInt(), 1);
    const QJsonObject changed = posts.value(QLatin1String("samples")).toArray().at(0).toObject();
    QCOMPARE(changed.value(QLatin1String("key")).toArray().at(0).toInt(), 2);
    QCOMPARE(changed.value(QLatin1String("before")).toArray().at(0).toString(), QStringLiteral("two"));
    QCOMPARE(changed.value(QLatin1String("after")).toArray().at(0).toString(), QStringLiteral("due"));
    // The other table is the same by the hashes of the two manifests.
    QCOMPARE(tables.at(1).toObject().value(QLatin1String("by_hash")).toBool(), true);
}

void DiffCommandTest::comparesALiveDatabase()
{
    const Path backup = backUp("db");
    Sqlite writer(source());
    QVERIFY(writer.execute("PRAGMA wal_autocheckpoint=0; BEGIN IMMEDIATE; DELETE FROM posts WHERE id=1"));
    // What is not committed is not there; the writer is not disturbed.
    QCOMPARE(m_home->run({"diff", backup.string(), source().string()}).code, 0);
    QVERIFY(writer.execute("COMMIT"));
    const CliResult result = m_home->run({"diff", backup.string(), source().string()});
    QCOMPARE(result.code, 3);
    QVERIFY2(result.out.contains("- id=1"), result.out.constData());
    QVERIFY(result.out.contains("title: “one”"));
    const Path after = backUp("db");
    const CliResult ofBackups = m_home->run({"diff", backup.string(), after.string()});
    QVERIFY2(ofBackups.out.contains("\n1 table is the same, by the hashes in the manifests.\n"),
             ofBackups.out.constData());
}

void DiffCommandTest::printsSqlThatApplies()
{
    const Path before = backUp("db");
    QVERIFY(Sqlite(source()).execute("UPDATE posts SET title='it''s'; ALTER TABLE tags ADD COLUMN color;"
                                     "CREATE INDEX by_title ON posts(title); PRAGMA user_version=3"));
    const Path after = backUp("db");
    const CliResult script = m_home->run({"diff", before.string(), after.string(), "--sql"});
    QCOMPARE(script.code, 3);
    QVERIFY(Sqlite(before).execute(script.out.toStdString()));
    const CliResult result = m_home->run({"diff", before.string(), after.string(), "--json"});
    QVERIFY2(result.code == 0, result.out.constData());
}

void DiffCommandTest::leavesRowsOutOfASummary()
{
    const Path before = backUp("db");
    QVERIFY(Sqlite(source()).execute("DELETE FROM posts"));
    const CliResult result = m_home->run({"diff", before.string(), source().string(), "--summary"});
    QCOMPARE(result.code, 3);
    QVERIFY(result.out.contains("posts"));
    QVERIFY(!result.out.contains("title"));
    QVERIFY2(result.out.endsWith("\n1 table is the same.\n"), result.out.constData());
}

void DiffCommandTest::refuses_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("nothing there") << QByteArray() << QByteArray("other.db");
    QTest::newRow("no database") << QByteArray("not a database, but longer than the header of one")
                                 << QByteArray("not");
}

void DiffCommandTest::refuses()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QByteArray, says);
    const Path other = m_home->sources() / "other.db";
    if (!content.isEmpty()) {
        QFile file(QString::fromStdString(other.string()));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    }
    const CliResult result = m_home->run({"diff", source().string(), other.string()});
    QCOMPARE(result.code, 1);
    QCOMPARE(result.out, QByteArray());
    QVERIFY2(result.err.contains("other.db") && result.err.contains(says), result.err.constData());
}

void DiffCommandTest::refusesInJson()
{
    const CliResult result = m_home->run({"diff", source().string(), "/nowhere.db", "--json"});
    QCOMPARE(result.code, 1);
    QCOMPARE(result.json().value(QLatin1String("error")).toString(), QStringLiteral("not-found"));
    QCOMPARE(m_home->run({"diff", source().string()}).code, 2);
    QCOMPARE(m_home->run({"diff", "a", "b", "--json", "--sql"}).code, 2);
}

QTEST_GUILESS_MAIN(DiffCommandTest)
#include "tst_diffcommand.moc"
