// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "networkworld.h"
#include "service/jobexamination.h"
#include "support/sambaworld.h"

#include <QTest>
#include <QTimer>

using namespace litekeeper;
using namespace litekeeper::test;
using namespace std::chrono_literals;

/// The services with a real share that answers, hangs, goes and comes back. Nothing here looks at the share
/// itself while it is frozen.
class TestNetworkShares : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void fromAndToAShare_data();
    void fromAndToAShare();
    void looksAtWhatLiesThere();
    void aFrozenShareFreezesNothing();
    void cancelsAtAFrozenShare();
    void goesOnWhenTheShareComesBack();
    void theServerDiesInTheMiddle();
    void whatWasLeftIsRemovedWhenTheShareIsBack();
};

namespace {

struct Scene
{
    explicit Scene(NetworkLimits limits = shortLimits())
        : services(LITEKEEPER_CLI, limits, [](const Path &path) { return NetworkAccess().isRemote(path); })
    {
        std::filesystem::create_directory(samba.serverFolder() / "backups");
    }

    [[nodiscard]] BackupWish wish(const Path &source) const
    {
        return {.source = source, .destination = samba.share() / "backups", .patience = 0ms};
    }
    /// On the server's own disk.
    [[nodiscard]] std::vector<Path> backups(const char *suffix = "") const
    {
        std::vector<Path> found;
        for (const auto &entry : std::filesystem::directory_iterator(samba.serverFolder() / "backups")) {
            const Path name = entry.path().filename();
            if (name != ".litekeeper" && name.native().ends_with(suffix)) {
                found.push_back(entry.path());
            }
        }
        return found;
    }

    SambaWorld samba;
    NetworkWorld services;
};

NetworkLimits impatient()
{
    NetworkLimits limits = shortLimits();
    limits.network = 2s;
    limits.look = 500ms;
    return limits;
}

} // namespace

void TestNetworkShares::initTestCase()
{
    if (const std::string reason = SambaWorld::whyNot(); !reason.empty()) {
        QSKIP(reason.c_str());
    }
}

void TestNetworkShares::fromAndToAShare_data()
{
    QTest::addColumn<bool>("fromShare");
    QTest::addColumn<bool>("toShare");
    QTest::addColumn<Format>("format");
    QTest::addColumn<QByteArray>("journalMode");
    QTest::newRow("from") << true << false << Format::Database << QByteArray("WAL");
    QTest::newRow("from, journal") << true << false << Format::Database << QByteArray("DELETE");
    QTest::newRow("to") << false << true << Format::Database << QByteArray("WAL");
    QTest::newRow("to, compressed") << false << true << Format::Zstd << QByteArray("WAL");
    QTest::newRow("from and to") << true << true << Format::Zip << QByteArray("DELETE");
}

