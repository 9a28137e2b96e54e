// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/job.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

#include <functional>

using namespace litekeeper;

class TestJob : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void survivesTheWayThroughAFile();
    void leavesSecretsAndIdentityOut();
    void whatIsMissingHasItsDefault();
    void refusesWrongFields_data();
    void refusesWrongFields();
    void checks_data();
    void checks();
    void theCommandLineIsForAShell_data();
    void theCommandLineIsForAShell();
};

namespace {

Job sampleJob()
{
    Job job;
    job.id = QUuid::createUuid();
    job.name = QStringLiteral("Ghost „blog“");
    job.source = "/srv/ghost\n\xff.db";
    job.destination = "/backups";
    job.destinationId = QUuid::createUuid();
    job.format = Format::Zip;
    job.proof = ProofLevel::Checked;
    job.nameTemplate = QStringLiteral("{name}-{date}");
    job.schedule = QStringLiteral("0 30 2 * * *");
    job.timeZone = "Europe/Berlin";
    job.missedRun = MissedRun::Skip;
    job.catchUpDeadline = std::chrono::minutes(90);
    job.patience = std::chrono::minutes(45);
    job.retention = {.last = 1, .hourly = 2, .daily = 3, .weekly = 4, .monthly = 5, .yearly = 6};
    job.rehearsal
        = {.everyRuns = 7,
           .query = QStringLiteral("select count(*)\nfrom „posts“"),
           .expected = {.relation = Relation::NotEqual, .value = QStringLiteral("it's 0"), .isText = true}};
    job.pingUrl = QStringLiteral("https://hc.example/secret");
    job.failureCommand = QStringLiteral("mail me");
    job.enabled = false;
    job.createdAt = job.scheduledSince = job.evaluatedUntil = QDateTime::currentDateTimeUtc();
    return job;
}

QJsonObject throughText(const QJsonObject &object)
{
    return QJsonDocument::fromJson(QJsonDocument(object).toJson()).object();
}

} // namespace

void TestJob::survivesTheWayThroughAFile()
{
    const Job job = sampleJob();
    const Result<Job> read = jobFromJson(throughText(toJson(job, Secrets::Include)));
    QVERIFY2(read, read ? "" : qPrintable(describe(read.error())));
    QVERIFY(!read->id.isNull() && read->id != job.id);
    Job expected = job;
    expected.id = read->id;
    expected.destinationId = QUuid();
    expected.createdAt = expected.scheduledSince = expected.evaluatedUntil = QDateTime();
    QCOMPARE(*read, expected);
}

void TestJob::leavesSecretsAndIdentityOut()
{
    const Job job = sampleJob();
    const QByteArray text = QJsonDocument(toJson(job, Secrets::Leave)).toJson();
    QVERIFY(!text.contains("secret"));
    QVERIFY(!text.contains(job.id.toByteArray(QUuid::WithoutBraces)));
    QVERIFY(!text.contains(job.destinationId.toByteArray(QUuid::WithoutBraces)));
}

void TestJob::whatIsMissingHasItsDefault()
{
    const QJsonObject least{{QStringLiteral("name"), QStringLiteral("a")},
                            {QStringLiteral("source"), QStringLiteral("/a.db")},
                            {QStringLiteral("destination"), QStringLiteral("/b")},
                            {QStringLiteral("colour"), QStringLiteral("green")}};
    const Result<Job> read = jobFromJson(least);
    QVERIFY(read);
    Job expected;
    expected.id = read->id;
    expected.name = QStringLiteral("a");
    expected.source = "/a.db";
    expected.destination = "/b";
    QCOMPARE(*read, expected);
    for (const char *field : {"name", "source", "destination"}) {
        QJsonObject without = least;
        without.remove(QLatin1String(field));
        const Result<Job> refused = jobFromJson(without);
        QVERIFY(!refused);
        QVERIFY(refused.error().detail.contains(QLatin1String(field)));
    }
}

void TestJob::refusesWrongFields_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QJsonValue>("value");
    const auto row = [](const char *title, const char *field, const QJsonValue &value) {
        QTest::newRow(title) << QString::fromLatin1(field) << value;
    };
    row("number as a name", "name", 7);
    row("source is no text", "source", QJsonObject());
    row("unknown format", "format", QStringLiteral("rar"));
    row("format is no text", "format", 1);
    row("unknown proof", "proof", QStringLiteral("certain"));
    row("unknown rule", "missedRun", QStringLiteral("perhaps"));
    row("minutes as text", "catchUpMinutes", QStringLiteral("12"));
    row("less than nothing", "catchUpMinutes", -1);
    row("half a minute", "catchUpMinutes", 0.5);
    row("negative patience", "patienceMinutes", -1);
    row("enabled as text", "enabled", QStringLiteral("yes"));
    row("retention is a list", "retention", QJsonArray());
    row("rehearsal as a number", "rehearsal", 3);
    row("rehearsal too seldom", "rehearsal", QJsonObject{{QStringLiteral("everyRuns"), 1001}});
    row("nothing expected", "rehearsal", QJsonObject{{QStringLiteral("expected"), QStringLiteral(">")}});
    row("query is no text", "rehearsal", QJsonObject{{QStringLiteral("query"), 1}});
    row("schedule is null", "schedule", QJsonValue());
}

