// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clihome.h"
#include "support/databases.h"

#include <QJsonArray>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

/// "jobs" and "run": what they store, print, and end with.
class JobsCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void helpHasExamples_data();
    void helpHasExamples();
    void addsAndLists();
    void refusesWhatCannotBeUsed_data();
    void refusesWhatCannotBeUsed();
    void editsOnlyWhatIsNamed();
    void enablesDisablesAndRemoves();
    void findsByNameOrId();
    void secretsComeFromAFile();
    void carriesJobsOver();
    void importsAllOrNothing();
    void runsAJob();
    void exitCodesTellHowTheyDo();
    void anotherDiskIsRefusedUntilAccepted();
};

namespace {

struct World
{
    World() { made = makeDatabase(source()); }

    [[nodiscard]] Path source() const { return home.sources() / "app.db"; }
    [[nodiscard]] CliResult add(const Program::Strings &more = {}) const
    {
        Program::Strings arguments{"jobs",    "add",    source().string(), home.backups().string(),
                                   "--proof", "copied", "--json"};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return home.run(arguments);
    }
    [[nodiscard]] QJsonArray jobs() const
    {
        return home.run({"jobs", "--json"}).json().value(QLatin1String("jobs")).toArray();
    }
    [[nodiscard]] QJsonObject job() const { return jobs().at(0).toObject(); }

    CliHome home;
    bool made = false;
};

QString text(const QJsonObject &document, const char *key)
{
    return document.value(QLatin1String(key)).toString();
}

} // namespace

void JobsCommandTest::helpHasExamples_data()
{
    QTest::addColumn<QByteArrayList>("command");
    QTest::newRow("jobs") << QByteArrayList{"jobs"};
    for (const char *name : {"show", "add", "edit", "remove", "enable", "disable", "export", "import"}) {
        QTest::newRow(name) << QByteArrayList{"jobs", name};
    }
    QTest::newRow("run") << QByteArrayList{"run"};
    QTest::newRow("run-due") << QByteArrayList{"run-due"};
}

void JobsCommandTest::helpHasExamples()
{
    QFETCH(QByteArrayList, command);
    const CliHome home;
    Program::Strings arguments;
    for (const QByteArray &word : command) {
        arguments.push_back(word.toStdString());
    }
    arguments.push_back("--help");
    const CliResult help = home.run(arguments);
    QCOMPARE(help.code, 0);
    QVERIFY2(help.out.contains("litekeeper-cli " + command.join(' ')), help.out.constData());
    for (const QByteArray &line : help.out.split('\n')) {
        QVERIFY2(line.size() <= 110, line.constData());
    }
}

void JobsCommandTest::addsAndLists()
{
    const World world;
    QVERIFY(world.made);
    const CliResult none = world.home.run({"jobs"});
    QCOMPARE(none.code, 0);
    QVERIFY(none.out.contains("jobs add"));
    const CliResult added = world.add(
        {"--name",      "Nightly", "--schedule",      "0 30 2 * * *", "--tz",        "Europe/Berlin",
         "--keep-last", "3",       "--keep-daily",    "14",           "--missed",    "skip",
         "--deadline",  "2d",      "--after-failure", "mail me",      "--file-name", "{name}-{date}",
         "--format",    "zst"});
    QVERIFY2(added.code == 0, added.err.constData());
    const QJsonObject job = world.job();
    QCOMPARE(text(added.json(), "id"), text(job, "id"));
    QCOMPARE(text(job, "name"), QStringLiteral("Nightly"));
    QCOMPARE(text(job, "schedule"), QStringLiteral("0 30 2 * * *"));
    QCOMPARE(text(job, "time_zone"), QStringLiteral("Europe/Berlin"));
    QCOMPARE(text(job, "missed_run"), QStringLiteral("skip"));
    QCOMPARE(text(job, "format"), QStringLiteral("zst"));
    QCOMPARE(text(job, "proof"), QStringLiteral("copied"));
    QCOMPARE(text(job, "name_template"), QStringLiteral("{name}-{date}"));
    QCOMPARE(text(job, "failure_command"), QStringLiteral("mail me"));
    QCOMPARE(job.value(QLatin1String("catch_up_minutes")).toInt(), 2 * 24 * 60);
    const QJsonObject retention = job.value(QLatin1String("retention")).toObject();
    QCOMPARE(retention.value(QLatin1String("last")).toInt(), 3);
    QCOMPARE(retention.value(QLatin1String("daily")).toInt(), 14);
    QCOMPARE(retention.value(QLatin1String("weekly")).toInt(), 4);
    QCOMPARE(text(job, "state"), QStringLiteral("waiting"));
    QCOMPARE(job.value(QLatin1String("overdue")).toBool(true), false);
    QVERIFY(text(job, "next_due").endsWith(QLatin1String("00:30:00.000Z"))
            || text(job, "next_due").endsWith(QLatin1String("01:30:00.000Z")));
    QVERIFY(job.value(QLatin1String("last_run")).isNull());
    const CliResult list = world.home.run({"jobs"});
    QCOMPARE(list.code, 0);
    QVERIFY(list.out.contains("Nightly") && list.out.contains("waiting"));
    QCOMPARE(world.add({"--name", "Nightly"}).code, 2); // taken
}

