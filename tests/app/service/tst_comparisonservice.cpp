// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/comparisonservice.h"

#include "runner/taskrunner.h"
#include "service/paths.h"
#include "support/databases.h"
#include "support/files.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <atomic>

using namespace litekeeper;
using namespace litekeeper::test;

class TestComparisonService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void compares();
    void comparesWithALiveDatabase();
    void saysWhyItFailed_data();
    void saysWhyItFailed();
    void cancels();
    void cancelsWhileItWaitsForAThread();
    void drops();
    void anotherWishTakesThePlaceOfTheFirst();
    void endsWhileItCompares();
    void writesAScriptThatMakesThemTheSame();
    void replacesAnOlderScriptOnlyByAWholeOne();
    void keepsItsHandsOffTheDatabases();

private:
    [[nodiscard]] Path file(const char *name) const { return m_folder->path() / name; }
    [[nodiscard]] std::unique_ptr<ComparisonService> service() const
    {
        Paths paths;
        paths.scratch = file("scratch");
        return std::make_unique<ComparisonService>(*m_runner, paths, NetworkAccess(file("staging")));
    }
    /// Two databases of which the second one has one row more, one less and one that changed.
    void makePair(int rows = 100);
    [[nodiscard]] QStringList filesLeft() const;

    std::unique_ptr<TemporaryFolder> m_folder;
    std::unique_ptr<TaskRunner> m_runner;
};

void TestComparisonService::init()
{
    m_folder = std::make_unique<TemporaryFolder>();
    m_runner = std::make_unique<TaskRunner>();
}

void TestComparisonService::cleanup()
{
    m_runner.reset();
    m_folder.reset();
}

void TestComparisonService::makePair(int rows)
{
    QVERIFY(makeDatabase(file("left.db"), rows));
    std::filesystem::copy_file(file("left.db"), file("right.db"));
    QVERIFY(Sqlite(file("right.db"))
                .execute("DELETE FROM items WHERE id = 3; UPDATE items SET content = 'new' WHERE id = 5;"
                         "INSERT INTO items VALUES(1000000000, 'more')"));
}

/// Everything but the two databases.
QStringList TestComparisonService::filesLeft() const
{
    QStringList names;
    for (const auto &entry : std::filesystem::directory_iterator(m_folder->path())) {
        const std::string name = entry.path().filename().string();
        const bool isEmptyFolder = entry.is_directory() && std::filesystem::is_empty(entry.path());
        if (name != "left.db" && name != "right.db" && !isEmptyFolder) {
            names.append(QString::fromStdString(name));
        }
    }
    names.sort();
    return names;
}

void TestComparisonService::compares()
{
    makePair();
    const auto comparing = service();
    QSignalSpy compared(comparing.get(), &ComparisonService::compared);
    comparing->compare(file("left.db"), file("right.db"));
    QVERIFY(comparing->isRunning());
    QTRY_COMPARE(compared.size(), 1);
    QVERIFY(!comparing->isRunning());
    const auto comparison = compared.first().first().value<Comparison>();
    QCOMPARE(comparison.tables.size(), 1);
    QCOMPARE(comparison.tables.first().added, 1);
    QCOMPARE(comparison.tables.first().removed, 1);
    QCOMPARE(comparison.tables.first().changed, 1);
    QCOMPARE(comparison.tables.first().samples.size(), 3);
    QCOMPARE(filesLeft(), QStringList());
}

void TestComparisonService::comparesWithALiveDatabase()
{
    makePair();
    Sqlite writer(file("right.db"));
    QVERIFY(writer.execute("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0;"
                           "INSERT INTO items VALUES(1000000001, 'in the WAL only')"));
    const auto comparing = service();
    QSignalSpy compared(comparing.get(), &ComparisonService::compared);
    comparing->compare(file("left.db"), file("right.db"));
    QTRY_COMPARE(compared.size(), 1);
    QCOMPARE(compared.first().first().value<Comparison>().tables.first().added, 2);
    QVERIFY(writer.execute("INSERT INTO items VALUES(1000000002, 'the writer goes on')"));
}

void TestComparisonService::saysWhyItFailed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("empty") << QByteArray() << ErrorKind::Empty;
    QTest::newRow("no database") << QByteArray("just text\n").repeated(1000) << ErrorKind::NotADatabase;
    QTest::newRow("gone") << QByteArray("-") << ErrorKind::NotFound;
}

void TestComparisonService::saysWhyItFailed()
{
    QFETCH(QByteArray, bytes);
    QFETCH(ErrorKind, kind);
    makePair();
    QVERIFY(writeBytes(file("right.db"), bytes));
    if (bytes == "-") {
        std::filesystem::remove(file("right.db"));
    }
    const auto comparing = service();
    QSignalSpy failed(comparing.get(), &ComparisonService::failed);
    comparing->compare(file("left.db"), file("right.db"));
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.first().first().value<Error>().kind, kind);
    QVERIFY(!comparing->isRunning());
}

void TestComparisonService::cancels()
{
    makePair(200'000);
    const auto comparing = service();
    QSignalSpy compared(comparing.get(), &ComparisonService::compared);
    QSignalSpy failed(comparing.get(), &ComparisonService::failed);
    comparing->compare(file("left.db"), file("right.db"));
    comparing->cancel();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.first().first().value<Error>().kind, ErrorKind::Cancelled);
    QVERIFY(!comparing->isRunning());
    m_runner.reset(); // waits for the worker
    QCoreApplication::processEvents();
    QVERIFY(compared.isEmpty());
    QCOMPARE(failed.size(), 1);
    QCOMPARE(filesLeft(), QStringList());
    comparing->cancel(); // nothing goes on
    QCOMPARE(failed.size(), 1);
}

