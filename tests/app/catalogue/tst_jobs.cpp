// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue/catalogue.h"
#include "catalogue/migration.h"
#include "common/process.h"
#include "places/destination.h"
#include "sqlite/statement.h"
#include "support/files.h"
#include "support/samples.h"

#include <QTest>

#include <atomic>
#include <thread>

using namespace litekeeper;
using namespace litekeeper::test;

/// Jobs and their runs in the catalogue.
class TestJobs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsJobsWhole();
    void listsByName();
    void editingKeepsWhatOthersMayHaveChanged();
    void anotherDestinationForgetsTheDisk();
    void removesTheJobOnly();
    void theFirstGoodRunRemembersTheDisk();
    void runsOfJobsAreTheNewest();
    void theNewestGoodRunIsAlwaysThere();
    void oneOfManyWinsAnInstant();
    void anInstantThatRanNeverRunsAgain();
    void disabledJobsCannotBeClaimed();
    void turningBackWithdrawsWhatWasOnlyMissed();
    void passesInstants();
    void comesOverFromStepTwo();
    void jobsComeOverFromStepFour();
    void backupsComeOverFromStepFive();
    void countsRunsToTheNextRehearsal();
    void severalProcessesCountEveryRun();
    void rehearsalsAreStored();
};

namespace {

const QDateTime night(QDate(2026, 3, 29), QTime(2, 0), Qt::UTC);

Catalogue openIn(const TemporaryFolder &folder)
{
    Result<Catalogue> catalogue = Catalogue::open(folder.path() / "catalogue.db");
    if (!catalogue) {
        qFatal("%s", qPrintable(describe(catalogue.error())));
    }
    return *std::move(catalogue);
}

Job sampleJob(const QString &name = QStringLiteral("Ghost „blog“"))
{
    return {.id = QUuid::createUuid(),
            .name = name,
            .source = "/srv/ghost\n?%#\xff.db",
            .destination = "/backups\xfe",
            .destinationId = QUuid::createUuid(),
            .format = Format::Zstd,
            .proof = ProofLevel::Checked,
            .nameTemplate = QStringLiteral("{name}-{date}"),
            .schedule = QStringLiteral("0 30 2 * * *"),
            .timeZone = "Europe/Berlin",
            .missedRun = MissedRun::Skip,
            .catchUpDeadline = std::chrono::minutes(90),
            .patience = std::chrono::minutes(45),
            .retention = {.last = 1, .hourly = 2, .daily = 3, .weekly = 4, .monthly = 5, .yearly = 6},
            .rehearsal = {.everyRuns = 3,
                          .query = QStringLiteral("select count(*) from „posts“"),
                          .expected = {.relation = Relation::LessOrEqual, .value = QStringLiteral("2.5")}},
            .pingUrl = QStringLiteral("https://hc.example/secret"),
            .failureCommand = QStringLiteral("mail -s 'oh' me"),
            .enabled = true,
            .createdAt = night.addDays(-10),
            .scheduledSince = night.addDays(-9),
            .evaluatedUntil = night};
}

Run runOf(const Job &job, const QDateTime &dueAt, Outcome outcome = Outcome::Succeeded)
{
    Run run = sampleRun(job.source);
    run.partial.clear();
    run.destination = job.destination;
    run.jobId = job.id;
    run.dueAt = dueAt;
    run.missed = 2;
    run.startedAt = dueAt.addSecs(1);
    run.outcome = outcome;
    return run;
}

Job onlyJob(Catalogue &catalogue)
{
    const QList<Job> jobs = catalogue.jobs().value();
    return jobs.size() == 1 ? jobs.front() : Job();
}

} // namespace

void TestJobs::keepsJobsWhole()
{
    const TemporaryFolder folder;
    const Job job = sampleJob();
    QVERIFY(openIn(folder).storeJob(job));
    Catalogue catalogue = openIn(folder);
    QCOMPARE(onlyJob(catalogue), job);
    QCOMPARE(onlyJob(catalogue).evaluatedUntil.timeSpec(), Qt::UTC);
    const Run run = runOf(job, night);
    QVERIFY(catalogue.storeRun(run));
    QCOMPARE(catalogue.run(run.id)->jobId, job.id);
    QCOMPARE(catalogue.run(run.id)->dueAt, night);
    QCOMPARE(catalogue.run(run.id)->missed, 2);
    Backup backup = sampleBackup("/backups/a.db");
    backup.jobId = job.id;
    QVERIFY(catalogue.storeBackup(backup));
    QCOMPARE(catalogue.backup(backup.id)->jobId, job.id);
}

