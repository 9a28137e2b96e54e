// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/jobfile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace litekeeper;

namespace {

Job nightly(const QString &name)
{
    Job job;
    job.id = QUuid::createUuid();
    job.name = name;
    job.source = "/srv/blog/ghost.db";
    job.destination = "/mnt/backups";
    job.schedule = QStringLiteral("0 30 2 * * *");
    job.timeZone = "Europe/Berlin";
    job.pingUrl = QStringLiteral("https://hc.example/secret");
    job.retention.daily = 14;
    return job;
}

} // namespace

class TestJobFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackWithNewIdsAndSwitchedOff();
    void readsWhatTheCommandLineWrites();
    void keepsSecretsToItself();
    void refusesWhatIsNoListOfJobs_data();
    void refusesWhatIsNoListOfJobs();
    void namesTheJobThatCannotBeUsed();
};

void TestJobFile::comesBackWithNewIdsAndSwitchedOff()
{
    const QList<Job> jobs{nightly(QStringLiteral("blog")), nightly(QStringLiteral("Käse & more"))};
    const auto read = jobsFromJson(jobsToJson(jobs, Secrets::Include));
    QVERIFY2(read.hasValue(), read ? "" : qPrintable(describe(read.error())));
    QCOMPARE(read->size(), 2);
    Job expected = jobs.at(1);
    expected.id = read->at(1).id;
    expected.enabled = false;
    QVERIFY(expected == read->at(1));
    QVERIFY(read->at(0).id != jobs.at(0).id && !read->at(0).id.isNull());
}

void TestJobFile::readsWhatTheCommandLineWrites()
{
    const QJsonObject document{
        {QStringLiteral("jobs"), QJsonArray{toJson(nightly(QStringLiteral("blog")), Secrets::Leave)}}};
    const auto read = jobsFromJson(QJsonDocument(document).toJson());
    QVERIFY2(read.hasValue(), read ? "" : qPrintable(describe(read.error())));
    QCOMPARE(read->size(), 1);
}

void TestJobFile::keepsSecretsToItself()
{
    const QByteArray document = jobsToJson({nightly(QStringLiteral("blog"))}, Secrets::Leave);
    QVERIFY(!document.contains("secret"));
    QVERIFY(jobsToJson({nightly(QStringLiteral("blog"))}, Secrets::Include).contains("secret"));
}

void TestJobFile::refusesWhatIsNoListOfJobs_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("bytes") << QByteArray("\0\xff\x80SQLite format 3", 18);
    QTest::newRow("other JSON") << QByteArray("{\"kind\": \"tasks\", \"jobs\": [{}]}");
    QTest::newRow("an array") << QByteArray("[1, 2, 3]");
    QTest::newRow("no job") << QByteArray("{\"kind\": \"litekeeper-jobs\", \"version\": 1, \"jobs\": []}");
    QTest::newRow("of the future") << QByteArray(
        "{\"kind\": \"litekeeper-jobs\", \"version\": 2, \"jobs\": [{}]}");
    QTest::newRow("jobs are text") << QByteArray(
        "{\"kind\": \"litekeeper-jobs\", \"version\": 1, \"jobs\": \"x\"}");
    QTest::newRow("a job is a number")
        << QByteArray("{\"kind\": \"litekeeper-jobs\", \"version\": 1, \"jobs\": [7]}");
    QByteArray cut = jobsToJson({nightly(QStringLiteral("blog"))}, Secrets::Leave);
    cut.chop(5);
    QTest::newRow("cut off") << cut;
}

void TestJobFile::refusesWhatIsNoListOfJobs()
{
    QFETCH(QByteArray, document);
    const auto read = jobsFromJson(document);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::InvalidArgument);
    QVERIFY(!describe(read.error()).isEmpty());
}

void TestJobFile::namesTheJobThatCannotBeUsed()
{
    Job broken = nightly(QStringLiteral("broken"));
    broken.schedule = QStringLiteral("every full moon");
    const auto read = jobsFromJson(jobsToJson({nightly(QStringLiteral("good")), broken}, Secrets::Leave));
    QVERIFY(!read);
    QVERIFY2(describe(read.error()).contains(QStringLiteral("job 2 of 2")),
             qPrintable(describe(read.error())));
}

QTEST_GUILESS_MAIN(TestJobFile)
#include "tst_jobfile.moc"
