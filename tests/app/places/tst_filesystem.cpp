// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/filesystem.h"
#include "support/deadshare.h"
#include "support/files.h"
#include "support/temporarymount.h"

#include <QTest>

#include <algorithm>

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
    void bindMountsOfADeadShare();
    void anImageOfADiskIsLocal();
    void numbersAgreeWithTheMounts();
    void numbersOfFileSystems_data();
    void numbersOfFileSystems();
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
    const TemporaryFolder folder;
    const Path share = folder.path() / "share";
    std::filesystem::create_directory(share);
    std::filesystem::create_symlink("share/data", folder.path() / "link");
    std::filesystem::create_symlink(folder.path() / "link/deeper", folder.path() / "link to a link");
    const DeadShare dead(share);
    if (!dead.why().empty()) {
        QSKIP(dead.why().c_str());
    }
    for (const Path &path : {share, share / "deep/app.db", folder.path() / "link/app.db",
                             folder.path() / "link to a link", share / "../share/x", share / "."}) {
        const Result<FileSystemFacts> facts = fileSystemOf(path);
        QVERIFY(facts);
        QCOMPARE(facts->kind, PlaceKind::Network);
        QCOMPARE(facts->type, QStringLiteral("fuse.sshfs"));
        QCOMPARE(facts->source, QStringLiteral("//host/share"));
        QCOMPARE(facts->mountPoint, share);
        QCOMPARE(facts->freeBytes, -1);
    }
    const QList<FileSystemFacts> all = mountedFileSystems();
    QVERIFY(std::any_of(all.begin(), all.end(), [&](const auto &each) { return each.mountPoint == share; }));
}

void TestFileSystem::bindMountsOfADeadShare()
{
    const TemporaryFolder folder;
    const TemporaryFolder other;
    const Path share = folder.path() / "share";
    std::filesystem::create_directory(share);
    const DeadShare dead(share);
    if (!dead.why().empty()) {
        QSKIP(dead.why().c_str());
    }
    if (::mount(share.c_str(), other.path().c_str(), nullptr, MS_BIND, nullptr) != 0) {
        QSKIP("This system binds no FUSE file system elsewhere");
    }
    const Result<FileSystemFacts> facts = fileSystemOf(other.path() / "app.db");
    ::umount2(other.path().c_str(), MNT_DETACH);
    QVERIFY(facts);
    QCOMPARE(facts->kind, PlaceKind::Network);
    QCOMPARE(facts->mountPoint, other.path());
}

void TestFileSystem::anImageOfADiskIsLocal()
{
    const TemporaryFolder folder;
    const Path image = folder.path() / "image";
    const Path point = folder.path() / "point";
    std::filesystem::create_directory(point);
    if (!canMount()
        || std::system(("truncate -s 4M " + image.string() + " && mkfs.ext4 -q -F " + image.string()
                        + " 2>/dev/null && mount -o loop " + image.string() + " " + point.string()
                        + " 2>/dev/null")
                           .c_str())
            != 0) {
        QSKIP("Mounting the image of a disk needs root and a loop device");
    }
    const Result<FileSystemFacts> facts = fileSystemOf(point / "lost+found");
    ::umount2(point.c_str(), MNT_DETACH);
    QVERIFY(facts);
    QCOMPARE(facts->kind, PlaceKind::Local);
    QCOMPARE(facts->type, QStringLiteral("ext4"));
    QCOMPARE(facts->mountPoint, point);
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

void TestFileSystem::numbersOfFileSystems_data()
{
    QTest::addColumn<quint32>("number");
    QTest::addColumn<PlaceKind>("kind");
    const auto row
        = [](const char *name, quint32 number, PlaceKind kind) { QTest::newRow(name) << number << kind; };
    row("NFS", 0x6969, PlaceKind::Network);
    row("SMB", 0x517B, PlaceKind::Network);
    row("CIFS", 0xFF534D42, PlaceKind::Network);
    row("SMB2", 0xFE534D42, PlaceKind::Network);
    row("9P", 0x01021997, PlaceKind::Network);
    row("Ceph", 0x00C36400, PlaceKind::Network);
    row("AFS of OpenAFS", 0x5346414F, PlaceKind::Network);
    row("AFS of the kernel", 0x6B414653, PlaceKind::Network);
    row("Coda", 0x73757245, PlaceKind::Network);
    row("NetWare", 0x564C, PlaceKind::Network);
    row("OCFS2", 0x7461636F, PlaceKind::Network);
    row("GFS2", 0x01161970, PlaceKind::Network);
    row("GPFS", 0x47504653, PlaceKind::Network);
    row("Lustre", 0x0BD00BD0, PlaceKind::Network);
    row("BeeGFS", 0x19830326, PlaceKind::Network);
    row("OrangeFS", 0x20030528, PlaceKind::Network);
    row("VirtualBox", 0x786F4256, PlaceKind::Network);
    row("VMware", 0xBACBACBC, PlaceKind::Network);
    row("Parallels", 0x7C7C6673, PlaceKind::Network);
    row("FUSE", 0x65735546, PlaceKind::Network);
    row("automounter", 0x0187, PlaceKind::Network);
    row("ext", 0xEF53, PlaceKind::Local);
    row("XFS", 0x58465342, PlaceKind::Local);
    row("btrfs", 0x9123683E, PlaceKind::Local);
    row("ZFS", 0x2FC12FC1, PlaceKind::Local);
    row("FAT", 0x4D44, PlaceKind::Local);
    row("exFAT", 0x2011BAB0, PlaceKind::Local);
    row("overlay", 0x794C7630, PlaceKind::Local);
    row("tmpfs", 0x01021994, PlaceKind::Memory);
    row("proc", 0x9FA0, PlaceKind::Unknown);
    row("none we have met", 0x12345678, PlaceKind::Unknown);
}

void TestFileSystem::numbersOfFileSystems()
{
    QFETCH(quint32, number);
    QTEST(placeKind(fileSystemTypeOf(number), {}), "kind");
}

QTEST_APPLESS_MAIN(TestFileSystem)
#include "tst_filesystem.moc"
