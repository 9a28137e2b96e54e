// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/lockfile.h"
#include "places/destination.h"
#include "watchworld.h"

#include <QTest>

#include <sys/file.h>

#include <fcntl.h>

using namespace litekeeper;
using namespace litekeeper::test;
using Mode = LookRequest::Mode;

/// Looks at real folders, whose disk has to be one that keeps what is written to it.
class TestLook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void onlyLookingPlantsNothing();
    void plantsAndSurvives();
    void plantingTwiceIsALook();
    void aMissingFolder();
    void aFileInPlaceOfTheFolder();
    void aLossIsNotPlantedOver();
    void anewAfterALoss();
    void anotherCanaryIsForeign();
    void anOlderOneIsRolledBack();
    void aCopyThatWentOnIsCloned();
    void twoWatchersAreNoClones();
    void wrongBytesStayAsEvidence();
    void anewTakesOverWhatIsThere();
    void lockHoldsUntilItIsWiped();
    void lockAddedLaterIsNotGone();
    void lockRemembers();
    void lockThatCannotBeWrittenPlantsNothing();
    void lockStaysIfAnewFails();
    void anyFileLocks();
    void crashBetweenLockAndCanary();
    void crashBetweenCanaryAndLock();
    void lockFolderIsMadeForAll();
    void removes();
    void removesNothingOfOthers_data();
    void removesNothingOfOthers();
    void destinationHasItsIdentity();
    void destinationThatLostItsCanary();
    void anotherDestination();
    void anEmptyMountPointOfADestination();
    void somebodyKeepsItsTurn();
    void requestsAndResultsCross();
    void nonsenseDoesNotCross();
};

void TestLook::initTestCase()
{
    const WatchWorld world;
    if (world.peek().observation.evidence.contains(latin("volatile"))) {
        QSKIP("the folder for temporary files is in memory or in a container's layer");
    }
}

void TestLook::onlyLookingPlantsNothing()
{
    WatchWorld world;
    const LookResult result = world.peek();
    QCOMPARE(code(result.observation), latin("planted"));
    QVERIFY(result.memory.isEmpty());
    QVERIFY(std::filesystem::is_empty(world.data()));
}

void TestLook::plantsAndSurvives()
{
    WatchWorld world;
    const Observation planted = world.look(Mode::Plant);
    QCOMPARE(code(planted), latin("planted"));
    QCOMPARE(planted.sequence, 1);
    QCOMPARE(world.memory.sequence, 1);
    QCOMPARE(world.memory.canaryId, world.read().id);
    QVERIFY(evidence(planted, "folder") == encodePath(world.data()));
    QCOMPARE(code(world.look()), latin("unproven"));
    QCOMPARE(world.read().sequence(), 2);
    world.restart();
    const Observation proven = world.look();
    QCOMPARE(code(proven), latin("proven"));
    QCOMPARE(proven.survived, QStringList{latin("boot")});
    QCOMPARE(world.memory.sequence, 3);
    QCOMPARE(world.memory.nonce, world.read().nonce());
    // It goes on to have survived that.
    QCOMPARE(code(world.look()), latin("proven"));
    QCOMPARE(world.memory.planted.host.bootId, latin("boot"));
}

void TestLook::plantingTwiceIsALook()
{
    WatchWorld world;
    world.look(Mode::Plant);
    const QUuid id = world.read().id;
    QCOMPARE(code(world.look(Mode::Plant)), latin("unproven"));
    QCOMPARE(world.read().id, id);
}

void TestLook::aMissingFolder()
{
    WatchWorld world;
    world.look(Mode::Plant);
    std::filesystem::remove_all(world.data());
    for (const Mode mode : {Mode::Check, Mode::Plant, Mode::PlantAnew, Mode::Remove}) {
        const Observation seen = world.look(mode);
        QCOMPARE(code(seen), latin("unreachable"));
        QVERIFY(!evidence(seen, "error").isEmpty());
        QVERIFY(!std::filesystem::exists(world.data()));
    }
    QCOMPARE(world.memory.sequence, 1); // not forgotten
}

