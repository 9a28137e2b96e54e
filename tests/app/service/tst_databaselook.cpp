// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/databaselook.h"

#include "runner/taskrunner.h"
#include "service/lookprotocol.h"
#include "service/paths.h"
#include "support/databases.h"
#include "support/encryptedzip.h"
#include "support/files.h"

#include <QSignalSpy>
#include <QTest>

#include <csignal>
#include <fstream>

using namespace litekeeper;
using namespace litekeeper::test;

class TestDatabaseLook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsTablesAndRows();
    void answersInOrder();
    void asksForThePassword();
    void missingFilesFail();
    void aKilledChildFails();
    void aChildThatTalksNonsenseFails_data();
    void aChildThatTalksNonsenseFails();
    void aMissingProgramFails();
    void removesItsCopyWhenItGoes();
    void valuesSurviveTheWay();

private:
    [[nodiscard]] std::unique_ptr<DatabaseLook> look(const Path &program = Path(LITEKEEPER_CLI)) const;
    [[nodiscard]] bool scratchIsEmpty() const
    {
        const Path scratch = m_folder->path() / "scratch";
        return !std::filesystem::exists(scratch) || std::filesystem::is_empty(scratch);
    }

    std::unique_ptr<TemporaryFolder> m_folder;
    std::unique_ptr<TaskRunner> m_runner;
    Path m_file;
};

namespace {

/// The child of this process that runs now; 0 if there is none.
pid_t childProcess()
{
    std::ifstream children("/proc/self/task/" + std::to_string(::getpid()) + "/children");
    pid_t child = 0;
    children >> child;
    return child;
}

} // namespace

void TestDatabaseLook::init()
{
    m_folder = std::make_unique<TemporaryFolder>();
    m_runner = std::make_unique<TaskRunner>();
    m_file = m_folder->path() / "app.db";
    QVERIFY(makeDatabase(m_file, 500, 10));
}

void TestDatabaseLook::cleanup()
{
    m_runner.reset();
    m_folder.reset();
}

std::unique_ptr<DatabaseLook> TestDatabaseLook::look(const Path &program) const
{
    const Paths paths{.catalogue = {},
                      .lockFolder = {},
                      .scratch = m_folder->path() / "scratch",
                      .samples = {},
                      .defaultBackupFolder = {}};
    return std::make_unique<DatabaseLook>(*m_runner, paths, program);
}

