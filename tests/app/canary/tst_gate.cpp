// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/canaryfile.h"
#include "canary/gate.h"
#include "canary/gatelog.h"
#include "canary/lockfile.h"
#include "support/databases.h"
#include "support/files.h"
#include "watchworld.h"

#include <QTest>

#include <sys/stat.h>

using namespace litekeeper;
using namespace litekeeper::test;

/// The boot gate on real folders: an application that is deployed, and deployed again.
class TestGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theWayOfTheArticle();
    void aNewHostOrContainerProves_data();
    void aNewHostOrContainerProves();
    void deletingTheLockVouches();
    void aDiskThatForgetsIsNeverPassed();
    void databaseGone_data();
    void databaseGone();
    void everythingGoneButTheLock();
    void theDatabaseAloneCameBack();
    void databaseThatWasThereIsNeverTouched();
    void madeForWhoeverUsesTheFolder();
    void emptyDatabaseFromTheBeginning();
    void databaseThatWasEmptied();
    void databaseOfZeros();
    void corruptCanary();
    void anOlderCanaryUnderTheLock();
    void overrideVouches();
    void overrideOverlooksNoLoss();
    void twoDatabasesInOneFolder();
    void folderMissing();
    void aFolderInPlaceOfTheDatabase();
    void lockThatCannotBeWritten();
    void crashedAtItsFirstDeployment();
    void relativePaths();
    void aWatchOfTheFolderGoesOn();
    void entersEveryBoot();
};

namespace {

/// An application with its data, in a container that is made anew with each deployment.
struct Deployment
{
    Deployment()
    {
        std::filesystem::create_directory(data());
        std::filesystem::create_directory(app());
    }
    [[nodiscard]] Path data() const { return folder.path() / "data"; }
    [[nodiscard]] Path app() const { return folder.path() / "app"; }
    [[nodiscard]] Path database() const { return data() / "app.db"; }
    [[nodiscard]] Path lock() const { return app() / "tmp" / "persistence-test.lock"; }
    [[nodiscard]] Path canary() const { return canaryFileIn(data()); }

    Observation boot(bool override = false)
    {
        now = now.addSecs(60);
        return passGate({.database = database(), .lock = lock(), .override = override}, host, now);
    }
    void deploy()
    {
        std::filesystem::remove_all(app());
        std::filesystem::create_directory(app());
    }
    /// First deployment and the second, which has passed.
    void establish()
    {
        boot();
        deploy();
        boot();
    }

    TemporaryFolder folder;
    HostFacts host = {.bootId = latin("boot"), .machineId = latin("machine")};
    QDateTime now = QDateTime(QDate(2026, 5, 3), QTime(12, 0), Qt::UTC);
};

} // namespace

void TestGate::initTestCase()
{
    const WatchWorld world;
    if (world.peek().observation.evidence.contains(latin("volatile"))) {
        QSKIP("the folder for temporary files is in memory or in a container's layer");
    }
}

void TestGate::theWayOfTheArticle()
{
    Deployment app;
    const Observation first = app.boot();
    QCOMPARE(code(first), latin("planted"));
    QVERIFY(!mayStart(first.state));
    QVERIFY(std::filesystem::exists(app.lock()));
    QVERIFY(watchSays(first).contains(displayPath(app.database())));
    QVERIFY(watchAdvice(first).contains(displayPath(app.lock())));
    // A database that every tool opens, and that has no table yet.
    Sqlite made(app.database());
    QCOMPARE(made.value("SELECT count(*) FROM sqlite_master"), std::string("0"));
    for (int again = 0; again < 3; ++again) {
        const Observation refused = app.boot();
        QCOMPARE(code(refused), latin("unproven"));
        QVERIFY(!mayStart(refused.state));
        QVERIFY(watchAdvice(refused).contains(displayPath(app.lock())));
    }
    app.deploy();
    app.host.bootId = latin("another boot");
    const Observation passed = app.boot();
    QCOMPARE(code(passed), latin("proven"));
    QVERIFY(mayStart(passed.state));
    QVERIFY(!std::filesystem::exists(app.lock()));
    // And from then on.
    QCOMPARE(code(app.boot()), latin("proven"));
    app.deploy();
    QCOMPARE(code(app.boot()), latin("proven"));
}