void TestLook::aFileInPlaceOfTheFolder()
{
    WatchWorld world;
    std::filesystem::remove(world.data());
    QVERIFY(writeBytes(world.data(), "x"));
    QCOMPARE(code(world.look(Mode::Plant)), latin("unreachable"));
}

void TestLook::aLossIsNotPlantedOver()
{
    WatchWorld world;
    world.look(Mode::Plant);
    std::filesystem::remove(world.canary());
    for (const Mode mode : {Mode::Check, Mode::Plant}) {
        const Observation seen = world.look(mode);
        QCOMPARE(code(seen), latin("lost"));
        QCOMPARE(evidence(seen, "rule"), latin("remembered"));
        QVERIFY(!std::filesystem::exists(world.canary()));
    }
    QCOMPARE(world.memory.sequence, 1);
}

void TestLook::anewAfterALoss()
{
    WatchWorld world;
    world.look(Mode::Plant);
    const QUuid before = world.memory.canaryId;
    std::filesystem::remove(world.canary());
    const Observation seen = world.look(Mode::PlantAnew);
    QCOMPARE(code(seen), latin("planted"));
    QCOMPARE(evidence(seen, "rule"), latin("anew"));
    QVERIFY(world.memory.canaryId != before);
    QCOMPARE(code(world.look()), latin("unproven"));
}

void TestLook::anotherCanaryIsForeign()
{
    WatchWorld world;
    world.look(Mode::Plant);
    const CanaryMemory before = world.memory;
    QVERIFY(replaceCanary(world.canary(), newCanary({}, {})));
    const QByteArray bytes = world.bytes();
    QCOMPARE(code(world.look()), latin("foreign"));
    QCOMPARE(code(world.look(Mode::Plant)), latin("foreign"));
    QCOMPARE(world.bytes(), bytes);
    QVERIFY(world.memory == before);
}

void TestLook::anOlderOneIsRolledBack()
{
    WatchWorld world;
    world.look(Mode::Plant);
    const QByteArray older = world.bytes();
    world.look();
    world.restart();
    QCOMPARE(code(world.look()), latin("proven"));
    QVERIFY(writeBytes(world.canary(), older));
    for (int again = 0; again < 3; ++again) {
        const Observation seen = world.look();
        QCOMPARE(code(seen), latin("rolled-back"));
        QCOMPARE(seen.sequence, 1);
        QCOMPARE(world.bytes(), older); // the evidence stays
        QCOMPARE(world.memory.sequence, 3);
    }
}

void TestLook::aCopyThatWentOnIsCloned()
{
    WatchWorld world;
    world.look(Mode::Plant);
    const QByteArray copy = world.bytes();
    world.look();
    // Elsewhere, the copy goes on by itself.
    WatchWorld elsewhere;
    QVERIFY(writeBytes(elsewhere.canary(), copy));
    elsewhere.look();
    QCOMPARE(elsewhere.read().sequence(), world.read().sequence());
    QVERIFY(writeBytes(world.canary(), elsewhere.bytes()));
    QCOMPARE(code(world.look()), latin("cloned"));
    elsewhere.look();
    elsewhere.look();
    QVERIFY(writeBytes(world.canary(), elsewhere.bytes()));
    const Observation seen = world.look();
    QCOMPARE(code(seen), latin("cloned"));
    QCOMPARE(evidence(seen, "rule"), latin("nonce"));
    QCOMPARE(world.bytes(), elsewhere.bytes());
}

void TestLook::twoWatchersAreNoClones()
{
    WatchWorld world;
    world.look(Mode::Plant);
    CanaryMemory other;
    for (int turn = 0; turn < 20; ++turn) {
        std::swap(world.memory, other);
        QCOMPARE(code(world.look()), latin("unproven"));
    }
    QCOMPARE(world.read().sequence(), 21);
}

