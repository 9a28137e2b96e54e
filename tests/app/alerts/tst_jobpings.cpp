// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "alerts/jobpings.h"

#include "app/service/jobworld.h"
#include "app/system/recordingwebserver.h"

#include <QSignalSpy>

using namespace litekeeper;
using namespace litekeeper::test;
using namespace std::chrono_literals;

class TestJobPings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void tellsStartAndSuccess();
    void tellsStartAndFailure();
    void tellsAFailedRehearsal();
    void aPingThatIsNotTakenIsAWarning();
    void aJobWithoutUrlTellsNobody();

private:
    Run runOnce();

    std::unique_ptr<RecordingWebServer> m_server;
    std::unique_ptr<JobWorld> m_world;
    std::unique_ptr<JobPings> m_pings;
};

void TestJobPings::init()
{
    m_server = std::make_unique<RecordingWebServer>();
    m_world = std::make_unique<JobWorld>();
    m_world->job.pingUrl = m_server->url();
    QVERIFY(m_world->store());
    m_pings = std::make_unique<JobPings>(m_world->process->jobs, m_world->process->backups,
                                         Ping::Patience{.timeout = 20s, .pause = 1ms, .retries = 1});
}

void TestJobPings::cleanup()
{
    m_pings.reset();
    m_world.reset();
    m_server.reset();
}

Run TestJobPings::runOnce()
{
    JobProcess &process = *m_world->process;
    const qsizetype before = process.finished.size();
    process.jobs.runNow(m_world->job.id, Trigger::CommandLine);
    if (!JobProcess::waitUntilOnLoop([&] { return process.finished.size() > before; })
        || !JobProcess::waitUntilOnLoop([this] { return m_pings->isSettled(); })) {
        qFatal("the run or its pings do not end");
    }
    return process.finished.last();
}

void TestJobPings::tellsStartAndSuccess()
{
    QCOMPARE(runOnce().outcome, Outcome::Succeeded);
    QCOMPARE(
        m_server->lines,
        (QStringList{QStringLiteral("GET /secret/start HTTP/1.1"), QStringLiteral("GET /secret HTTP/1.1")}));
    QCOMPARE(m_world->health().state, JobState::Well);
}

void TestJobPings::tellsStartAndFailure()
{
    std::filesystem::remove(m_world->source());
    QCOMPARE(runOnce().outcome, Outcome::Failed);
    QCOMPARE(m_server->lines,
             (QStringList{QStringLiteral("GET /secret/start HTTP/1.1"),
                          QStringLiteral("POST /secret/fail HTTP/1.1")}));
}

void TestJobPings::tellsAFailedRehearsal()
{
    m_world->job.rehearsal = {.everyRuns = 1,
                              .query = QStringLiteral("select count(*) from items"),
                              .expected = *parseExpectation(QStringLiteral("> 1000"))};
    QVERIFY(m_world->store());
    const Run run = runOnce();
    QCOMPARE(run.outcome, Outcome::Failed);
    QVERIFY(!run.backupId.isNull());
    const QStringList expected{QStringLiteral("GET /secret/start HTTP/1.1"),
                               QStringLiteral("POST /secret/fail HTTP/1.1")};
    QCOMPARE(m_server->lines, expected);
    QVERIFY2(m_server->bodies[1].contains(QStringLiteral("did not pass its rehearsal"))
                 && m_server->bodies[1].contains(QStringLiteral("gave 100, and > 1000 was expected")),
             qPrintable(m_server->bodies[1]));
    m_world->job.rehearsal.expected = *parseExpectation(QStringLiteral("= 100"));
    QVERIFY(m_world->store());
    QCOMPARE(runOnce().outcome, Outcome::Succeeded);
    QCOMPARE(m_server->lines.constLast(), QStringLiteral("GET /secret HTTP/1.1"));
}

void TestJobPings::aPingThatIsNotTakenIsAWarning()
{
    m_server->status = "404 Not Found";
    const QSignalSpy notTaken(m_pings.get(), &JobPings::notTaken);
    const Run ended = runOnce();
    QCOMPARE(ended.outcome, Outcome::Succeeded);
    QCOMPARE(notTaken.size(), 1);
    const QString sentence = notTaken[0][1].toString();
    QVERIFY2(sentence.contains(QStringLiteral("does not know how this run ended")), qPrintable(sentence));
    QVERIFY2(!sentence.contains(QStringLiteral("secret")), qPrintable(sentence));
    QCOMPARE(m_world->health().state, JobState::Warned);
    const QList<Run> runs = m_world->runs();
    QCOMPARE(runs.size(), 1);
    QCOMPARE(runs[0].outcome, Outcome::Warning);
    QCOMPARE(runs[0].reason, sentence);
    const Run stored = m_world->process->catalogue.run(runs[0].id).result().value();
    QVERIFY(stored.log.endsWith(QLatin1Char('\t') + sentence + QLatin1Char('\n')));
    QCOMPARE(runs[0].findings.last().code, QStringLiteral("ping"));
    QCOMPARE(runs[0].backupId, ended.backupId);
    // The backup is as good as it was: the job goes on.
    m_server->status = "200 OK";
    runOnce();
    QCOMPARE(m_world->health().state, JobState::Well);
}

void TestJobPings::aJobWithoutUrlTellsNobody()
{
    m_world->job.pingUrl.clear();
    QVERIFY(m_world->store());
    QCOMPARE(runOnce().outcome, Outcome::Succeeded);
    QVERIFY(m_server->lines.isEmpty());
}

QTEST_GUILESS_MAIN(TestJobPings)
#include "tst_jobpings.moc"
