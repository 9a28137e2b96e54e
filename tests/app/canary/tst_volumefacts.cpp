// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/volumefacts.h"
#include "support/files.h"
#include "support/ownmounts.h"
#include "support/temporarymount.h"

#include <QTest>

using namespace litekeeper;
using namespace litekeeper::test;

class TestVolumeFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void compares_data();
    void compares();
    void anotherMount_data();
    void anotherMount();
    void whatIsVolatile_data();
    void whatIsVolatile();
    void readsThisSystem();
    void zerosAreNoIdentity();
    void aFolderThatIsNotThere();
    void readsAMount();
};

namespace {

QString text(const char *latin)
{
    return QString::fromLatin1(latin);
}

const QString one = text("5d3c0a3e-6f43-4a4e-9a80-5b8f5d6c1a01");
const QString two = text("5d3c0a3e-6f43-4a4e-9a80-5b8f5d6c1a02");

} // namespace

void TestVolumeFacts::compares_data()
{
    using enum VolumeComparison;
    QTest::addColumn<VolumeFacts>("before");
    QTest::addColumn<VolumeFacts>("now");
    QTest::addColumn<VolumeComparison>("comparison");
    QTest::newRow("nothing known") << VolumeFacts() << VolumeFacts() << Unknown;
    QTest::newRow("same") << VolumeFacts{.type = text("xfs"), .uuid = one}
                          << VolumeFacts{.type = text("xfs"), .uuid = one} << Same;
    QTest::newRow("another") << VolumeFacts{.type = text("xfs"), .uuid = one}
                             << VolumeFacts{.type = text("xfs"), .uuid = two} << Different;
    QTest::newRow("same, with another name")
        << VolumeFacts{.type = text("ext4"), .source = text("/dev/sda1"), .uuid = one}
        << VolumeFacts{.type = text("ext3"), .source = text("/dev/sdb1"), .uuid = one} << Same;
    QTest::newRow("one does not tell")
        << VolumeFacts{.type = text("ext4"), .uuid = one} << VolumeFacts{.type = text("ext4")} << Unknown;
    QTest::newRow("of another length")
        << VolumeFacts{.type = text("vfat"), .uuid = text("ab12-cd34")}
        << VolumeFacts{.type = text("vfat"), .uuid = text("34cd12ab")} << Unknown;
    QTest::newRow("another type") << VolumeFacts{.type = text("ext4")} << VolumeFacts{.type = text("tmpfs")}
                                  << Different;
    QTest::newRow("one type is not known") << VolumeFacts{.type = text("ext4")} << VolumeFacts() << Unknown;
    QTest::newRow("one share by two protocols")
        << VolumeFacts{.type = text("nfs")} << VolumeFacts{.type = text("nfs4")} << Unknown;
    QTest::newRow("cifs is smb3") << VolumeFacts{.type = text("cifs")} << VolumeFacts{.type = text("smb3")}
                                  << Unknown;
    QTest::newRow("ntfs by two drivers")
        << VolumeFacts{.type = text("fuseblk")} << VolumeFacts{.type = text("ntfs3")} << Unknown;
    QTest::newRow("same identifier") << VolumeFacts{.type = text("ext4"), .identifier = text("1")}
                                     << VolumeFacts{.type = text("ext4"), .identifier = text("1")} << Same;
    QTest::newRow("another identifier")
        << VolumeFacts{.type = text("zfs"), .identifier = text("1")}
        << VolumeFacts{.type = text("zfs"), .identifier = text("2")} << Different;
    QTest::newRow("mount points do not count")
        << VolumeFacts{.type = text("ext4"), .mountPoint = "/a", .uuid = one}
        << VolumeFacts{.type = text("ext4"), .mountPoint = "/b", .uuid = one} << Same;
}

void TestVolumeFacts::compares()
{
    QFETCH(VolumeFacts, before);
    QFETCH(VolumeFacts, now);
    QFETCH(VolumeComparison, comparison);
    QCOMPARE(compareVolumes(before, now), comparison);
    QCOMPARE(compareVolumes(now, before), comparison);
}

void TestVolumeFacts::anotherMount_data()
{
    QTest::addColumn<VolumeFacts>("before");
    QTest::addColumn<VolumeFacts>("now");
    QTest::addColumn<bool>("isAnother");
    const VolumeFacts data{.type = text("ext4"), .mountPoint = "/data", .root = "/", .uuid = one};
    QTest::newRow("same") << data << data << false;
    QTest::newRow("not known before") << VolumeFacts() << data << false;
    QTest::newRow("the root below")
        << data << VolumeFacts{.type = text("ext4"), .mountPoint = "/", .root = "/", .uuid = two} << true;
    QTest::newRow("the root below, which tells nothing")
        << data << VolumeFacts{.type = text("ext4"), .mountPoint = "/", .root = "/"} << true;
    QTest::newRow("another subvolume")
        << VolumeFacts{.type = text("btrfs"), .mountPoint = "/data", .root = "/@data"}
        << VolumeFacts{.type = text("btrfs"), .mountPoint = "/data", .root = "/@old"} << true;
    QTest::newRow("the device has another name")
        << VolumeFacts{.type = text("ext4"), .source = text("/dev/sda1"), .mountPoint = "/data", .root = "/"}
        << VolumeFacts{.type = text("ext4"), .source = text("/dev/sdb1"), .mountPoint = "/data", .root = "/"}
        << false;
    QTest::newRow("another share")
        << VolumeFacts{.type = text("cifs"), .source = text("//nas/a"), .mountPoint = "/data", .root = "/"}
        << VolumeFacts{.type = text("cifs"), .source = text("//nas/b"), .mountPoint = "/data", .root = "/"}
        << true;
}