void TestLook::wrongBytesStayAsEvidence()
{
    WatchWorld world;
    world.look(Mode::Plant);
    QVERIFY(writeBytes(world.canary(), QByteArray(500, '\0')));
    for (const Mode mode : {Mode::Check, Mode::Plant}) {
        const Observation seen = world.look(mode);
        QCOMPARE(code(seen), latin("corrupt"));
        QVERIFY(evidence(seen, "error").contains(latin("zero")));
        QCOMPARE(world.bytes(), QByteArray(500, '\0'));
    }
    QCOMPARE(code(world.look(Mode::PlantAnew)), latin("planted"));
    QCOMPARE(code(world.look()), latin("unproven"));
}

void TestLook::anewTakesOverWhatIsThere()
{
    WatchWorld world;
    world.look(Mode::Plant);
    const CanaryMemory other = world.memory;
    world.restart();
    const QUuid id = world.read().id;
    QCOMPARE(code(world.look(Mode::PlantAnew)), latin("planted"));
    QCOMPARE(world.read().id, id);
    QCOMPARE(code(world.look()), latin("unproven")); // a new beginning has survived nothing
    world.memory = other;
    QCOMPARE(code(world.look()), latin("proven")); // and the other watcher still knows it
}

void TestLook::lockHoldsUntilItIsWiped()
{
    WatchWorld world;
    world.lockFolder = world.wiped();
    const Observation planted = world.look(Mode::Plant);
    QCOMPARE(code(planted), latin("planted"));
    const Path lock = canaryLockFile(world.wiped(), world.data());
    QVERIFY(std::filesystem::exists(lock));
    QCOMPARE(evidence(planted, "lockFile"), encodePath(lock));
    world.restart();
    QCOMPARE(code(world.look()), latin("unproven"));
    std::filesystem::remove(lock);
    const Observation proven = world.look();
    QCOMPARE(code(proven), latin("proven"));
    QCOMPARE(evidence(proven, "lock"), latin("gone"));
    world.host.bootId = latin("boot"); // had nothing changed
    QCOMPARE(code(world.look()), latin("asserted"));
}

void TestLook::lockAddedLaterIsNotGone()
{
    WatchWorld world;
    world.look(Mode::Plant);
    world.lockFolder = world.wiped();
    world.lockIsNew = true;
    QCOMPARE(code(world.look(Mode::Plant)), latin("unproven"));
    QVERIFY(std::filesystem::exists(canaryLockFile(world.wiped(), world.data())));
    QCOMPARE(code(world.look()), latin("unproven"));
}

void TestLook::lockRemembers()
{
    WatchWorld world;
    world.lockFolder = world.wiped();
    world.look(Mode::Plant);
    world.memory = {}; // there is no other memory
    std::filesystem::remove(world.canary());
    const Observation seen = world.look(Mode::Plant);
    QCOMPARE(code(seen), latin("lost"));
    QVERIFY(!std::filesystem::exists(world.canary()));
}

void TestLook::lockThatCannotBeWrittenPlantsNothing()
{
    WatchWorld world;
    QVERIFY(writeBytes(world.wiped() / "file", "x"));
    world.lockFolder = world.wiped() / "file" / "folder";
    const Observation seen = world.look(Mode::Plant);
    QCOMPARE(code(seen), latin("read-only"));
    QVERIFY(std::filesystem::is_empty(world.data()));
    QVERIFY(world.memory.isEmpty());
    QVERIFY2(evidence(seen, "error").contains(latin("file")), qPrintable(evidence(seen, "error")));
}

void TestLook::lockStaysIfAnewFails()
{
    WatchWorld world;
    world.lockFolder = world.wiped();
    world.look(Mode::Plant);
    const CanaryMemory before = world.memory;
    // A folder cannot be replaced by a file.
    std::filesystem::remove(world.canary());
    std::filesystem::create_directory(world.canary());
    QCOMPARE(code(world.look(Mode::PlantAnew)), latin("read-only"));
    const Result<CanaryLock> lock = readCanaryLock(canaryLockFile(world.wiped(), world.data()));
    QVERIFY(lock && lock->isPresent && !lock->isPlanting);
    QVERIFY(lock->memory == before);
    QVERIFY(world.memory == before);
}

