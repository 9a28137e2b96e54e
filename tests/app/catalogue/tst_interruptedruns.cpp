// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "catalogue/catalogue.h"
#include "common/clock.h"
#include "common/process.h"
#include "places/destination.h"
#include "support/files.h"
#include "support/samples.h"

#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

class TestInterruptedRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void killedProcess();
    void livingProcessIsLeftAlone();
    void anotherBoot();
    void wholeBackupIsTakenOver();
    void removesNothingElse_data();
    void removesNothingElse();
    void sharedNameOfALivingRun();
    void unreachableFolderIsTriedAgain();
    void emptyMountPointIsTriedAgain();
    void destinationThatIsAFile();
};

namespace {

const QDateTime now(QDate(2026, 3, 30), QTime(8, 0), Qt::UTC);

class FixedClock final : public Clock
{
public:
    [[nodiscard]] QDateTime nowUtc() const override { return now; }
};

/// A catalogue's folder, a folder for backups and a run of a process that is gone.
struct Scene
{
    TemporaryFolder data;
    TemporaryFolder backups;
    Run run;

    Scene()
    {
        run = sampleRun("/srv/ghost.db");
        run.outcome = Outcome::Running;
        run.destination = backups.path();
        run.partial = backups.path() / "ghost.db.partial";
        run.finishedAt = {};
        run.reason.clear();
        run.backupId = {};
        run.ownerPid = 1;
        run.ownerStartTime = 1; // nobody: process 1 began at another tick
        run.ownerBootId = currentBootId();
    }

    [[nodiscard]] Catalogue open() const
    {
        static const FixedClock clock;
        Result<Catalogue> catalogue = Catalogue::open(data.path() / "catalogue.db", {.clock = &clock});
        if (!catalogue) {
            qFatal("%s", qPrintable(describe(catalogue.error())));
        }
        return *std::move(catalogue);
    }
    void store(const Run &stored) const
    {
        if (!open().storeRun(stored)) {
            qFatal("the run could not be stored");
        }
    }
    [[nodiscard]] Run afterOpening() const
    {
        Catalogue catalogue = open();
        return *catalogue.run(run.id);
    }
};

void own(Run &run, pid_t pid)
{
    run.ownerPid = pid;
    run.ownerStartTime = startTimeOf(pid);
    run.ownerBootId = currentBootId();
}

} // namespace

void TestInterruptedRuns::killedProcess()
{
    Scene scene;
    Child owner([&] {
        own(scene.run, ::getpid());
        scene.store(scene.run);
        writeBytes(scene.run.partial, "half a back");
        writeBytes(scene.data.path() / "ready", {});
        ::pause();
    });
    waitForFile(scene.data.path() / "ready");
    QCOMPARE(scene.afterOpening().outcome, Outcome::Running);
    QVERIFY(std::filesystem::exists(scene.run.partial));

    const QString pid = QString::number(owner.pid());
    owner.kill();
    Catalogue catalogue = scene.open();
    const Run run = *catalogue.run(scene.run.id);
    QCOMPARE(run.outcome, Outcome::Interrupted);
    QCOMPARE(run.finishedAt, now);
    QVERIFY2(run.reason.contains(pid), qPrintable(run.reason));
    QVERIFY(run.partial.empty());
    QVERIFY(run.backupId.isNull());
    QVERIFY(!std::filesystem::exists(scene.run.partial));
    QCOMPARE(catalogue.findings().size(), 1);
    QCOMPARE(catalogue.findings().front().code, QStringLiteral("run-interrupted"));
    QVERIFY(catalogue.findings().front().text.contains(QStringLiteral("/srv/ghost.db")));
    QVERIFY(scene.open().findings().isEmpty()); // once
}

void TestInterruptedRuns::livingProcessIsLeftAlone()
{
    Scene scene;
    own(scene.run, ::getpid());
    scene.store(scene.run);
    QVERIFY(writeBytes(scene.run.partial, "half a back"));
    QVERIFY(isSame(scene.afterOpening(), scene.run));
    QVERIFY(std::filesystem::exists(scene.run.partial));
}

void TestInterruptedRuns::anotherBoot()
{
    Scene scene;
    own(scene.run, ::getpid());
    scene.run.ownerBootId = QStringLiteral("00000000-0000-0000-0000-000000000000");
    scene.store(scene.run);
    const Run run = scene.afterOpening();
    QCOMPARE(run.outcome, Outcome::Interrupted);
    QVERIFY2(run.reason.contains(QStringLiteral("restarted")), qPrintable(run.reason));
}

void TestInterruptedRuns::wholeBackupIsTakenOver()
{
    Scene scene;
    scene.store(scene.run);
    Backup backup = sampleBackup(scene.backups.path() / "ghost.db", scene.run.source);
    backup.runId = scene.run.id;
    QVERIFY(writeBytes(backup.file, "whole"));
    QVERIFY(Destination::openOrCreate(scene.backups.path())->writeManifest(backup));
    Catalogue catalogue = scene.open();
    const Run run = *catalogue.run(scene.run.id);
    QCOMPARE(run.outcome, Outcome::Interrupted);
    QCOMPARE(run.backupId, backup.id);
    QVERIFY2(run.reason.contains(QStringLiteral("kept")), qPrintable(run.reason));
    QVERIFY(isSame(*catalogue.backup(backup.id), backup));
    QCOMPARE(readBytes(backup.file), QByteArray("whole"));
}

