// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "networkworld.h"
#include "places/destination.h"
#include "service/networkbackup.h"
#include "support/program.h"

#include <QTest>

#include <algorithm>
#include <cerrno>
#include <csignal>

using namespace litekeeper;
using namespace litekeeper::test;
using namespace std::chrono_literals;

/// Backups by a child process, against folders that are said to be shares.
class TestNetworkBackup : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aChildDoesIt();
    void theJobLearnsItsDestination();
    void makesTheFolder();
    void aMissingSourceFailsAtOnce();
    void cancelsWhileCopying();
    void cancelsAChildThatHangs();
    void pausesAndResumes();
    void silenceIsAFailure();
    void triesAgain();
    void givesUpWhenPatienceEnds();
    void cancelsBetweenAttempts();
    void whatAKilledChildLeftIsRemovedByTheNextRun();
    void whatAKilledChildLeftIsRemovedAtTheStart();
    void aBackupThatWasWholeIsTakenOver();
    void nonsenseIsNoSuccess_data();
    void nonsenseIsNoSuccess();
    void aProgramThatIsMissing();
    void retentionIsAppliedByAChild();
    void theEndOfTheServiceDoesNotWait();
    void whatMayPass();

private:
    [[nodiscard]] Path big() const { return m_folder.path() / "big.db"; }

    TemporaryFolder m_folder;
};

namespace {

const Path cli = LITEKEEPER_CLI;

/// A program that does `once` the first time, and is the real one after that.
Path firstTime(const NetworkWorld &world, const std::string &once)
{
    const Path mark = world.folder.path() / "mark";
    return makeScript(world.folder.path() / "program",
                      "if [ ! -e " + mark.string() + " ]; then touch " + mark.string() + "; " + once
                          + "; fi; exec " + cli.string() + " \"$@\"");
}

/// With another program from now on.
void use(NetworkWorld &world, const Path &program, NetworkLimits limits)
{
    world.network
        = NetworkAccess(world.scratch(), program, limits, [remote = world.remote()](const Path &path) {
              return path.native().starts_with(remote.native());
          });
    world.start();
}

/// The child that works on a backup now; 0 if there is none.
pid_t childOf(const NetworkWorld &)
{
    for (const auto &entry : std::filesystem::directory_iterator("/proc")) {
        const std::string name = entry.path().filename();
        if (name.find_first_not_of("0123456789") != std::string::npos) {
            continue;
        }
        const QByteArray status = readBytes(entry.path() / "stat");
        const QList<QByteArray> fields = status.mid(status.lastIndexOf(')') + 2).split(' ');
        if (fields.size() > 1 && fields.at(1).toInt() == ::getpid()
            && readBytes(entry.path() / "cmdline").contains("network-child")) {
            return std::stoi(name);
        }
    }
    return 0;
}

bool isCopying(const NetworkWorld &world, const QUuid &id)
{
    const Progress progress = world.newest.value(id);
    return progress.bytesDone > 0;
}

} // namespace