void TestLook::anyFileLocks()
{
    WatchWorld world;
    world.lockFolder = world.wiped();
    world.look(Mode::Plant);
    QVERIFY(writeBytes(canaryLockFile(world.wiped(), world.data()), {}));
    world.restart();
    QCOMPARE(code(world.look()), latin("unproven"));
    QVERIFY(writeBytes(canaryLockFile(world.wiped(), world.data()), "\xff garbage"));
    QCOMPARE(code(world.look()), latin("unproven"));
}

void TestLook::crashBetweenLockAndCanary()
{
    WatchWorld world;
    world.lockFolder = world.wiped();
    const Path lock = canaryLockFile(world.wiped(), world.data());
    QVERIFY(writeCanaryLock(lock, {}));
    QCOMPARE(code(world.peek().observation), latin("planted")); // nothing was there that could be lost
    QCOMPARE(code(world.look(Mode::Plant)), latin("planted"));
    QVERIFY(!readCanaryLock(lock)->memory.isEmpty());
}

void TestLook::crashBetweenCanaryAndLock()
{
    WatchWorld world;
    world.lockFolder = world.wiped();
    QVERIFY(writeCanaryLock(canaryLockFile(world.wiped(), world.data()), {}));
    QVERIFY(createCanary(world.canary(), newCanary({}, {.at = world.now, .host = world.host})));
    world.restart();
    QCOMPARE(code(world.look(Mode::Plant)), latin("unproven"));
}

void TestLook::lockFolderIsMadeForAll()
{
    WatchWorld world;
    world.lockFolder = world.wiped() / "a" / "b";
    QCOMPARE(code(world.look(Mode::Plant)), latin("planted"));
    using enum std::filesystem::perms;
    for (const Path &made : {world.wiped() / "a", world.lockFolder}) {
        QVERIFY((std::filesystem::status(made).permissions() & others_exec) == others_exec);
    }
}

void TestLook::removes()
{
    WatchWorld world;
    world.lockFolder = world.wiped();
    world.look(Mode::Plant);
    const Observation seen = world.look(Mode::Remove);
    QVERIFY(seen.evidence.value(latin("removed")).toBool());
    QVERIFY(std::filesystem::is_empty(world.data()));
    QVERIFY(std::filesystem::is_empty(world.wiped()));
}

void TestLook::removesNothingOfOthers_data()
{
    QTest::addColumn<QString>("whose");
    for (const char *whose : {"foreign", "gate", "destination"}) {
        QTest::newRow(whose) << latin(whose);
    }
}

void TestLook::removesNothingOfOthers()
{
    QFETCH(QString, whose);
    WatchWorld world;
    world.look(Mode::Plant);
    Canary canary = world.read();
    if (whose == latin("foreign")) {
        canary.id = QUuid::createUuid();
    } else if (whose == latin("gate")) {
        canary.databases = {latin("app.db")}; // its application would not start any more
    } else {
        QVERIFY(Destination::openOrCreate(world.data()));
        world.kind = WatchKind::Destination;
        world.memory = {};
        world.look(Mode::Plant);
    }
    QVERIFY(replaceCanary(world.canary(), canary));
    const Observation seen = world.look(Mode::Remove);
    QVERIFY(!seen.evidence.contains(latin("removed")));
    QVERIFY(std::filesystem::exists(world.canary()));
    if (whose == latin("destination")) {
        QVERIFY(std::filesystem::exists(canaryFileInDestination(world.data())));
    }
}

void TestLook::destinationHasItsIdentity()
{
    WatchWorld world;
    const Result<Destination> destination = Destination::openOrCreate(world.data());
    QVERIFY(destination);
    world.kind = WatchKind::Destination;
    world.memory = {.canaryId = destination->id()};
    const Observation planted = world.look(); // nobody has to ask for it
    QCOMPARE(code(planted), latin("planted"));
    QCOMPARE(world.memory.canaryId, destination->id());
    QCOMPARE(readCanary(canaryFileInDestination(world.data()))->id, destination->id());
    QVERIFY(!std::filesystem::exists(world.canary()));
    QCOMPARE(code(world.look()), latin("unproven"));
    world.restart();
    QCOMPARE(code(world.look()), latin("proven"));
}

