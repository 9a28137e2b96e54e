// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/databaselook.h"

#include "runner/childconversation.h"
#include "runner/taskrunner.h"
#include "service/lookprotocol.h"
#include "service/networkaccess.h"
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
using namespace std::chrono_literals;

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
    void jumpsToAnyRow();
    void countsInMoments();
    void filters();
    void searchesAllTables();
    void findsARowAgain();
    void handsOutWholeValues();
    void exportsPieceByPiece();
    void stopsAnExport();
    void stopsAnExportThatFindsNothing();
    void callsOffAnExportBehindAnother();
    void passesOverAStopThatComesTooLate();
    void looksIntoALiveDatabase();
    void saysWhyThereIsNoSnapshot();
    void questionsSurviveTheWay();

private:
    /// A database that was opened; null: it was not.
    [[nodiscard]] std::unique_ptr<DatabaseLook> opened() const;
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

const char *const manyRows = "PRAGMA synchronous=OFF; CREATE TABLE many(x); WITH RECURSIVE n(i) AS"
                             " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) INSERT INTO many "
                             "SELECT 'row ' || i FROM n";

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
    looking->fetchRows({.table = QStringLiteral("items")}); // too early: nothing
    looking->open(m_file, "app.db");
    QVERIFY(opened.wait(30'000));
    const auto tables = opened[0][0].value<QList<TableOutline>>();
    QCOMPARE(tables.size(), 1);
    QCOMPARE(tables[0].rows, 500);
    QCOMPARE(tables[0].columns, QStringList({QStringLiteral("id"), QStringLiteral("content")}));
    std::optional<qint64> from = RowPage::begin;
    qint64 expected = 1;
    while (from) {
        looking->fetchRows({.table = QStringLiteral("items"), .from = *from});
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
    looking->fetchRows({.table = QStringLiteral("items")});
    looking->fetchRows({.table = QStringLiteral("nothing")});
    looking->fetchRows({.table = QStringLiteral("other")});
    QTRY_COMPARE_WITH_TIMEOUT(arrived.size(), 3, 30'000);
    QCOMPARE(arrived[0][0].value<RowPage>().rows.size(), 200);
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
    looking->fetchRows({.table = QStringLiteral("items")});
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
    looking->fetchRows({.table = QStringLiteral("items")});
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

std::unique_ptr<DatabaseLook> TestDatabaseLook::opened() const
{
    auto looking = look();
    QSignalSpy opened(looking.get(), &DatabaseLook::opened);
    looking->open(m_file, "app.db");
    return opened.wait(30'000) ? std::move(looking) : nullptr;
}

void TestDatabaseLook::jumpsToAnyRow()
{
    QVERIFY(Sqlite(m_file).execute("DELETE FROM items WHERE id % 3 = 0; UPDATE items SET id = id * 1000000"));
    const auto looking = opened();
    QVERIFY(looking);
    QSignalSpy arrived(looking.get(), &DatabaseLook::rowsArrived);
    const auto idAt = [&](qint64 position) -> qint64 {
        arrived.clear();
        looking->fetchRows({.table = QStringLiteral("items"), .at = position, .limit = 1, .serial = 7});
        if (!arrived.wait(30'000)) {
            return -1;
        }
        const auto page = arrived[0][0].value<RowPage>();
        return page.serial == 7 && page.at == position && page.rows.size() == 1 ? page.rows[0][0].integer : 0;
    };
    QCOMPARE(idAt(333), 500'000'000); // the last one first
    QCOMPARE(idAt(0), 1'000'000);
    QCOMPARE(idAt(2), 4'000'000);
    QCOMPARE(idAt(334), 0); // there is none
}

void TestDatabaseLook::countsInMoments()
{
    QVERIFY(Sqlite(m_file).execute("DELETE FROM items WHERE id = 17"));
    const auto looking = opened();
    QVERIFY(looking);
    QSignalSpy counted(looking.get(), &DatabaseLook::rowsCounted);
    RowCount count;
    for (int moments = 0; !count.isWhole && moments < 1000; ++moments) {
        counted.clear();
        looking->countRows(QStringLiteral("items"));
        QVERIFY(counted.wait(30'000));
        count = counted[0][0].value<RowCount>();
    }
    QVERIFY(count.isWhole);
    QCOMPARE(count.rows, 499);
    QCOMPARE(count.problem, QString());
}

void TestDatabaseLook::filters()
{
    QVERIFY(Sqlite(m_file).execute(
        "CREATE TABLE notes(id INTEGER PRIMARY KEY, a TEXT, b);"
        "INSERT INTO notes(a, b) VALUES('50% off', 1), ('5000', 'x_y'), ('Ärger', x'3530'), (NULL, 250)"));
    const auto looking = opened();
    QVERIFY(looking);
    QSignalSpy arrived(looking.get(), &DatabaseLook::rowsArrived);
    const auto keys = [&](const char *text, int column = -1) -> QList<qint64> {
        arrived.clear();
        looking->fetchRows(
            {.table = QStringLiteral("notes"), .filter = QString::fromUtf8(text), .filterColumn = column});
        return arrived.wait(30'000) ? arrived[0][0].value<RowPage>().keys : QList<qint64>{-1};
    };
    QCOMPARE(keys("50"), (QList<qint64>{1, 2, 4})); // not in the blob
    QCOMPARE(keys("50", 1), (QList<qint64>{1, 2}));
    QCOMPARE(keys("50%"), (QList<qint64>{1}));
    QCOMPARE(keys("x_y"), (QList<qint64>{2}));
    QCOMPARE(keys("X_Y"), (QList<qint64>{2}));
    QCOMPARE(keys("ärger"), (QList<qint64>{3}));
    QCOMPARE(keys("ÄRGER"), (QList<qint64>{3}));
    QCOMPARE(keys("Ärger"), (QList<qint64>{3}));
    QCOMPARE(keys("'; DROP TABLE notes; --"), QList<qint64>());
}

void TestDatabaseLook::searchesAllTables()
{
    QVERIFY(Sqlite(m_file).execute(
        "CREATE TABLE a(x, y); INSERT INTO a VALUES('nothing', 'a Needle here'), (NULL, 12);"
        "CREATE TABLE b(k TEXT PRIMARY KEY, v) WITHOUT ROWID;"
        "INSERT INTO b VALUES('needle', 'needles'), ('z', 'no');"
        "CREATE VIEW v AS SELECT 'needle'"));
    const auto looking = opened();
    QVERIFY(looking);
    QSignalSpy searched(looking.get(), &DatabaseLook::searched);
    QStringList found;
    std::optional<TextPlace> place = TextPlace();
    while (place) {
        searched.clear();
        looking->search(QStringLiteral("needle"), *place, 1000);
        QVERIFY(searched.wait(30'000));
        const auto part = searched[0][0].value<SearchPart>();
        for (const SearchHit &hit : part.hits) {
            found.append(hit.table + u'.' + hit.column + u'=' + hit.excerpt);
        }
        place = part.next;
    }
    QCOMPARE(found,
             (QStringList{QStringLiteral("a.y=a Needle here"), QStringLiteral("b.k=needle"),
                          QStringLiteral("b.v=needles")}));
    // A limit ends an answer, and the next one goes on behind it.
    searched.clear();
    looking->search(QStringLiteral("needle"), {}, 1);
    QVERIFY(searched.wait(30'000));
    const auto part = searched[0][0].value<SearchPart>();
    QCOMPARE(part.hits.size(), 1);
    QVERIFY(part.next);
}

void TestDatabaseLook::findsARowAgain()
{
    QVERIFY(Sqlite(m_file).execute("DELETE FROM items WHERE id < 100"));
    const auto looking = opened();
    QVERIFY(looking);
    QSignalSpy found(looking.get(), &DatabaseLook::rowFound);
    looking->findRow(QStringLiteral("items"), 123);
    QVERIFY(found.wait(30'000));
    QCOMPARE(found[0][2].toLongLong(), 23);
    looking->findRow(QStringLiteral("nothing"), 123);
    QTRY_COMPARE_WITH_TIMEOUT(found.size(), 2, 30'000);
    QCOMPARE(found[1][2].toLongLong(), -1);
}

void TestDatabaseLook::handsOutWholeValues()
{
    QVERIFY(Sqlite(m_file).execute("CREATE TABLE big(a, b); INSERT INTO big(rowid, a, b) VALUES(5, 'x',"
                                   " replace(hex(zeroblob(2500000)), '0', 'ab'))"));
    const auto looking = opened();
    QVERIFY(looking);
    QSignalSpy arrived(looking.get(), &DatabaseLook::valueArrived);
    const ValuePlace place{.table = QStringLiteral("big"), .key = 5, .column = 1};
    QByteArray value;
    qint64 length = 1;
    while (value.size() < length) {
        arrived.clear();
        looking->fetchValue(place, value.size(), 3'000'000);
        QVERIFY(arrived.wait(30'000));
        const auto part = arrived[0][1].value<ValuePart>();
        QCOMPARE(part.problem, QString());
        QVERIFY(!part.bytes.isEmpty() && part.bytes.size() <= 3'000'000);
        value += part.bytes;
        length = part.length;
    }
    QCOMPARE(value, QByteArray("ab").repeated(5'000'000));
    for (const ValuePlace &nowhere :
         {ValuePlace{QStringLiteral("big"), 6, 1}, ValuePlace{QStringLiteral("big"), 5, 2},
          ValuePlace{QStringLiteral("none"), 5, 0}}) {
        arrived.clear();
        looking->fetchValue(nowhere, 0, 100);
        QVERIFY(arrived.wait(30'000));
        QVERIFY(!arrived[0][1].value<ValuePart>().problem.isEmpty());
    }
}

void TestDatabaseLook::exportsPieceByPiece()
{
    QVERIFY(Sqlite(m_file).execute("UPDATE items SET content = hex(zeroblob(2000))"));
    const auto looking = opened();
    QVERIFY(looking);
    QByteArray bytes;
    int pieces = 0;
    connect(looking.get(), &DatabaseLook::pieceArrived, looking.get(), [&](const QByteArray &piece) {
        bytes += piece;
        ++pieces;
        looking->takeMore();
    });
    QSignalSpy exported(looking.get(), &DatabaseLook::exported);
    QSignalSpy arrived(looking.get(), &DatabaseLook::rowsArrived);
    looking->exportRows(QStringLiteral("items"), ExportFormat::Csv, {}, {});
    looking->fetchRows({.table = QStringLiteral("items")}); // waits behind it, and does not stop it
    QVERIFY(exported.wait(30'000));
    QCOMPARE(exported[0][0].toLongLong(), 500);
    QVERIFY(!exported[0][1].toBool());
    QCOMPARE(exported[0][2].toString(), QString());
    QVERIFY(pieces > 1);
    QCOMPARE(bytes.count('\n'), 501); // and the names
    QTRY_COMPARE_WITH_TIMEOUT(arrived.size(), 1, 30'000);
}

void TestDatabaseLook::stopsAnExport()
{
    QVERIFY(Sqlite(m_file).execute("UPDATE items SET content = hex(zeroblob(20000))"));
    const auto looking = opened();
    QVERIFY(looking);
    connect(looking.get(), &DatabaseLook::pieceArrived, looking.get(), [&] { looking->stopExport(); });
    QSignalSpy exported(looking.get(), &DatabaseLook::exported);
    looking->exportRows(QStringLiteral("items"), ExportFormat::Sql, {}, {});
    QVERIFY(exported.wait(30'000));
    QVERIFY(exported[0][1].toBool());
    QSignalSpy arrived(looking.get(), &DatabaseLook::rowsArrived);
    looking->fetchRows({.table = QStringLiteral("items")}); // it goes on
    QVERIFY(arrived.wait(30'000));
}

/// Whoever waits for its first piece would wait until all rows were read.
void TestDatabaseLook::stopsAnExportThatFindsNothing()
{
    QVERIFY(Sqlite(m_file).execute(manyRows));
    const auto looking = opened();
    QVERIFY(looking);
    QSignalSpy exported(looking.get(), &DatabaseLook::exported);
    QSignalSpy arrived(looking.get(), &DatabaseLook::rowsArrived);
    const QSignalSpy pieces(looking.get(), &DatabaseLook::pieceArrived);
    looking->exportRows(QStringLiteral("many"), ExportFormat::Json, QStringLiteral("nowhere"), {});
    looking->stopExport();
    looking->stopExport(); // once is enough
    looking->fetchRows({.table = QStringLiteral("items")});
    QVERIFY(exported.wait(30'000));
    QVERIFY(exported[0][1].toBool());
    QCOMPARE(exported[0][2].toString(), QString());
    QTRY_COMPARE_WITH_TIMEOUT(arrived.size(), 1, 30'000); // it goes on
    QVERIFY(pieces.isEmpty());
    looking->stopExport(); // there is none
    looking->fetchRows({.table = QStringLiteral("items")});
    QTRY_COMPARE_WITH_TIMEOUT(arrived.size(), 2, 30'000);
}

void TestDatabaseLook::callsOffAnExportBehindAnother()
{
    QVERIFY(Sqlite(m_file).execute(manyRows));
    const auto looking = opened();
    QVERIFY(looking);
    QSignalSpy exported(looking.get(), &DatabaseLook::exported);
    looking->exportRows(QStringLiteral("many"), ExportFormat::Json, QStringLiteral("nowhere"), {});
    looking->exportRows(QStringLiteral("items"), ExportFormat::Json, {}, {});
    looking->stopExport();
    QVERIFY(exported.wait(30'000));
    QVERIFY(exported[0][1].toBool());
    looking->stopExport(); // the first one
    QTRY_COMPARE_WITH_TIMEOUT(exported.size(), 2, 30'000);
    QVERIFY(exported[1][1].toBool());
    QByteArray bytes;
    connect(looking.get(), &DatabaseLook::pieceArrived, looking.get(), [&](const QByteArray &piece) {
        bytes += piece;
        looking->takeMore();
    });
    looking->exportRows(QStringLiteral("items"), ExportFormat::Json, {}, {}); // a third one is whole
    QTRY_COMPARE_WITH_TIMEOUT(exported.size(), 3, 30'000);
    QCOMPARE(exported[2][0].toLongLong(), 500);
    QVERIFY(bytes.startsWith('['));
}

/// It was written while the export ended.
void TestDatabaseLook::passesOverAStopThatComesTooLate()
{
    using namespace lookprotocol;
    const Path scratch = m_folder->path() / "scratch";
    std::filesystem::create_directory(scratch);
    Result<ChildConversation> child
        = ChildConversation::start(LITEKEEPER_CLI, {QString::fromLatin1(lookprotocol::command)});
    QVERIFY(child);
    child->write(
        openRequestLine({.place = {.file = m_file, .database = "app.db"}, .scratchFolder = scratch}));
    const auto hear = [&child](auto isIt) {
        for (int line = 0; line < 1000; ++line) {
            const ChildConversation::Heard heard = child->hear(30s);
            if (heard.kind != ChildConversation::Heard::Kind::Line || isIt(answerFromLine(heard.line))) {
                return heard.kind == ChildConversation::Heard::Kind::Line;
            }
        }
        return false;
    };
    QVERIFY(hear([](const lookprotocol::Answer &answer) { return answer.tables.has_value(); }));
    child->write(stopLine());
    child->write(questionLine(RowsWish{.table = QStringLiteral("items"), .limit = 10}));
    QVERIFY(hear(
        [](const lookprotocol::Answer &answer) { return answer.page && answer.page->rows.size() == 10; }));
}

void TestDatabaseLook::looksIntoALiveDatabase()
{
    Sqlite writer(m_file);
    QVERIFY(writer.execute("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0;"
                           "INSERT INTO items VALUES(1000, 'in the WAL only')"));
    auto looking = look();
    QSignalSpy opened(looking.get(), &DatabaseLook::opened);
    looking->openStill(m_file, NetworkAccess(m_folder->path() / "staging"));
    QVERIFY(opened.wait(30'000));
    QCOMPARE(opened[0][0].value<QList<TableOutline>>()[0].rows, 501);
    QVERIFY(writer.execute("INSERT INTO items VALUES(1001, 'the writer goes on')"));
    looking.reset();
    QTRY_VERIFY(scratchIsEmpty());
}

void TestDatabaseLook::saysWhyThereIsNoSnapshot()
{
    const auto looking = look();
    QSignalSpy failed(looking.get(), &DatabaseLook::failed);
    looking->openStill(m_folder->path() / "gone.db", NetworkAccess(m_folder->path() / "staging"));
    QVERIFY(failed.wait(30'000));
    QVERIFY(failed[0][0].toString().contains(QLatin1String("gone.db")));
    QTRY_VERIFY(scratchIsEmpty());
}

void TestDatabaseLook::questionsSurviveTheWay()
{
    using namespace lookprotocol;
    const RowsWish rows{.table = QStringLiteral("t \"x\""),
                        .from = std::numeric_limits<qint64>::max(),
                        .at = 12,
                        .limit = 7,
                        .filter = QStringLiteral("ä\n"),
                        .filterColumn = 3,
                        .serial = 99};
    const Result<Question> back = questionFromLine(questionLine(rows).chopped(1));
    QVERIFY(back && std::holds_alternative<RowsWish>(*back));
    const auto &wish = std::get<RowsWish>(*back);
    QCOMPARE(wish.table, rows.table);
    QCOMPARE(wish.from, rows.from);
    QCOMPARE(wish.at, rows.at);
    QCOMPARE(wish.limit, rows.limit);
    QCOMPARE(wish.filter, rows.filter);
    QCOMPARE(wish.filterColumn, rows.filterColumn);
    QCOMPARE(wish.serial, rows.serial);
    QVERIFY(!questionFromLine("{}"));
    QVERIFY(!questionFromLine("nonsense"));
    QVERIFY(!questionFromLine("{\"export\":{\"format\":\"exe\"}}"));
}

QTEST_GUILESS_MAIN(TestDatabaseLook)
#include "tst_databaselook.moc"