void JobsCommandTest::refusesWhatCannotBeUsed_data()
{
    QTest::addColumn<QByteArrayList>("options");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("schedule") << QByteArrayList{"--schedule", "0 0 25 * * *"} << QByteArray("hour");
    QTest::newRow("zone") << QByteArrayList{"--schedule", "0 0 2 * * *", "--tz", "Mars/Olympus"}
                          << QByteArray("Mars");
    QTest::newRow("deadline") << QByteArrayList{"--deadline", "soon"} << QByteArray("soon");
    QTest::newRow("template") << QByteArrayList{"--file-name", "{when}"} << QByteArray("{when}");
    QTest::newRow("format") << QByteArrayList{"--format", "rar"} << QByteArray("rar");
    QTest::newRow("rule") << QByteArrayList{"--missed", "perhaps"} << QByteArray("perhaps");
    QTest::newRow("retention") << QByteArrayList{"--keep-daily", "-1"} << QByteArray("keep-daily");
    QTest::newRow("name") << QByteArrayList{"--name", " "} << QByteArray("no name");
}

void JobsCommandTest::refusesWhatCannotBeUsed()
{
    QFETCH(QByteArrayList, options);
    QFETCH(QByteArray, says);
    const World world;
    Program::Strings more;
    for (const QByteArray &option : options) {
        more.push_back(option.toStdString());
    }
    const CliResult refused = world.add(more);
    QCOMPARE(refused.code, 2);
    QVERIFY2((refused.err + refused.out).contains(says), refused.err.constData());
    QVERIFY(!text(refused.json(), "error").isEmpty());
    QVERIFY(world.jobs().isEmpty());
}

void JobsCommandTest::editsOnlyWhatIsNamed()
{
    const World world;
    QCOMPARE(world.add({"--name", "a", "--keep-last", "3", "--schedule", "0 0 2 * * *"}).code, 0);
    const QJsonObject before = world.job();
    QCOMPARE(world.home.run({"jobs", "edit", "a", "--keep-daily", "9", "--name", "b"}).code, 0);
    QJsonObject expected = before;
    expected.insert(QStringLiteral("name"), QStringLiteral("b"));
    QJsonObject retention = before.value(QLatin1String("retention")).toObject();
    retention.insert(QStringLiteral("daily"), 9);
    expected.insert(QStringLiteral("retention"), retention);
    QCOMPARE(world.job(), expected);
    QCOMPARE(world.home.run({"jobs", "edit", "b", "--schedule", ""}).code, 0);
    QCOMPARE(text(world.job(), "state"), QStringLiteral("off"));
    QCOMPARE(world.home.run({"jobs", "edit", "nobody", "--name", "c"}).code, 1);
}

