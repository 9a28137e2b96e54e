// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QTest>

#include "catalogue/catalogue.h"
#include "jobworld.h"

using namespace litekeeper;
using namespace litekeeper::test;

/// Jobs that are kept and run by hand.
class JobServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void storesAndTells();
    void refusesWhatCannotBeRun();
    void newSchedulesCountFromNowOn();
    void runsByHand();
    void remembersTheDisk();
    void refusesAnotherDisk();
    void acceptsANewDisk();
    void tellsTheWorstState();
    void hearsOfOtherProcesses();
    void pausesForAllProcesses();
    void examinesWhileTyping_data();
    void examinesWhileTyping();
};

namespace {

Run endOfRunNow(JobProcess &process, const QUuid &jobId)
{
    const qsizetype before = process.finished.size();
    const QUuid id = process.jobs.runNow(jobId, Trigger::Window);
    if (!JobProcess::waitUntilOnLoop([&] { return process.finished.size() > before; })
        || process.finished.last().id != id) {
        qFatal("the run does not end");
    }
    return process.finished.last();
}

} // namespace

void JobServiceTest::storesAndTells()
{
    JobWorld world;
    int changes = 0;
    connect(&world.process->jobs, &JobService::jobsChanged, this, [&changes] { ++changes; });
    world.job.name = QStringLiteral(" nightly ");
    world.job.timeZone.clear();
    QVERIFY(JobProcess::waitFor(world.process->jobs.store(world.job)));
    QTRY_COMPARE(world.process->jobs.jobs().size(), 1); // heard of without asking
    QCOMPARE(changes, 1);
    const Job job = world.stored();
    QCOMPARE(job.name, QStringLiteral("nightly"));
    QCOMPARE(job.timeZone, QTimeZone::systemTimeZoneId());
    QCOMPARE(job.createdAt, world.clock.now);
    QCOMPARE(job.evaluatedUntil, world.clock.now);
    QCOMPARE(world.health().state, JobState::Waiting);
    QVERIFY(JobProcess::waitFor(world.process->jobs.setEnabled(job.id, false)));
    QTRY_COMPARE(world.health().state, JobState::Off);
    QCOMPARE(JobProcess::waitFor(world.process->jobs.setEnabled(QUuid::createUuid(), true)).error().kind,
             ErrorKind::NotFound);
    QVERIFY(JobProcess::waitFor(world.process->jobs.remove(job.id)));
    QTRY_VERIFY(world.process->jobs.jobs().isEmpty());
}

void JobServiceTest::refusesWhatCannotBeRun()
{
    JobWorld world;
    world.job.schedule = QStringLiteral("0 0 25 * * *");
    QCOMPARE(JobProcess::waitFor(world.process->jobs.store(world.job)).error().kind,
             ErrorKind::InvalidArgument);
    QVERIFY(world.process->load());
    QVERIFY(world.process->jobs.jobs().isEmpty());
    QVERIFY(world.process->jobs.runNow(world.job.id, Trigger::Window).isNull());
}

void JobServiceTest::newSchedulesCountFromNowOn()
{
    JobWorld world;
    QVERIFY(world.store());
    const QDateTime stored = world.clock.now;
    world.clock.now = stored.addDays(3);
    world.job.name = QStringLiteral("renamed");
    QVERIFY(world.store());
    QCOMPARE(world.stored().evaluatedUntil, stored);
    QCOMPARE(world.stored().scheduledSince, stored);
    world.job.schedule = QStringLiteral("0 0 3 * * *");
    QVERIFY(world.store());
    QCOMPARE(world.stored().evaluatedUntil, world.clock.now);
    QCOMPARE(world.stored().scheduledSince, world.clock.now);
    QCOMPARE(world.stored().createdAt, stored);
}

