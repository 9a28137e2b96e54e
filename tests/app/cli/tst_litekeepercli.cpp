// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clihome.h"
#include "support/databases.h"

#include <QJsonArray>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

/// Every command but "backup", and what all of them share.
class LitekeeperCliTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsItsVersion();
    void usageErrors_data();
    void usageErrors();
    void everyCommandHasHelp_data();
    void everyCommandHasHelp();
    void scanFindsByContent();
    void scanOfAMissingFolderFails();
    void scanTakesFoldersWithBrackets();
    void historyBeginsEmpty();
    void historyIsNewestFirst();
    void historyShowsOneRunWithItsLog();
    void inspectCountsRows();
    void inspectShowsNamesEscaped();
    void inspectLeavesNothingBehind();
    void inspectRefusesWhatIsNoDatabase();
    void doctorIsWell();
    void doctorTellsOfADamagedCatalogue();
    void sampleIsMadeOnce();
    void sampleRefusesOtherFiles();
    void worksInTheCLocale();
    void fullOutputIsAFailure();
};

namespace {

QString text(const QJsonObject &document, const char *key)
{
    return document.value(QLatin1String(key)).toString();
}

QJsonArray array(const QJsonObject &document, const char *key)
{
    return document.value(QLatin1String(key)).toArray();
}

std::vector<std::string> namesIn(const Path &folder)
{
    std::vector<std::string> names;
    for (const auto &entry : std::filesystem::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
    }
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace

void LitekeeperCliTest::tellsItsVersion()
{
    const CliResult result = CliHome().run({"--version"});
    QCOMPARE(result.code, 0);
    QCOMPARE(result.out, QByteArray("litekeeper-cli " LITEKEEPER_VERSION "\n"));
}

void LitekeeperCliTest::usageErrors_data()
{
    QTest::addColumn<QByteArrayList>("arguments");
    QTest::newRow("nothing") << QByteArrayList();
    QTest::newRow("unknown command") << QByteArrayList{"explode"};
    QTest::newRow("unknown option") << QByteArrayList{"history", "--bogus"};
    QTest::newRow("no source") << QByteArrayList{"backup"};
    QTest::newRow("format") << QByteArrayList{"backup", "a.db", "--format", "rar"};
    QTest::newRow("proof") << QByteArrayList{"backup", "a.db", "--proof", "sure"};
    QTest::newRow("limit") << QByteArrayList{"history", "--limit", "0"};
    QTest::newRow("timeout") << QByteArrayList{"backup", "a.db", "--busy-timeout", "-1"};
}

void LitekeeperCliTest::usageErrors()
{
    QFETCH(const QByteArrayList, arguments);
    Program::Strings strings;
    for (const QByteArray &argument : arguments) {
        strings.push_back(argument.toStdString());
    }
    const CliHome home;
    const CliResult result = home.run(strings);
    QCOMPARE(result.code, 2);
    QVERIFY(!(result.err + result.out).isEmpty());
    if (!strings.empty()) {
        strings.push_back("--json");
        const CliResult withJson = home.run(strings);
        QCOMPARE(withJson.code, 2);
        QCOMPARE(text(withJson.json(), "error"), QStringLiteral("usage"));
    }
    QVERIFY(!std::filesystem::exists(home.home()));
}

void LitekeeperCliTest::everyCommandHasHelp_data()
{
    QTest::addColumn<int>("unused");
    for (const char *command :
         {"backup", "scan", "places", "history", "inspect", "doctor", "sample", "next"}) {
        QTest::newRow(command) << 0;
    }
}

void LitekeeperCliTest::everyCommandHasHelp()
{
    const CliResult result = CliHome().run({QTest::currentDataTag(), "--help"});
    QCOMPARE(result.code, 0);
    QVERIFY2(result.out.contains("Examples:\n  litekeeper-cli "), result.out);
    for (const QByteArray &line : result.out.split('\n')) {
        QVERIFY2(line.size() <= 100, line);
    }
}

void LitekeeperCliTest::scanFindsByContent()
{
    const CliHome home;
    QVERIFY(makeDatabase(home.sources() / "photo.jpg"));
    QVERIFY(makeDatabase(home.sources() / "app.db", 10, 10, "WAL"));
    QVERIFY(writeBytes(home.sources() / "fake.sqlite", "no"));
    const CliResult result = home.run({"scan", home.sources().string(), "--json"});
    QCOMPARE(result.code, 0);
    QStringList found;
    for (const QJsonValue &database : array(result.json(), "databases")) {
        found.append(displayName(decodePath(text(database.toObject(), "path"))));
        for (const char *key : {"bytes", "wal_bytes", "page_size", "pages", "journal_mode", "modified"}) {
            QVERIFY2(database.toObject().contains(QLatin1String(key)), key);
        }
    }
    found.sort();
    QCOMPARE(found, (QStringList{QStringLiteral("app.db"), QStringLiteral("photo.jpg")}));
    QCOMPARE(result.json().value(QLatin1String("files")).toInt(), 3);
    QCOMPARE(result.json().value(QLatin1String("complete")).toBool(), true);
    const CliResult human = home.run({"scan", home.sources().string()});
    QCOMPARE(human.code, 0);
    QCOMPARE(human.out.count('\n'), 2);
    QVERIFY(human.err.contains("2 databases among 3 files"));
}

void LitekeeperCliTest::scanOfAMissingFolderFails()
{
    const CliHome home;
    const CliResult result = home.run({"scan", "/does/not/exist", "--json"});
    QCOMPARE(result.code, 1);
    QVERIFY(result.err.contains("/does/not/exist"));
    QCOMPARE(result.json().value(QLatin1String("complete")).toBool(), false);
}

void LitekeeperCliTest::scanTakesFoldersWithBrackets()
{
    const CliHome home;
    const Path folder = home.sources() / "[a,b]";
    QVERIFY(std::filesystem::create_directory(folder));
    QVERIFY(makeDatabase(folder / "x.db"));
    std::filesystem::current_path(home.sources());
    const CliResult result = home.run({"scan", "[a,b]", ".", "--json"});
    QCOMPARE(result.code, 0);
    QCOMPARE(array(result.json(), "databases").size(), 1);
    std::filesystem::current_path("/");
}

void LitekeeperCliTest::historyBeginsEmpty()
{
    const CliHome home;
    QCOMPARE(home.run({"history", "--json"}).json(), (QJsonObject{{QStringLiteral("runs"), QJsonArray()}}));
    QVERIFY(home.run({"history"}).out.contains("litekeeper-cli backup"));
}

void LitekeeperCliTest::historyShowsOneRunWithItsLog()
{
    const CliHome home;
    const Path source = home.sources() / "app.db";
    QVERIFY(makeDatabase(source));
    QCOMPARE(home.run({"backup", source.string(), home.backups().string()}).code, 0);
    QCOMPARE(home.run({"backup", "/no/such.db", home.backups().string()}).code, 1);
    const QJsonObject failed = home.run({"history", "show", "latest", "--json"}).json();
    QCOMPARE(failed.value(QLatin1String("outcome")).toString(), QStringLiteral("failed"));
    const QJsonArray log = array(failed, "log");
    QVERIFY(log.size() >= 2); // who asked for it, and why it failed
    QVERIFY(log.last().toString().contains(failed.value(QLatin1String("reason")).toString()));
    // The other one, by the beginning of its id.
    const QJsonArray runs = array(home.run({"history", "--json"}).json(), "runs");
    const std::string id = runs.at(1).toObject().value(QLatin1String("id")).toString().left(18).toStdString();
    const CliResult shown = home.run({"history", "show", id});
    QCOMPARE(shown.code, 0);
    QVERIFY(shown.out.contains("Phase: copying."));
    QVERIFY(shown.out.contains("succeeded"));
    const CliResult missing = home.run({"history", "show", "ffffffff-ffff", "--json"});
    QCOMPARE(missing.code, 1);
    QCOMPARE(missing.json().value(QLatin1String("error")).toString(), QStringLiteral("not-found"));
}

void LitekeeperCliTest::historyIsNewestFirst()
{
    const CliHome home;
    for (const char *name : {"first.db", "second.db"}) {
        QVERIFY(makeDatabase(home.sources() / name));
        QCOMPARE(home.run({"backup", (home.sources() / name).string(), home.backups().string()}).code, 0);
    }
    QCOMPARE(home.run({"backup", "/missing.db", home.backups().string()}).code, 1);
    const CliResult result = home.run({"history", "--json"});
    QCOMPARE(result.code, 0);
    const QJsonArray runs = array(result.json(), "runs");
    QCOMPARE(runs.size(), 3);
    QCOMPARE(text(runs.at(0).toObject(), "outcome"), QStringLiteral("failed"));
    QVERIFY(text(runs.at(1).toObject(), "source").endsWith(QLatin1String("second.db")));
    QCOMPARE(text(runs.at(2).toObject(), "proof"), QStringLiteral("proven"));
    QVERIFY(std::filesystem::exists(decodePath(text(runs.at(2).toObject(), "backup"))));
    QCOMPARE(array(home.run({"history", "--json", "--limit", "1"}).json(), "runs").size(), 1);
    const CliResult human = home.run({"history"});
    QVERIFY(human.out.contains("/missing.db"));
    QVERIFY(human.out.contains("succeeded"));
}

void LitekeeperCliTest::inspectCountsRows()
{
    const CliHome home;
    const Path file = home.sources() / "app.db";
    QVERIFY(makeDatabase(file, 42));
    const CliResult result = home.run({"inspect", file.string(), "--json"});
    QCOMPARE(result.code, 0);
    const QJsonObject table = array(result.json(), "tables").at(0).toObject();
    QCOMPARE(text(table, "name"), QStringLiteral("items"));
    QCOMPARE(table.value(QLatin1String("rows")).toInt(), 42);
    QCOMPARE(text(result.json(), "journal_mode"), QStringLiteral("rollback"));
    QVERIFY(home.run({"inspect", file.string()}).out.contains("items"));
}

void LitekeeperCliTest::inspectShowsNamesEscaped()
{
    const CliHome home;
    const Path file = home.sources() / "app.db";
    QVERIFY(Sqlite(file).execute("CREATE TABLE \"evil\x1b[2Jname\"(a)"));
    const CliResult result = home.run({"inspect", file.string()});
    QCOMPARE(result.code, 0);
    QVERIFY(result.out.contains("evil\\x1b[2Jname"));
    QVERIFY(!result.out.contains('\x1b'));
}

void LitekeeperCliTest::inspectLeavesNothingBehind()
{
    const CliHome home;
    const Path file = home.sources() / "app.db";
    QVERIFY(makeDatabase(file, 10, 10, "WAL"));
    QCOMPARE(namesIn(home.sources()), (std::vector<std::string>{"app.db"}));
    const QByteArray before = readBytes(file);
    QCOMPARE(home.run({"inspect", file.string()}).code, 0);
    QCOMPARE(namesIn(home.sources()), (std::vector<std::string>{"app.db"}));
    QCOMPARE(readBytes(file), before);
    // With an application at work, it sees the commits that are only in the -wal.
    Sqlite application(file);
    QVERIFY(application.execute("INSERT INTO items(content) VALUES('live')"));
    const QJsonArray tables = array(home.run({"inspect", file.string(), "--json"}).json(), "tables");
    QCOMPARE(tables.at(0).toObject().value(QLatin1String("rows")).toInt(), 11);
}

void LitekeeperCliTest::inspectRefusesWhatIsNoDatabase()
{
    const CliHome home;
    const Path file = home.sources() / "text.db";
    QVERIFY(writeBytes(file, QByteArray("hello").repeated(500)));
    const CliResult result = home.run({"inspect", file.string(), "--json"});
    QCOMPARE(result.code, 1);
    QCOMPARE(text(result.json(), "error"), QStringLiteral("not-a-database"));
    QVERIFY(result.err.contains("text.db"));
}

void LitekeeperCliTest::doctorIsWell()
{
    const CliHome home;
    const CliResult result = home.run({"doctor", "--json"});
    QCOMPARE(result.code, 0);
    const QJsonObject libraries = result.json().value(QLatin1String("libraries")).toObject();
    for (const char *name : {"Qt", "SQLite", "zlib", "libdeflate", "zstd", "xxHash", "OpenSSL"}) {
        QVERIFY2(!text(libraries.value(QLatin1String(name)).toObject(), "running").isEmpty(), name);
    }
    const QJsonObject catalogue = result.json().value(QLatin1String("catalogue")).toObject();
    QCOMPARE(catalogue.value(QLatin1String("healthy")).toBool(), true);
    QCOMPARE(text(result.json().value(QLatin1String("paths")).toObject(), "catalogue"),
             encodePath(home.home() / "data" / "catalogue.db"));
    QVERIFY(home.run({"doctor"}).out.contains("SQLite"));
}

void LitekeeperCliTest::doctorTellsOfADamagedCatalogue()
{
    const CliHome home;
    QCOMPARE(home.run({"doctor"}).code, 0);
    const Path file = home.home() / "data" / "catalogue.db";
    QVERIFY(writeBytes(file, QByteArray("SQLite format 3\0", 16) + QByteArray(8192, '\x55')));
    const CliResult result = home.run({"doctor", "--json"});
    QCOMPARE(result.code, 3);
    const QJsonObject catalogue = result.json().value(QLatin1String("catalogue")).toObject();
    QVERIFY(!array(catalogue, "findings").isEmpty());
    QCOMPARE(home.run({"doctor"}).code, 0);
}

void LitekeeperCliTest::sampleIsMadeOnce()
{
    const CliHome home;
    const Path file = home.sources() / "bank.db";
    const CliResult made = home.run({"sample", file.string()});
    QCOMPARE(made.code, 0);
    QVERIFY(made.out.contains("200,000 transfers"));
    const CliResult written
        = home.run({"sample", file.string(), "--seconds", "0.2", "--commits-per-second", "200"});
    QCOMPARE(written.code, 0);
    Sqlite bank(file);
    QCOMPARE(bank.value("SELECT sum(balance) FROM accounts"), std::string("100000000"));
    QVERIFY(std::stoi(bank.value("SELECT count(*) FROM transfers")) > 200'000);
    QCOMPARE(bank.value("PRAGMA journal_mode"), std::string("wal"));
    QCOMPARE(bank.value("PRAGMA foreign_key_check"), std::string("error: no more rows available"));
}

void LitekeeperCliTest::sampleRefusesOtherFiles()
{
    const CliHome home;
    const Path file = home.sources() / "app.db";
    QVERIFY(makeDatabase(file));
    const QByteArray before = readBytes(file);
    const CliResult result = home.run({"sample", file.string(), "--seconds", "1"});
    QCOMPARE(result.code, 1);
    QVERIFY(result.err.contains("exists already"));
    QCOMPARE(readBytes(file), before);
}

void LitekeeperCliTest::worksInTheCLocale()
{
    const CliHome home;
    const Path source = home.sources() / "größe.db";
    QVERIFY(makeDatabase(source));
    qputenv("LC_ALL", "C");
    const CliResult result = home.run({"backup", source.string(), home.backups().string()});
    qputenv("LC_ALL", "C.UTF-8");
    QCOMPARE(result.err, QByteArray());
    QCOMPARE(result.code, 0);
    QVERIFY(result.out.contains("größe"));
}

void LitekeeperCliTest::fullOutputIsAFailure()
{
    const CliHome home;
    const std::string command = std::string(LITEKEEPER_CLI) + " history --json > /dev/full";
    const Program shell({"/bin/sh", "-c", command}, {"LITEKEEPER_HOME=" + home.home().string()},
                        home.sources());
    QCOMPARE(const_cast<Program &>(shell).wait(), 1);
}

QTEST_GUILESS_MAIN(LitekeeperCliTest)
#include "tst_litekeepercli.moc"
