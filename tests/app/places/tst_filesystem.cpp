// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/filesystem.h"
#include "support/files.h"
#include "support/temporarymount.h"

#include <QTest>

#include <algorithm>

#include <fcntl.h>
#include <sys/mount.h>
#include <sys/statfs.h>

using namespace litekeeper;
using namespace litekeeper::test;

class TestFileSystem : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsProc();
    void knowsRoom();
    void followsLinks();
    void reportsWhatIsMissing_data();
    void reportsWhatIsMissing();
    void seesMountsOfNow();
    void bindMounts();
    void networkMountsAreNotTouched();
    void numbersAgreeWithTheMounts();
    void unknownNumbersHaveNoType();
};

void TestFileSystem::knowsProc()
{
    const Result<FileSystemFacts> facts = fileSystemOf("/proc/self/mountinfo");
    QVERIFY(facts);
    QCOMPARE(facts->type, QStringLiteral("proc"));
    QCOMPARE(facts->kind, PlaceKind::Unknown);
    for (const FileSystemFacts &mounted : mountedFileSystems()) {
        QVERIFY(mounted.type != QLatin1String("proc"));
    }
}

void TestFileSystem::knowsRoom()
{
    const TemporaryFolder folder;
    const Result<FileSystemFacts> facts = fileSystemOf(folder.path());
    QVERIFY(facts);
    QVERIFY(facts->totalBytes > 0);
    QVERIFY(facts->freeBytes >= 0 && facts->freeBytes <= facts->totalBytes);
    QVERIFY(!facts->readOnly);
}

void TestFileSystem::followsLinks()
{
    const TemporaryFolder folder;
    std::filesystem::create_directory_symlink("/proc", folder.path() / "absolute");
    std::filesystem::create_directory_symlink("absolute/self", folder.path() / "relative");
    std::filesystem::create_directory_symlink("loop", folder.path() / "loop");
    QCOMPARE(fileSystemOf(folder.path() / "relative/mountinfo")->type, QStringLiteral("proc"));
    QCOMPARE(fileSystemOf(folder.path() / "absolute/self/../version")->type, QStringLiteral("proc"));
    QVERIFY(fileSystemOf(folder.path() / "absolute/..")->type != QLatin1String("proc"));
    QVERIFY(!fileSystemOf(folder.path() / "loop/x"));
}

void TestFileSystem::reportsWhatIsMissing_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("missing folder") << QByteArray("/missing/folder");
    QTest::newRow("file used as a folder") << QByteArray("/proc/version/x");
}

void TestFileSystem::reportsWhatIsMissing()
{
    QFETCH(QByteArray, path);
    const Result<FileSystemFacts> facts = fileSystemOf(pathFromBytes(path));
    QVERIFY(!facts);
    QCOMPARE(facts.error().kind, ErrorKind::NotFound);
    QCOMPARE(facts.error().path, pathFromBytes(path));
}

void TestFileSystem::seesMountsOfNow()
{
    if (!canMount()) {
        QSKIP("Mounting a small file system needs root");
    }
    const TemporaryFolder folder;
    const Path odd = folder.path() / "a b\n\\c\xff";
    std::filesystem::create_directory(odd);
    const TemporaryMount disk(odd, "size=1m");
    QVERIFY(disk.isMounted());
    const Result<FileSystemFacts> facts = fileSystemOf(odd);
    QVERIFY(facts);
    QCOMPARE(facts->mountPoint, odd);
    QCOMPARE(facts->kind, PlaceKind::Memory);
    QCOMPARE(facts->source, QStringLiteral("litekeeper-test"));
    QCOMPARE(facts->totalBytes, qint64(1) << 20);
    QVERIFY(!facts->readOnly);
    QVERIFY(disk.makeReadOnly());
    QVERIFY(fileSystemOf(odd)->readOnly);
    const QList<FileSystemFacts> all = mountedFileSystems();
    QCOMPARE(std::count_if(all.begin(), all.end(), [&](const auto &each) { return each.mountPoint == odd; }),
             1);
}

void TestFileSystem::bindMounts()
{
    if (!canMount()) {
        QSKIP("A bind mount needs root");
    }
    const TemporaryFolder folder;
    const TemporaryFolder other;
    const TemporaryMount disk(folder.path(), "size=1m");
    QVERIFY(disk.isMounted());
    std::filesystem::create_directory(folder.path() / "inner");
    QCOMPARE(::mount((folder.path() / "inner").c_str(), other.path().c_str(), nullptr, MS_BIND, nullptr), 0);
    const Result<FileSystemFacts> facts = fileSystemOf(other.path());
    ::umount2(other.path().c_str(), MNT_DETACH);
    QVERIFY(facts);
    QCOMPARE(facts->mountPoint, other.path());
    QCOMPARE(facts->type, QStringLiteral("tmpfs"));
}

void TestFileSystem::networkMountsAreNotTouched()
{
    if (!canMount()) {
        QSKIP("Mounting a FUSE file system without its program needs root");
    }
    // A FUSE mount nobody answers for: every look at it would wait for ever, as on a dead share.
    const int device = ::open("/dev/fuse", O_RDWR | O_CLOEXEC);
    if (device < 0) {
        QSKIP("This system has no /dev/fuse");
    }
    const TemporaryFolder folder;
    const Path share = folder.path() / "share";
    std::filesystem::create_directory(share);
    std::filesystem::create_symlink("share/data", folder.path() / "link");
    const std::string options = "fd=" + std::to_string(device) + ",rootmode=40000,user_id=0,group_id=0";
    const int mounted
        = ::mount("//host/share", share.c_str(), "fuse.sshfs", MS_NOSUID | MS_NODEV, options.c_str());
    const Result<FileSystemFacts> direct = fileSystemOf(share);
    const Result<FileSystemFacts> below = fileSystemOf(share / "deep/app.db");
    const Result<FileSystemFacts> linked = fileSystemOf(folder.path() / "link/app.db");
    const QList<FileSystemFacts> all = mountedFileSystems();
    ::umount2(share.c_str(), MNT_DETACH);
    ::close(device);
    if (mounted != 0) {
        QSKIP("This system does not mount FUSE file systems here");
    }
    for (const Result<FileSystemFacts> &facts : {direct, below, linked}) {
        QVERIFY(facts);
        QCOMPARE(facts->kind, PlaceKind::Network);
        QCOMPARE(facts->mountPoint, share);
        QCOMPARE(facts->freeBytes, -1);
    }
    QVERIFY(std::any_of(all.begin(), all.end(), [&](const auto &each) { return each.mountPoint == share; }));
}

// What a chroot falls back on must say the same as the mounts do where both are seen.
void TestFileSystem::numbersAgreeWithTheMounts()
{
    const TemporaryFolder folder;
    for (const Path &path : {Path("/"), Path("/proc"), folder.path()}) {
        struct statfs status = {};
        QCOMPARE(::statfs(path.c_str(), &status), 0);
        QCOMPARE(placeKind(fileSystemTypeOf(quint32(status.f_type)), {}), fileSystemOf(path)->kind);
    }
}

void TestFileSystem::unknownNumbersHaveNoType()
{
    QCOMPARE(fileSystemTypeOf(0x9FA0), QString()); // proc
    QCOMPARE(fileSystemTypeOf(0xFF534D42), QStringLiteral("cifs"));
}

QTEST_APPLESS_MAIN(TestFileSystem)
#include "tst_filesystem.moc"
