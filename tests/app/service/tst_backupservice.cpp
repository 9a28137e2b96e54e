// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "runner/taskrunner.h"
#include "service/backupservice.h"
#include "service/catalogueservice.h"
#include "support/databases.h"
#include "support/files.h"

#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

namespace {

struct Ending
{
    Run run;
    std::optional<Backup> backup;
};

/// Services over a real catalogue in a folder of their own, and what they said.
class World : public QObject
{
public:
    explicit World(int parallelRuns = 2)
        : runner(parallelRuns)
        , catalogue(runner, folder.path() / "catalogue.db")
        , backups(std::make_unique<BackupService>(catalogue, runner, folder.path() / "locks"))
    {
        std::filesystem::create_directory(destination());
        opened = catalogue.open().result().hasValue();
        connect(backups.get(), &BackupService::runStarted, this,
                [this](const Run &run) { started.append(run.id); });
        connect(backups.get(), &BackupService::runFinished, this,
                [this](const Run &run, const std::optional<Backup> &backup) {
                    endings.append({run, backup});
                });
        connect(backups.get(), &BackupService::runProgressed, this,
                [this](const QUuid &id, const Progress &progress) { newest.insert(id, progress); });
    }

    [[nodiscard]] Path destination() const { return folder.path() / "destination"; }
    [[nodiscard]] Path source(const char *name) const { return folder.path() / name; }
    QUuid backUp(const Path &source, ProofLevel proof = ProofLevel::Checked)
    {
        return backups->backUpNow({.source = source, .destination = destination(), .proof = proof},
                                  Trigger::Window);
    }
    [[nodiscard]] std::size_t files() const
    {
        std::size_t count = 0;
        for (const auto &entry : std::filesystem::directory_iterator(destination())) {
            count += entry.path().filename() == ".litekeeper" ? 0 : 1;
        }
        return count;
    }
    [[nodiscard]] Run stored(const QUuid &id)
    {
        const QList<Run> runs = catalogue.runs(100).result().value();
        for (const Run &run : runs) {
            if (run.id == id) {
                return run;
            }
        }
        return {};
    }

    TemporaryFolder folder;
    TaskRunner runner;
    CatalogueService catalogue;
    std::unique_ptr<BackupService> backups;
    bool opened = false;
    QList<QUuid> started;
    QList<Ending> endings;
    QHash<QUuid, Progress> newest;
};

bool hasPaused(const World &world, const QUuid &id)
{
    const Progress progress = world.newest.value(id);
    return progress.paused && !progress.queued;
}

constexpr int bigRows = 3000;
constexpr int bigRowBytes = 65'000;

} // namespace

class BackupServiceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void tellsHowItGoes();
    void failuresAreRecorded();
    void cancelsWhileRunning();
    void cancelsWhileQueued();
    void cancelsWhileAnotherProgramLocksTheSource();
    void pausesAndResumes();
    void pausesWhileQueued();
    void severalRunWithinTheLimit();
    void sameSourceIsSkipped();
    void withoutACatalogueNothingIsWritten();
    void aBackupThatCannotBeRecordedIsAWarning();
    void wishesFromASlotAreTaken();
    void theEndOfTheServiceStopsItsRuns();

private:
    [[nodiscard]] Path big() const { return m_folder.path() / "big.db"; }

    TemporaryFolder m_folder;
};

void BackupServiceTest::initTestCase()
{
    QVERIFY(makeDatabase(big(), bigRows, bigRowBytes, "WAL"));
}

void BackupServiceTest::tellsHowItGoes()
{
    World world;
    const Path source = world.source("app.db");
    QVERIFY(makeDatabase(source));
    const QUuid id = world.backUp(source, ProofLevel::Proven);
    QVERIFY(world.started.isEmpty()); // the caller knows the id before anybody hears of it
    QCOMPARE(world.backups->running().size(), 1);
    QCOMPARE(world.backups->progress(id).queued, true);
    QTRY_COMPARE(world.endings.size(), 1);
    QCOMPARE(world.started, QList<QUuid>{id});
    QVERIFY(world.newest.contains(id));
    const auto &[run, backup] = world.endings.at(0);
    QCOMPARE(run.id, id);
    QCOMPARE(run.outcome, Outcome::Succeeded);
    QVERIFY(run.reason.isEmpty());
    QVERIFY(run.partial.empty());
    QVERIFY(run.finishedAt >= run.startedAt);
    QVERIFY(!run.log.isEmpty());
    QVERIFY(backup.has_value());
    QCOMPARE(backup->runId, id);
    QCOMPARE(run.backupId, backup->id);
    QCOMPARE(backup->proof, ProofLevel::Proven);
    QVERIFY(world.backups->running().isEmpty());
    // The catalogue tells the same.
    QCOMPARE(world.stored(id).outcome, Outcome::Succeeded);
    QCOMPARE(world.stored(id).backupId, backup->id);
    QCOMPARE(world.catalogue.backups().result().value().size(), 1);
}