void TestDatabaseLook::showsTablesAndRows()
{
    const auto looking = look();
    QSignalSpy opened(looking.get(), &DatabaseLook::opened);
    QSignalSpy arrived(looking.get(), &DatabaseLook::rowsArrived);
    const QSignalSpy failed(looking.get(), &DatabaseLook::failed);
    looking->fetchRows(QStringLiteral("items"), RowPage::begin); // too early: nothing
    looking->open(m_file, "app.db");
    QVERIFY(opened.wait(30'000));
    const auto tables = opened[0][0].value<QList<TableOutline>>();
    QCOMPARE(tables.size(), 1);
    QCOMPARE(tables[0].rows, 500);
    QCOMPARE(tables[0].columns, QStringList({QStringLiteral("id"), QStringLiteral("content")}));
    std::optional<qint64> from = RowPage::begin;
    qint64 expected = 1;
    while (from) {
        looking->fetchRows(QStringLiteral("items"), *from);
        arrived.clear();
        QVERIFY(arrived.wait(30'000));
        const auto page = arrived[0][0].value<RowPage>();
        for (const QList<CellValue> &row : page.rows) {
            QCOMPARE(row[0].integer, expected++);
            QCOMPARE(row[1].length, 10);
        }
        from = page.next;
    }
    QCOMPARE(expected, 501);
    QVERIFY(failed.isEmpty());
}

void TestDatabaseLook::answersInOrder()
{
    QVERIFY(Sqlite(m_file).execute("CREATE TABLE other(x); INSERT INTO other VALUES(1)"));
    const auto looking = look();
    QSignalSpy opened(looking.get(), &DatabaseLook::opened);
    QSignalSpy arrived(looking.get(), &DatabaseLook::rowsArrived);
    looking->open(m_file, "app.db");
    QVERIFY(opened.wait(30'000));
    looking->fetchRows(QStringLiteral("items"), RowPage::begin);
    looking->fetchRows(QStringLiteral("nothing"), RowPage::begin);
    looking->fetchRows(QStringLiteral("other"), RowPage::begin);
    QTRY_COMPARE_WITH_TIMEOUT(arrived.size(), 3, 30'000);
    QCOMPARE(arrived[0][0].value<RowPage>().rows.size(), DatabaseLook::pageRows);
    QVERIFY(!arrived[1][0].value<RowPage>().problem.isEmpty());
    QCOMPARE(arrived[2][0].value<RowPage>().rows.size(), 1);
}

void TestDatabaseLook::asksForThePassword()
{
    const Path zip = m_folder->path() / "locked.zip";
    QVERIFY(packEncrypted(zip, m_file, "sesame", "AES256"));
    const auto looking = look();
    QSignalSpy opened(looking.get(), &DatabaseLook::opened);
    QSignalSpy wanted(looking.get(), &DatabaseLook::passwordWanted);
    const QSignalSpy failed(looking.get(), &DatabaseLook::failed);
    looking->open(zip, "app.db");
    QVERIFY(wanted.wait(30'000));
    QVERIFY(!wanted[0][0].toBool());
    // At once, as a window would do it.
    connect(looking.get(), &DatabaseLook::passwordWanted, looking.get(), [&](bool lastOneWasWrong) {
        if (lastOneWasWrong) {
            looking->open(zip, "app.db", "sesame");
        }
    });
    looking->open(zip, "app.db", "open");
    QVERIFY(opened.wait(30'000));
    QCOMPARE(wanted.size(), 2);
    QVERIFY(wanted[1][0].toBool());
    QSignalSpy arrived(looking.get(), &DatabaseLook::rowsArrived);
    looking->fetchRows(QStringLiteral("items"), RowPage::begin);
    QVERIFY(arrived.wait(30'000));
    QVERIFY(failed.isEmpty());
}

void TestDatabaseLook::missingFilesFail()
{
    const auto looking = look();
    QSignalSpy failed(looking.get(), &DatabaseLook::failed);
    looking->open(m_folder->path() / "gone.zip", "app.db");
    QVERIFY(failed.wait(30'000));
    QVERIFY(failed[0][0].toString().contains(QLatin1String("gone.zip")));
    QTest::qWait(50); // its end is not a second failure
    QCOMPARE(failed.size(), 1);
}

void TestDatabaseLook::aKilledChildFails()
{
    const auto looking = look();
    QSignalSpy opened(looking.get(), &DatabaseLook::opened);
    QSignalSpy failed(looking.get(), &DatabaseLook::failed);
    looking->open(m_file, "app.db");
    QVERIFY(opened.wait(30'000));
    QVERIFY(childProcess() > 0);
    QVERIFY(!scratchIsEmpty());
    ::kill(childProcess(), SIGKILL);
    QVERIFY(failed.wait(30'000));
    QVERIFY(failed[0][0].toString().contains(QLatin1Char('9')));
    QTRY_VERIFY(scratchIsEmpty());
    looking->fetchRows(QStringLiteral("items"), RowPage::begin);
    QTest::qWait(50);
    QCOMPARE(failed.size(), 1);
}

void TestDatabaseLook::aChildThatTalksNonsenseFails_data()
{
    QTest::addColumn<QByteArray>("script");
    QTest::newRow("nonsense") << QByteArray("echo nonsense; cat >/dev/null");
    QTest::newRow("nothing") << QByteArray("exit 0");
    QTest::newRow("page first") << QByteArray("echo '{\"page\":{\"table\":\"t\"}}'; cat >/dev/null");
    QTest::newRow("page not asked for")
        << QByteArray("echo '{\"tables\":[]}'; echo '{\"page\":{\"table\":\"t\"}}'; cat >/dev/null");
    QTest::newRow("tables twice") << QByteArray("echo '{\"tables\":[]}'; echo '{\"tables\":[]}'; cat");
}

void TestDatabaseLook::aChildThatTalksNonsenseFails()
{
    QFETCH(QByteArray, script);
    const Path program = m_folder->path() / "child.sh";
    QVERIFY(writeBytes(program, "#!/bin/sh\n" + script));
    std::filesystem::permissions(program, std::filesystem::perms::owner_all);
    const auto looking = look(program);
    QSignalSpy failed(looking.get(), &DatabaseLook::failed);
    looking->open(m_file, "app.db");
    QVERIFY(failed.wait(30'000));
    QTest::qWait(50);
    QCOMPARE(failed.size(), 1);
}

void TestDatabaseLook::aMissingProgramFails()
{
    const auto looking = look(m_folder->path() / "nowhere");
    QSignalSpy failed(looking.get(), &DatabaseLook::failed);
    looking->open(m_file, "app.db");
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(failed[0][0].toString().contains(QLatin1String("nowhere")));
}

void TestDatabaseLook::removesItsCopyWhenItGoes()
{
    auto looking = look();
    QSignalSpy opened(looking.get(), &DatabaseLook::opened);
    looking->open(m_file, "app.db");
    QVERIFY(opened.wait(30'000));
    QVERIFY(!scratchIsEmpty());
    looking.reset();
    QCOMPARE(childProcess(), 0);
    QTRY_VERIFY(scratchIsEmpty());
}

void TestDatabaseLook::valuesSurviveTheWay()
{
    using Kind = CellValue::Kind;
    RowPage page{.table = QStringLiteral("t \"x\""), .from = -5, .next = std::numeric_limits<qint64>::max()};
    page.problem = QStringLiteral("Some.");
    for (const qint64 integer : {std::numeric_limits<qint64>::min(), std::numeric_limits<qint64>::max(),
                                 (qint64(1) << 53) + 1, qint64(0)}) {
        page.rows.append({{.kind = Kind::Integer, .integer = integer}});
    }
    for (const double real : {0.1, 1.0, -0.0, 1e300, 5e-324, std::numeric_limits<double>::infinity()}) {
        page.rows.append({{.kind = Kind::Real, .real = real}});
    }
    page.rows.append({{}, {.kind = Kind::Text, .text = QString(), .length = 0}});
    page.rows.append({{.kind = Kind::Text, .text = QString::fromLatin1("a\n\0\"", 4), .length = 4000},
                      {.kind = Kind::Blob, .blob = QByteArray("\0\xff", 2), .length = 77}});
    const QByteArray line = lookprotocol::rowsLine(page);
    QCOMPARE(line.count('\n'), 1);
    const auto back = lookprotocol::answerFromLine(line).page;
    QVERIFY(back);
    QCOMPARE(back->table, page.table);
    QCOMPARE(back->from, page.from);
    QCOMPARE(back->next, page.next);
    QCOMPARE(back->problem, page.problem);
    QCOMPARE(back->rows.size(), page.rows.size());
    for (qsizetype row = 0; row < page.rows.size(); ++row) {
        QCOMPARE(back->rows[row].size(), page.rows[row].size());
        for (qsizetype column = 0; column < page.rows[row].size(); ++column) {
            const CellValue &was = page.rows[row][column];
            const CellValue &is = back->rows[row][column];
            QCOMPARE(is.kind, was.kind);
            QCOMPARE(is.integer, was.integer);
            QVERIFY(is.real == was.real);
            QCOMPARE(is.text, was.text);
            QCOMPARE(is.blob, was.blob);
            QCOMPARE(is.length, was.length);
        }
    }
}

QTEST_GUILESS_MAIN(TestDatabaseLook)
#include "tst_databaselook.moc"
