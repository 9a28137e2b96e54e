// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/canaryfile.h"
#include "jobworld.h"
#include "places/destination.h"
#include "service/watchservice.h"

#include <QSignalSpy>
#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

/// Watches in the catalogue, looked at by the real child.
class TestWatchService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void plantsAndLooks();
    void onlyLookingWatchesNothing();
    void aCanaryThatIsThereIsWatched();
    void whatCannotBePlantedIsNotWatched();
    void aLossIsKept();
    void anewBeginsAgain();
    void looksAtWhatIsDue();
    void oneProcessLooks();
    void aLookInTheFutureIsDue();
    void removes();
    void removesWhatIsGone();
    void destinationsAreWatched();
    void aFolderThatIsADestinationToo();
    void findsTheInnermostWatch();
    void unknownWatches();

private:
    template <typename Value>
    static Value waitFor(const QFuture<Value> &future)
    {
        return JobProcess::waitFor(future);
    }
    [[nodiscard]] Path data() const { return m_folder->path() / "data"; }
    [[nodiscard]] std::unique_ptr<WatchService> open(CatalogueService &catalogue)
    {
        auto service = std::make_unique<WatchService>(catalogue, m_clock, Path(LITEKEEPER_CLI));
        if (!waitFor(service->load())) {
            qFatal("no watches");
        }
        return service;
    }
    QString plant(WatchService::Planting planting = WatchService::Planting::IfFirstLook)
    {
        return codeOfResult(waitFor(m_watches->plant(data(), {}, planting)));
    }
    QString look() { return codeOfResult(waitFor(m_watches->look(data()))); }
    static QString codeOfResult(const Result<Observation> &seen)
    {
        return seen ? watchStateCode(seen->state) : errorCode(seen.error().kind);
    }
    QStringList lookAtDue()
    {
        QStringList codes;
        const Result<QList<Observation>> seen = waitFor(m_watches->lookAtDue());
        for (const Observation &each : seen.value()) {
            codes.append(watchStateCode(each.state));
        }
        codes.sort();
        return codes;
    }

    std::unique_ptr<TemporaryFolder> m_folder;
    FakeClock m_clock;
    std::unique_ptr<JobProcess> m_process;
    std::unique_ptr<WatchService> m_watches;
};

namespace {

QString latin(const char *text)
{
    return QString::fromLatin1(text);
}

} // namespace

void TestWatchService::init()
{
    m_folder = std::make_unique<TemporaryFolder>();
    std::filesystem::create_directory(data());
    m_clock.now = QDateTime::currentDateTimeUtc(); // the child has its own
    m_process = std::make_unique<JobProcess>(m_folder->path(), m_clock);
    QVERIFY(m_process->opened);
    m_watches = open(m_process->catalogue);
}

void TestWatchService::cleanup()
{
    m_watches.reset();
    m_process.reset();
    m_folder.reset();
}

void TestWatchService::plantsAndLooks()
{
    QSignalSpy observed(m_watches.get(), &WatchService::observed);
    QCOMPARE(plant(), latin("planted"));
    QTRY_COMPARE(m_watches->watches().size(), 1);
    const WatchEntry entry = m_watches->watches().front();
    QVERIFY(entry.watch.folder == data());
    QCOMPARE(entry.watch.memory.canaryId, readCanary(canaryFileIn(data()))->id);
    QTRY_VERIFY(m_watches->watches().front().last);
    QCOMPARE(m_watches->watches().front().last->newest.state, WatchState::Planted);
    QCOMPARE(observed.size(), 1);
    QCOMPARE(look(), latin("unproven"));
    QCOMPARE(observed.size(), 2);
    QCOMPARE(observed[1][0].value<Watch>().id, entry.watch.id);
    QTRY_COMPARE(m_watches->watches().front().watch.memory.sequence, 2);
    QVERIFY(!m_watches->watches().front().isLooking);
    QCOMPARE(plant(), latin("unproven"));
}

void TestWatchService::onlyLookingWatchesNothing()
{
    const Result<Observation> seen = waitFor(m_watches->look(data()));
    QVERIFY(!seen);
    QCOMPARE(seen.error().kind, ErrorKind::NotWatched);
    QVERIFY2(!describe(seen.error()).contains(latin("does not exist")), qPrintable(describe(seen.error())));
    QVERIFY(describe(seen.error()).contains(latin("canary plant")));
    QVERIFY(m_watches->watches().isEmpty());
    QVERIFY(std::filesystem::is_empty(data()));
}

