// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/mountinfo.h"

#include <QFile>
#include <QStorageInfo>
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
    void linesOfRealMachines_data();
    void linesOfRealMachines();
    void layersOnAShareAreOnTheNetwork_data();
    void layersOnAShareAreOnTheNetwork();
    void knowsWhatIsReachedThroughAShare_data();
    void knowsWhatIsReachedThroughAShare();
    void findsTheMountOfAPath_data();
    void findsTheMountOfAPath();
    void laterMountsCoverEarlierOnes();
    void chrootWithoutRoot();
    void volumesOfOtherSystems_data();
    void volumesOfOtherSystems();
    void volumesAgreeWithTheKernel();
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

void TestMountInfo::linesOfRealMachines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("type");
    QTest::addColumn<QString>("source");
    QTest::addColumn<PlaceKind>("kind");
    // What stands behind the mount point: options, type, source, options of the file system.
    const auto row = [](const char *rest, const char *type, const char *source, PlaceKind kind) {
        QTest::newRow(qPrintable(QLatin1String(type) + QLatin1Char(' ') + QLatin1String(source)))
            << QByteArray("90 1 0:52 / /mnt/x ") + rest << QString::fromLatin1(type)
            << QString::fromLatin1(source) << kind;
    };
    const PlaceKind network = PlaceKind::Network;
    const PlaceKind local = PlaceKind::Local;
    row("rw,relatime shared:279 - cifs //nas.lan/backups "
        "rw,vers=3.1.1,cache=strict,username=ada,uid=1000,addr=192.168.1.4,soft,rsize=4194304",
        "cifs", "//nas.lan/backups", network);
    row("rw,nosuid - smb3 //10.0.0.4/c$ rw,vers=3.0,sec=krb5", "smb3", "//10.0.0.4/c$", network);
    row("rw,nosuid - smb2 //10.0.0.4/data rw", "smb2", "//10.0.0.4/data", network);
    row("rw,relatime shared:90 - nfs nas:/volume1/homes rw,vers=3,rsize=131072,hard,proto=tcp,timeo=600",
        "nfs", "nas:/volume1/homes", network);
    row("rw,relatime - nfs4 [fd00::4]:/export/db rw,vers=4.2,addr=fd00::4", "nfs4", "[fd00::4]:/export/db",
        network);
    row("rw,noatime - 9p drvfs rw,dirsync,aname=drvfs;path=C:\\134;uid=1000,access=client,msize=65536", "9p",
        "drvfs", network); // Windows seen from WSL 2
    row("rw,relatime - virtiofs mount0 rw", "virtiofs", "mount0", network);
    row("rw,noatime - ceph 10.1.0.2:6789,10.1.0.3:6789:/ rw,name=admin,secret=<hidden>,acl", "ceph",
        "10.1.0.2:6789,10.1.0.3:6789:/", network);
    row("rw,relatime - afs #root.cell rw,dyn", "afs", "#root.cell", network);
    row("rw,nodev,noexec - vboxsf shared rw,nodev,iocharset=utf8,uid=0", "vboxsf", "shared", network);
    row("rw,nosuid - davfs https://cloud.lan/remote.php/webdav rw,uid=1000", "davfs",
        "https://cloud.lan/remote.php/webdav", network);
    row("rw,nosuid,nodev,relatime shared:600 - fuse.smbnetfs smbnetfs rw,user_id=1000,group_id=1000",
        "fuse.smbnetfs", "smbnetfs", network);
    row("rw,nosuid,nodev,relatime - fuse.sshfs ada@build.lan:/srv/data rw,user_id=1000,group_id=1000",
        "fuse.sshfs", "ada@build.lan:/srv/data", network);
    row("rw,nosuid,nodev,relatime shared:608 - fuse.gvfsd-fuse gvfsd-fuse rw,user_id=1000,group_id=1000",
        "fuse.gvfsd-fuse", "gvfsd-fuse", network);
    row("rw,nosuid,nodev,relatime - fuse.rclone b2:bucket rw,user_id=0,group_id=0,allow_other", "fuse.rclone",
        "b2:bucket", network);
    row("rw,relatime - fuse.s3fs s3fs rw,user_id=0,group_id=0", "fuse.s3fs", "s3fs", network);
    row("rw,relatime - fuse.davfs2 https://x.lan/dav rw", "fuse.davfs2", "https://x.lan/dav", network);
    row("rw,relatime - fuse.glusterfs gl1:/vol0 rw,max_read=131072", "fuse.glusterfs", "gl1:/vol0", network);
    row("rw,relatime - fuse.mergerfs a:b rw", "fuse.mergerfs", "a:b", network); // may hold shares
    row("rw,relatime - fuse.nobody-knows thing rw", "fuse.nobody-knows", "thing", network);
    row("rw,relatime - fuse /dev/fuse rw", "fuse", "/dev/fuse", network);
    row("rw,relatime - fuseblk //host/share rw", "fuseblk", "//host/share", network);
    row("rw,relatime - fuse.exfat \\134\\134host\\134share rw", "fuse.exfat", "\\\\host\\share", network);
    row("rw,relatime shared:62 - autofs systemd-1 rw,fd=61,pgrp=1,timeout=0,direct", "autofs", "systemd-1",
        network);
    row("rw,relatime - ocfs2 /dev/drbd0 rw,_netdev,heartbeat=local", "ocfs2", "/dev/drbd0", network);
    row("rw,relatime - gfs2 /dev/mapper/cluster rw", "gfs2", "/dev/mapper/cluster", network);
    row("rw,relatime - lustre 10.0.0.1@tcp:/scratch rw,flock", "lustre", "10.0.0.1@tcp:/scratch", network);
    row("rw,relatime shared:1 - ext4 /dev/mapper/vg-root rw,errors=remount-ro", "ext4", "/dev/mapper/vg-root",
        local);
    row("rw,relatime - ext4 /dev/loop0 rw", "ext4", "/dev/loop0", local);
    row("rw,noatime - xfs /dev/sdb1 rw,attr2,inode64", "xfs", "/dev/sdb1", local);
    row("rw,relatime - btrfs /dev/nvme0n1p3 rw,ssd,subvolid=257,subvol=/@home", "btrfs", "/dev/nvme0n1p3",
        local);
    row("rw,xattr - zfs tank/data rw,xattr,noacl", "zfs", "tank/data", local);
    row("rw,nosuid,nodev - fuseblk /dev/sdc1 rw,user_id=0,blksize=4096", "fuseblk", "/dev/sdc1", local);
    row("rw,nosuid - vfat /dev/sdd1 rw,fmask=0022,codepage=437", "vfat", "/dev/sdd1", local);
    row("rw,nosuid - exfat /dev/sdd1 rw", "exfat", "/dev/sdd1", local);
    row("rw,nosuid - ntfs3 /dev/sdd1 rw", "ntfs3", "/dev/sdd1", local);
    row("rw,relatime - overlay overlay rw,lowerdir=/var/lib/docker/overlay2/l/AB:/var/lib/x,upperdir=/u",
        "overlay", "overlay", local);
    row("rw,nosuid,nodev shared:5 - tmpfs tmpfs rw,size=1605k,mode=755", "tmpfs", "tmpfs", PlaceKind::Memory);
    row("rw - ramfs none rw", "ramfs", "none", PlaceKind::Memory);
    row("rw,nosuid - proc proc rw", "proc", "proc", PlaceKind::Unknown);
    row("rw - nextgenfs /dev/sda1 rw", "nextgenfs", "/dev/sda1", PlaceKind::Unknown);
}

