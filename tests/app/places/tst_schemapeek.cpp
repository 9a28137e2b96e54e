// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/databaseheader.h"
#include "places/schemapeek.h"
#include "support/databasehandle.h"
#include "support/files.h"

#include <QRandomGenerator>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

class TestSchemaPeek : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesAreThoseOfSqlite_data();
    void namesAreThoseOfSqlite();
    void survivesDamage();
    void appliesToALook();
};

namespace {

QSet<QString> namesBySqlite(const Path &file)
{
    QSet<QString> names;
    const auto add = [](void *list, int, char **values, char **) {
        static_cast<QSet<QString> *>(list)->insert(QString::fromUtf8(values[0]));
        return 0;
    };
    const Database database = openDatabase(file);
    sqlite3_exec(database.get(), "SELECT name FROM sqlite_schema WHERE type = 'table'", add, &names, nullptr);
    return names;
}

QSet<QString> peek(const Path &file)
{
    const Result<ReadOnlyFile> opened = ReadOnlyFile::open(file);
    const QByteArray start = *opened->read(0, 100);
    const Result<DatabaseFacts> facts = parseDatabaseHeader(start, opened->status().st_size, file);
    return facts ? peekTableNames(*opened, *facts) : QSet<QString>();
}

} // namespace

void TestSchemaPeek::namesAreThoseOfSqlite_data()
{
    QTest::addColumn<QByteArray>("setup");
    QTest::addColumn<int>("tables");
    QTest::newRow("none") << QByteArray("PRAGMA user_version=1") << 0;
    QTest::newRow("one page") << QByteArray() << 5;
    QTest::newRow("a tree") << QByteArray("PRAGMA page_size=512") << 300;
    QTest::newRow("64 KiB pages") << QByteArray("PRAGMA page_size=65536") << 900;
    QTest::newRow("UTF-16, little") << QByteArray("PRAGMA encoding='UTF-16le'") << 40;
    QTest::newRow("UTF-16, big") << QByteArray("PRAGMA encoding='UTF-16be'") << 40;
}

void TestSchemaPeek::namesAreThoseOfSqlite()
{
    QFETCH(QByteArray, setup);
    QFETCH(int, tables);
    const TemporaryFolder folder;
    const Path file = folder.path() / "a.db";
    QByteArray sql = setup + "; BEGIN; CREATE TABLE IF NOT EXISTS z(x);";
    for (int number = 0; number < tables; ++number) {
        const QByteArray name = "\"tä" + QByteArray::number(number) + " x\"";
        sql += "CREATE TABLE " + name + "(a PRIMARY KEY, b UNIQUE); CREATE VIEW v"
            + QByteArray::number(number) + " AS SELECT * FROM " + name + ";";
    }
    // Its statement does not fit the page, its name does.
    sql += "CREATE TABLE wide(a /*" + QByteArray(3000, 'c') + "*/); COMMIT;";
    QVERIFY(openDatabase(file, sql));
    const QSet<QString> expected = namesBySqlite(file);
    QCOMPARE(expected.size(), tables + 2);
    QCOMPARE(peek(file), expected);
}

void TestSchemaPeek::survivesDamage()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "a.db";
    QByteArray sql = "PRAGMA page_size=512; BEGIN;";
    for (int number = 0; number < 60; ++number) {
        sql += "CREATE TABLE t" + QByteArray::number(number) + "(a PRIMARY KEY);";
    }
    QVERIFY(openDatabase(file, sql + "COMMIT"));
    const QByteArray whole = readBytes(file);
    QRandomGenerator random(42);
    for (int round = 0; round < 500; ++round) {
        QByteArray damaged = whole;
        for (int flips = 0; flips < 30; ++flips) {
            // The fields of the file header stay, so that the damage reaches the b-tree.
            damaged[100 + random.bounded(int(damaged.size()) - 100)] = char(random.bounded(256));
        }
        damaged.truncate(512 + random.bounded(int(damaged.size()) - 512));
        QVERIFY(writeBytes(file, damaged));
        QVERIFY(peek(file).size() < 10'000); // and the sanitizers are content
    }
}

void TestSchemaPeek::appliesToALook()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "whatever";
    QVERIFY(openDatabase(file, "CREATE TABLE moz_cookies(id INTEGER PRIMARY KEY, name TEXT)"));
    QCOMPARE(lookAtDatabase(file)->application, QStringLiteral("Firefox cookies"));
}

QTEST_APPLESS_MAIN(TestSchemaPeek)
#include "tst_schemapeek.moc"