void TestGate::aNewHostOrContainerProves_data()
{
    QTest::addColumn<HostFacts>("before");
    QTest::addColumn<HostFacts>("after");
    QTest::addColumn<QString>("state");
    const QString b = latin("b");
    const QString c = latin("c");
    QTest::newRow("boot") << HostFacts{.bootId = b} << HostFacts{.bootId = c} << latin("proven");
    QTest::newRow("container") << HostFacts{.bootId = b, .containerId = b}
                               << HostFacts{.bootId = b, .containerId = c} << latin("proven");
    QTest::newRow("machine") << HostFacts{.machineId = b} << HostFacts{.machineId = c} << latin("proven");
    QTest::newRow("nothing is told") << HostFacts() << HostFacts() << latin("asserted");
    QTest::newRow("not told before") << HostFacts() << HostFacts{.bootId = c} << latin("asserted");
}

void TestGate::aNewHostOrContainerProves()
{
    QFETCH(HostFacts, before);
    QFETCH(HostFacts, after);
    QFETCH(QString, state);
    Deployment app;
    app.host = before;
    QCOMPARE(code(app.boot()), latin("planted"));
    app.deploy();
    app.host = after;
    const Observation passed = app.boot();
    QCOMPARE(code(passed), state);
    QVERIFY(mayStart(passed.state));
}

void TestGate::deletingTheLockVouches()
{
    Deployment app;
    app.boot();
    std::filesystem::remove(app.lock());
    const Observation passed = app.boot();
    QCOMPARE(code(passed), latin("asserted"));
    QVERIFY(mayStart(passed.state));
}

void TestGate::aDiskThatForgetsIsNeverPassed()
{
    Deployment app;
    for (int deployment = 0; deployment < 4; ++deployment) {
        QCOMPARE(code(app.boot()), latin("planted"));
        QCOMPARE(code(app.boot()), latin("unproven"));
        app.deploy();
        std::filesystem::remove_all(app.data());
        std::filesystem::create_directory(app.data());
    }
}

void TestGate::databaseGone_data()
{
    QTest::addColumn<bool>("afterADeployment");
    QTest::newRow("in the first deployment") << false;
    QTest::newRow("later") << true;
}

void TestGate::databaseGone()
{
    QFETCH(bool, afterADeployment);
    Deployment app;
    app.boot();
    if (afterADeployment) {
        app.deploy();
        QVERIFY(mayStart(app.boot().state));
        app.deploy();
    }
    std::filesystem::remove(app.database());
    for (int again = 0; again < 2; ++again) {
        const Observation seen = app.boot();
        QCOMPARE(code(seen), latin("lost"));
        QVERIFY(!std::filesystem::exists(app.database())); // made anew, it would hide the loss
        QVERIFY(watchAdvice(seen).contains(displayPath(app.canary())));
    }
}

void TestGate::everythingGoneButTheLock()
{
    Deployment app;
    app.boot();
    std::filesystem::remove_all(app.data());
    std::filesystem::create_directory(app.data());
    QCOMPARE(code(app.boot()), latin("lost"));
    QVERIFY(!std::filesystem::exists(app.database()));
    // Also where the lock is only a file that somebody made.
    QVERIFY(writeBytes(app.lock(), {}));
    QCOMPARE(code(app.boot()), latin("lost"));
}

void TestGate::theDatabaseAloneCameBack()
{
    Deployment app;
    app.establish();
    std::filesystem::remove(app.canary());
    // As at a first deployment: nothing is known of it.
    QCOMPARE(code(app.boot()), latin("planted"));
    std::filesystem::remove(app.canary());
    QCOMPARE(code(app.boot()), latin("unproven"));
}

void TestGate::databaseThatWasThereIsNeverTouched()
{
    Deployment app;
    QVERIFY(makeDatabase(app.database(), 20, 10));
    const QByteArray before = readBytes(app.database());
    QCOMPARE(code(app.boot()), latin("planted"));
    QCOMPARE(code(app.boot()), latin("unproven"));
    app.deploy();
    QCOMPARE(code(app.boot()), latin("asserted"));
    QVERIFY(app.boot(true).state == WatchState::Asserted);
    QCOMPARE(readBytes(app.database()), before);
    for (const char *suffix : {"-wal", "-shm", "-journal"}) {
        QVERIFY(!std::filesystem::exists(withSuffix(app.database(), suffix)));
    }
}