void TestJobs::listsByName()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    for (const char *name : {"b", "C", "a"}) {
        QVERIFY(catalogue.storeJob(sampleJob(QString::fromLatin1(name))));
    }
    QString names;
    const QList<Job> jobs = catalogue.jobs().value();
    for (const Job &job : jobs) {
        names += job.name;
    }
    QCOMPARE(names, QStringLiteral("abC"));
}

void TestJobs::editingKeepsWhatOthersMayHaveChanged()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    const Job job = sampleJob();
    QVERIFY(catalogue.storeJob(job));
    Job edited = job;
    edited.name = QStringLiteral("Other");
    edited.destinationId = QUuid();
    edited.createdAt = night.addDays(1);
    edited.scheduledSince = night.addDays(2);
    edited.evaluatedUntil = night.addDays(3);
    QVERIFY(catalogue.storeJob(edited));
    Job expected = job;
    expected.name = edited.name;
    QCOMPARE(onlyJob(catalogue), expected);
    // A new schedule, a new zone, or switching it on: from now on.
    edited.schedule = QStringLiteral("0 0 4 * * *");
    QVERIFY(catalogue.storeJob(edited));
    QCOMPARE(onlyJob(catalogue).evaluatedUntil, edited.evaluatedUntil);
    QCOMPARE(onlyJob(catalogue).scheduledSince, edited.scheduledSince);
    QCOMPARE(onlyJob(catalogue).createdAt, job.createdAt);
    edited.enabled = false;
    edited.evaluatedUntil = night.addDays(4);
    QVERIFY(catalogue.storeJob(edited));
    QCOMPARE(onlyJob(catalogue).evaluatedUntil, night.addDays(3));
    edited.enabled = true;
    QVERIFY(catalogue.storeJob(edited));
    QCOMPARE(onlyJob(catalogue).evaluatedUntil, night.addDays(4));
}

void TestJobs::anotherDestinationForgetsTheDisk()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    Job job = sampleJob();
    QVERIFY(catalogue.storeJob(job));
    job.destination = "/elsewhere";
    QVERIFY(catalogue.storeJob(job));
    QVERIFY(onlyJob(catalogue).destinationId.isNull());
    const QUuid disk = QUuid::createUuid();
    QVERIFY(catalogue.setJobDestination(job.id, disk));
    QCOMPARE(onlyJob(catalogue).destinationId, disk);
    QVERIFY(catalogue.setJobDestination(job.id, QUuid()));
    QVERIFY(onlyJob(catalogue).destinationId.isNull());
}

void TestJobs::removesTheJobOnly()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    const Job job = sampleJob();
    QVERIFY(catalogue.storeJob(job));
    QVERIFY(catalogue.storeRun(runOf(job, night)));
    QVERIFY(catalogue.removeJob(job.id));
    QVERIFY(catalogue.removeJob(job.id));
    QVERIFY(catalogue.jobs()->isEmpty());
    QCOMPARE(catalogue.runs(10)->size(), 1);
}

void TestJobs::theFirstGoodRunRemembersTheDisk()
{
    const TemporaryFolder folder;
    const Path disk = folder.path() / "disk";
    QVERIFY(std::filesystem::create_directory(disk));
    const Result<Destination> destination = Destination::openOrCreate(disk);
    QVERIFY(destination);
    Catalogue catalogue = openIn(folder);
    Job job = sampleJob();
    job.destination = disk;
    job.destinationId = QUuid();
    QVERIFY(catalogue.storeJob(job));
    // A run to where the job went before says nothing about its folder of today.
    Run former = runOf(job, night);
    former.destination = "/former";
    QVERIFY(catalogue.closeRun(former, sampleBackup(disk / "a.db")));
    QVERIFY(onlyJob(catalogue).destinationId.isNull());
    const Run failed = runOf(job, night.addDays(1), Outcome::Failed);
    QVERIFY(catalogue.closeRun(failed, std::nullopt));
    QVERIFY(onlyJob(catalogue).destinationId.isNull());
    QVERIFY(catalogue.closeRun(runOf(job, night.addDays(2)), sampleBackup(disk / "b.db")));
    QCOMPARE(onlyJob(catalogue).destinationId, destination->id());
}