void JobsCommandTest::enablesDisablesAndRemoves()
{
    const World world;
    QCOMPARE(world.add({"--name", "a", "--schedule", "0 0 2 * * *"}).code, 0);
    QCOMPARE(world.home.run({"jobs", "disable", "a"}).code, 0);
    QCOMPARE(text(world.job(), "state"), QStringLiteral("off"));
    QVERIFY(world.job().value(QLatin1String("next_due")).isNull());
    QCOMPARE(world.home.run({"jobs", "enable", "a"}).code, 0);
    QCOMPARE(text(world.job(), "state"), QStringLiteral("waiting"));
    QCOMPARE(world.home.run({"jobs", "remove", "a"}).code, 0);
    QVERIFY(world.jobs().isEmpty());
    QCOMPARE(world.home.run({"jobs", "remove", "a"}).code, 1);
}

void JobsCommandTest::findsByNameOrId()
{
    const World world;
    QCOMPARE(world.add({"--name", "Blog"}).code, 0);
    QCOMPARE(world.add({"--name", "blog"}).code, 0);
    QCOMPARE(world.add({"--name", "Shop"}).code, 0);
    const std::string id = text(world.job(), "id").toStdString();
    for (const std::string &known :
         {std::string("Blog"), std::string("blog"), std::string("sHOP"), id, id.substr(0, 8)}) {
        QCOMPARE(world.home.run({"jobs", "show", known}).code, 0);
    }
    const CliResult several = world.home.run({"jobs", "show", "BLOG", "--json"});
    QCOMPARE(several.code, 2);
    QVERIFY(text(several.json(), "reason").contains(QLatin1String("several")));
    QCOMPARE(world.home.run({"jobs", "show", id.substr(0, 4)}).code, 1);
}

void JobsCommandTest::secretsComeFromAFile()
{
    const World world;
    const Path file = world.home.sources() / "ping";
    QVERIFY(writeBytes(file, "https://hc.example/secret\n"));
    QCOMPARE(world.add({"--name", "a", "--ping-url-file", file.string()}).code, 0);
    QVERIFY(world.job().value(QLatin1String("has_ping_url")).toBool());
    for (const Program::Strings &arguments :
         {Program::Strings{"jobs", "--json"}, {"jobs", "show", "a"}, {"jobs", "export"}}) {
        QVERIFY(!world.home.run(arguments).out.contains("secret"));
    }
    QVERIFY(world.home.run({"jobs", "export", "--secrets"}).out.contains("hc.example/secret"));
    QCOMPARE(world.add({"--name", "b", "--ping-url-file", "/no/such/file"}).code, 1);
}

void JobsCommandTest::carriesJobsOver()
{
    const World world;
    QCOMPARE(world.add({"--name", "a", "--schedule", "0 0 2 * * *", "--tz", "Europe/Berlin"}).code, 0);
    QCOMPARE(world.add({"--name", "b", "--keep-last", "7"}).code, 0);
    const CliResult exported = world.home.run({"jobs", "export"});
    QCOMPARE(exported.code, 0);
    QCOMPARE(exported.json().value(QLatin1String("jobs")).toArray().size(), 2);
    const CliHome other;
    const Path file = other.sources() / "jobs.json";
    QVERIFY(writeBytes(file, exported.out));
    QCOMPARE(other.run({"jobs", "import", file.string()}).code, 0);
    QCOMPARE(other.run({"jobs", "export"}).out, exported.out);
    QCOMPARE(other.run({"jobs", "import", file.string()}).code, 0); // once more: under other names
    QCOMPARE(other.run({"jobs", "show", "a (2)"}).code, 0);
}