void TestJob::refusesWrongFields()
{
    QFETCH(QString, field);
    QFETCH(QJsonValue, value);
    QJsonObject document = toJson(sampleJob(), Secrets::Include);
    QVERIFY(document.contains(field));
    document.insert(field, value);
    const Result<Job> read = jobFromJson(document);
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::InvalidArgument);
    QVERIFY2(read.error().detail.contains(field), qPrintable(read.error().detail));
    QJsonObject newer = toJson(sampleJob(), Secrets::Include);
    newer.insert(QStringLiteral("version"), 2);
    QCOMPARE(jobFromJson(newer).error().kind, ErrorKind::Unsupported);
}

void TestJob::checks_data()
{
    QTest::addColumn<Job>("job");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *title, const char *says, const std::function<void(Job &)> &change) {
        Job job = sampleJob();
        change(job);
        QTest::newRow(title) << job << QString::fromUtf8(says);
    };
    row("good", "", [](Job &) {});
    row("by hand", "", [](Job &job) { job.schedule.clear(), job.timeZone.clear(); });
    row("no name", "no name", [](Job &job) { job.name = QStringLiteral(" "); });
    row("no source", "The source", [](Job &job) { job.source.clear(); });
    row("relative source", "a.db", [](Job &job) { job.source = "a.db"; });
    row("relative destination", "whole path", [](Job &job) { job.destination = "b"; });
    row("template", "{when}", [](Job &job) { job.nameTemplate = QStringLiteral("{when}"); });
    row("zone", "Mars", [](Job &job) { job.timeZone = "Mars/Olympus"; });
    row("schedule", "hour", [](Job &job) { job.schedule = QStringLiteral("0 0 25 * * *"); });
    row("deadline", "deadline", [](Job &job) { job.catchUpDeadline = std::chrono::minutes(-1); });
    row("patience", "patience", [](Job &job) { job.patience = std::chrono::minutes(-1); });
    row("rehearsals", "between 0 and 1000", [](Job &job) { job.rehearsal.everyRuns = -1; });
    row("long query", "10000 characters",
        [](Job &job) { job.rehearsal.query = QString(10'001, QLatin1Char(' ')); });
    row("nothing expected", "compare with", [](Job &job) { job.rehearsal.expected = {.value = QString()}; });
}

void TestJob::checks()
{
    QFETCH(Job, job);
    QFETCH(QString, says);
    const Result<void> checked = check(job);
    QCOMPARE(checked.hasValue(), says.isEmpty());
    if (!checked) {
        QCOMPARE(checked.error().kind, ErrorKind::InvalidArgument);
        const QString sentence = describe(checked.error());
        QVERIFY2(sentence.contains(says, Qt::CaseInsensitive), qPrintable(sentence));
    }
}

void TestJob::theCommandLineIsForAShell_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::newRow("plain") << QByteArray("/srv/a.db");
    QTest::newRow("blanks and quotes") << QByteArray("/srv/it's \"mine\" $HOME `x` \\.db");
    QTest::newRow("text") << QByteArray("/srv/größe.db");
    QTest::newRow("bytes") << QByteArray("/srv/a\xff\nb'.db");
    QTest::newRow("hex digits behind a byte") << QByteArray("/srv/a\x01"
                                                            "0f.db");
}

void TestJob::theCommandLineIsForAShell()
{
    QFETCH(QByteArray, name);
    Job job = sampleJob();
    job.source = pathFromBytes(name);
    job.rehearsal.query = QStringLiteral("select 'a\nb'");
    QProcess shell;
    shell.start(QStringLiteral("bash"),
                {QStringLiteral("-c"),
                 QStringLiteral("litekeeper-cli() { printf '%s\\0' \"$@\"; }; ") + commandLine(job)});
    QVERIFY(shell.waitForFinished());
    const QByteArrayList words = shell.readAllStandardOutput().split('\0');
    QCOMPARE(words,
             (QByteArrayList{"backup", name, "/backups", "--format", "zip", "--proof", "checked", "--name",
                             "{name}-{date}", "--patience", "45", "--rehearse", "--rehearse-query",
                             "select 'a\nb'", "--rehearse-expect", "<> 'it''s 0'", ""}));
    job.rehearsal.everyRuns = 0;
    QVERIFY(!commandLine(job).contains(QStringLiteral("rehearse")));
}

QTEST_APPLESS_MAIN(TestJob)
#include "tst_job.moc"