void TestJobs::runsOfJobsAreTheNewest()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    const Job first = sampleJob(QStringLiteral("first"));
    const Job second = sampleJob(QStringLiteral("second"));
    const Job idle = sampleJob(QStringLiteral("idle"));
    for (const Job &job : {first, second, idle}) {
        QVERIFY(catalogue.storeJob(job));
    }
    for (int day = 0; day < 5; ++day) {
        QVERIFY(catalogue.storeRun(runOf(first, night.addDays(day))));
    }
    QVERIFY(catalogue.storeRun(runOf(second, night)));
    QVERIFY(catalogue.storeRun(sampleRun()));
    const QHash<QUuid, QList<Run>> runs = catalogue.runsOfJobs(3).value();
    QCOMPARE(runs.size(), 3);
    QCOMPARE(runs.value(first.id).size(), 3);
    QCOMPARE(runs.value(first.id).at(0).dueAt, night.addDays(4));
    QCOMPARE(runs.value(first.id).at(2).dueAt, night.addDays(2));
    QVERIFY(runs.value(first.id).at(0).log.isEmpty());
    QCOMPARE(runs.value(second.id).size(), 1);
    QVERIFY(runs.value(idle.id).isEmpty());
    QCOMPARE(catalogue.runsOfJob(first.id, 2)->size(), 2);
}

void TestJobs::theNewestGoodRunIsAlwaysThere()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    const Job job = sampleJob();
    QVERIFY(catalogue.storeJob(job));
    QVERIFY(catalogue.storeRun(runOf(job, night, Outcome::Warning)));
    for (int day = 1; day < 10; ++day) {
        QVERIFY(catalogue.storeRun(runOf(job, night.addDays(day), Outcome::Failed)));
    }
    const QList<Run> runs = catalogue.runsOfJob(job.id, 4).value();
    QCOMPARE(runs.size(), 5);
    QCOMPARE(runs.at(3).dueAt, night.addDays(6));
    QCOMPARE(runs.at(4).dueAt, night);
}

void TestJobs::oneOfManyWinsAnInstant()
{
    const TemporaryFolder folder;
    Job job = sampleJob();
    job.evaluatedUntil = night;
    QVERIFY(openIn(folder).storeJob(job));
    constexpr int instants = 50;
    std::atomic<int> won = 0;
    std::atomic<int> errors = 0;
    const auto work = [&] {
        Catalogue catalogue = openIn(folder);
        for (int i = 0; i < instants; ++i) {
            const QDateTime due = night.addSecs(60 * (i + 1));
            const Result<InstantClaim> claim = catalogue.claim(night.addSecs(60 * i), due, runOf(job, due));
            won += claim && *claim == InstantClaim::Won ? 1 : 0;
            errors += claim ? 0 : 1;
        }
    };
    // Separate connections behave as separate processes do.
    std::thread other(work);
    work();
    other.join();
    QCOMPARE(errors.load(), 0);
    Catalogue catalogue = openIn(folder);
    QCOMPARE(catalogue.runs(1000)->size(), won.load());
    QSet<QDateTime> seen;
    const QList<Run> runs = catalogue.runs(1000).value();
    for (const Run &run : runs) {
        QVERIFY(!seen.contains(run.dueAt));
        seen.insert(run.dueAt);
    }
    // Whoever was ahead of the other won all of what it asked for, in order.
    QCOMPARE(won.load(), instants);
    QCOMPARE(onlyJob(catalogue).evaluatedUntil, night.addSecs(60 * instants));
}

void TestJobs::anInstantThatRanNeverRunsAgain()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    const Job job = sampleJob();
    QVERIFY(catalogue.storeJob(job));
    const QDateTime due = night.addSecs(3600);
    QCOMPARE(*catalogue.claim(night, due, runOf(job, due)), InstantClaim::Won);
    QCOMPARE(*catalogue.claim(night, due, runOf(job, due)), InstantClaim::Lost);
    QVERIFY(*catalogue.turnBack(job.id, due, night));
    QCOMPARE(*catalogue.claim(night, due, runOf(job, due)), InstantClaim::RanAlready);
    QCOMPARE(onlyJob(catalogue).evaluatedUntil, due);
    QCOMPARE(catalogue.runs(10)->size(), 1);
    // Not even by way of a plain store.
    QVERIFY(!catalogue.storeRun(runOf(job, due)));
    // Of another job, or by hand, it may.
    const Job other = sampleJob();
    QVERIFY(catalogue.storeJob(other));
    QCOMPARE(*catalogue.claim(night, due, runOf(other, due)), InstantClaim::Won);
    QVERIFY(catalogue.storeRun(runOf(job, QDateTime())));
    QVERIFY(catalogue.storeRun(runOf(job, QDateTime())));
}

