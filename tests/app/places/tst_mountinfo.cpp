// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/mountinfo.h"

#include <QTest>

#include <sys/sysmacros.h>

using namespace litekeeper;

class TestMountInfo : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void parsesFields();
    void undoesEscapes();
    void leavesBrokenLinesOut();
    void knowsKinds_data();
    void knowsKinds();
    void findsTheMountOfAPath_data();
    void findsTheMountOfAPath();
    void laterMountsCoverEarlierOnes();
    void chrootWithoutRoot();
};

namespace {

// Lines from real machines: a laptop, a NAS client, a container host.
const QByteArray sample = R"(22 28 0:21 / /proc rw,nosuid,nodev,noexec,relatime shared:13 - proc proc rw
28 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw,errors=remount-ro
30 28 0:26 / /run rw,nosuid,nodev shared:5 - tmpfs tmpfs rw,size=1605k
41 28 259:1 / /boot/efi ro,relatime shared:31 - vfat /dev/nvme0n1p1 rw,fmask=0077
50 28 0:45 /@home /home rw,relatime shared:80 - btrfs /dev/sda2 rw,subvol=/@home
60 28 0:52 / /mnt/nas rw,relatime shared:90 - cifs //nas/backups rw,vers=3.1.1
61 28 0:53 / /mnt/team\040share rw,relatime - fuse.sshfs admin@host:/srv rw,user_id=1000
62 28 8:17 / /media/usb\134stick\012two rw,nosuid master:3 propagate_from:2 - fuseblk /dev/sdb1 rw,user_id=0
63 28 0:60 / /net rw,relatime - autofs /etc/auto.net rw,fd=6
64 50 0:70 / /home/anna/remote rw - nfs4 server:/export rw,vers=4.2
65 28 259:2 /srv/data /data rw,relatime - ext4 /dev/nvme0n1p2 rw
66 28 0:71 / /var/lib/docker/overlay2/x/merged rw - overlay overlay rw,lowerdir=/l,upperdir=/u
)";

Mount mountAt(const char *path)
{
    return mountOf(parseMountInfo(sample), path).value();
}

} // namespace

void TestMountInfo::parsesFields()
{
    const Mount mount = mountAt("/boot/efi/EFI");
    QCOMPARE(mount.id, 41ULL);
    QCOMPARE(mount.parent, 28ULL);
    QCOMPARE(mount.device, makedev(259, 1));
    QCOMPARE(mount.root, Path("/"));
    QCOMPARE(mount.mountPoint, Path("/boot/efi"));
    QCOMPARE(mount.type, QStringLiteral("vfat"));
    QCOMPARE(mount.source, QStringLiteral("/dev/nvme0n1p1"));
    QVERIFY(mount.readOnly);
    QCOMPARE(mount.kind, PlaceKind::Local);
    QCOMPARE(mountAt("/home/x").root, Path("/@home"));
    QVERIFY(!mountAt("/home/x").readOnly); // "errors=remount-ro" and the like are not "ro"
    QVERIFY(!mountAt("/").readOnly);
}

void TestMountInfo::undoesEscapes()
{
    QCOMPARE(mountAt("/mnt/team share/x").type, QStringLiteral("fuse.sshfs"));
    QCOMPARE(mountAt("/media/usb\\stick\ntwo/x").type, QStringLiteral("fuseblk"));
    const QByteArray bytes = "1 0 8:1 / / rw - ext4 /dev/a rw\n2 1 8:1 / /\xff\\777\\04 rw - xfs /dev/b rw";
    QCOMPARE(mountOf(parseMountInfo(bytes), "/\xff\\777\\04/x")->type, QStringLiteral("xfs"));
}

void TestMountInfo::leavesBrokenLinesOut()
{
    QCOMPARE(parseMountInfo({}).size(), 0);
    QCOMPARE(
        parseMountInfo("\n\n- - - -\nx y z\n1 2 3:4 / /m rw\n1 2 3:4 / /m rw -\n1 2 3:4 / /m rw - ext4\n")
            .size(),
        0);
    QCOMPARE(parseMountInfo("a 2 3:4 / /m rw - ext4 /dev/a rw\n1 2 34 / /m rw - ext4 /dev/a rw\n").size(), 0);
    QCOMPARE(parseMountInfo(sample).size(), 12);
}

