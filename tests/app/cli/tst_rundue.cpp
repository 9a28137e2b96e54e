// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clihome.h"
#include "support/databases.h"

#include <QJsonArray>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

/// "run-due" as a timer of the system wakes it: alone, twice at once, killed and told to end.
class RunDueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void doesNothingWhereNothingIsDue();
    void runsWhatIsDueOnce();
    void theWorstRunDecides();
    void whatIsTooLateIsRecorded();
    void twoAtOnceRunAnInstantOnce();
    void killedRunIsInterruptedAndTheNextOneWorks();
    void signalsEndItCleanly_data();
    void signalsEndItCleanly();

private:
    [[nodiscard]] Path big() const { return m_sources.path() / "big.db"; }

    TemporaryFolder m_sources;
};

namespace {

/// The instant a few minutes ago that the jobs of these tests are due at every day.
class World
{
public:
    World()
        : m_due(QDateTime::currentDateTimeUtc().addSecs(-5 * 60))
    {
        m_due.setTime(QTime(m_due.time().hour(), m_due.time().minute()));
    }

    [[nodiscard]] bool add(const char *name, const Path &source) const
    {
        const std::string schedule = "0 " + std::to_string(m_due.time().minute()) + ' '
            + std::to_string(m_due.time().hour()) + " * * *";
        return home.run({"jobs", "add", source.string(), home.backups().string(), "--name", name,
                         "--schedule", schedule, "--tz", "UTC", "--proof", "checked", "--keep-last", "1000"})
                   .code
            == 0;
    }
    /// As if nobody had looked since shortly before the instant, or for some days.
    [[nodiscard]] bool forget(int days = 0) const
    {
        const QDateTime until = m_due.addDays(-days).addSecs(-1);
        return catalogue().execute("DELETE FROM runs; UPDATE jobs SET evaluated_until = "
                                   + std::to_string(until.toMSecsSinceEpoch()));
    }
    [[nodiscard]] Sqlite catalogue() const { return Sqlite(home.home() / "data" / "catalogue.db"); }
    [[nodiscard]] std::string count(const std::string &what) const
    {
        return catalogue().value("SELECT count(*) FROM runs WHERE " + what);
    }
    [[nodiscard]] std::unique_ptr<Program> startFrozen() const
    {
        auto program = home.start({"run-due", "--json"});
        const bool began = waitUntil([this] { return !home.backupsEndingIn(".partial").empty(); });
        program->signal(SIGSTOP);
        return began ? std::move(program) : nullptr;
    }

    CliHome home;

private:
    QDateTime m_due;
};

QJsonArray runsOf(const QByteArray &out)
{
    return QJsonDocument::fromJson(out).object().value(QLatin1String("runs")).toArray();
}

QString text(const QJsonValue &document, const char *key)
{
    return document.toObject().value(QLatin1String(key)).toString();
}

QJsonObject onlyJob(const CliHome &home)
{
    return home.run({"jobs", "--json"}).json().value(QLatin1String("jobs")).toArray().at(0).toObject();
}

} // namespace