void JobsCommandTest::importsAllOrNothing()
{
    const CliHome home;
    const Path file = home.sources() / "jobs.json";
    QVERIFY(writeBytes(file,
                       R"({"jobs": [{"name": "a", "source": "/a.db", "destination": "/b"},)"
                       R"( {"name": "b", "source": "/a.db", "destination": "/b", "format": "rar"}]})"));
    const CliResult refused = home.run({"jobs", "import", file.string()});
    QCOMPARE(refused.code, 2);
    QVERIFY2(refused.err.contains("format") && refused.err.contains("job 2"), refused.err.constData());
    QVERIFY(writeBytes(file, "no json"));
    QCOMPARE(home.run({"jobs", "import", file.string()}).code, 2);
    QVERIFY(home.run({"jobs", "--json"}).json().value(QLatin1String("jobs")).toArray().isEmpty());
}

void JobsCommandTest::runsAJob()
{
    const World world;
    QCOMPARE(world.add({"--name", "a", "--format", "zip"}).code, 0);
    const CliResult ran = world.home.run({"run", "a", "--json"});
    QVERIFY2(ran.code == 0, ran.err.constData());
    QCOMPARE(text(ran.json(), "outcome"), QStringLiteral("succeeded"));
    QCOMPARE(world.home.backupsEndingIn(".zip").size(), std::size_t(1));
    QCOMPARE(text(world.job(), "state"), QStringLiteral("well"));
    QCOMPARE(text(world.job().value(QLatin1String("last_run")).toObject(), "outcome"),
             QStringLiteral("succeeded"));
    const CliResult none = world.home.run({"run", "nobody", "--json"});
    QCOMPARE(none.code, 1);
    QCOMPARE(text(none.json(), "error"), QStringLiteral("not-found"));
    QVERIFY(world.home.run({"run", "a", "--quiet"}).out.isEmpty());
}

void JobsCommandTest::exitCodesTellHowTheyDo()
{
    const World world;
    QCOMPARE(world.add({"--name", "a", "--schedule", "0 0 2 * * *"}).code, 0);
    QCOMPARE(world.home.run({"jobs"}).code, 0);
    // No run for a week.
    Sqlite catalogue(world.home.home() / "data" / "catalogue.db");
    const std::string weekAgo
        = std::to_string(QDateTime::currentDateTimeUtc().addDays(-7).toMSecsSinceEpoch());
    QVERIFY(catalogue.execute("UPDATE jobs SET created_at = " + weekAgo + ", scheduled_since = " + weekAgo));
    const CliResult overdue = world.home.run({"jobs", "--json"});
    QCOMPARE(overdue.code, 3);
    QCOMPARE(text(overdue.json(), "state"), QStringLiteral("overdue"));
    QVERIFY(world.job().value(QLatin1String("overdue")).toBool());
    QVERIFY(std::filesystem::remove(world.source()));
    QCOMPARE(world.home.run({"run", "a"}).code, 1);
    QCOMPARE(world.home.run({"jobs"}).code, 1);
    QCOMPARE(world.home.run({"jobs", "show", "a"}).code, 1);
    QVERIFY(makeDatabase(world.source()));
    QCOMPARE(world.home.run({"run", "a"}).code, 0);
    QCOMPARE(world.home.run({"jobs"}).code, 0);
}

void JobsCommandTest::anotherDiskIsRefusedUntilAccepted()
{
    const World world;
    QCOMPARE(world.add({"--name", "a"}).code, 0);
    QCOMPARE(world.home.run({"run", "a"}).code, 0);
    std::filesystem::remove_all(world.home.backups());
    QVERIFY(std::filesystem::create_directory(world.home.backups()));
    const CliResult refused = world.home.run({"run", "a", "--json"});
    QCOMPARE(refused.code, 1);
    QCOMPARE(text(refused.json(), "error"), QStringLiteral("wrong-destination"));
    QVERIFY(std::filesystem::is_empty(world.home.backups()));
    QCOMPARE(world.home.run({"jobs", "edit", "a", "--new-disk"}).code, 0);
    QCOMPARE(world.home.run({"run", "a"}).code, 0);
}

QTEST_GUILESS_MAIN(JobsCommandTest)
#include "tst_jobscommand.moc"