void TestGate::madeForWhoeverUsesTheFolder()
{
    Deployment app;
    QCOMPARE(::chmod(app.data().c_str(), 0775), 0);
    if (::geteuid() == 0) {
        QCOMPARE(::chown(app.data().c_str(), 1234, 4321), 0);
    }
    app.boot();
    struct stat status = {};
    QCOMPARE(::stat(app.database().c_str(), &status), 0);
    QCOMPARE(status.st_mode & 0777U, mode_t(0664));
    if (::geteuid() == 0) {
        QCOMPARE(status.st_uid, uid_t(1234));
        QCOMPARE(status.st_gid, gid_t(4321));
    }
}

void TestGate::emptyDatabaseFromTheBeginning()
{
    Deployment app;
    QVERIFY(writeBytes(app.database(), {}));
    QCOMPARE(code(app.boot()), latin("planted"));
    QCOMPARE(code(app.boot()), latin("unproven"));
    app.deploy();
    QCOMPARE(code(app.boot()), latin("asserted")); // what was there is there still
    // The application fills it, and from the next boot on it has something to lose.
    QVERIFY(makeDatabase(app.database(), 5, 5));
    QCOMPARE(code(app.boot()), latin("asserted"));
    QVERIFY(writeBytes(app.database(), {}));
    QCOMPARE(code(app.boot()), latin("corrupt"));
}

void TestGate::databaseThatWasEmptied()
{
    Deployment app;
    app.establish();
    QVERIFY(writeBytes(app.database(), {}));
    const Observation seen = app.boot();
    QCOMPARE(code(seen), latin("corrupt"));
    QVERIFY(watchSays(seen).contains(latin("0 bytes")));
    QCOMPARE(readBytes(app.database()), QByteArray());
}

void TestGate::databaseOfZeros()
{
    Deployment app;
    app.establish();
    QVERIFY(writeBytes(app.database(), QByteArray(4096, '\0')));
    QCOMPARE(code(app.boot()), latin("corrupt"));
    // Also where nothing is known of it.
    Deployment fresh;
    QVERIFY(writeBytes(fresh.database(), QByteArray(4096, '\0')));
    QCOMPARE(code(fresh.boot()), latin("corrupt"));
    QVERIFY(!std::filesystem::exists(fresh.lock()));
}

void TestGate::corruptCanary()
{
    Deployment app;
    app.establish();
    QByteArray bytes = readBytes(app.canary());
    bytes.truncate(bytes.size() / 2);
    QVERIFY(writeBytes(app.canary(), bytes));
    QCOMPARE(code(app.boot()), latin("corrupt"));
    QCOMPARE(code(app.boot(true)), latin("corrupt"));
    QCOMPARE(readBytes(app.canary()), bytes);
}

void TestGate::anOlderCanaryUnderTheLock()
{
    Deployment app;
    app.boot();
    const QByteArray older = readBytes(app.canary());
    app.deploy();
    app.boot();
    QVERIFY(writeCanaryLock(app.lock(),
                            {.canaryId = readCanary(app.canary())->id,
                             .sequence = 2,
                             .nonce = readCanary(app.canary())->nonce(),
                             .planted = {.at = app.now}}));
    QVERIFY(writeBytes(app.canary(), older));
    QCOMPARE(code(app.boot()), latin("rolled-back"));
}

void TestGate::overrideVouches()
{
    Deployment app;
    const Observation first = app.boot(true);
    QCOMPARE(code(first), latin("asserted"));
    QCOMPARE(evidence(first, "rule"), latin("override"));
    QVERIFY(mayStart(first.state));
    QVERIFY(std::filesystem::exists(app.database()));
    QVERIFY(std::filesystem::exists(app.lock())); // so that it may still be proven
    QCOMPARE(code(app.boot(true)), latin("asserted"));
    QCOMPARE(code(app.boot()), latin("unproven"));
    app.deploy();
    app.host.bootId = latin("another");
    QCOMPARE(code(app.boot(true)), latin("proven"));
}

void TestGate::overrideOverlooksNoLoss()
{
    Deployment app;
    app.establish();
    std::filesystem::remove(app.database());
    QCOMPARE(code(app.boot(true)), latin("lost"));
    QVERIFY(!mayStart(app.boot(true).state));
}

void TestGate::twoDatabasesInOneFolder()
{
    Deployment app;
    app.establish();
    const Path other = app.data() / "other.db";
    const Path otherLock = app.app() / "other.lock";
    const auto bootOther
        = [&] { return passGate({.database = other, .lock = otherLock}, app.host, app.now); };
    QCOMPARE(code(bootOther()), latin("planted"));
    QVERIFY(std::filesystem::exists(other));
    QCOMPARE(code(bootOther()), latin("unproven"));
    QCOMPARE(code(app.boot()), latin("asserted")); // the first one is where it was
    std::filesystem::remove(otherLock);
    QCOMPARE(code(bootOther()), latin("asserted"));
    std::filesystem::remove(other);
    QCOMPARE(code(bootOther()), latin("lost"));
    QCOMPARE(code(app.boot()), latin("asserted"));
}

