// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/lockfile.h"
#include "watchworld.h"

#include <QTest>

#include <unistd.h>

using namespace litekeeper;
using namespace litekeeper::test;
using Mode = LookRequest::Mode;

/// Looks of several processes at once, and of processes that are killed.
class TestLookRaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void processesDoNotTakeEachOtherForClones();
    void processesPlantOneCanary();
    void killsLeaveNothingThatAlarms();
    void killsWhilePlantingLeaveNothingThatAlarms_data();
    void killsWhilePlantingLeaveNothingThatAlarms();
};

namespace {

/// Waits for the start, looks so many times, and ends with 0 if no look has alarmed.
int lookOften(WatchWorld &world, int times, const Path &start)
{
    waitForFile(start);
    for (int time = 0; time < times; ++time) {
        if (isAlarming(world.look(Mode::Plant).state)) {
            return 1;
        }
    }
    return 0;
}

} // namespace

void TestLookRaces::processesDoNotTakeEachOtherForClones()
{
    constexpr int looks = 60;
    WatchWorld world;
    world.look(Mode::Plant);
    const Path start = world.wiped() / "start";
    std::vector<std::unique_ptr<Child>> children;
    for (int child = 0; child < 4; ++child) {
        children.push_back(std::make_unique<Child>([&] { ::_exit(lookOften(world, looks, start)); }));
    }
    QVERIFY(writeBytes(start, {}));
    for (const auto &child : children) {
        QCOMPARE(child->wait(), 0);
    }
    // Each of them had its turn: no step was lost.
    QCOMPARE(world.read().sequence(), 1 + 4 * looks);
    QCOMPARE(code(world.look()), latin("unproven"));
}

void TestLookRaces::processesPlantOneCanary()
{
    for (int round = 0; round < 20; ++round) {
        WatchWorld world;
        const Path start = world.wiped() / "start";
        std::vector<std::unique_ptr<Child>> children;
        for (int child = 0; child < 3; ++child) {
            children.push_back(std::make_unique<Child>([&] { ::_exit(lookOften(world, 2, start)); }));
        }
        QVERIFY(writeBytes(start, {}));
        for (const auto &child : children) {
            QCOMPARE(child->wait(), 0);
        }
        QCOMPARE(world.read().sequence(), 6);
    }
}

void TestLookRaces::killsLeaveNothingThatAlarms()
{
    WatchWorld world;
    world.look(Mode::Plant);
    for (int kill = 0; kill < 60; ++kill) {
        Child child([&] {
            while (true) {
                world.look();
            }
        });
        ::usleep(useconds_t(2000 + kill * 137));
        child.kill();
        const Observation seen = world.look();
        QVERIFY2(code(seen) == latin("unproven"), qPrintable(code(seen)));
    }
    // Temporary files of the killed ones are swept by the others.
    QVERIFY(std::distance(std::filesystem::directory_iterator(world.data()), {}) <= 2);
}

void TestLookRaces::killsWhilePlantingLeaveNothingThatAlarms_data()
{
    QTest::addColumn<int>("microseconds");
    for (int microseconds = 0; microseconds < 12'000; microseconds += 200) {
        QTest::addRow("%d", microseconds) << microseconds;
    }
}

void TestLookRaces::killsWhilePlantingLeaveNothingThatAlarms()
{
    QFETCH(int, microseconds);
    WatchWorld world;
    world.lockFolder = world.wiped();
    Child child([&] { world.look(Mode::Plant); });
    ::usleep(useconds_t(microseconds));
    child.kill();
    const bool isPlanted = std::filesystem::exists(world.canary());
    world.restart(); // not the deployment that wipes the lock
    const Observation seen = world.look(Mode::Plant);
    QCOMPARE(code(seen), isPlanted ? latin("unproven") : latin("planted"));
    QVERIFY(readCanaryLock(canaryLockFile(world.wiped(), world.data()))->isPresent);
}

QTEST_APPLESS_MAIN(TestLookRaces)
#include "tst_lookraces.moc"