void TestWatchService::aCanaryThatIsThereIsWatched()
{
    const Canary canary = newCanary({}, {});
    QVERIFY(createCanary(canaryFileIn(data()), canary));
    QCOMPARE(look(), latin("unproven"));
    QTRY_COMPARE(m_watches->watches().size(), 1);
    QCOMPARE(m_watches->watches().front().watch.memory.canaryId, canary.id);
}

void TestWatchService::whatCannotBePlantedIsNotWatched()
{
    std::filesystem::remove(data());
    QCOMPARE(plant(), latin("unreachable"));
    QVERIFY(writeBytes(data(), "a file"));
    QCOMPARE(plant(), latin("unreachable"));
    QTest::qWait(50);
    QVERIFY(m_watches->watches().isEmpty());
}

void TestWatchService::aLossIsKept()
{
    plant();
    std::filesystem::remove(canaryFileIn(data()));
    QCOMPARE(look(), latin("lost"));
    QCOMPARE(plant(), latin("lost"));
    QTRY_VERIFY(m_watches->watches().front().last->newest.state == WatchState::Lost);
    const QUuid id = m_watches->watches().front().watch.id;
    const Result<QList<ObservationSpan>> spans = waitFor(m_process->catalogue.observations(id, {}));
    QCOMPARE(spans->size(), 2);
    QCOMPARE(spans->last().looks, 2);
}

void TestWatchService::anewBeginsAgain()
{
    plant();
    QTRY_COMPARE(m_watches->watches().size(), 1);
    const Watch before = m_watches->watches().front().watch;
    std::filesystem::remove(canaryFileIn(data()));
    QCOMPARE(plant(WatchService::Planting::Anew), latin("planted"));
    QTRY_VERIFY(m_watches->watches().front().watch.memory.canaryId != before.memory.canaryId);
    QCOMPARE(m_watches->watches().front().watch.id, before.id);
    QCOMPARE(look(), latin("unproven"));
    // A look from before, which hung until now, does not bring back what was remembered then.
    const Observation late{.watchId = before.id, .at = m_clock.now, .state = WatchState::Unreachable};
    QVERIFY(waitFor(m_process->catalogue.storeLook(late, before.memory)));
    QCOMPARE(look(), latin("unproven"));
}

void TestWatchService::looksAtWhatIsDue()
{
    QVERIFY(lookAtDue().isEmpty());
    plant();
    QTRY_VERIFY(!m_watches->watches().isEmpty() && m_watches->watches().front().watch.lookedAt.isValid());
    m_clock.now = QDateTime::currentDateTimeUtc();
    QVERIFY(lookAtDue().isEmpty()); // it was looked at just now
    m_clock.now = m_watches->watches().front().watch.lookedAt.addMSecs(lookIntervalMilliseconds - 1);
    QVERIFY(lookAtDue().isEmpty());
    m_clock.now = m_clock.now.addMSecs(1);
    QCOMPARE(lookAtDue(), QStringList{latin("unproven")});
}

void TestWatchService::oneProcessLooks()
{
    plant();
    QTRY_VERIFY(!m_watches->watches().isEmpty());
    JobProcess other(m_folder->path(), m_clock);
    QVERIFY(other.opened);
    const std::unique_ptr<WatchService> others = open(other.catalogue);
    m_clock.now = m_clock.now.addMSecs(2 * lookIntervalMilliseconds);
    const QFuture<Result<QList<Observation>>> mine = m_watches->lookAtDue();
    const QFuture<Result<QList<Observation>>> theirs = others->lookAtDue();
    QCOMPARE(waitFor(mine)->size() + waitFor(theirs)->size(), 1);
}

void TestWatchService::aLookInTheFutureIsDue()
{
    plant();
    QTRY_VERIFY(!m_watches->watches().isEmpty());
    m_clock.now = m_clock.now.addDays(-30); // the clock was wrong, and was set right
    QCOMPARE(lookAtDue(), QStringList{latin("unproven")});
}

void TestWatchService::removes()
{
    plant();
    QTRY_COMPARE(m_watches->watches().size(), 1);
    const Result<Observation> removed = waitFor(m_watches->remove(m_watches->watches().front().watch.id));
    QVERIFY(removed);
    QVERIFY(removed->evidence.value(latin("removed")).toBool());
    QTRY_VERIFY(m_watches->watches().isEmpty());
    QVERIFY(std::filesystem::is_empty(data()));
    QCOMPARE(look(), latin("not-watched"));
}

