// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/destination.h"
#include "runner/taskrunner.h"
#include "service/cataloguelane.h"
#include "service/keptbackups.h"
#include "service/pruning.h"
#include "support/faultysystem.h"
#include "support/files.h"
#include "support/program.h"

#include <QCoreApplication>
#include <QTest>

#include <set>

using namespace litekeeper;
using namespace litekeeper::test;
using namespace std::chrono_literals;

namespace {

/// Named by the number in it, so that another process can name it, too.
QUuid numbered(uint number)
{
    return QUuid(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
}

const QUuid jobId = numbered(0x10b);

class SetClock final : public Clock
{
public:
    [[nodiscard]] QDateTime nowUtc() const override { return now; }

    QDateTime now = QDateTime::fromString(QStringLiteral("2026-05-31T12:00:00Z"), Qt::ISODate);
};

/// A catalogue, a destination, and backups in it that are made of letters.
class World
{
public:
    /// `folder` may hold what an earlier one made.
    explicit World(const Path &folder)
        : home(folder)
        , lane(runner)
        , watch(clock, [this] { return steady; })
    {
        std::filesystem::create_directories(destination());
        opened = lane.open(home / "data" / "catalogue.db", {}, [](Catalogue &) { return Result<void>(); })
                     .result()
                     .hasValue();
        const Result<Destination> made = Destination::openOrCreate(destination());
        job.id = jobId;
        job.name = QStringLiteral("Blog");
        job.source = "/srv/blog.db";
        job.destination = destination();
        job.destinationId = made ? made->id() : QUuid();
        job.timeZone = "UTC";
        job.retention = {.last = 2, .hourly = 0, .daily = 0, .weekly = 0, .monthly = 0, .yearly = 0};
    }

    [[nodiscard]] Path destination() const { return home / "destination"; }
    [[nodiscard]] Path fileOf(uint day) const
    {
        return destination() / ("blog-" + std::to_string(day) + ".db");
    }
    [[nodiscard]] Path manifestOf(uint day) const
    {
        return destination() / ".litekeeper" / "manifests" / (fileOf(day).filename().string() + ".json");
    }

    /// As a run of that day of May would leave it.
    Backup add(uint day, ProofLevel proof = ProofLevel::Proven)
    {
        Backup backup;
        backup.id = numbered(day);
        backup.runId = numbered(1000 + day);
        backup.jobId = jobId;
        backup.source = job.source;
        backup.file = fileOf(day);
        backup.createdAt = QDateTime(QDate(2026, 5, int(day)), QTime(3, 0), Qt::UTC);
        backup.fileBytes = 100 + day;
        backup.databaseBytes = backup.fileBytes;
        backup.sha256 = QByteArray(32, 'h');
        backup.proof = proof;
        backup.proofAt = backup.createdAt;
        return add(backup);
    }
    Backup add(const Backup &backup)
    {
        const Result<Destination> folder = Destination::openOrCreate(backup.file.parent_path());
        const bool isMade = writeBytes(backup.file, QByteArray(backup.fileBytes, 'x')) && folder
            && folder->writeManifest(backup) && store(backup);
        return isMade ? backup : Backup();
    }
    bool store(const Backup &backup)
    {
        return lane.ask([backup](Catalogue &catalogue) { return catalogue.storeBackup(backup); })
            .result()
            .hasValue();
    }
    PruneReport prune() { return pruneJob(lane, job, clock, watch, control); }

    /// The days whose rows are there; those of files and manifests have to be the same, but for `without`.
    std::set<uint> days(const std::set<uint> &without = {})
    {
        std::set<uint> rows;
        const QList<Backup> backups
            = lane.ask([](Catalogue &catalogue) { return catalogue.backupsOfJob(jobId); }).result().value();
        for (const Backup &backup : backups) {
            rows.insert(backup.id.data1);
        }
        for (uint day = 1; day <= 31; ++day) {
            const bool isThere = rows.contains(day);
            if (!without.contains(day)
                && (std::filesystem::exists(fileOf(day)) != isThere
                    || std::filesystem::exists(manifestOf(day)) != isThere)) {
                return {0};
            }
        }
        return rows;
    }

    Path home;
    TaskRunner runner;
    CatalogueLane lane;
    SetClock clock;
    std::chrono::milliseconds steady = 1h;
    ClockWatch watch;
    RunControl control;
    Job job;
    bool opened = false;
};

using Days = std::set<uint>;

QString textOf(const PruneReport &report)
{
    return report.findings.isEmpty() ? QString() : report.findings.front().text;
}

} // namespace

class PruningTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_world.reset(); }
    void deletesWhatNoRuleKeeps();
    void leavesWhatIsNotOfThisJob();
    void newestProvenStays();
    void doesNothingWithoutRules();
    void fixedNamesHaveNothingToPrune();
    void anUnknownDestinationIsNotTouched();
    void anotherDiskIsNotTouched();
    void anEmptyMountPointForgetsNothing();
    void aClockThatWasTurnedBackStopsIt();
    void aClockThatWasSetMeanwhileStopsItOnce();
    void datesOutOfOrderStopIt();
    void whatIsGoneAlreadyIsForgotten();
    void whatIsGoneServesNoRule();
    void previewsTheNextRun();
    void aFileThatIsNotOursStopsIt_data();
    void aFileThatIsNotOursStopsIt();
    void anotherBackupUnderTheSameNameStopsIt();
    void aStopWishEndsIt();
    void theDeedLooksAgain();
    void errorsKeepMore_data();
    void errorsKeepMore();
    void killedAnywhereItLosesNothing();