void BackupServiceTest::failuresAreRecorded()
{
    World world;
    const QUuid missing = world.backUp(world.source("missing.db"));
    const Path empty = world.source("empty.db");
    QVERIFY(writeBytes(empty, ""));
    const QUuid ofEmpty = world.backUp(empty);
    QTRY_COMPARE(world.endings.size(), 2);
    for (const auto &[id, kind] :
         {std::pair(missing, ErrorKind::NotFound), std::pair(ofEmpty, ErrorKind::Empty)}) {
        const Run run = world.stored(id);
        QCOMPARE(run.outcome, Outcome::Failed);
        QCOMPARE(run.errorCode, errorCode(kind));
        QVERIFY(run.reason.contains(displayPath(run.source)));
        QVERIFY(run.finishedAt.isValid());
    }
    QCOMPARE(world.files(), std::size_t(0));
}

void BackupServiceTest::cancelsWhileRunning()
{
    World world;
    const QUuid id = world.backUp(big(), ProofLevel::Proven);
    QTRY_VERIFY(world.newest.value(id).bytesDone > 0);
    world.backups->cancel(id);
    world.backups->cancel(id); // twice is as good as once
    QTRY_COMPARE(world.endings.size(), 1);
    QCOMPARE(world.endings.at(0).run.outcome, Outcome::Cancelled);
    QVERIFY(!world.endings.at(0).backup);
    QCOMPARE(world.stored(id).outcome, Outcome::Cancelled);
    QCOMPARE(world.files(), std::size_t(0));
}

