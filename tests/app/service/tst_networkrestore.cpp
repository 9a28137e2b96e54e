// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "networkworld.h"
#include "service/restoring.h"
#include "support/sambaworld.h"

#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;
using namespace std::chrono_literals;

/// Restores onto a real share: by a child, and only where the program there is said to be stopped.
class TestNetworkRestore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void showsWhatIsThere();
    void swapsTheFile();
    void makesANewFile();
    void refusesWhatItCannotKnow();
    void refusesTheLiveWay();
    void keepsWhatLiesBesideTheOldFile();
    void isCancelled();
    void aFrozenServerEndsIt();
    void aServerThatDiesLosesNothing();
    void aDeadShareEndsTheLook();
};

namespace {

NetworkLimits impatient()
{
    NetworkLimits limits = shortLimits();
    limits.network = 2s;
    limits.syncing = 2s;
    limits.look = 1s;
    return limits;
}

class Scene
{
public:
    explicit Scene(int rows = 300, NetworkLimits limits = shortLimits())
        : backup(local.path() / "backup.db")
        , onServer(samba.serverFolder() / "app.db")
        , onShare(samba.share() / "app.db")
        , network(local.path() / "staging", LITEKEEPER_CLI, limits)
    {
        std::filesystem::create_directories(scratch());
        made = makeDatabase(backup, rows, 1000) && makeDatabase(onServer, 10, 100)
            && Sqlite(onServer).execute("UPDATE items SET content = 'old'; PRAGMA user_version = 7");
    }

    [[nodiscard]] Path scratch() const { return local.path() / "scratch"; }
    [[nodiscard]] Result<RestorePlan> plan(const RunControl &control = RunControl()) const
    {
        return planRestore(backup, onShare, scratch(), 3, network, control);
    }
    [[nodiscard]] Result<RestoreReport> restore(const RestorePlan &plan,
                                                const RunControl &control = RunControl()) const
    {
        return restorePlanned(plan, {.applicationIsStopped = true}, network, control);
    }
    [[nodiscard]] QByteArray served() const { return readBytes(onServer); }
    [[nodiscard]] bool isOld() const
    {
        return Sqlite(onServer).value("SELECT count(*) || content FROM items") == "10old";
    }

    TemporaryFolder local;
    SambaWorld samba;
    Path backup;
    Path onServer;
    Path onShare;
    NetworkAccess network;
    bool made = false;
};

} // namespace

void TestNetworkRestore::initTestCase()
{
    if (const std::string reason = SambaWorld::whyNot(); !reason.empty()) {
        QSKIP(reason.c_str());
    }
}

void TestNetworkRestore::showsWhatIsThere()
{
    const Scene scene;
    QVERIFY2(scene.made && scene.samba.problem().empty(), scene.samba.problem().c_str());
    const QByteArray before = scene.served();
    const Result<RestorePlan> plan = scene.plan();
    QVERIFY2(plan, plan ? "" : qPrintable(describe(plan.error())));
    QVERIFY(plan->target.exists);
    QVERIFY(plan->target.isOnNetwork);
    QVERIFY(plan->target.facts);
    QCOMPARE(plan->target.facts->userVersion, 7U);
    QCOMPARE(plan->target.recommended, RestoreWay::SwapFile);
    QVERIFY(plan->target.whyNotLive.contains(QStringLiteral("network mount")));
    QVERIFY(plan->difference);
    QCOMPARE(plan->difference->userVersionLeft, 7);
    QCOMPARE(plan->difference->tables.front().added, 290);
    QCOMPARE(plan->difference->tables.front().changed, 10);
    QVERIFY(scene.served() == before);
}

void TestNetworkRestore::swapsTheFile()
{
    const Scene scene;
    QVERIFY(scene.made);
    const Result<RestorePlan> plan = scene.plan();
    QVERIFY2(plan, plan ? "" : qPrintable(describe(plan.error())));
    const Result<RestoreReport> report = scene.restore(*plan);
    QVERIFY2(report, report ? "" : qPrintable(describe(report.error())));
    QCOMPARE(report->way, RestoreWay::SwapFile);
    QVERIFY(report->proof >= ProofLevel::Checked);
    QVERIFY(report->setAside.isEmpty() || report->setAside.size() == 1);
    QVERIFY(scene.served() == readBytes(scene.backup));
    QVERIFY(!std::filesystem::exists(withSuffix(scene.onServer, ".restoring")));
}

void TestNetworkRestore::makesANewFile()
{
    Scene scene;
    QVERIFY(scene.made);
    scene.onShare = scene.samba.share() / "new.db";
    const Result<RestorePlan> plan = scene.plan();
    QVERIFY2(plan, plan ? "" : qPrintable(describe(plan.error())));
    QVERIFY(!plan->target.exists);
    QVERIFY(plan->target.isOnNetwork);
    const Result<RestoreReport> report = scene.restore(*plan);
    QVERIFY2(report, report ? "" : qPrintable(describe(report.error())));
    QVERIFY(readBytes(scene.samba.serverFolder() / "new.db") == readBytes(scene.backup));
    QVERIFY(scene.isOld());
}

