// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/filesystem.h"
#include "support/sambaworld.h"

#include "support/program.h"

#include <QTest>

#include <cerrno>

#include <sys/stat.h>

using namespace litekeeper;
using namespace litekeeper::test;

/// What the tests of network mounts stand on: a real server and a real mount that can fail and that go again.
class TestSambaWorld : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void showsTheFolderBothWays();
    void isNetwork();
    void failsAndComesBack();
    void freezes();
    void leavesNothing();
    void leavesNothingWhenKilled();
};

namespace {

// Samba starts helpers in sessions of their own; what they all have in common is their configuration.
bool isUsed(const Path &folder)
{
    std::error_code failed;
    std::filesystem::directory_iterator entry("/proc", failed);
    for (; !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
        if (readBytes(entry->path() / "cmdline").contains(("=" + folder.native() + "/").c_str())) {
            return true;
        }
    }
    return false;
}

bool isGone(const Path &mountPoint, const Path &folder)
{
    const QByteArray mounts = readBytes("/proc/self/mountinfo");
    return !mounts.contains(QByteArray(mountPoint.c_str())) && ::access(folder.c_str(), F_OK) != 0
        && !isUsed(folder);
}

} // namespace

void TestSambaWorld::initTestCase()
{
    if (const std::string reason = SambaWorld::whyNot(); !reason.empty()) {
        QSKIP(reason.c_str());
    }
}

void TestSambaWorld::showsTheFolderBothWays()
{
    const SambaWorld world;
    QVERIFY2(world.problem().empty(), world.problem().c_str());
    QVERIFY(writeBytes(world.serverFolder() / "a", "from the server"));
    QCOMPARE(readBytes(world.share() / "a"), QByteArray("from the server"));
    QVERIFY(writeBytes(world.share() / "b", "from here"));
    QCOMPARE(readBytes(world.serverFolder() / "b"), QByteArray("from here"));
}

void TestSambaWorld::isNetwork()
{
    const SambaWorld world;
    QVERIFY2(world.problem().empty(), world.problem().c_str());
    const Result<FileSystemFacts> facts = fileSystemOf(world.share());
    QVERIFY(facts);
    QCOMPARE(facts->kind, PlaceKind::Network);
    QCOMPARE(facts->type, QStringLiteral("fuse.smbnetfs"));
}

void TestSambaWorld::failsAndComesBack()
{
    SambaWorld world;
    QVERIFY2(world.problem().empty(), world.problem().c_str());
    QVERIFY(writeBytes(world.serverFolder() / "a", "content"));
    world.killServer();
    QVERIFY(!world.answers());
    QVERIFY(world.startServer());
    QCOMPARE(readBytes(world.share() / "a"), QByteArray("content"));
    world.killMount();
    QCOMPARE(::open((world.share() / "a").c_str(), O_RDONLY | O_CLOEXEC), -1);
    QVERIFY(errno == ENOTCONN || errno == ECONNABORTED);
}

void TestSambaWorld::freezes()
{
    const SambaWorld world;
    QVERIFY2(world.problem().empty(), world.problem().c_str());
    QVERIFY(writeBytes(world.serverFolder() / "a", "content"));
    world.freezeServer();
    const Path file = world.share() / "a";
    {
        Child reader([&] { (void)readBytes(file); });
        siginfo_t info = {};
        ::usleep(300'000);
        QCOMPARE(::waitid(P_PID, id_t(reader.pid()), &info, WEXITED | WNOHANG | WNOWAIT), 0);
        QCOMPARE(info.si_pid, 0);
        world.thawServer();
        QCOMPARE(reader.wait(), 0);
    }
    QCOMPARE(readBytes(file), QByteArray("content"));
}

void TestSambaWorld::leavesNothing()
{
    Path mountPoint;
    Path folder;
    pid_t server = 0;
    pid_t mount = 0;
    {
        const SambaWorld world;
        QVERIFY2(world.problem().empty(), world.problem().c_str());
        mountPoint = world.mountPoint();
        folder = world.localFolder();
        server = world.serverPid();
        mount = world.mountPid();
        QVERIFY(isUsed(folder));
        world.freezeServer();
    }
    QVERIFY(isGone(mountPoint, folder));
    QVERIFY(::kill(server, 0) != 0 && ::kill(mount, 0) != 0);
}

void TestSambaWorld::leavesNothingWhenKilled()
{
    const TemporaryFolder notes;
    const Path note = notes.path() / "note";
    Child test([&] {
        const SambaWorld world;
        (void)writeBytes(withSuffix(note, ".part"), world.localFolder().c_str());
        std::filesystem::rename(withSuffix(note, ".part"), note);
        ::pause();
    });
    QVERIFY(waitUntil([&] { return ::access(note.c_str(), F_OK) == 0; }));
    const Path folder(readBytes(note).toStdString());
    test.kill();
    QVERIFY(waitUntil([&] { return isGone(folder / "mount", folder); }));
}

QTEST_GUILESS_MAIN(TestSambaWorld)
#include "tst_sambaworld.moc"
