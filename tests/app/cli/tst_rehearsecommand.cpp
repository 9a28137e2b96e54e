// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "clihome.h"
#include "support/databases.h"

#include <QJsonArray>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

/// Rehearsals from the command line: on request, and with every so many runs of a job.
class RehearseCommandTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void rehearsesABackup();
    void saysWhatDidNotPass();
    void rehearsesAJob();
    void everyThirdRunIsRehearsed();
    void aFailedOneIsLoudAndKeepsOlderBackups();
    void dueRunsRehearse();
    void oneOffBackups();
    void jobsKeepTheirWish();
    void usage_data();
    void usage();

private:
    [[nodiscard]] bool addJob(const Program::Strings &options) const
    {
        Program::Strings arguments{"jobs",   "add", live().string(), m_home->backups().string(),
                                   "--name", "blog"};
        arguments.insert(arguments.end(), options.begin(), options.end());
        return m_home->run(arguments).code == 0;
    }
    [[nodiscard]] CliResult runJob() const { return m_home->run({"run", "blog", "--json"}); }
    [[nodiscard]] QJsonObject latest() const
    {
        return m_home->run({"history", "show", "latest", "--json"}).json();
    }
    [[nodiscard]] Path live() const { return m_home->sources() / "blog.db"; }

    std::unique_ptr<CliHome> m_home;
};

namespace {

QJsonObject rehearsalOf(const QJsonObject &run)
{
    return run.value(QLatin1String("rehearsal")).toObject();
}

QString text(const QJsonObject &object, const char *key)
{
    return object.value(QLatin1String(key)).toString();
}

bool isPassed(const QJsonObject &object)
{
    return object.value(QLatin1String("passed")).toBool(false);
}

} // namespace

void RehearseCommandTest::init()
{
    m_home = std::make_unique<CliHome>();
    QVERIFY(
        Sqlite(live()).execute("PRAGMA journal_mode=WAL; CREATE TABLE posts(id INTEGER PRIMARY KEY, title);"
                               "INSERT INTO posts(title) VALUES('one'),('two')"));
}

void RehearseCommandTest::rehearsesABackup()
{
    const CliResult backup = m_home->run({"backup", live().string(), m_home->backups().string(), "--json"});
    QCOMPARE(backup.code, 0);
    QVERIFY(rehearsalOf(backup.json()).isEmpty());
    const std::string file = text(backup.json(), "backup").toStdString();
    const CliResult plain = m_home->run({"rehearse", file});
    QVERIFY2(plain.code == 0, plain.err.constData());
    const CliResult asked
        = m_home->run({"rehearse", file, "--query", "select count(*) from posts", "--json"});
    QVERIFY2(asked.code == 0, asked.err.constData());
    QVERIFY(isPassed(asked.json()));
    QCOMPARE(text(asked.json(), "answer"), QStringLiteral("2"));
    QVERIFY(asked.json().value(QLatin1String("recorded")).toBool());
    // The history tells of it from now on.
    QCOMPARE(text(rehearsalOf(latest()), "answer"), QStringLiteral("2"));
    QVERIFY(m_home->run({"history"}).out.contains("proven, rehearsed 20"));
}

void RehearseCommandTest::saysWhatDidNotPass()
{
    const CliResult backup = m_home->run({"backup", live().string(), m_home->backups().string(), "--json"});
    const std::string file = text(backup.json(), "backup").toStdString();
    const CliResult wrong = m_home->run(
        {"rehearse", file, "--query", "select count(*) from posts", "--expect", "> 5", "--json"});
    QCOMPARE(wrong.code, 1);
    QVERIFY(!isPassed(wrong.json()));
    QVERIFY2(wrong.err.contains("gave 2, and > 5 was expected"), wrong.err.constData());
    QVERIFY(m_home->run({"history"}).out.contains("proven, rehearsal failed 20"));
    const CliResult missing = m_home->run({"rehearse", file + ".gone", "--json"});
    QCOMPARE(missing.code, 1);
    QCOMPARE(text(missing.json(), "error"), QStringLiteral("not-found"));
}