void TestJobs::disabledJobsCannotBeClaimed()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    Job job = sampleJob();
    job.enabled = false;
    QVERIFY(catalogue.storeJob(job));
    QCOMPARE(*catalogue.claim(night, night.addDays(1), runOf(job, night.addDays(1))), InstantClaim::Lost);
    QVERIFY(catalogue.removeJob(job.id));
    QCOMPARE(*catalogue.claim(night, night.addDays(1), runOf(job, night.addDays(1))), InstantClaim::Lost);
    QVERIFY(catalogue.runs(10)->isEmpty());
}

void TestJobs::turningBackWithdrawsWhatWasOnlyMissed()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    Job job = sampleJob();
    job.evaluatedUntil = night.addDays(9);
    QVERIFY(catalogue.storeJob(job));
    Run early = runOf(job, night, Outcome::Skipped);
    Run late = runOf(job, night.addDays(2), Outcome::Skipped);
    Run held = runOf(job, night.addDays(3), Outcome::Skipped);
    early.errorCode = late.errorCode = QStringLiteral("missed");
    held.errorCode = QStringLiteral("already-running");
    const Run ran = runOf(job, night.addDays(4));
    for (const Run &run : {early, late, held, ran}) {
        QVERIFY(catalogue.storeRun(run));
    }
    QVERIFY(!*catalogue.turnBack(job.id, night, night.addDays(1))); // evaluated by somebody else meanwhile
    QCOMPARE(catalogue.runs(10)->size(), 4);
    QVERIFY(*catalogue.turnBack(job.id, night.addDays(9), night.addDays(1)));
    QCOMPARE(onlyJob(catalogue).evaluatedUntil, night.addDays(1));
    QVERIFY(!catalogue.run(late.id));
    for (const Run &run : {early, held, ran}) {
        QVERIFY(catalogue.run(run.id));
    }
}

void TestJobs::passesInstants()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    Job job = sampleJob();
    QVERIFY(catalogue.storeJob(job));
    QVERIFY(catalogue.passInstantsUntil(night.addDays(-1)));
    QCOMPARE(onlyJob(catalogue).evaluatedUntil, night);
    QVERIFY(catalogue.passInstantsUntil(night.addDays(5)));
    QCOMPARE(onlyJob(catalogue).evaluatedUntil, night.addDays(5));
}

/// A catalogue as the version before made it, with a run, a backup and a verdict.
void TestJobs::comesOverFromStepTwo()
{
    const TemporaryFolder folder;
    const Path file = folder.path() / "catalogue.db";
    {
        Result<Connection> connection = Connection::open(file, {.mode = Connection::Mode::Create});
        QVERIFY(connection);
        const std::vector<MigrationStep> former(catalogueSteps().begin(), catalogueSteps().begin() + 2);
        QVERIFY(migrate(*connection, former));
        QVERIFY(connection->execute(
            "INSERT INTO runs VALUES (x'00112233445566778899aabbccddeeff', x'2f612e6462', x'2f62', x'', "
            "'zip',"
            " 'proven', 'window', 'succeeded', 1000, 2000, 'Why.', '', 'clone', 1, 2, 3, 4, 5, 6, '[]', 7, 8,"
            " 'boot', x'0f112233445566778899aabbccddeeff', 'the log');"
            "INSERT INTO backups VALUES (x'0f112233445566778899aabbccddeeff',"
            " x'00112233445566778899aabbccddeeff', x'2f612e6462', x'2f622f61', 'zip', 1500, 10, 20, 4096, 5,"
            " zeroblob(32), zeroblob(32), 'proven', 1800, '[]', '[{\"name\":\"t\",\"rows\":3}]');"
            "INSERT INTO known_databases VALUES (x'2f612e6462');"
            "INSERT INTO settings VALUES ('catalogue/rebuilt', x'')"));
    }
    Catalogue catalogue = openIn(folder);
    QCOMPARE(catalogue.findings().size(), qsizetype(catalogueSteps().size()) - 2); // a copy before each step
    QCOMPARE(catalogue.findings().front().code, QStringLiteral("catalogue-migrated"));
    QVERIFY(std::filesystem::exists(withSuffix(file, ".before-version-3")));
    const QList<Run> runs = catalogue.runs(10).value();
    QCOMPARE(runs.size(), 1);
    const Run &run = runs.front();
    QCOMPARE(run.source, Path("/a.db"));
    QCOMPARE(run.strategy, QStringLiteral("clone"));
    QCOMPARE(run.restarts, 6);
    QCOMPARE(run.ownerBootId, QStringLiteral("boot"));
    QCOMPARE(catalogue.run(run.id)->log, QStringLiteral("the log"));
    QVERIFY(run.jobId.isNull());
    QVERIFY(!run.dueAt.isValid());
    QCOMPARE(run.missed, 0);
    const Result<Backup> backup = catalogue.backup(run.backupId);
    QVERIFY(backup);
    QCOMPARE(backup->runId, run.id);
    QCOMPARE(backup->file, Path("/b/a"));
    QCOMPARE(backup->tables.size(), 1);
    QCOMPARE(backup->tables.front().rows, 3);
    QVERIFY(backup->jobId.isNull());
    QCOMPARE(catalogue.knownDatabases()->size(), 1);
    const Job job = sampleJob();
    QVERIFY(catalogue.storeJob(job));
    QVERIFY(catalogue.storeRun(runOf(job, night)));
    QVERIFY(catalogue.check());
}