void TestInterruptedRuns::removesNothingElse_data()
{
    QTest::addColumn<QByteArray>("name"); // below the folder of the scene
    QTest::addColumn<bool>("isLink");
    QTest::newRow("without the ending") << QByteArray("backups/ghost.db") << false;
    QTest::newRow("with the ending in the middle") << QByteArray("backups/ghost.partial.db") << false;
    QTest::newRow("in a folder of its own") << QByteArray("other/ghost.db.partial") << false;
    QTest::newRow("below the destination") << QByteArray("backups/deeper/ghost.db.partial") << false;
    QTest::newRow("by a way through the destination")
        << QByteArray("backups/../other/ghost.db.partial") << false;
    QTest::newRow("a link") << QByteArray("backups/link.partial") << true;
    QTest::newRow("a folder") << QByteArray("backups/folder.partial") << false;
}

void TestInterruptedRuns::removesNothingElse()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, isLink);
    Scene scene;
    const Path root = scene.backups.path();
    std::filesystem::create_directories(root / "backups/deeper");
    std::filesystem::create_directories(root / "backups/folder.partial");
    std::filesystem::create_directories(root / "other");
    const Path file = root / pathFromBytes(name);
    if (isLink) {
        QVERIFY(writeBytes(root / "other/target", "precious"));
        std::filesystem::create_symlink(root / "other/target", file);
    } else if (!std::filesystem::is_directory(file)) {
        QVERIFY(writeBytes(file, "precious"));
    }
    scene.run.destination = root / "backups";
    scene.run.partial = file;
    scene.store(scene.run);
    const Run run = scene.afterOpening();
    QCOMPARE(run.outcome, Outcome::Interrupted);
    QVERIFY2(run.reason.contains(displayPath(file)), qPrintable(run.reason));
    QVERIFY(std::filesystem::exists(std::filesystem::symlink_status(file)));
    QVERIFY(!isLink || readBytes(root / "other/target") == "precious");
}

void TestInterruptedRuns::sharedNameOfALivingRun()
{
    // A fixed name: the next run writes to the same unfinished file as the one that died.
    Scene scene;
    Run living = scene.run;
    living.id = QUuid::createUuid();
    living.dueAt = scene.run.dueAt.addDays(1);
    own(living, ::getpid());
    {
        Catalogue catalogue = scene.open();
        QVERIFY(catalogue.storeRun(scene.run));
        QVERIFY(catalogue.storeRun(living));
    }
    QVERIFY(writeBytes(living.partial, "half a back"));
    Catalogue catalogue = scene.open();
    QCOMPARE(catalogue.run(scene.run.id)->outcome, Outcome::Interrupted);
    QCOMPARE(catalogue.run(living.id)->outcome, Outcome::Running);
    QVERIFY(std::filesystem::exists(living.partial));
}

void TestInterruptedRuns::unreachableFolderIsTriedAgain()
{
    Scene scene;
    const Path disk = scene.backups.path() / "disk";
    scene.run.destination = disk;
    scene.run.partial = disk / "ghost.db.partial";
    scene.store(scene.run);
    const Run unreachable = scene.afterOpening(); // the disk is not there
    QCOMPARE(unreachable.outcome, Outcome::Interrupted);
    QCOMPARE(unreachable.partial, scene.run.partial);
    QVERIFY(unreachable.reason.contains(displayPath(scene.run.partial)));
    std::filesystem::create_directory(disk);
    QVERIFY(writeBytes(scene.run.partial, "half a back"));
    const Run reached = scene.afterOpening();
    QVERIFY(reached.partial.empty());
    QVERIFY(!std::filesystem::exists(scene.run.partial));
    QCOMPARE(reached.outcome, Outcome::Interrupted);
    QVERIFY2(reached.reason.contains(QStringLiteral("Nothing of it was left")), qPrintable(reached.reason));
}

/// What a run has left on a share is not gone because the share is not mounted.
void TestInterruptedRuns::emptyMountPointIsTriedAgain()
{
    Scene scene;
    scene.run.outcome = Outcome::Failed;
    scene.run.reason = QStringLiteral("The share was away.");
    scene.store(scene.run);
    QCOMPARE(scene.afterOpening().partial, scene.run.partial);
    QVERIFY(Destination::openOrCreate(scene.backups.path()));
    QVERIFY(writeBytes(scene.run.partial, "half a back"));
    const Run reached = scene.afterOpening();
    QVERIFY(reached.partial.empty());
    QVERIFY(!std::filesystem::exists(scene.run.partial));
    QCOMPARE(reached.outcome, Outcome::Failed);
    QCOMPARE(reached.reason, scene.run.reason);
}

void TestInterruptedRuns::destinationThatIsAFile()
{
    Scene scene;
    scene.run.destination = scene.backups.path() / "ghost.db";
    scene.store(scene.run);
    QVERIFY(writeBytes(scene.run.destination, "the old backup"));
    QVERIFY(writeBytes(scene.run.partial, "half a back"));
    QVERIFY(scene.afterOpening().partial.empty());
    QVERIFY(!std::filesystem::exists(scene.run.partial));
    QCOMPARE(readBytes(scene.run.destination), QByteArray("the old backup"));
}

QTEST_GUILESS_MAIN(TestInterruptedRuns)
#include "tst_interruptedruns.moc"