private:
    std::unique_ptr<TemporaryFolder> m_folder;
    std::unique_ptr<World> m_world;
};

void PruningTest::init()
{
    m_folder = std::make_unique<TemporaryFolder>();
    m_world = std::make_unique<World>(m_folder->path());
    QVERIFY(m_world->opened);
}

void PruningTest::deletesWhatNoRuleKeeps()
{
    World &world = *m_world;
    for (const uint day : {1U, 2U, 3U, 4U, 5U}) {
        QVERIFY(!world.add(day).id.isNull());
    }
    const PruneReport report = world.prune();
    QCOMPARE(world.days(), Days({4, 5}));
    QVERIFY(report.findings.isEmpty());
    QCOMPARE(report.gone.size(), 3);
    QCOMPARE(report.gone.front().id, numbered(1)); // oldest first
    QCOMPARE(report.log.size(), 4);
    QVERIFY(report.log.at(1).contains(displayPath(world.fileOf(1))));
    // Again: nothing more.
    QVERIFY(world.prune().gone.isEmpty());
    QCOMPARE(world.days(), Days({4, 5}));
}

void PruningTest::leavesWhatIsNotOfThisJob()
{
    World &world = *m_world;
    for (const uint day : {1U, 2U, 3U}) {
        world.add(day);
    }
    Backup other = world.add(4);
    other.id = numbered(104);
    other.file = world.destination() / "other.db";
    other.createdAt = other.createdAt.addDays(-20);
    other.jobId = numbered(0x10c);
    world.add(other);
    Backup oneOff = other;
    oneOff.id = numbered(105);
    oneOff.file = world.destination() / "one-off.db";
    oneOff.jobId = {};
    world.add(oneOff);
    // Of this job, from the time when it had another destination.
    Backup elsewhere = other;
    elsewhere.id = numbered(106);
    elsewhere.jobId = jobId;
    elsewhere.file = world.home / "former" / "blog.db";
    elsewhere.createdAt = QDateTime(QDate(2026, 5, 5), QTime(3, 0), Qt::UTC);
    std::filesystem::create_directory(world.home / "former");
    QVERIFY(!world.add(elsewhere).id.isNull());
    QCOMPARE(world.prune().gone.size(), 2);
    QCOMPARE(world.days(), Days({3, 4, 106}));
    for (const Backup &backup : {other, oneOff, elsewhere}) {
        QVERIFY(std::filesystem::exists(backup.file));
    }
}

void PruningTest::newestProvenStays()
{
    World &world = *m_world;
    world.add(1);
    world.add(2);
    for (const uint day : {3U, 4U, 5U}) {
        world.add(day, ProofLevel::Checked);
    }
    world.prune();
    QCOMPARE(world.days(), Days({2, 4, 5}));
}

void PruningTest::doesNothingWithoutRules()
{
    World &world = *m_world;
    world.job.retention.last = 0;
    world.add(1);
    world.add(2);
    const PruneReport report = world.prune();
    QVERIFY(report.gone.isEmpty() && report.findings.isEmpty());
    QCOMPARE(world.days(), Days({1, 2}));
}