void TestMountInfo::linesOfRealMachines()
{
    QFETCH(QByteArray, line);
    const QList<Mount> mounts = parseMountInfo("1 0 8:1 / / rw - ext4 /dev/a rw\n" + line + "\n");
    QCOMPARE(mounts.size(), 2);
    QTEST(mounts.at(1).type, "type");
    QTEST(mounts.at(1).source, "source");
    QTEST(mounts.at(1).kind, "kind");
    // A folder of it that is bound elsewhere is no less on the network.
    QByteArray bound = line;
    bound.replace("90 1 0:52 / /mnt/x", "91 1 0:52 /inner /srv/bound");
    const QList<Mount> both
        = parseMountInfo("1 0 8:1 / / rw - ext4 /dev/a rw\n" + line + "\n" + bound + "\n");
    QTEST(mountOf(both, "/srv/bound/app.db")->kind, "kind");
    QCOMPARE(mountOf(both, "/srv/bounds/app.db")->kind, PlaceKind::Local);
}

void TestMountInfo::layersOnAShareAreOnTheNetwork_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<PlaceKind>("kind");
    const auto row = [](const char *name, const char *rest, PlaceKind kind) {
        QTest::newRow(name) << QByteArray("90 28 0:52 / /merged rw - ") + rest << kind;
    };
    row("lower layer", "overlay overlay rw,lowerdir=/usr/share:/mnt/nas/base,upperdir=/home/u,workdir=/w",
        PlaceKind::Network);
    row("upper layer", "overlay overlay rw,lowerdir=/usr,upperdir=/mnt/nas/u,workdir=/mnt/nas/w",
        PlaceKind::Network);
    row("colon in a name", "overlay overlay rw,lowerdir=/usr\\134:/mnt/nas,upperdir=/u", PlaceKind::Local);
    row("all here", "overlay overlay rw,lowerdir=/usr:/mnt/nas2,upperdir=/home/u", PlaceKind::Local);
    row("no layer named", "overlay overlay rw,lowerdir=,upperdir=", PlaceKind::Local);
    row("encrypted on a share", "ecryptfs /mnt/nas/.private rw,ecryptfs_sig=1", PlaceKind::Network);
    row("encrypted here", "ecryptfs /home/anna/.private rw,ecryptfs_sig=1", PlaceKind::Local);
}