void TestComparisonService::cancelsWhileItWaitsForAThread()
{
    makePair();
    const auto isFree = std::make_shared<std::atomic<bool>>(false);
    for (int busy = 0; busy < 64; ++busy) { // more than any pool has
        m_runner->startTask([isFree] {
            while (!*isFree) {
                QThread::msleep(1);
            }
        });
    }
    const auto comparing = service();
    QSignalSpy failed(comparing.get(), &ComparisonService::failed);
    comparing->compare(file("left.db"), file("right.db"));
    comparing->cancel();
    *isFree = true;
    QCOMPARE(failed.size(), 1);
    m_runner.reset(); // waits for them
}

void TestComparisonService::drops()
{
    makePair(50'000);
    const auto comparing = service();
    QSignalSpy compared(comparing.get(), &ComparisonService::compared);
    QSignalSpy written(comparing.get(), &ComparisonService::scriptWritten);
    QSignalSpy failed(comparing.get(), &ComparisonService::failed);
    comparing->compare(file("left.db"), file("right.db"));
    comparing->drop();
    comparing->writeScript(file("left.db"), file("right.db"), file("change.sql"));
    comparing->drop();
    QVERIFY(!comparing->isRunning());
    m_runner.reset();
    QCoreApplication::processEvents();
    QVERIFY(compared.isEmpty() && written.isEmpty() && failed.isEmpty());
    QCOMPARE(filesLeft(), QStringList());
}

void TestComparisonService::anotherWishTakesThePlaceOfTheFirst()
{
    makePair();
    const auto comparing = service();
    QSignalSpy compared(comparing.get(), &ComparisonService::compared);
    QSignalSpy failed(comparing.get(), &ComparisonService::failed);
    comparing->compare(file("left.db"), file("right.db"));
    comparing->compare(file("left.db"), file("left.db"));
    QTRY_COMPARE(compared.size(), 1);
    QVERIFY(compared.first().first().value<Comparison>().isSame());
    m_runner.reset(); // waits for both
    QCoreApplication::processEvents();
    QCOMPARE(compared.size(), 1);
    QVERIFY(failed.isEmpty());
}

void TestComparisonService::endsWhileItCompares()
{
    makePair(200'000);
    auto comparing = service();
    comparing->compare(file("left.db"), file("right.db"));
    comparing.reset();
    m_runner.reset(); // waits for it
    QCOMPARE(filesLeft(), QStringList());
}

void TestComparisonService::writesAScriptThatMakesThemTheSame()
{
    makePair();
    const auto comparing = service();
    QSignalSpy written(comparing.get(), &ComparisonService::scriptWritten);
    comparing->writeScript(file("left.db"), file("right.db"), file("change.sql"));
    QTRY_COMPARE(written.size(), 1);
    QCOMPARE(written.first().at(1).toLongLong(), qint64(std::filesystem::file_size(file("change.sql"))));
    QCOMPARE(filesLeft(), QStringList{QStringLiteral("change.sql")});
    QVERIFY(Sqlite(file("left.db")).execute(readBytes(file("change.sql")).toStdString()));
    QSignalSpy compared(comparing.get(), &ComparisonService::compared);
    comparing->compare(file("left.db"), file("right.db"));
    QTRY_COMPARE(compared.size(), 1);
    QVERIFY(compared.first().first().value<Comparison>().isSame());
}

void TestComparisonService::replacesAnOlderScriptOnlyByAWholeOne()
{
    makePair(50'000);
    QVERIFY(writeBytes(file("change.sql"), "the old one"));
    const auto comparing = service();
    QSignalSpy failed(comparing.get(), &ComparisonService::failed);
    comparing->writeScript(file("left.db"), file("right.db"), file("change.sql"));
    comparing->cancel();
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(readBytes(file("change.sql")), QByteArray("the old one"));
    QCOMPARE(filesLeft(), QStringList{QStringLiteral("change.sql")});

    comparing->writeScript(file("left.db"), file("right.db"), file("no such folder/change.sql"));
    QTRY_COMPARE(failed.size(), 2);
    QCOMPARE(failed.last().first().value<Error>().kind, ErrorKind::NotFound);
}

void TestComparisonService::keepsItsHandsOffTheDatabases()
{
    makePair();
    const QByteArray before = readBytes(file("left.db"));
    std::filesystem::create_hard_link(file("left.db"), file("other name.db"));
    const auto comparing = service();
    QSignalSpy failed(comparing.get(), &ComparisonService::failed);
    for (const char *name : {"left.db", "right.db", "other name.db"}) {
        failed.clear();
        comparing->writeScript(file("left.db"), file("right.db"), file(name));
        QTRY_COMPARE(failed.size(), 1);
        QCOMPARE(failed.first().first().value<Error>().kind, ErrorKind::SameFile);
    }
    QCOMPARE(readBytes(file("left.db")), before);
}

QTEST_GUILESS_MAIN(TestComparisonService)
#include "tst_comparisonservice.moc"