void PruningTest::fixedNamesHaveNothingToPrune()
{
    World &world = *m_world;
    world.job.nameTemplate = QStringLiteral("nightly");
    for (const uint day : {1U, 2U, 3U}) {
        world.add(day);
    }
    QVERIFY(world.prune().gone.isEmpty());
    QCOMPARE(world.days(), Days({1, 2, 3}));
}

void PruningTest::anUnknownDestinationIsNotTouched()
{
    World &world = *m_world;
    world.job.destinationId = {};
    for (const uint day : {1U, 2U, 3U}) {
        world.add(day);
    }
    const PruneReport report = world.prune();
    QVERIFY(report.gone.isEmpty() && report.findings.isEmpty());
    QCOMPARE(world.days(), Days({1, 2, 3}));
}

void PruningTest::anotherDiskIsNotTouched()
{
    World &world = *m_world;
    for (const uint day : {1U, 2U, 3U}) {
        world.add(day);
    }
    world.job.destinationId = QUuid::createUuid();
    const PruneReport report = world.prune();
    QVERIFY(report.gone.isEmpty());
    QCOMPARE(report.findings.size(), 1);
    QCOMPARE(report.findings.front().severity, Severity::Warning);
    QCOMPARE(world.days(), Days({1, 2, 3}));
}

void PruningTest::anEmptyMountPointForgetsNothing()
{
    World &world = *m_world;
    for (const uint day : {1U, 2U, 3U}) {
        world.add(day);
    }
    std::filesystem::rename(world.destination(), world.home / "unplugged");
    std::filesystem::create_directory(world.destination());
    QCOMPARE(world.prune().findings.size(), 1);
    std::filesystem::remove(world.destination());
    QCOMPARE(world.prune().findings.size(), 1); // not even the mount point
    QCOMPARE(world.days({1, 2, 3}), Days({1, 2, 3}));
    // Plugged in again, it goes on.
    std::filesystem::rename(world.home / "unplugged", world.destination());
    QCOMPARE(world.prune().gone.size(), 1);
    QCOMPARE(world.days(), Days({2, 3}));
}

void PruningTest::aClockThatWasTurnedBackStopsIt()
{
    World &world = *m_world;
    for (const uint day : {1U, 2U, 3U, 4U}) {
        world.add(day);
    }
    world.clock.now = QDateTime(QDate(2026, 5, 3), QTime(12, 0), Qt::UTC);
    ClockWatch fresh(world.clock, [&world] { return world.steady; }); // started after that
    const PruneReport report = pruneJob(world.lane, world.job, world.clock, fresh, world.control);
    QVERIFY(report.gone.isEmpty());
    QCOMPARE(report.findings.size(), 1);
    QCOMPARE(world.days(), Days({1, 2, 3, 4}));
}

void PruningTest::aClockThatWasSetMeanwhileStopsItOnce()
{
    World &world = *m_world;
    for (const uint day : {1U, 2U, 3U}) {
        world.add(day);
    }
    world.clock.now = world.clock.now.addDays(400);
    world.steady += 1h;
    const PruneReport report = world.prune();
    QVERIFY(report.gone.isEmpty());
    QVERIFY2(textOf(report).contains(QLatin1String("forward")), qPrintable(textOf(report)));
    QCOMPARE(world.days(), Days({1, 2, 3}));
    QCOMPARE(world.prune().gone.size(), 1);
}

void PruningTest::datesOutOfOrderStopIt()
{
    World &world = *m_world;
    for (const uint day : {1U, 3U, 2U, 4U}) {
        world.add(day);
    }
    const PruneReport report = world.prune();
    QVERIFY(report.gone.isEmpty());
    QVERIFY(textOf(report).contains(QLatin1String("blog-3.db")));
    QCOMPARE(world.days(), Days({1, 2, 3, 4}));
}

void PruningTest::whatIsGoneAlreadyIsForgotten()
{
    World &world = *m_world;
    for (const uint day : {1U, 2U, 3U, 4U}) {
        world.add(day);
    }
    std::filesystem::remove(world.fileOf(1));
    std::filesystem::remove(world.fileOf(2));
    std::filesystem::remove(world.manifestOf(2));
    const PruneReport report = world.prune();
    QVERIFY(report.findings.isEmpty());
    QCOMPARE(world.days(), Days({3, 4}));
    QVERIFY(report.log.at(1).contains(QLatin1String("gone already")));
}