void BackupServiceTest::cancelsWhileQueued()
{
    World world(1);
    const QUuid first = world.backUp(big());
    world.backups->pause(first);
    const QUuid second = world.backUp(m_folder.path() / "other.db");
    QTRY_VERIFY(hasPaused(world, first));
    world.backups->cancel(second);
    QTRY_COMPARE(world.endings.size(), 1); // although the first still has the only place
    QCOMPARE(world.endings.at(0).run.id, second);
    QCOMPARE(world.endings.at(0).run.outcome, Outcome::Cancelled);
    QCOMPARE(world.stored(second).outcome, Outcome::Cancelled);
    world.backups->resume(first);
    QTRY_COMPARE_WITH_TIMEOUT(world.endings.size(), 2, 60'000);
    QCOMPARE(world.endings.at(1).run.outcome, Outcome::Succeeded);
}

void BackupServiceTest::cancelsWhileAnotherProgramLocksTheSource()
{
    World world;
    const Path source = world.source("app.db");
    QVERIFY(makeDatabase(source));
    Sqlite holder(source);
    QVERIFY(holder.execute("BEGIN EXCLUSIVE"));
    const QUuid id = world.backups->backUpNow(
        {.source = source, .destination = world.destination(), .busyTimeout = std::chrono::hours(1)},
        Trigger::Window);
    QTRY_VERIFY(world.newest.contains(id) && !world.newest.value(id).queued);
    QTest::qWait(100);
    world.backups->cancel(id);
    QTRY_COMPARE(world.endings.size(), 1);
    QCOMPARE(world.endings.at(0).run.outcome, Outcome::Cancelled);
}

void BackupServiceTest::pausesAndResumes()
{
    World world;
    const QUuid id = world.backUp(big());
    world.backups->pause(id);
    QTRY_VERIFY(hasPaused(world, id));
    QVERIFY(world.newest.value(id).bytesDone < world.newest.value(id).bytesTotal);
    QTest::qWait(200);
    QVERIFY(world.endings.isEmpty());
    world.backups->resume(id);
    QTRY_COMPARE_WITH_TIMEOUT(world.endings.size(), 1, 60'000);
    QCOMPARE(world.endings.at(0).run.outcome, Outcome::Succeeded);
}

void BackupServiceTest::pausesWhileQueued()
{
    World world(1);
    const QUuid first = world.backUp(big());
    const QUuid second = world.backUp(m_folder.path() / "other.db");
    world.backups->pause(second);
    QVERIFY(world.newest.value(second).paused);
    QVERIFY(world.newest.value(second).queued);
    world.backups->resume(second);
    QVERIFY(!world.newest.value(second).paused);
    world.backups->cancelAll();
    QTRY_COMPARE(world.endings.size(), 2);
    QVERIFY(world.backups->running().isEmpty());
    Q_UNUSED(first)
}

void BackupServiceTest::severalRunWithinTheLimit()
{
    World world(2);
    std::size_t most = 0;
    QObject::connect(world.backups.get(), &BackupService::runProgressed, &world, [&world, &most] {
        std::size_t unfinished = 0;
        for (const auto &entry : std::filesystem::directory_iterator(world.destination())) {
            unfinished += entry.path().extension() == ".partial" ? 1 : 0;
        }
        most = std::max(most, unfinished);
    });
    for (int i = 0; i < 6; ++i) {
        const Path source = world.source(("app" + std::to_string(i) + ".db").c_str());
        QVERIFY(makeDatabase(source, 200, 10'000));
        world.backUp(source);
    }
    QTRY_COMPARE_WITH_TIMEOUT(world.endings.size(), 6, 60'000);
    for (const Ending &ending : world.endings) {
        QCOMPARE(ending.run.outcome, Outcome::Succeeded);
    }
    QCOMPARE(world.files(), std::size_t(6));
    QVERIFY2(most <= 2, qPrintable(QString::number(most)));
}

void BackupServiceTest::sameSourceIsSkipped()
{
    World world;
    const QUuid first = world.backUp(big());
    world.backups->pause(first);
    QTRY_VERIFY(hasPaused(world, first));
    const QUuid second = world.backUp(big());
    QTRY_COMPARE(world.endings.size(), 1);
    QCOMPARE(world.endings.at(0).run.id, second);
    QCOMPARE(world.endings.at(0).run.outcome, Outcome::Skipped);
    QCOMPARE(world.endings.at(0).run.errorCode, errorCode(ErrorKind::AlreadyRunning));
    world.backups->cancel(first);
    QTRY_COMPARE(world.endings.size(), 2);
}

void BackupServiceTest::withoutACatalogueNothingIsWritten()
{
    TemporaryFolder folder;
    const Path source = folder.path() / "app.db";
    const Path destination = folder.path() / "destination";
    QVERIFY(makeDatabase(source));
    QVERIFY(std::filesystem::create_directory(destination));
    QVERIFY(std::filesystem::create_directory(folder.path() / "catalogue.db")); // a folder in its place
    TaskRunner runner;
    CatalogueService catalogue(runner, folder.path() / "catalogue.db");
    BackupService backups(catalogue, runner, folder.path() / "locks");
    QVERIFY(!catalogue.open().result().hasValue());
    QList<Run> finished;
    connect(&backups, &BackupService::runFinished, this,
            [&finished](const Run &run) { finished.append(run); });
    backups.backUpNow({.source = source, .destination = destination}, Trigger::Window);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(finished.at(0).outcome, Outcome::Failed);
    QVERIFY2(finished.at(0).reason.contains(QLatin1String("catalogue.db")),
             qPrintable(finished.at(0).reason));
    QVERIFY(std::filesystem::is_empty(destination));
}

void BackupServiceTest::aBackupThatCannotBeRecordedIsAWarning()
{
    World world;
    const QUuid id = world.backUp(big());
    QTRY_VERIFY(world.newest.value(id).bytesDone > 0);
    QVERIFY(Sqlite(world.folder.path() / "catalogue.db").execute("PRAGMA foreign_keys=OFF; DROP TABLE runs"));
    QTRY_COMPARE_WITH_TIMEOUT(world.endings.size(), 1, 60'000);
    const auto &[run, backup] = world.endings.at(0);
    QCOMPARE(run.outcome, Outcome::Warning);
    QVERIFY(!run.reason.isEmpty());
    QCOMPARE(run.findings.last().code, QStringLiteral("not-recorded"));
    QVERIFY(backup && std::filesystem::exists(backup->file));
}

void BackupServiceTest::wishesFromASlotAreTaken()
{
    World world;
    const Path source = world.source("app.db");
    QVERIFY(makeDatabase(source));
    connect(world.backups.get(), &BackupService::runFinished, &world, [&world, source] {
        if (world.endings.size() == 1) {
            world.backUp(source);
        }
    });
    world.backUp(source);
    QTRY_COMPARE(world.endings.size(), 2);
    QCOMPARE(world.endings.at(1).run.outcome, Outcome::Succeeded);
}

void BackupServiceTest::theEndOfTheServiceStopsItsRuns()
{
    World world(1);
    const QUuid running = world.backUp(big(), ProofLevel::Proven);
    const QUuid queued = world.backUp(m_folder.path() / "other.db");
    QTRY_VERIFY(world.newest.value(running).bytesDone > 0);
    world.backups.reset();
    QCOMPARE(world.stored(running).outcome, Outcome::Cancelled);
    QCOMPARE(world.stored(queued).outcome, Outcome::Cancelled);
    QCOMPARE(world.files(), std::size_t(0));
    QVERIFY(world.endings.isEmpty());
}

QTEST_GUILESS_MAIN(BackupServiceTest)
#include "tst_backupservice.moc"