void JobServiceTest::runsByHand()
{
    JobWorld world;
    world.job.nameTemplate = QStringLiteral("mine-{date}");
    world.job.format = Format::Zip;
    QVERIFY(world.store());
    const Run run = endOfRunNow(*world.process, world.job.id);
    QVERIFY2(run.outcome == Outcome::Succeeded, qPrintable(run.reason));
    QCOMPARE(run.jobId, world.job.id);
    QVERIFY(!run.dueAt.isValid());
    const Result<Backup> backup = world.process->catalogue.backup(run.backupId).result();
    QVERIFY(backup);
    QCOMPARE(backup->jobId, world.job.id);
    QVERIFY(pathBytes(backup->file.filename()).startsWith("mine-"));
    QCOMPARE(backup->format, Format::Zip);
    QCOMPARE(world.health().state, JobState::Well);
    QCOMPARE(world.process->jobs.job(world.job.id)->recentRuns.size(), 1);
    // A second catalogue that knows the backups only by their manifests knows whose they are.
    const Path other = world.folder.path() / "other" / "catalogue.db";
    Result<Catalogue> rebuilt = Catalogue::open(other, {.defaultBackupFolder = world.destination()});
    QVERIFY(rebuilt);
    QCOMPARE(rebuilt->backups()->front().jobId, world.job.id);
}

void JobServiceTest::remembersTheDisk()
{
    JobWorld world;
    std::filesystem::remove(world.destination());
    QVERIFY(world.store());
    QCOMPARE(endOfRunNow(*world.process, world.job.id).outcome, Outcome::Succeeded); // made the folder
    QTRY_VERIFY(!world.stored().destinationId.isNull());
    const QUuid disk = world.stored().destinationId;
    QCOMPARE(endOfRunNow(*world.process, world.job.id).outcome, Outcome::Succeeded);
    QCOMPARE(world.stored().destinationId, disk);
}

void JobServiceTest::refusesAnotherDisk()
{
    JobWorld world;
    QVERIFY(world.store());
    QCOMPARE(endOfRunNow(*world.process, world.job.id).outcome, Outcome::Succeeded);
    QTRY_VERIFY(!world.stored().destinationId.isNull());
    // Unmounted: the empty folder below the disk shows.
    const Path away = world.folder.path() / "away";
    std::filesystem::rename(world.destination(), away);
    QVERIFY(std::filesystem::create_directory(world.destination()));
    const Run run = endOfRunNow(*world.process, world.job.id);
    QCOMPARE(run.outcome, Outcome::Failed);
    QCOMPARE(run.errorCode, errorCode(ErrorKind::WrongDestination));
    QVERIFY(std::filesystem::is_empty(world.destination()));
    QCOMPARE(world.health().state, JobState::Failing);
    // Not there at all: not made either.
    std::filesystem::remove(world.destination());
    const Run missing = endOfRunNow(*world.process, world.job.id);
    QCOMPARE(missing.outcome, Outcome::Failed);
    QVERIFY2(missing.reason.contains(displayPath(world.destination())), qPrintable(missing.reason));
    QVERIFY(!std::filesystem::exists(world.destination()));
    std::filesystem::rename(away, world.destination());
    QCOMPARE(endOfRunNow(*world.process, world.job.id).outcome, Outcome::Succeeded);
}

void JobServiceTest::acceptsANewDisk()
{
    JobWorld world;
    QVERIFY(world.store());
    QCOMPARE(endOfRunNow(*world.process, world.job.id).outcome, Outcome::Succeeded);
    QTRY_VERIFY(!world.stored().destinationId.isNull());
    const QUuid former = world.stored().destinationId;
    std::filesystem::remove_all(world.destination());
    QVERIFY(std::filesystem::create_directory(world.destination()));
    QVERIFY(JobProcess::waitFor(world.process->jobs.acceptDestination(world.job.id)));
    QTRY_VERIFY(world.stored().destinationId.isNull());
    QCOMPARE(endOfRunNow(*world.process, world.job.id).outcome, Outcome::Succeeded);
    QTRY_VERIFY(!world.stored().destinationId.isNull());
    QVERIFY(world.stored().destinationId != former);
}

void JobServiceTest::tellsTheWorstState()
{
    JobWorld world;
    QCOMPARE(world.process->jobs.worstState(), JobState::Off);
    QVERIFY(world.store());
    QCOMPARE(world.process->jobs.worstState(), JobState::Waiting);
    Job failing = world.job;
    failing.id = QUuid::createUuid();
    failing.source = world.folder.path() / "missing.db";
    QVERIFY(world.store(failing));
    QCOMPARE(endOfRunNow(*world.process, failing.id).outcome, Outcome::Failed);
    QCOMPARE(world.process->jobs.worstState(), JobState::Failing);
    QCOMPARE(endOfRunNow(*world.process, world.job.id).outcome, Outcome::Succeeded);
    QCOMPARE(world.process->jobs.worstState(), JobState::Failing);
}