void PruningTest::whatIsGoneServesNoRule()
{
    World &world = *m_world;
    for (const uint day : {1U, 2U, 3U, 4U}) {
        world.add(day);
    }
    std::filesystem::remove(world.fileOf(3)); // one of the two that "the last 2" would keep
    const PruneReport report = world.prune();
    QCOMPARE(report.gone.size(), 1);
    QCOMPARE(world.days({3}), Days({2, 3, 4})); // its row stays, so that people see that it is missing
}

void PruningTest::previewsTheNextRun()
{
    World &world = *m_world;
    for (const uint day : {1U, 2U, 3U}) {
        world.add(day);
    }
    const QList<Backup> backups
        = world.lane.ask([](Catalogue &catalogue) { return catalogue.backupsOfJob(jobId); }).result().value();
    const RetentionPlan plan = previewPruning(backups, world.job, world.clock.now);
    QCOMPARE(plan.goes.size(), 2); // "the last 2" will be the next one and that of the third
    QCOMPARE(plan.goes.front().id, numbered(1));
    QCOMPARE(plan.stays.size(), 1);
    QCOMPARE(world.days(), Days({1, 2, 3}));
}

void PruningTest::aFileThatIsNotOursStopsIt_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"longer", "empty", "folder", "link"}) {
        QTest::newRow(kind) << kind;
    }
}

void PruningTest::aFileThatIsNotOursStopsIt()
{
    QFETCH(QString, kind);
    World &world = *m_world;
    for (const uint day : {1U, 2U, 3U, 4U, 5U}) {
        world.add(day);
    }
    const Path file = world.fileOf(2);
    const Path precious = world.home / "precious";
    QVERIFY(writeBytes(precious, QByteArray(102, 'x')));
    std::filesystem::remove(file);
    if (kind == QLatin1String("folder")) {
        std::filesystem::create_directory(file);
    } else if (kind == QLatin1String("link")) {
        std::filesystem::create_symlink(precious, file);
    } else {
        QVERIFY(writeBytes(file, QByteArray(kind == QLatin1String("empty") ? 0 : 103, 'y')));
    }
    const PruneReport report = world.prune();
    QCOMPARE(report.gone.size(), 1); // the one before
    QCOMPARE(report.findings.size(), 1);
    QVERIFY2(textOf(report).contains(QLatin1String("(2 ")), qPrintable(textOf(report)));
    QCOMPARE(world.days(), Days({2, 3, 4, 5}));
    QVERIFY(std::filesystem::exists(precious));
}

void PruningTest::anotherBackupUnderTheSameNameStopsIt()
{
    World &world = *m_world;
    Backup first;
    for (const uint day : {1U, 2U, 3U}) {
        first = day == 1 ? world.add(day) : (world.add(day), first);
    }
    // Another catalogue, on another computer, has replaced it by one that happens to be as long.
    first.id = QUuid::createUuid();
    QVERIFY(Destination::open(world.destination())->writeManifest(first));
    QCOMPARE(world.prune().findings.size(), 1);
    QCOMPARE(world.days(), Days({1, 2, 3}));
}

void PruningTest::aStopWishEndsIt()
{
    World &world = *m_world;
    for (const uint day : {1U, 2U, 3U}) {
        world.add(day);
    }
    world.control.requestStop();
    const PruneReport report = world.prune();
    QVERIFY(report.gone.isEmpty() && report.findings.isEmpty());
    QCOMPARE(world.days(), Days({1, 2, 3}));
}

