// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clihome.h"
#include "support/databases.h"
#include "support/sambaworld.h"

#include <QJsonArray>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

/// The command line with a real share, and the hidden child by itself.
class TestNetworkCommand : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theChildIsNotForPeople();
    void theHelpTellsOfPatience();
    void patienceIsKept();
    void backsUpFromAndToAShare();
    void restoresFromAShare_data();
    void restoresFromAShare();
    void missingFilesAreToldAtOnce();
};

namespace {

QString text(const QJsonObject &document, const char *key)
{
    return document.value(QLatin1String(key)).toString();
}

} // namespace

void TestNetworkCommand::theChildIsNotForPeople()
{
    const CliHome home;
    QVERIFY(!home.run({"--help"}).out.contains("network-child"));
    const CliResult result = home.run({"network-child"});
    QCOMPARE(result.code, 2);
    QVERIFY(result.out.isEmpty());
    QVERIFY2(result.err.contains("backup"), result.err);
}

void TestNetworkCommand::theHelpTellsOfPatience()
{
    const CliHome home;
    for (const char *command : {"backup", "add", "edit"}) {
        const CliResult help = std::string(command) == "backup" ? home.run({"backup", "--help"})
                                                                : home.run({"jobs", command, "--help"});
        QVERIFY2(help.out.contains("--patience MINUTES"), command);
    }
    QCOMPARE(home.run({"backup", "/a", "/b", "--patience", "-1"}).code, 2);
}

void TestNetworkCommand::patienceIsKept()
{
    const CliHome home;
    const Path source = home.sources() / "app.db";
    QVERIFY(makeDatabase(source));
    QCOMPARE(home.run({"jobs", "add", source.string(), home.backups().string(), "--name", "App", "--patience",
                       "45"})
                 .code,
             0);
    QVERIFY(home.run({"jobs", "export", "App"}).out.contains("\"patienceMinutes\": 45"));
    QCOMPARE(home.run({"jobs", "edit", "App", "--patience", "3"}).code, 0);
    QVERIFY(home.run({"jobs", "export", "App"}).out.contains("\"patienceMinutes\": 3"));
}

void TestNetworkCommand::backsUpFromAndToAShare()
{
    if (const std::string reason = SambaWorld::whyNot(); !reason.empty()) {
        QSKIP(reason.c_str());
    }
    const SambaWorld samba;
    QVERIFY2(samba.problem().empty(), samba.problem().c_str());
    const CliHome home;
    QVERIFY(makeDatabase(samba.serverFolder() / "app.db", 500, 1000, "WAL"));
    QVERIFY(std::filesystem::create_directory(samba.serverFolder() / "backups"));
    const std::string source = (samba.share() / "app.db").string();
    const std::string destination = (samba.share() / "backups").string();
    const CliResult result = home.run({"backup", source, destination, "--json", "--patience", "0"});
    QVERIFY2(result.code == 0, result.err + result.out);
    QCOMPARE(text(result.json(), "outcome"), QStringLiteral("succeeded"));
    QCOMPARE(text(result.json(), "strategy"), QStringLiteral("network copy"));
    QCOMPARE(text(result.json(), "proof"), QStringLiteral("proven"));
    const Path backup
        = samba.serverFolder() / "backups" / decodePath(text(result.json(), "backup")).filename();
    QCOMPARE(Sqlite(backup, SQLITE_OPEN_READONLY).value("SELECT count(*) FROM items"), std::string("500"));

    QCOMPARE(home.run({"jobs", "add", source, destination, "--name", "App"}).code, 0);
    const CliResult run = home.run({"run", "App"});
    QVERIFY2(run.code == 0, run.err + run.out);
    QVERIFY2(run.out.contains("is proven"), run.out);
    QVERIFY2(home.run({"history"}).out.contains("app.db"), "history");
}

void TestNetworkCommand::restoresFromAShare_data()
{
    QTest::addColumn<QByteArray>("format");
    for (const char *format : {"db", "zip", "zst"}) {
        QTest::newRow(format) << QByteArray(format);
    }
}

/// A backup on a share, and a live database there, are fetched before SQLite sees them.
void TestNetworkCommand::restoresFromAShare()
{
    QFETCH(const QByteArray, format);
    if (const std::string reason = SambaWorld::whyNot(); !reason.empty()) {
        QSKIP(reason.c_str());
    }
    const SambaWorld samba;
    QVERIFY2(samba.problem().empty(), samba.problem().c_str());
    const CliHome home;
    const Path source = home.sources() / "app.db";
    QVERIFY(makeDatabase(source, 500, 1000, "WAL"));
    const CliResult made = home.run(
        {"backup", source.string(), samba.share().string(), "--format", format.toStdString(), "--json"});
    QVERIFY2(made.code == 0, made.err);
    const std::string backup = decodePath(text(made.json(), "backup")).string();
    QVERIFY(Sqlite(source).execute("DELETE FROM items WHERE id > 100"));

    const CliResult difference = home.run({"diff", source.string(), backup, "--json"});
    QVERIFY2(difference.code == 3, difference.err);
    QCOMPARE(difference.json()
                 .value(QLatin1String("tables"))
                 .toArray()
                 .at(0)
                 .toObject()
                 .value(QLatin1String("added"))
                 .toInt(),
             400);
    const CliResult restored = home.run({"restore", backup, source.string(), "--json"});
    QVERIFY2(restored.code == 0, restored.err);
    QCOMPARE(text(restored.json(), "proof"), QStringLiteral("proven"));
    QCOMPARE(Sqlite(source).value("SELECT count(*) FROM items"), std::string("500"));

    // One that is live over there, with commits that only its -wal has.
    Sqlite live(samba.serverFolder() / "live.db");
    QVERIFY(live.execute("PRAGMA journal_mode=WAL; CREATE TABLE t(v); INSERT INTO t VALUES(1),(2)"));
    const Path target = home.sources() / "new.db";
    const CliResult taken = home.run({"restore", (samba.share() / "live.db").string(), target.string()});
    QVERIFY2(taken.code == 0, taken.err);
    QCOMPARE(Sqlite(target).value("SELECT count(*) FROM t"), std::string("2"));
    QVERIFY(live.execute("INSERT INTO t VALUES(3)"));
}

void TestNetworkCommand::missingFilesAreToldAtOnce()
{
    if (const std::string reason = SambaWorld::whyNot(); !reason.empty()) {
        QSKIP(reason.c_str());
    }
    const SambaWorld samba;
    QVERIFY2(samba.problem().empty(), samba.problem().c_str());
    const CliHome home;
    const CliResult result
        = home.run({"backup", (samba.share() / "missing.db").string(), home.backups().string(), "--json"});
    QCOMPARE(result.code, 1);
    QCOMPARE(text(result.json(), "error"), QStringLiteral("not-found"));
    QVERIFY(text(result.json(), "reason").contains(QStringLiteral("missing.db")));
}

QTEST_GUILESS_MAIN(TestNetworkCommand)
#include "tst_networkcommand.moc"