void TestMountInfo::layersOnAShareAreOnTheNetwork()
{
    QFETCH(QByteArray, line);
    QTEST(mountOf(parseMountInfo(sample + line + "\n"), "/merged/app.db")->kind, "kind");
}

void TestMountInfo::knowsWhatIsReachedThroughAShare_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("behind");
    QTest::newRow("disk below a share") << QByteArray("/mnt/nas/disk/app.db") << true;
    QTest::newRow("disk on that disk") << QByteArray("/mnt/nas/disk/inner/app.db") << true;
    QTest::newRow("the share itself") << QByteArray("/mnt/nas/app.db") << false;
    QTest::newRow("local") << QByteArray("/data/app.db") << false;
    QTest::newRow("mounted automatically") << QByteArray("/net/disk/app.db") << false;
}

void TestMountInfo::knowsWhatIsReachedThroughAShare()
{
    QFETCH(QByteArray, path);
    const QList<Mount> mounts = parseMountInfo(sample
                                               + "70 60 7:0 / /mnt/nas/disk rw - ext4 /dev/loop0 rw\n"
                                                 "71 70 7:1 / /mnt/nas/disk/inner rw - xfs /dev/loop1 rw\n"
                                                 "72 63 7:2 / /net/disk rw - xfs /dev/sdz rw\n");
    const std::optional<Mount> mount = mountOf(mounts, pathFromBytes(path));
    QVERIFY(mount);
    QTEST(isBehindNetwork(mounts, *mount), "behind");
    // Nonsense holds nobody up, and a machine whose "/" is on the network is not beyond reach.
    const QList<Mount> circle
        = parseMountInfo("1 2 8:1 / /a rw - ext4 a rw\n2 1 8:2 / /a/b rw - ext4 b rw\n");
    QVERIFY(!isBehindNetwork(circle, circle.at(0)));
    const QList<Mount> diskless
        = parseMountInfo("1 0 0:9 / / rw - nfs h:/root rw\n2 1 8:2 / /data rw - ext4 b rw\n");
    QVERIFY(!isBehindNetwork(diskless, diskless.at(1)));
    QCOMPARE(mountOf(diskless, "/data/app.db")->kind, PlaceKind::Local);
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

void TestMountInfo::volumesOfOtherSystems_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("type");
    QTest::addColumn<PlaceKind>("kind");
    QTest::newRow("macOS") << "/Users/anna/app.db"
                           << "apfs" << PlaceKind::Local;
    QTest::newRow("macOS, SMB") << "/Volumes/team/app.db"
                                << "smbfs" << PlaceKind::Network;
    QTest::newRow("macOS, below SMB") << "/Volumes/team/disk/app.db"
                                      << "hfs" << PlaceKind::Local;
    QTest::newRow("macOS, WebDAV") << "/Volumes/cloud/app.db"
                                   << "webdav" << PlaceKind::Network;
    QTest::newRow("Windows") << "C:/data/app.db"
                             << "ntfs" << PlaceKind::Local;
    QTest::newRow("Windows, drive of a share") << "Z:/app.db"
                                               << "ntfs" << PlaceKind::Network;
}