void TestNetworkShares::fromAndToAShare()
{
    QFETCH(bool, fromShare);
    QFETCH(bool, toShare);
    QFETCH(Format, format);
    QFETCH(QByteArray, journalMode);
    Scene scene;
    QVERIFY2(scene.samba.problem().empty(), scene.samba.problem().c_str());
    const Path local = scene.samba.localFolder() / "local";
    QVERIFY(std::filesystem::create_directory(local));
    const Path source = fromShare ? scene.samba.serverFolder() / "app.db" : local / "app.db";
    QVERIFY(makeDatabase(source, 500, 5'000, journalMode.constData()));
    BackupWish wish = scene.wish(fromShare ? scene.samba.share() / "app.db" : source);
    wish.destination = toShare ? wish.destination : local;
    wish.format = format;
    scene.services.backups->backUpNow(wish, Trigger::Window);
    QTRY_COMPARE_WITH_TIMEOUT(scene.services.endings.size(), 1, 120'000);
    const auto &[run, backup] = scene.services.endings.at(0);
    QVERIFY2(run.outcome == Outcome::Succeeded, qPrintable(run.reason + run.log));
    QVERIFY(backup);
    QCOMPARE(backup->proof, ProofLevel::Proven);
    QCOMPARE(backup->file.parent_path(), wish.destination);
    if (fromShare) {
        QCOMPARE(run.strategy, QStringLiteral("network copy"));
    }
    if (toShare) {
        QCOMPARE(scene.backups().size(), std::size_t(1));
    }
    QVERIFY(scene.services.scratchIsEmpty());
    QCOMPARE(scene.services.stored(run.id).backupId, backup->id);

    // And again, as the history does it.
    const auto control = std::make_shared<RunControl>();
    const Result<Backup> verified
        = scene.services.catalogue->verifyAgain(backup->id, ProofLevel::Proven, control).result();
    QVERIFY2(verified, verified ? "" : qPrintable(describe(verified.error())));
    QVERIFY(scene.services.catalogue->deleteBackup(backup->id, true).result());
    QVERIFY(!std::filesystem::exists(backup->file));
}

void TestNetworkShares::looksAtWhatLiesThere()
{
    Scene scene;
    QVERIFY2(scene.samba.problem().empty(), scene.samba.problem().c_str());
    QVERIFY(makeDatabase(scene.samba.serverFolder() / "app.db"));
    const Job job{.id = QUuid::createUuid(),
                  .name = QStringLiteral("App"),
                  .source = scene.samba.share() / "app.db",
                  .destination = scene.samba.share() / "backups"};
    const QList<Finding> findings = examineJob(job, scene.services.network);
    for (const Finding &finding : findings) {
        QVERIFY2(finding.severity == Severity::Note, qPrintable(finding.text));
    }
    QCOMPARE(findings.size(), 2);
    QCOMPARE(scene.services.catalogue->presence({job.source}).result(),
             QList<FilePresence>{FilePresence::Present});
}

void TestNetworkShares::aFrozenShareFreezesNothing()
{
    Scene scene(impatient());
    QVERIFY2(scene.samba.problem().empty(), scene.samba.problem().c_str());
    QVERIFY(makeDatabase(scene.samba.serverFolder() / "app.db"));
    int ticks = 0;
    QTimer ticking;
    connect(&ticking, &QTimer::timeout, this, [&ticks] { ++ticks; });
    ticking.start(10);
    scene.samba.freezeMount();
    scene.services.backups->backUpNow(scene.wish(scene.samba.share() / "app.db"), Trigger::Window);
    const QFuture<QList<FilePresence>> presence
        = scene.services.catalogue->presence({scene.samba.share() / "backups" / "a.db"});
    QTRY_COMPARE(scene.services.endings.size(), 1);
    const Run run = scene.services.endings.at(0).run;
    QCOMPARE(run.outcome, Outcome::Failed);
    QVERIFY2(run.errorCode == errorCode(ErrorKind::NotAnswering), qPrintable(run.reason));
    QVERIFY(ticks > 10);
    QCOMPARE(presence.result(), QList<FilePresence>{FilePresence::Unreachable});
    // The catalogue opens and answers, whatever it knows of the share.
    Run dead = run;
    dead.id = QUuid::createUuid();
    dead.outcome = Outcome::Running;
    dead.ownerPid = 1;
    dead.ownerStartTime = 1;
    dead.partial = scene.samba.share() / "backups" / "app.db.partial";
    QVERIFY(scene.services.catalogue->storeRun(dead).result());
    scene.services.start();
    QVERIFY(scene.services.opened);
    QCOMPARE(scene.services.stored(dead.id).outcome, Outcome::Interrupted);
    QCOMPARE(scene.services.stored(dead.id).partial, dead.partial);
    scene.samba.thawMount();
}

void TestNetworkShares::cancelsAtAFrozenShare()
{
    NetworkLimits limits = shortLimits();
    limits.network = 1h;
    Scene scene(limits);
    QVERIFY2(scene.samba.problem().empty(), scene.samba.problem().c_str());
    QVERIFY(makeDatabase(scene.samba.serverFolder() / "app.db"));
    scene.samba.freezeMount();
    const QUuid id
        = scene.services.backups->backUpNow(scene.wish(scene.samba.share() / "app.db"), Trigger::Window);
    QTRY_VERIFY(scene.services.newest.contains(id));
    QTest::qWait(200);
    scene.services.backups->cancel(id);
    QTRY_COMPARE(scene.services.endings.size(), 1);
    QCOMPARE(scene.services.endings.at(0).run.outcome, Outcome::Cancelled);
    scene.samba.thawMount();
}

void TestNetworkShares::goesOnWhenTheShareComesBack()
{
    Scene scene(impatient());
    QVERIFY2(scene.samba.problem().empty(), scene.samba.problem().c_str());
    QVERIFY(makeDatabase(scene.samba.serverFolder() / "app.db"));
    scene.samba.freezeMount();
    BackupWish wish = scene.wish(scene.samba.share() / "app.db");
    wish.patience = 1h;
    scene.services.backups->backUpNow(wish, Trigger::Window);
    QTRY_VERIFY(scene.services.phases.contains(Phase::Retrying));
    scene.samba.thawMount();
    QTRY_COMPARE_WITH_TIMEOUT(scene.services.endings.size(), 1, 120'000);
    const Run run = scene.services.endings.at(0).run;
    QVERIFY2(run.outcome == Outcome::Succeeded, qPrintable(run.reason + run.log));
    QCOMPARE(scene.backups().size(), std::size_t(1));
}

void TestNetworkShares::theServerDiesInTheMiddle()
{
    NetworkLimits limits = shortLimits();
    limits.firstPause = 500ms;
    limits.longestPause = 2s;
    Scene scene(limits);
    QVERIFY2(scene.samba.problem().empty(), scene.samba.problem().c_str());
    const Path source = scene.samba.serverFolder() / "big.db";
    QVERIFY(makeDatabase(source, 3000, 65'000));
    BackupWish wish = scene.wish(scene.samba.share() / "big.db");
    wish.patience = 1h;
    const QUuid id = scene.services.backups->backUpNow(wish, Trigger::Window);
    QTRY_VERIFY_WITH_TIMEOUT(scene.services.newest.value(id).bytesDone > 20'000'000, 60'000);
    scene.samba.killServer();
    QTRY_VERIFY_WITH_TIMEOUT(scene.services.phases.contains(Phase::Retrying), 120'000);
    QVERIFY(scene.samba.startServer());
    QTRY_COMPARE_WITH_TIMEOUT(scene.services.endings.size(), 1, 180'000);
    const Run run = scene.services.endings.at(0).run;
    QVERIFY2(run.outcome == Outcome::Succeeded, qPrintable(run.reason + run.log));
    QCOMPARE(scene.backups().size(), std::size_t(1));
    QVERIFY(scene.services.scratchIsEmpty());
}

void TestNetworkShares::whatWasLeftIsRemovedWhenTheShareIsBack()
{
    Scene scene(impatient());
    QVERIFY2(scene.samba.problem().empty(), scene.samba.problem().c_str());
    const Path source = scene.samba.localFolder() / "big.db";
    QVERIFY(makeDatabase(source, 3000, 65'000));
    const QUuid id = scene.services.backups->backUpNow(scene.wish(source), Trigger::Window);
    QTRY_VERIFY_WITH_TIMEOUT(!scene.backups(".partial").empty(), 120'000);
    scene.samba.freezeMount();
    QTRY_COMPARE_WITH_TIMEOUT(scene.services.endings.size(), 1, 60'000);
    QCOMPARE(scene.services.endings.at(0).run.outcome, Outcome::Failed);
    QVERIFY(!scene.services.stored(id).partial.empty());
    scene.samba.thawMount();
    scene.services.start();
    QTRY_VERIFY_WITH_TIMEOUT(scene.backups(".partial").empty(), 60'000);
    QTRY_VERIFY_WITH_TIMEOUT(scene.services.stored(id).partial.empty(), 60'000);
    QVERIFY(scene.backups().empty()); // nothing half has a final name
}

QTEST_GUILESS_MAIN(TestNetworkShares)
#include "tst_networkshares.moc"