/// A job from before there was patience gets that of a new one, and keeps all it had.
void TestJobs::jobsComeOverFromStepFour()
{
    const TemporaryFolder folder;
    {
        Result<Connection> connection
            = Connection::open(folder.path() / "catalogue.db", {.mode = Connection::Mode::Create});
        QVERIFY(connection);
        const std::vector<MigrationStep> former(catalogueSteps().begin(), catalogueSteps().begin() + 4);
        QVERIFY(migrate(*connection, former));
        QVERIFY(connection->execute("INSERT INTO jobs VALUES (x'00112233445566778899aabbccddeeff', 'Blog', "
                                    "x'2f612e6462', x'2f62', NULL,"
                                    " 'zip', 'checked', '', '', 'UTC', 'skip', 90, 1, 2, 3, 4, 5, 6, "
                                    "'https://p', 'false', 1, 1000, 2000,"
                                    " 3000);"
                                    "INSERT INTO settings VALUES ('catalogue/rebuilt', x'')"));
    }
    Catalogue catalogue = openIn(folder);
    Job job = onlyJob(catalogue);
    QCOMPARE(job.name, QStringLiteral("Blog"));
    QCOMPARE(job.patience, Job().patience);
    QCOMPARE(job.catchUpDeadline, std::chrono::minutes(90));
    QCOMPARE(job.retention.yearly, 6);
    QCOMPARE(job.evaluatedUntil.toMSecsSinceEpoch(), 3000);
    job.patience = std::chrono::minutes(3);
    QVERIFY(catalogue.storeJob(job));
    QCOMPARE(onlyJob(catalogue).patience, std::chrono::minutes(3));
}

/// Backups from before there were rehearsals keep all they had, and can be rehearsed.
void TestJobs::backupsComeOverFromStepFive()
{
    const TemporaryFolder folder;
    {
        Result<Connection> connection
            = Connection::open(folder.path() / "catalogue.db", {.mode = Connection::Mode::Create});
        QVERIFY(connection);
        const std::vector<MigrationStep> former(catalogueSteps().begin(), catalogueSteps().begin() + 5);
        QVERIFY(migrate(*connection, former));
        QVERIFY(connection->execute(
            "INSERT INTO backups VALUES (x'0f112233445566778899aabbccddeeff',"
            " x'00112233445566778899aabbccddeeff', x'10112233445566778899aabbccddeeff', x'2f612e6462',"
            " x'2f622f61', 'zip', 1500, 10, 20, 4096, 5, zeroblob(32), zeroblob(32), 'proven', 1800, '[]',"
            " '[{\"name\":\"t\",\"rows\":3}]');"
            "INSERT INTO jobs VALUES (x'00112233445566778899aabbccddeeff', 'Blog', x'2f612e6462', x'2f62', "
            "NULL,"
            " 'zip', 'checked', '', '', 'UTC', 'skip', 90, 1, 2, 3, 4, 5, 6, 'https://p', 'false', 1, 1000,"
            " 2000, 3000, 7);"
            "INSERT INTO settings VALUES ('catalogue/rebuilt', x'')"));
    }
    Catalogue catalogue = openIn(folder);
    QCOMPARE(onlyJob(catalogue).patience, std::chrono::minutes(7));
    QCOMPARE(onlyJob(catalogue).rehearsal, Rehearsal());
    const QList<Backup> backups = catalogue.backups().value();
    QCOMPARE(backups.size(), 1);
    const Result<Backup> backup = catalogue.backup(backups.front().id);
    QVERIFY(backup);
    QCOMPARE(backup->file, Path("/b/a"));
    QCOMPARE(backup->proofAt.toMSecsSinceEpoch(), 1800);
    QVERIFY(!backup->jobId.isNull());
    QCOMPARE(backup->tables.front().rows, 3);
    QVERIFY(!backup->rehearsal.at.isValid());
    const RehearsalRecord record{.at = night};
    QVERIFY(catalogue.storeRehearsal(backup->id, record, {}));
    QCOMPARE(catalogue.backup(backup->id)->rehearsal, record);
    QVERIFY(catalogue.check());
}

