// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/mountinfo.h"

#include <QRegularExpression>
#include <QSet>

#include <sys/sysmacros.h>

namespace litekeeper {

namespace {

/// The kernel writes space, tab, newline and backslash (and '#' in sources) as three octal digits.
QByteArray unescaped(const QByteArray &field)
{
    QByteArray bytes;
    bytes.reserve(field.size());
    for (qsizetype at = 0; at < field.size(); ++at) {
        bool isOctal = false;
        const int value = field.at(at) == '\\' ? field.mid(at + 1, 3).toInt(&isOctal, 8) : 0;
        if (isOctal && at + 3 < field.size() && value <= 0xff) {
            bytes += char(value);
            at += 3;
        } else {
            bytes += field.at(at);
        }
    }
    return bytes;
}

bool hasOption(const QByteArray &options, const char *option)
{
    return options.split(',').contains(option);
}

std::optional<Mount> parseLine(const QByteArray &line)
{
    // 36 35 98:0 /root /mount rw,noatime [optional fields] - type source super-options
    const QList<QByteArray> fields = line.split(' ');
    const qsizetype separator = fields.indexOf("-", 6);
    if (separator < 0 || fields.size() < separator + 3) {
        return std::nullopt;
    }
    const QList<QByteArray> device = fields.at(2).split(':');
    bool isNumber = false;
    Mount mount{.id = fields.at(0).toULongLong(&isNumber), .parent = fields.at(1).toULongLong()};
    if (!isNumber || device.size() != 2) {
        return std::nullopt;
    }
    mount.device = makedev(device.at(0).toUInt(), device.at(1).toUInt());
    mount.root = pathFromBytes(unescaped(fields.at(3)));
    mount.mountPoint = pathFromBytes(unescaped(fields.at(4)));
    mount.type = QString::fromUtf8(unescaped(fields.at(separator + 1)));
    mount.source = QString::fromUtf8(unescaped(fields.at(separator + 2)));
    mount.readOnly = hasOption(fields.at(5), "ro") || hasOption(fields.value(separator + 3), "ro");
    mount.kind = placeKind(mount.type, mount.source);
    return mount;
}

const QSet<QString> &networkTypes()
{
    static const QSet<QString> types{
        QStringLiteral("cifs"),      QStringLiteral("smb2"),   QStringLiteral("smb3"),
        QStringLiteral("smbfs"),     QStringLiteral("nfs"),    QStringLiteral("nfs4"),
        QStringLiteral("9p"),        QStringLiteral("ceph"),   QStringLiteral("afs"),
        QStringLiteral("davfs"),     QStringLiteral("vboxsf"), QStringLiteral("vmhgfs"),
        QStringLiteral("virtiofs"),  QStringLiteral("prl_fs"), QStringLiteral("coda"),
        QStringLiteral("ncpfs"),     QStringLiteral("ncp"),    QStringLiteral("lustre"),
        QStringLiteral("gpfs"),      QStringLiteral("beegfs"), QStringLiteral("glusterfs"),
        QStringLiteral("gfs2"),      QStringLiteral("ocfs2"),  QStringLiteral("orangefs"),
        QStringLiteral("pvfs2"),     QStringLiteral("acfs"),   QStringLiteral("drvfs"),
        QStringLiteral("fakeowner"),
        QStringLiteral("autofs"), // whatever comes up there has not been mounted yet
    };
    return types;
}

const QSet<QString> &localTypes()
{
    static const QSet<QString> types{
        QStringLiteral("ext2"),
        QStringLiteral("ext3"),
        QStringLiteral("ext4"),
        QStringLiteral("xfs"),
        QStringLiteral("btrfs"),
        QStringLiteral("zfs"),
        QStringLiteral("f2fs"),
        QStringLiteral("jfs"),
        QStringLiteral("reiserfs"),
        QStringLiteral("nilfs2"),
        QStringLiteral("bcachefs"),
        QStringLiteral("vfat"),
        QStringLiteral("msdos"),
        QStringLiteral("exfat"),
        QStringLiteral("ntfs"),
        QStringLiteral("ntfs3"),
        QStringLiteral("hfs"),
        QStringLiteral("hfsplus"),
        QStringLiteral("apfs"),
        QStringLiteral("udf"),
        QStringLiteral("iso9660"),
        QStringLiteral("minix"),
        QStringLiteral("ufs"),
        QStringLiteral("ubifs"),
        QStringLiteral("jffs2"),
        QStringLiteral("squashfs"),
        QStringLiteral("erofs"),
        QStringLiteral("cramfs"),
        QStringLiteral("overlay"),
        QStringLiteral("aufs"),
        QStringLiteral("ecryptfs"),
        QStringLiteral("fuseblk"),
        // FUSE programs that work on a block device of this machine.
        QStringLiteral("fuse.ntfs-3g"),
        QStringLiteral("fuse.exfat"),
        QStringLiteral("fuse.lowntfs-3g"),
        QStringLiteral("fuse.fuse-overlayfs"),
    };
    return types;
}

const QSet<QString> &memoryTypes()
{
    static const QSet<QString> types{QStringLiteral("tmpfs"), QStringLiteral("ramfs"),
                                     QStringLiteral("devtmpfs")};
    return types;
}

/// "//host/share", "host:", "user@host:/folder". A drive letter or a plain path is none of these.
bool looksRemote(const QString &source)
{
    static const QRegularExpression remote(
        QStringLiteral("^(//[^/]|\\\\\\\\|[^/:]{2,}:|\\[[0-9A-Fa-f:.]+\\]:)"));
    return remote.match(source).hasMatch();
}

bool isBelow(const Path &path, const Path &folder)
{
    const std::string &name = path.native();
    const std::string &prefix = folder.native();
    if (prefix == "/" || name == prefix) {
        return true;
    }
    return name.size() > prefix.size() && name.starts_with(prefix) && name[prefix.size()] == '/';
}

/// The mount to begin with: one whose parent is out of sight. Usually that of "/"; a chroot may have several.
const Mount *rootFor(const QList<Mount> &mounts, const Path &path)
{
    QSet<quint64> ids;
    for (const Mount &mount : mounts) {
        ids.insert(mount.id);
    }
    const Mount *best = nullptr;
    for (const Mount &mount : mounts) {
        const bool isRoot = mount.parent == mount.id || !ids.contains(mount.parent);
        if (isRoot && isBelow(path, mount.mountPoint)
            && (!best || mount.mountPoint.native().size() > best->mountPoint.native().size())) {
            best = &mount;
        }
    }
    return best;
}

/// What is mounted on `parent` on the way to `path`. The shortest mount point is met first, and covers the
/// others.
const Mount *childOn(const QList<Mount> &mounts, const Mount &parent, const Path &path)
{
    const Mount *best = nullptr;
    for (const Mount &mount : mounts) {
        if (mount.parent == parent.id && mount.id != parent.id && isBelow(path, mount.mountPoint)
            && (!best || mount.mountPoint.native().size() < best->mountPoint.native().size())) {
            best = &mount;
        }
    }
    return best;
}

} // namespace

QList<Mount> parseMountInfo(const QByteArray &text)
{
    QList<Mount> mounts;
    for (const QByteArray &line : text.split('\n')) {
        if (std::optional<Mount> mount = parseLine(line)) {
            mounts.append(*std::move(mount));
        }
    }
    return mounts;
}

PlaceKind placeKind(const QString &type, const QString &source)
{
    const bool isFuse = type == QLatin1String("fuse") || type.startsWith(QLatin1String("fuse."));
    if (networkTypes().contains(type)
        || ((isFuse || type == QLatin1String("fuseblk")) && looksRemote(source))) {
        return PlaceKind::Network;
    }
    if (localTypes().contains(type)) {
        return PlaceKind::Local;
    }
    if (memoryTypes().contains(type)) {
        return PlaceKind::Memory;
    }
    return isFuse ? PlaceKind::Network : PlaceKind::Unknown;
}

std::optional<Mount> mountOf(const QList<Mount> &mounts, const Path &path)
{
    const Mount *reached = rootFor(mounts, path);
    for (const Mount *next = reached; next; next = childOn(mounts, *reached, path)) {
        reached = next;
    }
    return reached ? std::optional(*reached) : std::nullopt;
}

bool isPseudoFileSystem(const QString &type)
{
    static const QSet<QString> types{
        QStringLiteral("autofs"),        QStringLiteral("binfmt_misc"), QStringLiteral("bpf"),
        QStringLiteral("cgroup"),        QStringLiteral("cgroup2"),     QStringLiteral("configfs"),
        QStringLiteral("cpuset"),        QStringLiteral("debugfs"),     QStringLiteral("devpts"),
        QStringLiteral("devtmpfs"),      QStringLiteral("efivarfs"),    QStringLiteral("fusectl"),
        QStringLiteral("hugetlbfs"),     QStringLiteral("mqueue"),      QStringLiteral("nfsd"),
        QStringLiteral("nsfs"),          QStringLiteral("proc"),        QStringLiteral("pstore"),
        QStringLiteral("resctrl"),       QStringLiteral("rpc_pipefs"),  QStringLiteral("securityfs"),
        QStringLiteral("selinuxfs"),     QStringLiteral("smackfs"),     QStringLiteral("sysfs"),
        QStringLiteral("tracefs"),       QStringLiteral("fuse.lxcfs"),  QStringLiteral("fuse.portal"),
        QStringLiteral("fuse.snapfuse"),
    };
    return types.contains(type);
}

} // namespace litekeeper