void TestLook::destinationThatLostItsCanary()
{
    WatchWorld world;
    const Result<Destination> destination = Destination::openOrCreate(world.data());
    QVERIFY(destination);
    world.kind = WatchKind::Destination;
    world.memory = {.canaryId = destination->id()};
    world.look();
    // As when a state from before its first look was put back.
    std::filesystem::remove(canaryFileInDestination(world.data()));
    QCOMPARE(code(world.look()), latin("lost"));
    QVERIFY(!std::filesystem::exists(canaryFileInDestination(world.data())));
    QCOMPARE(code(world.look(Mode::PlantAnew)), latin("planted"));
    QCOMPARE(world.memory.canaryId, destination->id());
    QCOMPARE(code(world.look()), latin("unproven"));
}

void TestLook::anotherDestination()
{
    WatchWorld world;
    QVERIFY(Destination::openOrCreate(world.data()));
    world.kind = WatchKind::Destination;
    world.memory = {.canaryId = QUuid::createUuid()};
    QCOMPARE(code(world.look()), latin("foreign"));
    QVERIFY(!std::filesystem::exists(canaryFileInDestination(world.data())));
}

void TestLook::anEmptyMountPointOfADestination()
{
    WatchWorld world;
    world.kind = WatchKind::Destination;
    world.memory = {.canaryId = QUuid::createUuid()};
    for (const Mode mode : {Mode::Check, Mode::Plant, Mode::PlantAnew}) {
        QCOMPARE(code(world.look(mode)), latin("not-mounted"));
        QVERIFY(std::filesystem::is_empty(world.data()));
    }
}

void TestLook::somebodyKeepsItsTurn()
{
    WatchWorld world;
    const int holder = ::open(world.data().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    QCOMPARE(::flock(holder, LOCK_EX), 0);
    const Observation seen = world.look(Mode::Plant);
    QCOMPARE(code(seen), latin("read-only"));
    QVERIFY(std::filesystem::is_empty(world.data()));
    ::close(holder);
    QCOMPARE(code(world.look(Mode::Plant)), latin("planted"));
    const int again = ::open(world.data().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    QCOMPARE(::flock(again, LOCK_EX), 0);
    const QByteArray before = world.bytes();
    QCOMPARE(code(world.look()), latin("unproven")); // looked at, and not written on
    QCOMPARE(world.bytes(), before);
    ::close(again);
}

void TestLook::requestsAndResultsCross()
{
    WatchWorld world;
    world.lockFolder = world.wiped();
    const LookResult result = world.peek(Mode::Plant);
    const LookRequest request{.mode = Mode::PlantAnew,
                              .kind = WatchKind::Destination,
                              .folder = "/srv/\xff",
                              .lockFolder = "/tmp/\xfe",
                              .lockIsNew = true,
                              .memory = result.memory};
    const Result<LookRequest> request2 = lookRequestFromJson(toJson(request));
    QVERIFY(request2);
    QCOMPARE(int(request2->mode), int(request.mode));
    QCOMPARE(request2->kind, request.kind);
    QVERIFY(request2->folder == request.folder && request2->lockFolder == request.lockFolder);
    QCOMPARE(request2->lockIsNew, true);
    QVERIFY(request2->memory == request.memory);
    const Result<LookResult> result2 = lookResultFromJson(toJson(result));
    QVERIFY(result2);
    QVERIFY(result2->memory == result.memory);
    QCOMPARE(result2->observation.state, result.observation.state);
    QCOMPARE(result2->observation.evidence, result.observation.evidence);
}

void TestLook::nonsenseDoesNotCross()
{
    QVERIFY(!lookRequestFromJson({}));
    QVERIFY(!lookRequestFromJson({{latin("mode"), latin("check")}, {latin("folder"), latin("relative")}}));
    QVERIFY(!lookRequestFromJson({{latin("mode"), latin("destroy")}, {latin("folder"), latin("/srv")}}));
    QVERIFY(!lookResultFromJson({}));
    QVERIFY(!lookResultFromJson({{latin("observation"), QJsonObject{{latin("state"), latin("splendid")}}}}));
}

QTEST_APPLESS_MAIN(TestLook)
#include "tst_look.moc"