void TestJobs::countsRunsToTheNextRehearsal()
{
    const TemporaryFolder folder;
    const Job job = sampleJob();
    const QUuid backup = QUuid::createUuid();
    {
        Catalogue catalogue = openIn(folder);
        QVERIFY(catalogue.storeJob(job));
        QCOMPARE(catalogue.countUnrehearsedRun(job.id).value(), 1);
    }
    Catalogue catalogue = openIn(folder);
    Job changed = job;
    changed.name = QStringLiteral("Another name");
    QVERIFY(catalogue.storeJob(changed));
    QCOMPARE(catalogue.countUnrehearsedRun(job.id).value(), 2);
    QVERIFY(catalogue.storeRehearsal(backup, {.at = night, .failure = QStringLiteral("No.")}, job.id));
    QCOMPARE(catalogue.countUnrehearsedRun(job.id).value(), 3); // a failed one is rehearsed again next time
    QVERIFY(catalogue.storeRehearsal(backup, {.at = night}, {}));
    QCOMPARE(catalogue.countUnrehearsedRun(job.id).value(), 4); // by hand: it was no run of the job
    QVERIFY(catalogue.storeRehearsal(backup, {.at = night}, job.id));
    QCOMPARE(catalogue.countUnrehearsedRun(job.id).value(), 1);
    QCOMPARE(catalogue.countUnrehearsedRun(QUuid::createUuid()).value(), 0);
}

void TestJobs::severalProcessesCountEveryRun()
{
    constexpr int counters = 4;
    constexpr int runs = 8;
    const TemporaryFolder folder;
    const Job job = sampleJob();
    QVERIFY(openIn(folder).storeJob(job));
    std::vector<std::thread> threads;
    std::atomic<int> failures = 0;
    for (int counter = 0; counter < counters; ++counter) {
        threads.emplace_back([&] {
            Catalogue own = openIn(folder);
            for (int run = 0; run < runs; ++run) {
                failures += own.countUnrehearsedRun(job.id) ? 0 : 1;
            }
        });
    }
    for (std::thread &thread : threads) {
        thread.join();
    }
    QCOMPARE(failures.load(), 0);
    QCOMPARE(openIn(folder).countUnrehearsedRun(job.id).value(), counters * runs + 1);
}

void TestJobs::rehearsalsAreStored()
{
    const TemporaryFolder folder;
    Catalogue catalogue = openIn(folder);
    Backup backup = sampleBackup("/backups/a.db");
    QVERIFY(catalogue.storeBackup(backup));
    backup.rehearsal = {.at = night,
                        .query = QStringLiteral("select 1"),
                        .expected = QStringLiteral("= 1"),
                        .answer = QStringLiteral("1")};
    QVERIFY(catalogue.storeRehearsal(backup.id, backup.rehearsal, {}));
    QVERIFY(isSame(*catalogue.backup(backup.id), backup));
    QVERIFY(catalogue.storeRehearsal(QUuid::createUuid(), backup.rehearsal, {})); // a backup that is gone
    QCOMPARE(catalogue.backups()->size(), 1);
}

QTEST_APPLESS_MAIN(TestJobs)
#include "tst_jobs.moc"