void RehearseCommandTest::rehearsesAJob()
{
    QVERIFY(addJob({"--rehearse-query", "select count(*) from posts", "--rehearse-expect", "2"}));
    const CliResult tooEarly = m_home->run({"jobs", "rehearse", "blog", "--json"});
    QCOMPARE(tooEarly.code, 1);
    QVERIFY2(tooEarly.err.contains("Run the job once"), tooEarly.err.constData());
    QCOMPARE(runJob().code, 0);
    QVERIFY(rehearsalOf(latest()).isEmpty()); // only on request
    const CliResult good = m_home->run({"jobs", "rehearse", "blog", "--json"});
    QVERIFY2(good.code == 0, good.err.constData());
    QCOMPARE(text(good.json(), "answer"), QStringLiteral("2"));
    QVERIFY(isPassed(rehearsalOf(latest())));
    QVERIFY(Sqlite(live()).execute("DELETE FROM posts"));
    QCOMPARE(m_home->run({"jobs", "rehearse", "blog"}).code, 0); // the backup, not what is there now
    QCOMPARE(m_home->run({"jobs", "rehearse", "vlog"}).code, 1);
}

/// In a process each, and with a run between them that left no backup.
void RehearseCommandTest::everyThirdRunIsRehearsed()
{
    QVERIFY(addJob({"--rehearse-every", "3", "--rehearse-query", "select count(*) from posts"}));
    QString rehearsed;
    for (int run = 1; run <= 7; ++run) {
        if (run == 2 || run == 6) {
            std::filesystem::rename(live(), m_home->sources() / "away");
            QCOMPARE(runJob().code, 1);
            std::filesystem::rename(m_home->sources() / "away", live());
        }
        const CliResult result = runJob();
        QVERIFY2(result.code == 0, result.err.constData());
        rehearsed += isPassed(rehearsalOf(result.json())) ? QLatin1Char('R') : QLatin1Char('.');
    }
    QCOMPARE(rehearsed, QStringLiteral("..R..R."));
}

void RehearseCommandTest::aFailedOneIsLoudAndKeepsOlderBackups()
{
    QVERIFY(addJob({"--rehearse-every", "2", "--rehearse-query", "select count(*) from posts", "--keep-last",
                    "1", "--keep-daily", "0", "--keep-weekly", "0", "--keep-monthly", "0"}));
    QCOMPARE(runJob().code, 0);
    QVERIFY(Sqlite(live()).execute("DELETE FROM posts"));
    for (int attempt = 1; attempt <= 2; ++attempt) { // again with the next run, not with the one after it
        const CliResult failed = runJob();
        QCOMPARE(failed.code, 1);
        QCOMPARE(text(failed.json(), "error"), QStringLiteral("rehearsal-failed"));
        QVERIFY2(text(failed.json(), "reason").contains(QLatin1String("gave 0, and > 0 was expected")),
                 failed.out.constData());
        QCOMPARE(m_home->backupsEndingIn(".db").size(), size_t(attempt + 1)); // all are still there
    }
    const QJsonObject run = latest();
    QCOMPARE(text(run, "outcome"), QStringLiteral("failed"));
    QCOMPARE(text(run, "proof"), QStringLiteral("proven")); // the backup is there, too
    QVERIFY(!isPassed(rehearsalOf(run)) && !rehearsalOf(run).isEmpty());
    QString log;
    for (const QJsonValue &line : run.value(QLatin1String("log")).toArray()) {
        log += line.toString() + QLatin1Char('\n');
    }
    QVERIFY2(log.contains(QLatin1String("the answer was 0, expected was > 0")), qPrintable(log));
    QCOMPARE(m_home->run({"jobs", "--json"}).code, 1); // the job is failing
    QVERIFY(Sqlite(live()).execute("INSERT INTO posts(title) VALUES('three')"));
    QCOMPARE(runJob().code, 0);
    QCOMPARE(m_home->backupsEndingIn(".db").size(), size_t(1)); // now the older ones could go
    QCOMPARE(m_home->run({"jobs"}).code, 0);
}

