// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/filesystemtypes.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>

namespace litekeeper {

namespace {

constexpr std::array networkTypes{
    "cifs", "smb2", "smb3", "smbfs",                      //
    "nfs", "nfs4",                                        //
    "9p", "ceph", "afs", "davfs", "coda", "ncpfs", "ncp", //
    // On macOS.
    "afpfs", "webdav", "ftp", "macfuse", "osxfuse",
    // What the host of a virtual machine shares.
    "vboxsf", "vmhgfs", "virtiofs", "prl_fs", "drvfs", "fakeowner",
    // Several machines write to one disk, each with a cache of its own.
    "lustre", "gpfs", "beegfs", "glusterfs", "gfs", "gfs2", "ocfs2", "orangefs", "pvfs2", "acfs", "vmfs",
    "ibrix", "panfs", "snfs",
    "autofs", // whatever comes up there has not been mounted yet
};

constexpr std::array localTypes{
    "ext2",
    "ext3",
    "ext4",
    "xfs",
    "btrfs",
    "zfs",
    "f2fs",
    "jfs",
    "reiserfs",
    "nilfs2",
    "bcachefs",
    "vfat",
    "msdos",
    "exfat",
    "ntfs",
    "ntfs3",
    "hfs",
    "hfsplus",
    "apfs",
    "udf",
    "iso9660",
    "minix",
    "ufs",
    "ubifs",
    "jffs2",
    "squashfs",
    "erofs",
    "cramfs",
    "overlay",
    "aufs",
    "ecryptfs",
    "fuseblk",
    // FUSE programs that work on a block device of this machine.
    "fuse.ntfs-3g",
    "fuse.lowntfs-3g",
    "fuse.exfat",
    "fuse.exfat-fuse",
    "fuse.fuse-overlayfs",
};

constexpr std::array memoryTypes{"tmpfs", "ramfs", "devtmpfs"};

constexpr std::array pseudoTypes{
    "autofs",    "binfmt_misc", "bpf",      "cgroup",   "cgroup2",    "configfs",    "cpuset",
    "debugfs",   "devpts",      "devtmpfs", "efivarfs", "fusectl",    "hugetlbfs",   "mqueue",
    "nfsd",      "nsfs",        "proc",     "pstore",   "resctrl",    "rpc_pipefs",  "securityfs",
    "selinuxfs", "smackfs",     "sysfs",    "tracefs",  "fuse.lxcfs", "fuse.portal", "fuse.snapfuse",
};

template <std::size_t Size>
bool isOneOf(const std::array<const char *, Size> &types, const QString &type)
{
    return std::any_of(types.begin(), types.end(),
                       [&type](const char *each) { return type == QLatin1String(each); });
}

/// "//host/share", "host:", "user@host:/folder", "https://host/dav". A drive letter or a plain path is none
/// of these.
bool looksRemote(const QString &source)
{
    static const QRegularExpression remote(
        QStringLiteral("^(//[^/]|\\\\\\\\|[^/:]{2,}:|\\[[0-9A-Fa-f:.]+\\]:)"));
    return remote.match(source).hasMatch();
}

struct Magic
{
    quint32 number;
    const char *type;
};

// <linux/magic.h>, statfs(2), and for what stands in neither the sources of the file system.
constexpr std::array magics{
    Magic{0xEF53, "ext4"},          Magic{0x58465342, "xfs"},      Magic{0x9123683E, "btrfs"},
    Magic{0x2FC12FC1, "zfs"},       Magic{0xF2F52010, "f2fs"},     Magic{0xCA451A4E, "bcachefs"},
    Magic{0x3153464A, "jfs"},       Magic{0x52654973, "reiserfs"}, Magic{0x3434, "nilfs2"},
    Magic{0x4D44, "vfat"},          Magic{0x2011BAB0, "exfat"},    Magic{0x5346544E, "ntfs"},
    Magic{0x7366746E, "ntfs3"},     Magic{0x4244, "hfs"},          Magic{0x482B, "hfsplus"},
    Magic{0x15013346, "udf"},       Magic{0x9660, "iso9660"},      Magic{0x24051905, "ubifs"},
    Magic{0x72B6, "jffs2"},         Magic{0x73717368, "squashfs"}, Magic{0xE0F5E1E2, "erofs"},
    Magic{0x28CD3D45, "cramfs"},    Magic{0x794C7630, "overlay"},  Magic{0x61756673, "aufs"},
    Magic{0xF15F, "ecryptfs"},      Magic{0x01021994, "tmpfs"},    Magic{0x858458F6, "ramfs"},
    Magic{0x6969, "nfs"},           Magic{0x517B, "smbfs"},        Magic{0xFF534D42, "cifs"},
    Magic{0xFE534D42, "smb3"},      Magic{0x01021997, "9p"},       Magic{0x00C36400, "ceph"},
    Magic{0x5346414F, "afs"},       Magic{0x6B414653, "afs"},      Magic{0x73757245, "coda"},
    Magic{0x564C, "ncpfs"},         Magic{0x7461636F, "ocfs2"},    Magic{0x01161970, "gfs2"},
    Magic{0x0BD00BD0, "lustre"},    Magic{0x786F4256, "vboxsf"},   Magic{0xBACBACBC, "vmhgfs"},
    Magic{0x6A656A63, "fakeowner"}, Magic{0x47504653, "gpfs"},     Magic{0x20030528, "orangefs"},
    Magic{0x19830326, "beegfs"},    Magic{0x61636673, "acfs"},     Magic{0x7C7C6673, "prl_fs"},
    Magic{0x013111A8, "ibrix"},     Magic{0xAAD7AAEA, "panfs"},    Magic{0xBEEFDEAD, "snfs"},
    Magic{0x0187, "autofs"},        Magic{0x65735546, "fuse"},
};

} // namespace

QString placeKindCode(PlaceKind kind)
{
    switch (kind) {
    case PlaceKind::Local:
        return QStringLiteral("local");
    case PlaceKind::Memory:
        return QStringLiteral("memory");
    case PlaceKind::Network:
        return QStringLiteral("network");
    case PlaceKind::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

PlaceKind placeKind(const QString &type, const QString &source)
{
    const bool isFuse = type == QLatin1String("fuse") || type.startsWith(QLatin1String("fuse."));
    if (isOneOf(networkTypes, type)
        || ((isFuse || type == QLatin1String("fuseblk")) && looksRemote(source))) {
        return PlaceKind::Network;
    }
    if (isOneOf(localTypes, type)) {
        return PlaceKind::Local;
    }
    if (isOneOf(memoryTypes, type)) {
        return PlaceKind::Memory;
    }
    return isFuse ? PlaceKind::Network : PlaceKind::Unknown;
}

bool isPseudoFileSystem(const QString &type)
{
    return isOneOf(pseudoTypes, type);
}

QString fileSystemTypeOf(quint32 magic)
{
    const auto *const found = std::find_if(magics.begin(), magics.end(),
                                           [magic](const Magic &each) { return each.number == magic; });
    return found == magics.end() ? QString() : QString::fromLatin1(found->type);
}

} // namespace litekeeper