void TestNetworkRestore::refusesWhatItCannotKnow()
{
    const Scene scene;
    QVERIFY(scene.made);
    const Result<RestorePlan> plan = scene.plan();
    QVERIFY(plan);
    const Result<RestoreReport> report = restorePlanned(*plan, {}, scene.network, RunControl());
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::NetworkMount);
    QVERIFY(scene.isOld());
}

void TestNetworkRestore::refusesTheLiveWay()
{
    const Scene scene;
    QVERIFY(scene.made);
    const Result<RestorePlan> plan = scene.plan();
    QVERIFY(plan);
    const Result<RestoreReport> report = restorePlanned(
        *plan, {.way = RestoreWay::IntoLive, .applicationIsStopped = true}, scene.network, RunControl());
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::InvalidArgument);
    QVERIFY(scene.isOld());
}

/// A -wal of the old file must never meet the new one. The share has no links, so only one of the two could
/// be kept: nothing is touched.
void TestNetworkRestore::keepsWhatLiesBesideTheOldFile()
{
    const Scene scene;
    QVERIFY(scene.made);
    Sqlite owner(scene.onServer);
    QVERIFY(owner.execute("PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; "
                          "INSERT INTO items VALUES (5000, 'only in the -wal')"));
    const Result<RestorePlan> plan = scene.plan();
    QVERIFY2(plan, plan ? "" : qPrintable(describe(plan.error())));
    QCOMPARE(plan->difference->tables.front().removed, 1);
    const QByteArray wal = readBytes(withSuffix(scene.onServer, "-wal"));
    const Result<RestoreReport> report = scene.restore(*plan);
    if (report) {
        QCOMPARE(report->setAside.size(), 3);
        return;
    }
    QCOMPARE(report.error().kind, ErrorKind::Unsupported);
    QVERIFY(readBytes(withSuffix(scene.onServer, "-wal")) == wal);
    QCOMPARE(owner.value("SELECT content FROM items WHERE id = 5000"), std::string("only in the -wal"));
}

void TestNetworkRestore::isCancelled()
{
    const Scene scene(30'000);
    QVERIFY(scene.made);
    const Result<RestorePlan> plan = scene.plan();
    QVERIFY2(plan, plan ? "" : qPrintable(describe(plan.error())));
    RunControl *wishes = nullptr;
    RunControl control([&wishes](const Progress &progress) {
        if (progress.phase == Phase::Delivering && progress.bytesDone > 0) {
            wishes->requestStop();
        }
    });
    wishes = &control;
    const Result<RestoreReport> report = scene.restore(*plan, control);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::Cancelled);
    QVERIFY(scene.isOld());
    QTRY_VERIFY(!std::filesystem::exists(withSuffix(scene.onServer, ".restoring")));
}

void TestNetworkRestore::aFrozenServerEndsIt()
{
    const Scene scene(30'000, impatient());
    QVERIFY(scene.made);
    const Result<RestorePlan> plan = scene.plan();
    QVERIFY2(plan, plan ? "" : qPrintable(describe(plan.error())));
    const RunControl control([&scene](const Progress &progress) {
        if (progress.phase == Phase::Delivering && progress.bytesDone > 0) {
            scene.samba.freezeServer();
        }
    });
    const Result<RestoreReport> report = scene.restore(*plan, control);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::NotAnswering);
    scene.samba.thawServer();
    QVERIFY(scene.isOld());
    QTRY_VERIFY_WITH_TIMEOUT(scene.samba.answers(), 30'000);
    const Result<RestorePlan> again = scene.plan();
    QVERIFY2(again, again ? "" : qPrintable(describe(again.error())));
    const Result<RestoreReport> second = scene.restore(*again);
    QVERIFY2(second, second ? "" : qPrintable(describe(second.error())));
    QVERIFY(scene.served() == readBytes(scene.backup));
    QVERIFY(!std::filesystem::exists(withSuffix(scene.onServer, ".restoring")));
}

void TestNetworkRestore::aServerThatDiesLosesNothing()
{
    Scene scene(30'000, impatient());
    QVERIFY(scene.made);
    const Result<RestorePlan> plan = scene.plan();
    QVERIFY2(plan, plan ? "" : qPrintable(describe(plan.error())));
    bool isKilled = false;
    const RunControl control([&](const Progress &progress) {
        if (!isKilled && progress.phase == Phase::ReadingBack) {
            isKilled = true;
            scene.samba.killServer();
        }
    });
    const Result<RestoreReport> report = scene.restore(*plan, control);
    QVERIFY(!report);
    QCOMPARE(report.error().kind, ErrorKind::NotAnswering);
    QVERIFY(scene.isOld());
}

void TestNetworkRestore::aDeadShareEndsTheLook()
{
    const Scene scene(300, impatient());
    QVERIFY(scene.made);
    scene.samba.freezeServer();
    const Result<RestorePlan> plan = scene.plan();
    scene.samba.thawServer();
    QVERIFY(!plan);
    QCOMPARE(plan.error().kind, ErrorKind::NotAnswering);
}

QTEST_GUILESS_MAIN(TestNetworkRestore)
#include "tst_networkrestore.moc"