void TestWatchService::removesWhatIsGone()
{
    plant();
    QTRY_COMPARE(m_watches->watches().size(), 1);
    std::filesystem::remove_all(data());
    QVERIFY(waitFor(m_watches->remove(m_watches->watches().front().watch.id)));
    QTRY_VERIFY(m_watches->watches().isEmpty());
}

void TestWatchService::destinationsAreWatched()
{
    const Path database = m_folder->path() / "app.db";
    QVERIFY(makeDatabase(database));
    Job job;
    job.id = QUuid::createUuid();
    job.name = latin("nightly");
    job.source = database;
    job.destination = data();
    job.schedule = latin("0 0 2 * * *");
    job.timeZone = "UTC";
    job.catchUpDeadline = std::chrono::hours(72); // at whatever hour this runs
    QVERIFY(waitFor(m_process->jobs.store(job)));
    QVERIFY(m_process->load());
    m_clock.now = m_clock.now.addDays(2);
    QCOMPARE(m_process->runDue().size(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_watches->watches().size(), 1, 10'000);
    const Watch watch = m_watches->watches().front().watch;
    QCOMPARE(watch.kind, WatchKind::Destination);
    QCOMPARE(watch.memory.canaryId, Destination::open(data())->id());
    QCOMPARE(lookAtDue(), QStringList{latin("planted")});
    QCOMPARE(readCanary(canaryFileInDestination(data()))->id, watch.memory.canaryId);
    QTRY_VERIFY(m_watches->watches().front().watch.memory.sequence == 1);
    // The next backup there forgets nothing of that.
    m_clock.now = m_clock.now.addDays(1);
    QCOMPARE(m_process->runDue().size(), 1);
    QVERIFY(waitFor(m_watches->load()));
    QCOMPARE(m_watches->watches().front().watch.memory.sequence, 1);
    QCOMPARE(lookAtDue(), QStringList{latin("unproven")});
}

void TestWatchService::aFolderThatIsADestinationToo()
{
    const Result<Destination> destination = Destination::openOrCreate(data());
    QVERIFY(destination);
    const Watch watch{.id = QUuid::createUuid(),
                      .kind = WatchKind::Destination,
                      .folder = data(),
                      .createdAt = m_clock.now,
                      .memory = {.canaryId = destination->id()}};
    QVERIFY(waitFor(m_process->catalogue.storeWatch(watch)));
    QTRY_COMPARE(m_watches->watches().size(), 1);
    // Without a lock, the watch that is there does.
    QCOMPARE(plant(), latin("planted"));
    QVERIFY(!std::filesystem::exists(canaryFileIn(data())));
    // With one, it is a watch of its own.
    const Path wiped = m_folder->path() / "wiped";
    QCOMPARE(codeOfResult(waitFor(m_watches->plant(data(), wiped, WatchService::Planting::IfFirstLook))),
             latin("planted"));
    QTRY_COMPARE(m_watches->watches().size(), 2);
    QVERIFY(std::filesystem::exists(canaryFileIn(data())));
    QCOMPARE(watchOf(m_watches->watches(), data() / "x")->watch.kind, WatchKind::Folder);
}

void TestWatchService::findsTheInnermostWatch()
{
    const Path inner = data() / "inner";
    std::filesystem::create_directory(inner);
    plant();
    QVERIFY(waitFor(m_watches->plant(inner, {}, WatchService::Planting::IfFirstLook)));
    QTRY_COMPARE(m_watches->watches().size(), 2);
    QVERIFY(watchOf(m_watches->watches(), inner / "a.db")->watch.folder == inner);
    QVERIFY(watchOf(m_watches->watches(), data() / "a.db")->watch.folder == data());
    QVERIFY(watchOf(m_watches->watches(), data() / "innermost.db")->watch.folder == data());
    QVERIFY(!watchOf(m_watches->watches(), m_folder->path() / "database.db"));
    QVERIFY(!watchOf(m_watches->watches(), m_folder->path() / "data-more" / "a.db"));
}

void TestWatchService::unknownWatches()
{
    QCOMPARE(codeOfResult(waitFor(m_watches->look(QUuid::createUuid()))), latin("not-watched"));
    QCOMPARE(codeOfResult(waitFor(m_watches->remove(QUuid::createUuid()))), latin("not-watched"));
    QVERIFY(!m_watches->watch(QUuid::createUuid()));
}

QTEST_GUILESS_MAIN(TestWatchService)
#include "tst_watchservice.moc"
