// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue/migration.h"
#include "sqlite/connection.h"
#include "sqlite/statement.h"
#include "support/files.h"

#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

class TestMigration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void makesANewFile();
    void keepsACopyBeforeEachStep();
    void failingStepChangesNothing();
    void replacesAnUnfinishedCopy();
    void refusesNewerFiles();
    void oddNames();
    void ownStepsWork();
};

namespace {

const std::vector<MigrationStep> one{{"CREATE TABLE a(x); INSERT INTO a VALUES (1)"}};
const std::vector<MigrationStep> three{{"CREATE TABLE a(x); INSERT INTO a VALUES (1)"},
                                       {"ALTER TABLE a ADD COLUMN y; UPDATE a SET y = x * 10"},
                                       {"CREATE TABLE b AS SELECT y AS z FROM a"}};

Connection openFile(const Path &file)
{
    Result<Connection> connection = Connection::open(file, {.mode = Connection::Mode::Create});
    if (!connection) {
        qFatal("%s", qPrintable(describe(connection.error())));
    }
    return *std::move(connection);
}

} // namespace

void TestMigration::makesANewFile()
{
    const TemporaryFolder folder;
    Connection connection = openFile(folder.path() / "c.db");
    const Result<QList<Path>> copies = migrate(connection, three);
    QVERIFY2(copies, copies ? "" : qPrintable(describe(copies.error())));
    QCOMPARE(connection.queryInteger("SELECT z FROM b").value(), 10);
    QCOMPARE(connection.queryInteger("PRAGMA user_version").value(), 3);
    QCOMPARE(migrate(connection, three)->size(), 0); // nothing left to do
}

void TestMigration::keepsACopyBeforeEachStep()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "c.db";
    Connection connection = openFile(file);
    QVERIFY(connection.execute("PRAGMA journal_mode=WAL"));
    QVERIFY(migrate(connection, one));
    const Result<QList<Path>> copies = migrate(connection, three);
    QCOMPARE(*copies,
             (QList<Path>{withSuffix(file, ".before-version-2"), withSuffix(file, ".before-version-3")}));
    QCOMPARE(connection.queryInteger("SELECT z FROM b").value(), 10);
    Connection former = openFile(copies->at(0));
    QCOMPARE(former.queryInteger("PRAGMA user_version").value(), 1);
    QCOMPARE(former.queryInteger("SELECT count(*) FROM pragma_table_info('a')").value(), 1);
    QCOMPARE(former.queryInteger("SELECT x FROM a").value(), 1);
    Connection later = openFile(copies->at(1));
    QCOMPARE(later.queryInteger("PRAGMA user_version").value(), 2);
    QCOMPARE(later.queryInteger("SELECT y FROM a").value(), 10);
}

void TestMigration::failingStepChangesNothing()
{
    const TemporaryFolder folder;
    Connection connection = openFile(folder.path() / "c.db");
    QVERIFY(migrate(connection, one));
    std::vector<MigrationStep> broken = three;
    broken[1].sql = "UPDATE a SET x = 2; CREATE TABLE a(x)";
    QVERIFY(!migrate(connection, broken));
    QCOMPARE(connection.queryInteger("PRAGMA user_version").value(), 1);
    QCOMPARE(connection.queryInteger("SELECT x FROM a").value(), 1);
    QVERIFY(migrate(connection, three)); // the repaired program gets through
    QCOMPARE(connection.queryInteger("SELECT z FROM b").value(), 10);
}

void TestMigration::replacesAnUnfinishedCopy()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "c.db";
    Connection connection = openFile(file);
    QVERIFY(migrate(connection, one));
    QVERIFY(writeBytes(withSuffix(file, ".before-version-2.partial"), "left by a killed process"));
    QVERIFY(writeBytes(withSuffix(file, ".before-version-2"), "of an earlier attempt"));
    QVERIFY(migrate(connection, three));
    QVERIFY(!std::filesystem::exists(withSuffix(file, ".before-version-2.partial")));
    QCOMPARE(openFile(withSuffix(file, ".before-version-2")).queryInteger("SELECT x FROM a").value(), 1);
}

void TestMigration::refusesNewerFiles()
{
    const TemporaryFolder folder;
    Connection connection = openFile(folder.path() / "c.db");
    QVERIFY(migrate(connection, three));
    const Result<QList<Path>> older = migrate(connection, one);
    QVERIFY(!older);
    QCOMPARE(older.error().kind, ErrorKind::Unsupported);
    QVERIFY(connection.execute("PRAGMA user_version = -1"));
    QCOMPARE(migrate(connection, three).error().kind, ErrorKind::Unsupported);
    QVERIFY(connection.execute("PRAGMA user_version = 3; PRAGMA application_id = 7"));
    QCOMPARE(migrate(connection, three).error().kind, ErrorKind::CatalogueDamaged);
}

void TestMigration::oddNames()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "c'\"\n?%20#\xff.db";
    Connection connection = openFile(file);
    QVERIFY(migrate(connection, one));
    const Result<QList<Path>> copies = migrate(connection, three);
    QVERIFY2(copies, copies ? "" : qPrintable(describe(copies.error())));
    QVERIFY(std::filesystem::exists(withSuffix(file, ".before-version-2")));
}

void TestMigration::ownStepsWork()
{
    const TemporaryFolder folder;
    Connection connection = openFile(folder.path() / "c.db");
    QVERIFY(migrate(connection, catalogueSteps()));
    // Every list of the program reads in the order of an index and not by sorting.
    for (const char *query :
         {"SELECT * FROM runs ORDER BY started_at DESC, rowid DESC LIMIT 9",
          "SELECT * FROM runs WHERE source = x'00' ORDER BY started_at DESC, rowid DESC LIMIT 30",
          "SELECT * FROM runs WHERE job_id = x'00' ORDER BY started_at DESC, rowid DESC LIMIT 30",
          "SELECT * FROM runs WHERE job_id = x'00' AND outcome IN ('succeeded', 'warning')"
          " ORDER BY started_at DESC, rowid DESC LIMIT 1",
          "SELECT * FROM runs WHERE job_id = x'00' AND due_at = 1",
          "SELECT * FROM backups ORDER BY created_at DESC, rowid DESC",
          "SELECT * FROM backups WHERE source = x'00' ORDER BY created_at DESC, rowid DESC",
          "SELECT * FROM backups WHERE source = x'00' AND proof = 'proven'"
          " ORDER BY created_at DESC, rowid DESC",
          "SELECT * FROM backups WHERE file = x'00'"}) {
        Result<Statement> explained = connection.prepare(std::string("EXPLAIN QUERY PLAN ") + query);
        QString steps;
        while (explained->step().value()) {
            steps += explained->text(3) + QLatin1Char('\n');
        }
        QVERIFY2(steps.contains(QStringLiteral("USING INDEX"))
                     && !steps.contains(QStringLiteral("TEMP B-TREE")),
                 qPrintable(steps));
    }
}

QTEST_APPLESS_MAIN(TestMigration)
#include "tst_migration.moc"