void TestMountInfo::volumesOfOtherSystems()
{
    QFETCH(const QString, path);
    const QList<Volume> mac{
        {.rootPath = QStringLiteral("/"), .type = "apfs", .device = "/dev/disk3s1s1", .isReadOnly = true},
        {.rootPath = QStringLiteral("/Volumes/team"), .type = "smbfs", .device = "//anna@nas/team"},
        {.rootPath = QStringLiteral("/Volumes/team/disk"), .type = "hfs", .device = "/dev/disk5s1"},
        {.rootPath = QStringLiteral("/Volumes/cloud"),
         .type = "webdav",
         .device = "https://example.org/dav/"},
    };
    const QList<Volume> windows{
        {.rootPath = QStringLiteral("C:/"), .type = "NTFS", .device = R"(\\?\Volume{8b1e}\)"},
        {.rootPath = QStringLiteral("Z:/"), .type = "NTFS", .device = R"(\\nas\team)"},
    };
    const QList<Mount> mounts = mountsOf(path.startsWith(QLatin1Char('/')) ? mac : windows);
    const std::optional<Mount> mount = mountOf(mounts, path.toStdString());
    QVERIFY(mount);
    QTEST(mount->type, "type");
    QTEST(mount->kind, "kind");
    QCOMPARE(isBehindNetwork(mounts, *mount), path.contains(QStringLiteral("team/disk")));
}

/// What would be asked elsewhere, asked here, where a better answer is at hand.
void TestMountInfo::volumesAgreeWithTheKernel()
{
    QFile table(QStringLiteral("/proc/self/mountinfo"));
    QVERIFY(table.open(QIODevice::ReadOnly));
    const QList<Mount> expected = parseMountInfo(table.readAll());
    QList<Volume> volumes;
    for (const QStorageInfo &volume : QStorageInfo::mountedVolumes()) {
        volumes.append({.rootPath = volume.rootPath(),
                        .type = volume.fileSystemType(),
                        .device = volume.device(),
                        .isReadOnly = volume.isReadOnly()});
    }
    for (const char *path : {"/", "/usr/lib"}) {
        const std::optional<Mount> known = mountOf(expected, path);
        const std::optional<Mount> told = mountOf(mountsOf(volumes), path);
        QVERIFY(known && told);
        QCOMPARE(told->type, known->type);
        QCOMPARE(told->kind, known->kind);
    }
}

QTEST_APPLESS_MAIN(TestMountInfo)
#include "tst_mountinfo.moc"