void RehearseCommandTest::dueRunsRehearse()
{
    const QDateTime due = QDateTime::currentDateTimeUtc().addSecs(-300);
    const std::string schedule
        = "0 " + std::to_string(due.time().minute()) + ' ' + std::to_string(due.time().hour()) + " * * *";
    QVERIFY(addJob({"--schedule", schedule, "--tz", "UTC", "--rehearse-every", "1", "--rehearse-query",
                    "select title from posts where id = 1", "--rehearse-expect", "= 'one'"}));
    const auto makeDue = [this, &due](int days) {
        return Sqlite(m_home->home() / "data" / "catalogue.db")
            .execute("DELETE FROM runs; UPDATE jobs SET evaluated_until = "
                     + std::to_string(due.addDays(-days).addSecs(-60).toMSecsSinceEpoch()));
    };
    QVERIFY(makeDue(0));
    const CliResult good = m_home->run({"run-due", "--json"});
    QVERIFY2(good.code == 0, good.err.constData());
    QCOMPARE(text(rehearsalOf(latest()), "answer"), QStringLiteral("one"));
    QVERIFY(Sqlite(live()).execute("UPDATE posts SET title = 'uno'"));
    QVERIFY(makeDue(0));
    const CliResult bad = m_home->run({"run-due", "--json"});
    QCOMPARE(bad.code, 1);
    QCOMPARE(text(latest(), "error"), QStringLiteral("rehearsal-failed"));
    QVERIFY(text(latest(), "reason").contains(QLatin1String("gave uno")));
}

void RehearseCommandTest::oneOffBackups()
{
    const CliResult good = m_home->run({"backup", live().string(), m_home->backups().string(), "--format",
                                        "zip", "--rehearse", "--rehearse-query", "select count(*) from posts",
                                        "--rehearse-expect", "= 2", "--json"});
    QVERIFY2(good.code == 0, good.err.constData());
    QVERIFY(isPassed(rehearsalOf(good.json())));
    const CliResult bad = m_home->run({"backup", live().string(), m_home->backups().string(),
                                       "--rehearse-query", "select count(*) from drafts"});
    QCOMPARE(bad.code, 1);
    QVERIFY2(bad.err.contains("no such table: drafts"), bad.err.constData());
    QVERIFY(bad.err.contains("The backup stays"));
    QVERIFY(!bad.out.contains("Backed up"));
}

void RehearseCommandTest::jobsKeepTheirWish()
{
    QVERIFY(addJob({"--rehearse-every", "7", "--rehearse-query", "select count(*) from posts"}));
    const CliResult shown = m_home->run({"jobs", "show", "blog"});
    QVERIFY2(shown.out.contains("every 7 runs; “select count(*) from posts” has to give > 0"),
             shown.out.constData());
    const QJsonObject wish
        = m_home->run({"jobs", "show", "blog", "--json"}).json().value(QLatin1String("rehearsal")).toObject();
    QCOMPARE(wish.value(QLatin1String("everyRuns")).toInt(), 7);
    QCOMPARE(text(wish, "expected"), QStringLiteral("> 0"));
    QCOMPARE(m_home->run({"jobs", "edit", "blog", "--rehearse-expect", ">= 2"}).code, 0);
    QVERIFY(m_home->run({"jobs", "show", "blog"}).out.contains("has to give >= 2"));
    QCOMPARE(m_home->run({"jobs", "edit", "blog", "--rehearse-every", "0"}).code, 0);
    QVERIFY(m_home->run({"jobs", "show", "blog"}).out.contains("never"));
}

void RehearseCommandTest::usage_data()
{
    QTest::addColumn<QByteArray>("option");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("too seldom") << QByteArray("--rehearse-every") << QByteArray("1001");
    QTest::newRow("negative") << QByteArray("--rehearse-every") << QByteArray("-1");
    QTest::newRow("nothing expected") << QByteArray("--rehearse-expect") << QByteArray(">");
}

void RehearseCommandTest::usage()
{
    QFETCH(const QByteArray, option);
    QFETCH(const QByteArray, value);
    QVERIFY(addJob({}));
    const CliResult result
        = m_home->run({"jobs", "edit", "blog", option.toStdString() + "=" + value.toStdString()});
    QVERIFY2(result.code == 2, result.out.constData());
}

QTEST_GUILESS_MAIN(RehearseCommandTest)
#include "tst_rehearsecommand.moc"