void RunDueTest::initTestCase()
{
    QVERIFY(makeDatabase(big(), 3000, 65'000));
}

void RunDueTest::doesNothingWhereNothingIsDue()
{
    const World world;
    QCOMPARE(world.home.run({"run-due"}).code, 0);
    const Path source = world.home.sources() / "app.db";
    QVERIFY(makeDatabase(source));
    QVERIFY(world.add("a", source)); // the instant of today passed before it was made
    const CliResult result = world.home.run({"run-due", "--json"});
    QCOMPARE(result.code, 0);
    QVERIFY(result.json().contains(QStringLiteral("runs")));
    QVERIFY(runsOf(result.out).isEmpty());
    QVERIFY(world.home.run({"run-due", "--quiet"}).out.isEmpty());
}

void RunDueTest::runsWhatIsDueOnce()
{
    const World world;
    for (const char *name : {"a", "b", "c"}) {
        const Path source = world.home.sources() / name;
        QVERIFY(makeDatabase(source));
        QVERIFY(world.add(name, source));
    }
    QVERIFY(world.forget());
    const CliResult result = world.home.run({"run-due", "--json"});
    QVERIFY2(result.code == 0, result.err.constData());
    const QJsonArray runs = runsOf(result.out);
    QCOMPARE(runs.size(), 3);
    for (const QJsonValue &run : runs) {
        QCOMPARE(text(run, "outcome"), QStringLiteral("succeeded"));
        QCOMPARE(text(run, "trigger"), QStringLiteral("catch-up"));
        QVERIFY(!text(run, "job").isEmpty());
    }
    QCOMPARE(world.home.backupsEndingIn(".db").size(), std::size_t(3));
    const CliResult again = world.home.run({"run-due", "--json"});
    QCOMPARE(again.code, 0);
    QVERIFY(runsOf(again.out).isEmpty());
    QCOMPARE(world.home.backupsEndingIn(".db").size(), std::size_t(3));
}

void RunDueTest::theWorstRunDecides()
{
    const World world;
    const Path source = world.home.sources() / "app.db";
    QVERIFY(makeDatabase(source));
    QVERIFY(world.add("good", source));
    const Path empty = world.home.sources() / "empty.db";
    QVERIFY(writeBytes(empty, ""));
    QVERIFY(world.add("bad", empty));
    QVERIFY(world.forget());
    const CliResult result = world.home.run({"run-due", "--json"});
    QCOMPARE(result.code, 1);
    QCOMPARE(runsOf(result.out).size(), 2);
    QVERIFY2(result.err.contains("bad: "), result.err.constData());
}

void RunDueTest::whatIsTooLateIsRecorded()
{
    const World world;
    const Path source = world.home.sources() / "app.db";
    QVERIFY(makeDatabase(source));
    QVERIFY(world.add("a", source));
    QCOMPARE(world.home.run({"jobs", "edit", "a", "--missed", "skip"}).code, 0);
    QVERIFY(world.forget(4));
    const CliResult result = world.home.run({"run-due", "--json"});
    QCOMPARE(result.code, 3);
    QCOMPARE(text(runsOf(result.out).at(0), "error"), QStringLiteral("missed"));
    QCOMPARE(world.catalogue().value("SELECT missed FROM runs"), std::string("4"));
    QCOMPARE(world.home.run({"run-due"}).code, 0);
    QVERIFY(world.home.backupsEndingIn("").empty());
}

void RunDueTest::twoAtOnceRunAnInstantOnce()
{
    constexpr int rounds = 200;
    const World world;
    const Path source = world.home.sources() / "app.db";
    QVERIFY(makeDatabase(source));
    QVERIFY(world.add("a", source));
    int firstWon = 0;
    for (int round = 0; round < rounds; ++round) {
        QVERIFY(world.forget());
        const std::unique_ptr<Program> first = world.home.start({"run-due", "--json"});
        const std::unique_ptr<Program> second = world.home.start({"run-due", "--json"});
        for (Program *program : {first.get(), second.get()}) {
            const int code = program->wait();
            QVERIFY2(code == 0,
                     qPrintable(QStringLiteral("round %1: code %2: ").arg(round).arg(code)
                                + QString::fromUtf8(program->err())));
        }
        const qsizetype ofFirst = runsOf(first->out()).size();
        QCOMPARE(ofFirst + runsOf(second->out()).size(), 1);
        QCOMPARE(world.count("outcome = 'succeeded'"), std::string("1"));
        QCOMPARE(world.count("1"), std::string("1"));
        firstWon += int(ofFirst);
    }
    qInfo("the first process won %d of %d instants", firstWon, rounds);
    QCOMPARE(world.home.backupsEndingIn(".db").size(), std::size_t(rounds));
}

void RunDueTest::killedRunIsInterruptedAndTheNextOneWorks()
{
    const World world;
    QVERIFY(world.add("a", big()));
    QVERIFY(world.forget());
    const std::unique_ptr<Program> program = world.startFrozen();
    QVERIFY(program);
    QCOMPARE(text(onlyJob(world.home), "state"), QStringLiteral("running"));
    program->signal(SIGKILL);
    QCOMPARE(program->wait(), -SIGKILL);
    const QJsonObject job = onlyJob(world.home);
    QCOMPARE(text(job, "state"), QStringLiteral("failing"));
    QCOMPARE(text(job.value(QLatin1String("last_run")), "outcome"), QStringLiteral("interrupted"));
    QVERIFY(world.home.backupsEndingIn("").empty());
    QCOMPARE(world.home.run({"jobs"}).code, 1);
    // The instant is not run a second time by the clock; by hand it is.
    QCOMPARE(runsOf(world.home.run({"run-due", "--json"}).out).size(), 0);
    QCOMPARE(world.home.run({"run", "a"}).code, 0);
    QCOMPARE(text(onlyJob(world.home), "state"), QStringLiteral("well"));
}

void RunDueTest::signalsEndItCleanly_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("outcome");
    QTest::newRow("SIGINT") << SIGINT << QStringLiteral("cancelled");
    QTest::newRow("SIGTERM") << SIGTERM << QStringLiteral("interrupted");
}

void RunDueTest::signalsEndItCleanly()
{
    QFETCH(const int, number);
    QFETCH(const QString, outcome);
    const World world;
    QVERIFY(world.add("a", big()));
    QVERIFY(world.forget());
    const std::unique_ptr<Program> program = world.startFrozen();
    QVERIFY(program);
    program->signal(number);
    program->signal(SIGCONT);
    QCOMPARE(program->wait(), 130);
    QCOMPARE(text(runsOf(program->out()).at(0), "outcome"), outcome);
    QVERIFY(world.home.backupsEndingIn("").empty());
    const QJsonObject run = onlyJob(world.home).value(QLatin1String("last_run")).toObject();
    QCOMPARE(text(run, "outcome"), outcome);
    QVERIFY(!text(run, "reason").isEmpty());
}

QTEST_GUILESS_MAIN(RunDueTest)
#include "tst_rundue.moc"