void TestGate::folderMissing()
{
    Deployment app;
    std::filesystem::remove(app.data());
    for (const bool override : {false, true}) {
        QCOMPARE(code(app.boot(override)), latin("unreachable"));
        QVERIFY(!std::filesystem::exists(app.data()));
        QVERIFY(!std::filesystem::exists(app.lock()));
    }
}

void TestGate::aFolderInPlaceOfTheDatabase()
{
    Deployment app;
    std::filesystem::create_directory(app.database());
    const Observation seen = app.boot();
    QCOMPARE(code(seen), latin("unreachable"));
    QVERIFY2(watchSays(seen).contains(latin("no regular file")), qPrintable(watchSays(seen)));
}

void TestGate::lockThatCannotBeWritten()
{
    Deployment app;
    QVERIFY(writeBytes(app.app() / "tmp", "a file where the folder should be"));
    const Observation seen = app.boot();
    QCOMPARE(code(seen), latin("read-only"));
    QVERIFY2(watchSays(seen).contains(latin("tmp")), qPrintable(watchSays(seen)));
    QVERIFY(std::filesystem::is_empty(app.data()));
}

void TestGate::crashedAtItsFirstDeployment()
{
    // Between the lock and the database.
    Deployment app;
    QVERIFY(writeCanaryLock(app.lock(), {}));
    QCOMPARE(code(app.boot()), latin("planted"));
    QVERIFY(std::filesystem::exists(app.database()));
    // Between the database and the canary.
    std::filesystem::remove(app.canary());
    QVERIFY(writeCanaryLock(app.lock(), {}));
    QCOMPARE(code(app.boot()), latin("planted"));
    // Between the canary and the second write of the lock.
    QVERIFY(writeCanaryLock(app.lock(), {}));
    QCOMPARE(code(app.boot()), latin("unproven"));
}

void TestGate::relativePaths()
{
    const Deployment app;
    const Path before = std::filesystem::current_path();
    std::filesystem::current_path(app.app());
    const Observation seen
        = passGate({.database = "../data/app.db", .lock = "./tmp/persistence-test.lock"}, app.host, app.now);
    std::filesystem::current_path(before);
    QCOMPARE(code(seen), latin("planted"));
    QVERIFY(std::filesystem::exists(app.database()));
    QVERIFY(std::filesystem::exists(app.lock()));
    QCOMPARE(evidence(seen, "database"), encodePath(app.database()));
}

void TestGate::aWatchOfTheFolderGoesOn()
{
    Deployment app;
    CanaryMemory memory;
    const auto look = [&](LookRequest::Mode mode) {
        const LookResult result
            = lookAt({.mode = mode, .folder = app.data(), .memory = memory}, app.host, app.now);
        memory = result.memory;
        return result.observation;
    };
    QCOMPARE(code(look(LookRequest::Mode::Plant)), latin("planted"));
    QCOMPARE(code(app.boot()), latin("planted")); // of the database, beside the canary that is there
    QCOMPARE(code(look(LookRequest::Mode::Check)), latin("unproven"));
    app.deploy();
    QCOMPARE(code(app.boot()), latin("asserted"));
    QCOMPARE(code(look(LookRequest::Mode::Check)), latin("unproven"));
    QVERIFY(readCanary(app.canary())->databases.contains(latin("app.db")));
}

void TestGate::entersEveryBoot()
{
    Deployment app;
    app.boot();
    app.boot();
    app.deploy();
    app.boot();
    std::filesystem::remove(app.database());
    app.boot();
    const Result<QList<GateEntry>> entries = readGateLog(app.data());
    QVERIFY(entries);
    QStringList states;
    for (const GateEntry &entry : *entries) {
        QCOMPARE(entry.database, latin("app.db"));
        states.append(code(entry.observation));
    }
    QCOMPARE(states.join(u' '), latin("planted unproven asserted lost"));
    QVERIFY(entries->first().observation.at < entries->last().observation.at);
}

QTEST_APPLESS_MAIN(TestGate)
#include "tst_gate.moc"