void TestMountInfo::knowsKinds_data()
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("source");
    QTest::addColumn<PlaceKind>("kind");
    const auto row = [](const char *type, const char *source, PlaceKind kind) {
        QTest::newRow(qPrintable(QLatin1String(type) + QLatin1Char(' ') + QLatin1String(source)))
            << QString::fromLatin1(type) << QString::fromLatin1(source) << kind;
    };
    for (const char *local : {"ext4", "xfs", "btrfs", "zfs", "vfat", "exfat", "ntfs3", "overlay"}) {
        row(local, "/dev/sda1", PlaceKind::Local);
    }
    for (const char *memory : {"tmpfs", "ramfs"}) {
        row(memory, "none", PlaceKind::Memory);
    }
    for (const char *network :
         {"cifs", "smb3", "nfs", "nfs4", "9p", "ceph", "afs", "davfs", "vboxsf", "virtiofs"}) {
        row(network, "whatever", PlaceKind::Network);
    }
    for (const char *program :
         {"smbnetfs", "sshfs", "gvfsd-fuse", "rclone", "davfs2", "s3fs", "nobody-knows"}) {
        row(qPrintable(QLatin1String("fuse.") + QLatin1String(program)), "x", PlaceKind::Network);
    }
    row("fuse", "/dev/fuse", PlaceKind::Network);
    row("fuseblk", "/dev/sdb1", PlaceKind::Local);
    row("fuseblk", "//host/share", PlaceKind::Network);
    row("fuse.ntfs-3g", "/dev/sdb1", PlaceKind::Local);
    row("fuse.ntfs-3g", "host:/x", PlaceKind::Network);
    row("fuse.exfat", "//host/share", PlaceKind::Network);
    row("autofs", "/etc/auto.net", PlaceKind::Network);
    row("proc", "proc", PlaceKind::Unknown);
    row("nextgenfs", "/dev/sda1", PlaceKind::Unknown);
}

void TestMountInfo::knowsKinds()
{
    QFETCH(QString, type);
    QFETCH(QString, source);
    QFETCH(PlaceKind, kind);
    QCOMPARE(placeKind(type, source), kind);
}

void TestMountInfo::findsTheMountOfAPath_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QByteArray>("mountPoint");
    QTest::newRow("root") << QByteArray("/") << QByteArray("/");
    QTest::newRow("below the root") << QByteArray("/srv/x") << QByteArray("/");
    QTest::newRow("the mount point itself") << QByteArray("/mnt/nas") << QByteArray("/mnt/nas");
    QTest::newRow("a name that only begins alike") << QByteArray("/mnt/nas2/x") << QByteArray("/");
    QTest::newRow("nested") << QByteArray("/home/anna/remote/x") << QByteArray("/home/anna/remote");
    QTest::newRow("bind mount") << QByteArray("/data/app.db") << QByteArray("/data");
}

void TestMountInfo::findsTheMountOfAPath()
{
    QFETCH(QByteArray, path);
    QTEST(pathBytes(mountAt(path.constData()).mountPoint), "mountPoint");
}

void TestMountInfo::laterMountsCoverEarlierOnes()
{
    // /a/b was mounted first, then something over /a: what lay at /a/b is out of reach.
    const QList<Mount> covered = parseMountInfo("1 0 8:1 / / rw - ext4 /dev/a rw\n"
                                                "2 1 8:2 / /a/b rw - nfs host:/x rw\n"
                                                "3 1 8:3 / /a rw - xfs /dev/c rw\n");
    QCOMPARE(mountOf(covered, "/a/b/file")->type, QStringLiteral("xfs"));
    // Two at one mount point: the second one is mounted on the first.
    const QList<Mount> stacked = parseMountInfo("1 0 8:1 / / rw - ext4 /dev/a rw\n"
                                                "2 1 0:9 / /net/x rw - autofs auto rw\n"
                                                "3 2 8:3 / /net/x rw - nfs host:/x rw\n");
    QCOMPARE(mountOf(stacked, "/net/x/file")->type, QStringLiteral("nfs"));
}

void TestMountInfo::chrootWithoutRoot()
{
    const QList<Mount> mounts
        = parseMountInfo("7 3 8:1 / /proc rw - proc proc rw\n8 3 8:2 / /data rw - xfs /dev/b rw\n");
    QVERIFY(!mountOf(mounts, "/etc/passwd"));
    QCOMPARE(mountOf(mounts, "/data/x")->type, QStringLiteral("xfs"));
}

QTEST_APPLESS_MAIN(TestMountInfo)
#include "tst_mountinfo.moc"
