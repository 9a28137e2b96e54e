// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clihome.h"
#include "support/databases.h"
#include "support/zipbuilder.h"

#include <QJsonArray>
#include <QTest>

#include <thread>

#include <sys/stat.h>

using namespace litekeeper;
using namespace litekeeper::test;

class TestVerifyCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void exitCodes_data();
    void exitCodes();
    void oneFileIsAnObject();
    void severalFilesAreAnArray();
    void opensWithAPassword();
    void writesAReport();
    void interruptCancels();
    void theChildIsNotForPeople();

private:
    [[nodiscard]] Path write(const char *name, const QByteArray &bytes) const
    {
        const Path file = m_home.sources() / name;
        return writeBytes(file, bytes) ? file : Path();
    }
    [[nodiscard]] QByteArray databaseBytes(int rows = 10) const
    {
        const Path file = m_home.backups() / "made.db";
        std::filesystem::remove(file);
        return makeDatabase(file, rows) ? readBytes(file) : QByteArray();
    }

    const CliHome m_home;
};

void TestVerifyCommand::exitCodes_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("verdict");
    QByteArray damaged = databaseBytes(1000);
    damaged.replace(8192, 4096, QByteArray(4096, 0));
    QTest::newRow("sound") << QByteArray("a.db") << databaseBytes() << 0 << QByteArray("sound");
    QTest::newRow("empty") << QByteArray("b.db") << QByteArray() << 1 << QByteArray("empty");
    QTest::newRow("damaged") << QByteArray("c.db") << damaged << 1 << QByteArray("damaged");
    QTest::newRow("no database") << QByteArray("d.txt") << QByteArray("text") << 1
                                 << QByteArray("unsupported");
    QTest::newRow("dangerous") << QByteArray("e.zip") << buildZip({{.name = "/etc/x", .data = "x"}}) << 1
                               << QByteArray("dangerous");
    QTest::newRow("odd name") << QByteArray("-\xff\n?.db") << databaseBytes() << 0 << QByteArray("sound");
}

void TestVerifyCommand::exitCodes()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    QFETCH(QByteArray, verdict);
    const Path file = write(name.constData(), bytes);
    const CliResult human = m_home.run({"verify", file.string()});
    QCOMPARE(human.code, code);
    QVERIFY(!human.out.isEmpty());
    for (const char *level : {"quick", "full"}) {
        const CliResult result = m_home.run({"verify", "--json", "--level", level, file.string()});
        QCOMPARE(result.code, code);
        QCOMPARE(result.json().value(QStringLiteral("verdict")).toString().toLatin1(), verdict);
    }
}

void TestVerifyCommand::oneFileIsAnObject()
{
    const Path file = write("site.zip", buildZip({{.name = "x/ghost.db", .data = databaseBytes(25)}}));
    const QJsonObject document = m_home.run({"verify", "--json", file.string()}).json();
    QCOMPARE(document.value(QStringLiteral("file")).toString(), QString::fromStdString(file.string()));
    const QJsonObject database = document.value(QStringLiteral("databases")).toArray().first().toObject();
    QCOMPARE(database.value(QStringLiteral("path")).toString(), QStringLiteral("x/ghost.db"));
    QCOMPARE(database.value(QStringLiteral("page_size")).toInt(), 4096);
    QCOMPARE(database.value(QStringLiteral("journal_mode")).toString(), QStringLiteral("delete"));
    QCOMPARE(database.value(QStringLiteral("proof")).toString(), QStringLiteral("proven"));
    QCOMPARE(database.value(QStringLiteral("sha256")).toString().size(), 64);
    const QJsonObject table = database.value(QStringLiteral("tables")).toArray().first().toObject();
    QCOMPARE(table.value(QStringLiteral("rows")).toInt(), 25);
}

void TestVerifyCommand::severalFilesAreAnArray()
{
    const Path sound = write("one.db", databaseBytes());
    const Path empty = write("two.db", {});
    const CliResult result = m_home.run({"verify", "--json", sound.string(), empty.string()});
    QCOMPARE(result.code, 1);
    const QJsonArray documents = QJsonDocument::fromJson(result.out).array();
    QCOMPARE(documents.size(), 2);
    QCOMPARE(documents[1].toObject().value(QStringLiteral("verdict")).toString(), QStringLiteral("empty"));
}

void TestVerifyCommand::opensWithAPassword()
{
    const Path plain = write("secret.db", databaseBytes());
    const Path archive = m_home.sources() / "secret.zip";
    Program zip({"/usr/bin/zip", "-q", "-j", "-P", "canary", archive.string(), plain.string()}, {},
                m_home.backups());
    QCOMPARE(zip.wait(), 0);
    const Path right = write("right", "canary\nsecond line");
    const Path wrong = write("wrong", "dog\n");
    QCOMPARE(m_home.run({"verify", archive.string(), "--password-file", right.string()}).code, 0);
    for (const Program::Strings &more :
         {Program::Strings{}, Program::Strings{"--password-file", wrong.string()}}) {
        Program::Strings arguments{"verify", "--json", archive.string()};
        arguments.insert(arguments.end(), more.begin(), more.end());
        const CliResult result = m_home.run(arguments);
        QCOMPARE(result.code, 1);
        QVERIFY(result.json().value(QStringLiteral("verdict")).toString() != QStringLiteral("sound"));
        QVERIFY(!result.out.contains("dog") && !result.err.contains("dog"));
    }
}

void TestVerifyCommand::writesAReport()
{
    const Path file = write("reported.db", databaseBytes());
    const Path report = m_home.backups() / "report.html";
    QCOMPARE(m_home.run({"verify", file.string(), "--report", report.string()}).code, 0);
    const QByteArray html = readBytes(report);
    QVERIFY(html.contains("reported.db") && html.contains("integrity_check"));
    // A report that was asked for and is not there is no success.
    QCOMPARE(m_home.run({"verify", file.string(), "--report", "/nowhere/report.html"}).code, 1);
}

void TestVerifyCommand::interruptCancels()
{
    const Path file = m_home.sources() / "large.db";
    QVERIFY(makeDatabase(file, 400'000));
    const std::unique_ptr<Program> program = m_home.start({"verify", file.string()});
    const Path scratch = m_home.home() / "cache" / "scratch";
    QVERIFY(QTest::qWaitFor(
        [&] { return std::filesystem::exists(scratch) && !std::filesystem::is_empty(scratch); }, 30'000));
    program->signal(SIGINT);
    QCOMPARE(program->wait(), 130);
    // What was copied goes at the latest with the next start.
    QCOMPARE(m_home.run({"verify", write("small.db", databaseBytes()).string()}).code, 0);
    QTRY_VERIFY(std::filesystem::is_empty(scratch));
}

void TestVerifyCommand::theChildIsNotForPeople()
{
    const CliResult help = m_home.run({"--help"});
    QVERIFY(!help.out.contains("verify-child"));
    QVERIFY(help.out.contains("verify"));
}

QTEST_GUILESS_MAIN(TestVerifyCommand)
#include "tst_verifycommand.moc"