/// Whatever was planned: the deletion itself spares what must stay.
void PruningTest::theDeedLooksAgain()
{
    World &world = *m_world;
    for (const uint day : {1U, 2U}) {
        world.add(day);
    }
    const PruningPlace place{
        .jobId = jobId, .folder = world.destination(), .destinationId = world.job.destinationId};
    const auto kindOf = [&world](uint day, const PruningPlace &where) {
        const Result<void> deleted = deletePrunedBackup(world.lane, numbered(day), where);
        return deleted ? ErrorKind::Unknown : deleted.error().kind;
    };
    QCOMPARE(kindOf(2, place), ErrorKind::Protected); // the newest proven
    PruningPlace wrong = place;
    wrong.destinationId = QUuid::createUuid();
    QCOMPARE(kindOf(1, wrong), ErrorKind::WrongDestination);
    wrong = place;
    wrong.jobId = QUuid::createUuid();
    QCOMPARE(kindOf(1, wrong), ErrorKind::Protected);
    wrong = place;
    wrong.folder = world.home;
    QCOMPARE(kindOf(1, wrong), ErrorKind::Protected);
    QCOMPARE(world.days(), Days({1, 2}));
    // A newer one-off of the same source does not make the newest of the job free to go.
    Backup oneOff = world.add(3);
    oneOff.jobId = {};
    QVERIFY(world.store(oneOff));
    QCOMPARE(kindOf(2, place), ErrorKind::Protected);
    QVERIFY(deletePrunedBackup(world.lane, numbered(1), place));
    QVERIFY(deletePrunedBackup(world.lane, numbered(1), place)); // gone is gone
}

void PruningTest::errorsKeepMore_data()
{
    QTest::addColumn<int>("call");
    QTest::newRow("unlinkat") << int(SYS_unlinkat);
    QTest::newRow("fsync") << int(SYS_fsync);
}

void PruningTest::errorsKeepMore()
{
    QFETCH(int, call);
    for (const uint day : {1U, 2U, 3U, 4U}) {
        m_world->add(day);
    }
    m_world.reset();
    const Path folder = m_folder->path();
    // 0: a warning, and nothing more than the first file was touched.
    const int code = inChild([&folder, call] {
        World world(folder);
        if (!failSystemCall(call, EIO)) {
            return 77;
        }
        const PruneReport report = world.prune();
        return world.opened && report.gone.isEmpty() && report.findings.size() == 1
                && report.findings.front().severity == Severity::Warning
            ? 0
            : 1;
    });
    if (code == 77) {
        QSKIP("no seccomp here");
    }
    QCOMPARE(code, 0);
    m_world = std::make_unique<World>(folder);
    QCOMPARE(m_world->days({1}), Days({1, 2, 3, 4}));
    QVERIFY(m_world->prune().findings.isEmpty());
    QCOMPARE(m_world->days(), Days({3, 4}));
}

/// kill -9 instead of each call by which it changes files: what stays is never touched, and the next run ends
/// where an undisturbed one does.
void PruningTest::killedAnywhereItLosesNothing()
{
    for (const uint day : {1U, 2U, 3U, 4U}) {
        m_world->add(day);
    }
    m_world.reset();
    const TemporaryFolder place;
    const Path folder = m_folder->path();
    std::filesystem::copy(folder, place.path() / "before", std::filesystem::copy_options::recursive);
    const Program::Strings command{QCoreApplication::applicationFilePath().toStdString(), "--prune",
                                   folder.string()};
    int kills = 0;
    for (int code = -SIGKILL; code == -SIGKILL; ++kills) {
        std::filesystem::remove_all(folder);
        std::filesystem::copy(place.path() / "before", folder, std::filesystem::copy_options::recursive);
        Program pruning(command,
                        {std::string("LD_PRELOAD=") + FILEWATCH,
                         "ASAN_OPTIONS=verify_asan_link_order=0:detect_leaks=0",
                         "FILEWATCH_DISTURB=" + std::to_string(kills + 1) + ":kill"},
                        place.path());
        code = pruning.wait();
        QVERIFY2(code == -SIGKILL || code == 0, std::to_string(code).c_str());
        World world(folder);
        QVERIFY(world.opened);
        const Days kept = world.days({1, 2});
        for (const uint day : {3U, 4U}) {
            QVERIFY(kept.contains(day));
            QVERIFY(std::filesystem::exists(world.fileOf(day))
                    && std::filesystem::exists(world.manifestOf(day)));
        }
        QVERIFY(world.prune().findings.isEmpty());
        QCOMPARE(world.days(), Days({3, 4}));
    }
    QVERIFY(kills > 8); // two files, two folders, two manifests, two rows
}

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    if (argc == 3 && QByteArray(argv[1]) == "--prune") {
        World world((Path(argv[2])));
        return world.opened && world.prune().findings.isEmpty() ? 0 : 1;
    }
    PruningTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_pruning.moc"