void JobServiceTest::hearsOfOtherProcesses()
{
    JobWorld world;
    JobProcess other(world.folder.path(), world.clock);
    QVERIFY(other.opened && other.load());
    QVERIFY(world.store());
    QTRY_COMPARE(other.jobs.jobs().size(), 1);
    endOfRunNow(*world.process, world.job.id);
    QTRY_COMPARE(other.jobs.jobs().front().health.state, JobState::Well);
}

void JobServiceTest::pausesForAllProcesses()
{
    JobWorld world;
    JobProcess other(world.folder.path(), world.clock);
    QVERIFY(other.opened && other.load());
    int heard = 0;
    connect(&other.jobs, &JobService::jobsChanged, this, [&heard] { ++heard; });
    world.process->jobs.setPaused(true);
    QVERIFY(world.process->jobs.isPaused());
    QTRY_VERIFY(other.jobs.isPaused());
    QTRY_VERIFY(heard > 0);
    other.jobs.setPaused(false);
    QVERIFY(!other.jobs.isPaused());
    QTRY_VERIFY(!world.process->jobs.isPaused());
}

void JobServiceTest::examinesWhileTyping_data()
{
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("finding");
    const auto row = [](const char *title, const char *field, const char *value, const char *finding) {
        QTest::newRow(title) << QString::fromLatin1(field) << QString::fromLatin1(value)
                             << QString::fromLatin1(finding);
    };
    row("well", "", "", "");
    row("no name", "name", "", "name");
    row("missing source", "source", "/no/such.db", "source");
    row("relative source", "source", "a.db", "source");
    row("a file as destination", "destination", "SOURCE", "destination");
    row("a folder in a file", "destination", "SOURCE/backups/nightly", "destination");
    row("nobody may write there", "destination", "/proc/backups", "destination");
    row("template", "nameTemplate", "{when}", "nameTemplate");
    row("schedule", "schedule", "0 0 25 * * *", "schedule");
    row("zone", "timeZone", "Mars/Olympus", "schedule");
    row("address", "pingUrl", "file:///etc/passwd", "pingUrl");
    row("one name for all", "nameTemplate", "latest", "retention");
}

void JobServiceTest::examinesWhileTyping()
{
    QFETCH(QString, field);
    QFETCH(QString, value);
    QFETCH(QString, finding);
    JobWorld world;
    std::filesystem::permissions(world.source(), std::filesystem::perms::owner_all); // also to run it
    const Path path
        = pathFromQString(QString(value).replace(QLatin1String("SOURCE"), displayPath(world.source())));
    Job job = world.job;
    const QHash<QString, QString Job::*> texts{{QStringLiteral("name"), &Job::name},
                                               {QStringLiteral("nameTemplate"), &Job::nameTemplate},
                                               {QStringLiteral("schedule"), &Job::schedule},
                                               {QStringLiteral("pingUrl"), &Job::pingUrl}};
    if (const auto text = texts.constFind(field); text != texts.cend()) {
        job.*(*text) = value;
    }
    job.timeZone = field == QLatin1String("timeZone") ? value.toUtf8() : job.timeZone;
    job.source = field == QLatin1String("source") ? path : job.source;
    job.destination = field == QLatin1String("destination") ? path : job.destination;
    const JobChecks checks = JobProcess::waitFor(world.process->jobs.examine(job));
    QStringList fields;
    for (const Finding &check : checks) {
        fields.append(check.where);
        QVERIFY(!check.text.isEmpty());
        QVERIFY(check.severity == Severity::Problem || !value.startsWith(QLatin1String("SOURCE")));
    }
    QCOMPARE(fields.join(QLatin1Char(' ')), finding);
}

QTEST_GUILESS_MAIN(JobServiceTest)
#include "tst_jobservice.moc"