void TestNetworkBackup::initTestCase()
{
    QVERIFY(makeDatabase(big(), 3000, 65'000, "WAL"));
}

void TestNetworkBackup::aChildDoesIt()
{
    NetworkWorld world(cli);
    const Path source = world.folder.path() / "app.db";
    QVERIFY(makeDatabase(source, 200, 10'000));
    const QUuid id = world.backUp(source);
    QTRY_COMPARE(world.endings.size(), 1);
    const auto &[run, backup] = world.endings.at(0);
    QVERIFY2(run.outcome == Outcome::Succeeded, qPrintable(run.reason));
    QVERIFY(backup && std::filesystem::exists(backup->file));
    QCOMPARE(backup->file.parent_path(), world.destination());
    QCOMPARE(backup->runId, id);
    QCOMPARE(backup->proof, ProofLevel::Checked);
    QVERIFY(run.partial.empty());
    QCOMPARE(run.bytes, qint64(std::filesystem::file_size(source)));
    QVERIFY(!run.strategy.isEmpty());
    QVERIFY(run.log.contains(QStringLiteral("Phase: copying")));
    QVERIFY(run.log.contains(QStringLiteral("Done: ")));
    QCOMPARE(world.stored(id).outcome, Outcome::Succeeded);
    QCOMPARE(world.catalogue->backups().result()->size(), 1);
    QCOMPARE(Sqlite(backup->file).value("SELECT count(*) FROM items"), std::string("200"));
    QVERIFY(world.scratchIsEmpty());
}

void TestNetworkBackup::theJobLearnsItsDestination()
{
    NetworkWorld world(cli);
    const Path source = world.folder.path() / "app.db";
    QVERIFY(makeDatabase(source));
    Job job{.id = QUuid::createUuid(),
            .name = QStringLiteral("App"),
            .source = source,
            .destination = world.destination()};
    QVERIFY(world.catalogue->storeJob(job).result());
    BackupWish wish = world.wish(source);
    wish.jobId = job.id;
    world.backups->backUpNow(wish, Trigger::Window);
    QTRY_COMPARE(world.endings.size(), 1);
    const Result<Destination> destination = Destination::open(world.destination());
    QVERIFY(destination);
    QCOMPARE(world.catalogue->jobs().result()->front().destinationId, destination->id());
}

void TestNetworkBackup::makesTheFolder()
{
    NetworkWorld world(cli);
    const Path source = world.folder.path() / "app.db";
    QVERIFY(makeDatabase(source));
    BackupWish wish = world.wish(source);
    wish.destination = world.remote() / "new" / "folder";
    wish.makeFolder = true;
    world.backups->backUpNow(wish, Trigger::Window);
    QTRY_COMPARE(world.endings.size(), 1);
    QCOMPARE(world.endings.at(0).run.outcome, Outcome::Succeeded);
    QCOMPARE(world.endings.at(0).backup->file.parent_path(), wish.destination);
}

void TestNetworkBackup::aMissingSourceFailsAtOnce()
{
    NetworkWorld world(cli);
    BackupWish wish = world.wish(world.remote() / "missing.db");
    wish.patience = 1h; // which is not for what was never there
    const QUuid id = world.backups->backUpNow(wish, Trigger::Window);
    QTRY_COMPARE(world.endings.size(), 1);
    const Run run = world.endings.at(0).run;
    QCOMPARE(run.outcome, Outcome::Failed);
    QCOMPARE(run.errorCode, errorCode(ErrorKind::NotFound));
    QVERIFY2(run.reason.contains(QStringLiteral("missing.db")), qPrintable(run.reason));
    QCOMPARE(world.stored(id).reason, run.reason);
    QVERIFY(world.files().empty());
}

void TestNetworkBackup::cancelsWhileCopying()
{
    NetworkWorld world(cli);
    const QUuid id = world.backUp(big());
    QTRY_VERIFY(isCopying(world, id));
    world.backups->cancel(id);
    QTRY_COMPARE(world.endings.size(), 1);
    const Run run = world.endings.at(0).run;
    QCOMPARE(run.outcome, Outcome::Cancelled);
    QVERIFY(run.partial.empty()); // the child was able to tidy up
    QVERIFY(world.files().empty());
    QVERIFY(world.scratchIsEmpty());
}

void TestNetworkBackup::cancelsAChildThatHangs()
{
    NetworkWorld world(cli);
    NetworkLimits limits = shortLimits();
    limits.network = 1h;
    use(world, makeScript(world.folder.path() / "silent", "exec sleep 600"), limits);
    const QUuid id = world.backUp(big());
    QTRY_VERIFY(world.newest.contains(id)); // it has begun
    world.backups->cancel(id);
    QTRY_COMPARE(world.endings.size(), 1);
    QCOMPARE(world.endings.at(0).run.outcome, Outcome::Cancelled);
}

void TestNetworkBackup::pausesAndResumes()
{
    NetworkWorld world(cli);
    const QUuid id = world.backUp(big());
    QTRY_VERIFY(isCopying(world, id));
    world.backups->pause(id);
    QTRY_VERIFY(world.newest.value(id).paused);
    QTest::qWait(100);
    QVERIFY(world.endings.isEmpty());
    world.backups->resume(id);
    QTRY_COMPARE_WITH_TIMEOUT(world.endings.size(), 1, 60'000);
    QCOMPARE(world.endings.at(0).run.outcome, Outcome::Succeeded);
}

void TestNetworkBackup::silenceIsAFailure()
{
    NetworkWorld world(cli);
    NetworkLimits limits = shortLimits();
    limits.network = 200ms;
    use(world, makeScript(world.folder.path() / "silent", "exec sleep 600"), limits);
    const QUuid id = world.backUp(big());
    QTRY_COMPARE(world.endings.size(), 1);
    const Run run = world.endings.at(0).run;
    QCOMPARE(run.outcome, Outcome::Failed);
    QCOMPARE(run.errorCode, errorCode(ErrorKind::NotAnswering));
    QVERIFY2(run.reason.contains(QStringLiteral("no sign of life")), qPrintable(run.reason));
    QVERIFY(!world.endings.at(0).backup);
    QCOMPARE(world.stored(id).errorCode, run.errorCode);
}

void TestNetworkBackup::triesAgain()
{
    NetworkWorld world(cli);
    NetworkLimits limits = shortLimits();
    limits.network = 2s;
    limits.firstPause = 200ms;
    use(world, firstTime(world, "exec sleep 600"), limits);
    const Path source = world.folder.path() / "app.db";
    QVERIFY(makeDatabase(source));
    BackupWish wish = world.wish(source);
    wish.patience = 1h;
    world.backups->backUpNow(wish, Trigger::Window);
    QTRY_COMPARE_WITH_TIMEOUT(world.endings.size(), 1, 60'000);
    const Run run = world.endings.at(0).run;
    QVERIFY2(run.outcome == Outcome::Succeeded, qPrintable(run.reason));
    QVERIFY(world.phases.contains(Phase::Retrying));
    QVERIFY2(run.log.contains(QStringLiteral("Attempt 1 failed: ")), qPrintable(run.log));
    QVERIFY(run.log.contains(QStringLiteral("Phase: retrying")));
    QCOMPARE(run.restarts, 1);
    QVERIFY(run.milliseconds >= 2000); // with the silence of the first attempt
    QCOMPARE(world.files().size(), std::size_t(1));
}

void TestNetworkBackup::givesUpWhenPatienceEnds()
{
    NetworkWorld world(cli);
    NetworkLimits limits = shortLimits();
    limits.network = 30ms;
    use(world, makeScript(world.folder.path() / "silent", "exec sleep 600"), limits);
    BackupWish wish = world.wish(big());
    wish.patience = 1s;
    world.backups->backUpNow(wish, Trigger::Window);
    QTRY_COMPARE(world.endings.size(), 1);
    const Run run = world.endings.at(0).run;
    QCOMPARE(run.outcome, Outcome::Failed);
    QCOMPARE(run.errorCode, errorCode(ErrorKind::NotAnswering));
    QVERIFY2(run.reason.contains(QStringLiteral("attempts since")), qPrintable(run.reason));
}

void TestNetworkBackup::cancelsBetweenAttempts()
{
    NetworkWorld world(cli);
    NetworkLimits limits = shortLimits();
    limits.network = 30ms;
    limits.firstPause = 1h;
    limits.longestPause = 1h;
    use(world, makeScript(world.folder.path() / "silent", "exec sleep 600"), limits);
    BackupWish wish = world.wish(big());
    wish.patience = 24h;
    const QUuid id = world.backups->backUpNow(wish, Trigger::Window);
    QTRY_COMPARE(world.newest.value(id).phase, Phase::Retrying);
    QVERIFY(world.newest.value(id).millisecondsLeft > 0);
    world.backups->cancel(id);
    QTRY_COMPARE(world.endings.size(), 1);
    QCOMPARE(world.endings.at(0).run.outcome, Outcome::Cancelled);
}

void TestNetworkBackup::whatAKilledChildLeftIsRemovedByTheNextRun()
{
    NetworkWorld world(cli);
    const QUuid first = world.backUp(big());
    QTRY_VERIFY(isCopying(world, first));
    const pid_t child = childOf(world);
    QVERIFY(child > 0);
    ::kill(child, SIGKILL);
    QTRY_COMPARE(world.endings.size(), 1);
    QCOMPARE(world.endings.at(0).run.outcome, Outcome::Failed);
    const Path partial = world.stored(first).partial;
    QVERIFY(std::filesystem::exists(partial));
    const Path source = world.folder.path() / "app.db";
    QVERIFY(makeDatabase(source));
    const QUuid second = world.backUp(source);
    QTRY_COMPARE(world.endings.size(), 2);
    QCOMPARE(world.stored(second).outcome, Outcome::Succeeded);
    QVERIFY(!std::filesystem::exists(partial));
    QVERIFY(world.stored(first).partial.empty());
    QCOMPARE(world.stored(first).outcome, Outcome::Failed);
    QVERIFY(world.scratchIsEmpty());
}

void TestNetworkBackup::whatAKilledChildLeftIsRemovedAtTheStart()
{
    NetworkWorld world(cli);
    const QUuid id = world.backUp(big());
    QTRY_VERIFY(isCopying(world, id));
    ::kill(childOf(world), SIGKILL);
    QTRY_COMPARE(world.endings.size(), 1);
    const Path partial = world.stored(id).partial;
    QVERIFY(std::filesystem::exists(partial));
    world.start();
    QTRY_VERIFY(!std::filesystem::exists(partial));
    QTRY_VERIFY(world.stored(id).partial.empty());
}

/// It died between the publishing and its last word.
void TestNetworkBackup::aBackupThatWasWholeIsTakenOver()
{
    NetworkWorld world(cli);
    const Path source = world.folder.path() / "app.db";
    QVERIFY(makeDatabase(source));
    const QUuid id = world.backUp(source);
    QTRY_COMPARE(world.endings.size(), 1);
    Run run = world.stored(id);
    run.outcome = Outcome::Failed;
    run.backupId = QUuid();
    run.reason = QStringLiteral("It was away.");
    run.partial = withSuffix(world.endings.at(0).backup->file, ".partial");
    QVERIFY(world.catalogue->storeRun(run).result());
    const QUuid backupId = world.endings.at(0).backup->id;
    QVERIFY(Sqlite(world.folder.path() / "catalogue.db").execute("DELETE FROM backups"));
    world.start();
    QTRY_COMPARE(world.stored(id).backupId, backupId);
    QVERIFY(world.stored(id).partial.empty());
    QVERIFY(world.stored(id).reason.contains(QStringLiteral("found to be whole")));
    QVERIFY(world.catalogue->backup(backupId).result());
}

void TestNetworkBackup::nonsenseIsNoSuccess_data()
{
    QTest::addColumn<QByteArray>("lines");
    const QByteArray plan
        = R"({"litekeeper-network":1,"plan":{"source":"/a","finalFile":"/f","partialFile":"/f.partial",)"
          R"("sourceBytes":1,"replaces":false,"sourceOnNetwork":false,"destinationOnNetwork":false}})"
          "\n";
    QTest::newRow("no JSON") << QByteArray("hello\n");
    QTest::newRow("an empty object") << QByteArray("{}\n");
    QTest::newRow("another version") << QByteArray(R"({"litekeeper-network":2,"plan":{}})"
                                                   "\n");
    QTest::newRow("an empty plan") << QByteArray(R"({"litekeeper-network":1,"plan":{}})"
                                                 "\n");
    QTest::newRow("an answer before the plan") << QByteArray(R"({"litekeeper-network":1,"answer":{}})"
                                                             "\n");
    QTest::newRow("an unknown phase")
        << QByteArray(R"({"litekeeper-network":1,"progress":{"phase":"dancing"}})"
                      "\n");
    QTest::newRow("a plan and no answer") << plan;
    QTest::newRow("an empty answer") << plan + R"({"litekeeper-network":1,"answer":{}})" + "\n";
    QTest::newRow("two plans") << plan + plan;
    QTest::newRow("an empty report") << plan
            + R"({"litekeeper-network":1,"answer":{"report":{},"destinationId":""}})" + "\n";
    QTest::newRow("an unknown error") << QByteArray(
        R"({"litekeeper-network":1,"error":{"kind":"joy","path":"","detail":"","advice":"","code":0}})"
        "\n");
}

void TestNetworkBackup::nonsenseIsNoSuccess()
{
    QFETCH(QByteArray, lines);
    NetworkWorld world(cli);
    const Path said = world.folder.path() / "said";
    QVERIFY(writeBytes(said, lines));
    use(world, makeScript(world.folder.path() / "program", "exec cat " + said.string()), shortLimits());
    const QUuid id = world.backUp(big());
    QTRY_COMPARE(world.endings.size(), 1);
    const Run run = world.endings.at(0).run;
    QCOMPARE(run.outcome, Outcome::Failed);
    QCOMPARE(run.errorCode, errorCode(ErrorKind::Unknown));
    QVERIFY2(run.reason.contains(QStringLiteral("the process that worked on it")), qPrintable(run.reason));
    QVERIFY(!world.endings.at(0).backup);
    QCOMPARE(world.stored(id).outcome, Outcome::Failed);
}

void TestNetworkBackup::aProgramThatIsMissing()
{
    NetworkWorld world("/nowhere/litekeeper-cli");
    world.backUp(big());
    QTRY_COMPARE(world.endings.size(), 1);
    const Run run = world.endings.at(0).run;
    QCOMPARE(run.outcome, Outcome::Failed);
    QVERIFY2(run.reason.contains(QStringLiteral("/nowhere/litekeeper-cli")), qPrintable(run.reason));
}

void TestNetworkBackup::retentionIsAppliedByAChild()
{
    NetworkWorld world(cli);
    const Path source = world.folder.path() / "app.db";
    QVERIFY(makeDatabase(source));
    Job job{.id = QUuid::createUuid(),
            .name = QStringLiteral("App"),
            .source = source,
            .destination = world.destination(),
            .retention = {.last = 1, .hourly = 0, .daily = 0, .weekly = 0, .monthly = 0, .yearly = 0}};
    QVERIFY(world.catalogue->storeJob(job).result());
    BackupWish wish = world.wish(source);
    wish.jobId = job.id;
    for (int i = 1; i <= 3; ++i) {
        world.backups->backUpNow(wish, Trigger::Window);
        QTRY_COMPARE(world.endings.size(), i);
        QVERIFY2(world.endings.last().run.outcome == Outcome::Succeeded,
                 qPrintable(world.endings.last().run.reason));
    }
    QCOMPARE(world.files().size(), std::size_t(1));
    QCOMPARE(world.catalogue->backups().result()->size(), qsizetype(world.files().size()));
}

void TestNetworkBackup::theEndOfTheServiceDoesNotWait()
{
    NetworkWorld world(cli);
    NetworkLimits limits = shortLimits();
    limits.network = 1h;
    use(world, makeScript(world.folder.path() / "silent", "exec sleep 600"), limits);
    const QUuid id = world.backUp(big());
    QTRY_VERIFY(world.newest.contains(id));
    world.backups.reset(); // would take an hour
    QCOMPARE(world.stored(id).outcome, Outcome::Cancelled);
}

void TestNetworkBackup::whatMayPass()
{
    for (const int code : {EIO, ENOTCONN, EHOSTDOWN, ETIMEDOUT, ESTALE}) {
        QVERIFY(mayPass(systemError(code, "/mnt/share/a.db"), false));
    }
    QVERIFY(mayPass({.kind = ErrorKind::NotAnswering}, false));
    QVERIFY(!mayPass(systemError(ENOENT, "/mnt/share/a.db"), false));
    QVERIFY(mayPass(systemError(ENOENT, "/mnt/share/a.db"), true));
    QVERIFY(mayPass({.kind = ErrorKind::WrongDestination}, true));
    QVERIFY(!mayPass({.kind = ErrorKind::WrongDestination}, false));
    for (const int code : {ENOSPC, EACCES, EROFS}) {
        QVERIFY(!mayPass(systemError(code, "/mnt/share/a.db"), true));
    }
    for (const ErrorKind kind : {ErrorKind::Damaged, ErrorKind::Cancelled, ErrorKind::Unknown,
                                 ErrorKind::ReadBackMismatch, ErrorKind::AlreadyRunning}) {
        QVERIFY(!mayPass({.kind = kind}, true));
    }
}

QTEST_GUILESS_MAIN(TestNetworkBackup)
#include "tst_networkbackup.moc"
