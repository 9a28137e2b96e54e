// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/databasehandle.h"
#include "support/databases.h"
#include "support/program.h"

#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

/// The program itself, started as a desktop starts it.
class TestStart : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void secondStartHasTheFirstVerifyTheFile();
    void refusesOptionsThatItDoesNotKnow();
    void endsOnSignals_data();
    void endsOnSignals();
    void signalsEndItsRunsCleanly_data();
    void signalsEndItsRunsCleanly();

private:
    [[nodiscard]] std::unique_ptr<Program> start(const Program::Strings &arguments) const;
    [[nodiscard]] Path data() const { return m_folder->path() / "home" / "data"; }
    [[nodiscard]] int verdicts() const;
    [[nodiscard]] std::string newestRun(const char *column) const;
    [[nodiscard]] bool hasPartial() const;

    std::unique_ptr<TemporaryFolder> m_folder;
};

void TestStart::init()
{
    m_folder = std::make_unique<TemporaryFolder>();
    std::filesystem::create_directory(m_folder->path() / "output");
    std::filesystem::create_directory(m_folder->path() / "run");
}

std::unique_ptr<Program> TestStart::start(const Program::Strings &arguments) const
{
    Program::Strings all{LITEKEEPER_PROGRAM};
    all.insert(all.end(), arguments.begin(), arguments.end());
    return std::make_unique<Program>(
        all,
        Program::Strings{"LITEKEEPER_HOME=" + (m_folder->path() / "home").string(),
                         "XDG_RUNTIME_DIR=" + (m_folder->path() / "run").string(),
                         "QT_QPA_PLATFORM=offscreen"},
        m_folder->path() / "output");
}

/// How many files the catalogue knows a verdict of; -1 while there is no catalogue.
int TestStart::verdicts() const
{
    const Path file = data() / "catalogue.db";
    if (!std::filesystem::exists(file)) {
        return -1;
    }
    const Database catalogue = openDatabase(file);
    sqlite3_stmt *statement = nullptr;
    if (sqlite3_prepare_v2(catalogue.get(), "SELECT count(*) FROM verdicts", -1, &statement, nullptr)
        != SQLITE_OK) {
        return -1;
    }
    const int count = sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int(statement, 0) : -1;
    sqlite3_finalize(statement);
    return count;
}

void TestStart::secondStartHasTheFirstVerifyTheFile()
{
    QVERIFY(openDatabase(m_folder->path() / "shop.db", "CREATE TABLE a (b); INSERT INTO a VALUES (1);"));
    const auto first = start({"--minimized"});
    QVERIFY(waitUntil([this] { return verdicts() == 0; }, 60));
    const auto second = start({(m_folder->path() / "shop.db").string()});
    QCOMPARE(second->wait(), 0);
    QCOMPARE(second->out() + second->err(), QByteArray());
    QVERIFY(waitUntil([this] { return verdicts() == 1; }, 60));
    QVERIFY(first->isRunning());
    // A killed window is no obstacle.
    first->signal(SIGKILL);
    first->wait();
    const auto third = start({(m_folder->path() / "shop.db").string()});
    QVERIFY(waitUntil([this] { return verdicts() == 2; }, 60));
    QVERIFY(third->isRunning());
}

void TestStart::refusesOptionsThatItDoesNotKnow()
{
    const auto program = start({"--minimised"});
    QCOMPARE(program->wait(), 2);
    QVERIFY(program->err().contains("--minimised"));
    QVERIFY(program->err().contains("--minimized"));
    QVERIFY(!std::filesystem::exists(data()));
}

/// Of the newest run that began.
std::string TestStart::newestRun(const char *column) const
{
    return Sqlite(data() / "catalogue.db")
        .value(std::string("SELECT ") + column
               + " FROM runs WHERE outcome <> 'skipped' ORDER BY rowid DESC LIMIT 1");
}

bool TestStart::hasPartial() const
{
    for (const auto &entry : std::filesystem::directory_iterator(m_folder->path() / "backups")) {
        if (entry.path().string().ends_with(".partial")) {
            return true;
        }
    }
    return false;
}

void TestStart::endsOnSignals_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QByteArray>("outcome");
    // A person in the terminal, or the system that shuts down.
    QTest::newRow("SIGINT") << SIGINT << QByteArray("cancelled");
    QTest::newRow("SIGTERM") << SIGTERM << QByteArray("interrupted");
    QTest::newRow("SIGHUP") << SIGHUP << QByteArray("interrupted");
}

void TestStart::endsOnSignals()
{
    QFETCH(const int, number);
    const auto program = start({"--minimized"});
    QVERIFY(waitUntil([this] { return verdicts() == 0; }, 60));
    program->signal(number);
    QCOMPARE(program->wait(), 0);
    QCOMPARE(program->out() + program->err(), QByteArray());
}

void TestStart::signalsEndItsRunsCleanly_data()
{
    endsOnSignals_data();
}

void TestStart::signalsEndItsRunsCleanly()
{
    QFETCH(const int, number);
    QFETCH(const QByteArray, outcome);
    const Path source = m_folder->path() / "big.db";
    const Path backups = m_folder->path() / "backups";
    std::filesystem::create_directory(backups);
    QVERIFY(makeDatabase(source, 1500, 65'000));
    Program add(
        {LITEKEEPER_CLI, "jobs", "add", source.string(), backups.string(), "--schedule", "* * * * * *"},
        {"LITEKEEPER_HOME=" + (m_folder->path() / "home").string()}, m_folder->path() / "output");
    QCOMPARE(add.wait(), 0);
    const auto program = start({"--minimized"});
    QVERIFY(waitUntil([this] { return hasPartial(); }, 60));
    program->signal(SIGSTOP);
    program->signal(number);
    program->signal(SIGCONT);
    QCOMPARE(program->wait(), 0);
    QVERIFY(!hasPartial());
    QCOMPARE(newestRun("outcome"), outcome.toStdString());
    QVERIFY(!newestRun("reason").empty());
}

QTEST_GUILESS_MAIN(TestStart)
#include "tst_start.moc"