void TestVolumeFacts::anotherMount()
{
    QFETCH(VolumeFacts, before);
    QFETCH(VolumeFacts, now);
    QFETCH(bool, isAnother);
    QCOMPARE(isAnotherMount(before, now), isAnother);
}

void TestVolumeFacts::whatIsVolatile_data()
{
    QTest::addColumn<VolumeFacts>("volume");
    QTest::addColumn<bool>("inContainer");
    QTest::addColumn<bool>("expected");
    QTest::newRow("unknown") << VolumeFacts() << true << false;
    for (const char *type : {"tmpfs", "ramfs", "devtmpfs"}) {
        QTest::newRow(type) << VolumeFacts{.type = text(type), .mountPoint = "/data"} << false << true;
    }
    for (const char *type : {"ext4", "xfs", "nfs4", "cifs", "zfs"}) {
        QTest::newRow(type) << VolumeFacts{.type = text(type), .mountPoint = "/data"} << true << false;
    }
    for (const char *type : {"overlay", "aufs", "fuse.fuse-overlayfs"}) {
        const VolumeFacts layer{.type = text(type), .mountPoint = "/app"};
        QTest::newRow(qPrintable(text(type) + text(" in a container"))) << layer << true << true;
        QTest::newRow(qPrintable(text(type) + text(" outside"))) << layer << false << false;
        const VolumeFacts root{.type = text(type), .mountPoint = "/"};
        QTest::newRow(qPrintable(text(type) + text(" of a live system"))) << root << false << true;
    }
    const VolumeFacts emptyDir{.type = text("ext4"),
                               .mountPoint = "/data",
                               .root = "/var/lib/kubelet/pods/x/volumes/kubernetes.io~empty-dir/data"};
    QTest::newRow("emptyDir") << emptyDir << true << true;
    const VolumeFacts claim{.type = text("ext4"),
                            .mountPoint = "/data",
                            .root = "/var/lib/kubelet/pods/x/volumes/kubernetes.io~csi/pvc-1/mount"};
    QTest::newRow("claim") << claim << true << false;
}

void TestVolumeFacts::whatIsVolatile()
{
    QFETCH(VolumeFacts, volume);
    QFETCH(bool, inContainer);
    QFETCH(bool, expected);
    QCOMPARE(isVolatile(volume, inContainer), expected);
}

void TestVolumeFacts::readsThisSystem()
{
    const TemporaryFolder folder;
    const Result<VolumeFacts> facts = readVolumeFacts(folder.path());
    QVERIFY(facts);
    QVERIFY(!facts->type.isEmpty());
    QVERIFY(!facts->mountPoint.empty());
    QVERIFY(facts->device.contains(u':'));
    QCOMPARE(*readVolumeFacts(folder.path()), *facts);
}

void TestVolumeFacts::zerosAreNoIdentity()
{
    for (const Path folder : {Path("/"), std::filesystem::temp_directory_path()}) {
        const Result<VolumeFacts> facts = readVolumeFacts(folder);
        QVERIFY(facts);
        const bool isZeros
            = !facts->uuid.isEmpty() && QString(facts->uuid).remove(u'0').remove(u'-').isEmpty();
        QVERIFY2(!isZeros, qPrintable(facts->uuid));
    }
}

void TestVolumeFacts::aFolderThatIsNotThere()
{
    const TemporaryFolder folder;
    QCOMPARE(readVolumeFacts(folder.path() / "gone").error().kind, ErrorKind::NotFound);
    QVERIFY(writeBytes(folder.path() / "file", "x"));
    QVERIFY(!readVolumeFacts(folder.path() / "file"));
}

void TestVolumeFacts::readsAMount()
{
    if (const std::string why = enterOwnMounts(); !why.empty()) {
        QSKIP(why.c_str());
    }
    const TemporaryFolder folder;
    const Path point = folder.path() / "mo unt";
    std::filesystem::create_directory(point);
    const Result<VolumeFacts> below = readVolumeFacts(point);
    const TemporaryMount mount(point, "size=1m");
    if (!mount.isMounted()) {
        QSKIP("a file system in memory cannot be mounted here");
    }
    const Result<VolumeFacts> facts = readVolumeFacts(point);
    QVERIFY(below && facts);
    QCOMPARE(facts->type, text("tmpfs"));
    QVERIFY(facts->mountPoint == std::filesystem::canonical(point));
    QVERIFY(facts->root == Path("/"));
    QVERIFY(facts->uuid.isEmpty()); // a new one at each mount
    QVERIFY(isAnotherMount(*facts, *below));
    QVERIFY(isVolatile(*facts, false));
}

QTEST_APPLESS_MAIN(TestVolumeFacts)
#include "tst_volumefacts.moc"
