// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/volumefacts.h"

#include "common/filedescriptor.h"
#include "places/filesystem.h"

#include <QFile>

#include <fcntl.h>
#include <linux/fs.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>

#include <array>
#include <cerrno>
#include <cstring>

namespace litekeeper {

namespace {

/// struct fsuuid2 and FS_IOC_GETFSUUID of <linux/fs.h> from Linux 6.9 on.
struct FileSystemUuid
{
    std::uint8_t length;
    std::array<std::uint8_t, 16> bytes;
};
constexpr unsigned long getFileSystemUuid = _IOR(0x15, 0, FileSystemUuid);

/// The families under which one file system goes by several names.
QString familyOf(const QString &type)
{
    if (type.startsWith(QLatin1String("ext"))) {
        return QStringLiteral("ext");
    }
    if (type.startsWith(QLatin1String("nfs"))) {
        return QStringLiteral("nfs");
    }
    if (type == QLatin1String("cifs") || type.startsWith(QLatin1String("smb"))) {
        return QStringLiteral("smb");
    }
    if (type == QLatin1String("vfat") || type == QLatin1String("msdos")) {
        return QStringLiteral("fat");
    }
    if (type == QLatin1String("fuseblk") || type.startsWith(QLatin1String("ntfs"))
        || type == QLatin1String("fuse.ntfs-3g")) {
        return QStringLiteral("ntfs");
    }
    return type;
}

/// A file system that puts one over the others, as containers do over their image.
bool isLayer(const QString &type)
{
    return type == QLatin1String("overlay") || type == QLatin1String("aufs")
        || type == QLatin1String("fuse.fuse-overlayfs");
}

/// Whether identities of this type of file system outlive a mount. The kernel makes new ones for the others
/// at each mount, or takes them from a layer below.
bool hasLastingIdentity(const QString &type)
{
    return placeKind(type, {}) == PlaceKind::Local && !isLayer(type);
}

/// f_fsid is made from the UUID there; elsewhere from the number of the device.
bool hasLastingIdentifier(const QString &type)
{
    return familyOf(type) == QLatin1String("ext") || type == QLatin1String("btrfs")
        || type == QLatin1String("zfs") || type == QLatin1String("bcachefs");
}

QString uuidByIoctl(int folder)
{
    FileSystemUuid answer = {};
    if (::ioctl(folder, getFileSystemUuid, &answer) != 0 || answer.length == 0
        || answer.length > answer.bytes.size()) {
        return {};
    }
    const QByteArray bytes(reinterpret_cast<const char *>(answer.bytes.data()), answer.length);
    if (bytes.count('\0') == bytes.size()) {
        return {}; // made without one, as the images of some virtual machines are
    }
    return bytes.size() == qsizetype(answer.bytes.size())
        ? QUuid::fromRfc4122(bytes).toString(QUuid::WithoutBraces)
        : QString::fromLatin1(bytes.toHex());
}

/// What udev has found on the device, see udev(7).
QString uuidByUdev(dev_t device)
{
    QFile record(QStringLiteral("/run/udev/data/b%1:%2").arg(major(device)).arg(minor(device)));
    if (!record.open(QIODevice::ReadOnly)) {
        return {};
    }
    const QByteArray key("E:ID_FS_UUID=");
    for (const QByteArray &line : record.readAll().split('\n')) {
        if (line.startsWith(key)) {
            const QString uuid = QString::fromLatin1(line.mid(key.size())).toLower();
            return uuid.count(u'0') + uuid.count(u'-') == uuid.size() ? QString() : uuid;
        }
    }
    return {};
}

QString identifierOf(const struct statfs &status)
{
    std::array<std::uint32_t, 2> words = {};
    static_assert(sizeof(words) == sizeof(status.f_fsid));
    std::memcpy(words.data(), &status.f_fsid, sizeof(words));
    return words == std::array<std::uint32_t, 2>{} ? QString()
                                                   : QStringLiteral("%1%2")
                                                         .arg(words[0], 8, 16, QLatin1Char('0'))
                                                         .arg(words[1], 8, 16, QLatin1Char('0'));
}

/// The folder of the file system that is shown at the mount point: of the mount on top.
Path rootOf(const Path &mountPoint)
{
    Path root;
    const QList<Mount> mounts = currentMounts();
    for (const Mount &mount : mounts) {
        if (mount.mountPoint == mountPoint) {
            root = mount.root;
        }
    }
    return root;
}

void addIdentity(VolumeFacts &facts, int folder, dev_t device)
{
    if (!hasLastingIdentity(facts.type)) {
        return;
    }
    facts.uuid = uuidByIoctl(folder);
    if (facts.uuid.isEmpty()) {
        facts.uuid = uuidByUdev(device);
    }
    struct statfs status = {};
    if (hasLastingIdentifier(facts.type) && ::fstatfs(folder, &status) == 0) {
        facts.identifier = identifierOf(status);
    }
}

} // namespace

Result<VolumeFacts> readVolumeFacts(const Path &folder)
{
    const FileDescriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened.isValid()) {
        return systemError(errno, folder);
    }
    const Result<FileSystemFacts> place = fileSystemOf(folder);
    if (!place) {
        return place.error();
    }
    struct stat status = {};
    if (::fstat(opened.get(), &status) != 0) {
        return systemError(errno, folder);
    }
    VolumeFacts facts{.type = place->type,
                      .source = place->source,
                      .mountPoint = place->mountPoint,
                      .root = rootOf(place->mountPoint),
                      .device = QStringLiteral("%1:%2").arg(major(status.st_dev)).arg(minor(status.st_dev))};
    addIdentity(facts, opened.get(), status.st_dev);
    return facts;
}

VolumeComparison compareVolumes(const VolumeFacts &before, const VolumeFacts &now)
{
    // Of one length: udev and the kernel write the short ones of FAT and the like in different ways.
    const bool bothHaveUuid = !before.uuid.isEmpty() && before.uuid.size() == now.uuid.size();
    if (bothHaveUuid && before.uuid != now.uuid) {
        return VolumeComparison::Different;
    }
    if (!before.type.isEmpty() && !now.type.isEmpty() && familyOf(before.type) != familyOf(now.type)) {
        return VolumeComparison::Different;
    }
    const bool bothHaveIdentifier = !before.identifier.isEmpty() && !now.identifier.isEmpty();
    if (bothHaveIdentifier && before.identifier != now.identifier) {
        return VolumeComparison::Different;
    }
    return bothHaveUuid || bothHaveIdentifier ? VolumeComparison::Same : VolumeComparison::Unknown;
}

bool isAnotherMount(const VolumeFacts &before, const VolumeFacts &now)
{
    if (compareVolumes(before, now) == VolumeComparison::Different) {
        return true;
    }
    const bool pointsKnown = !before.mountPoint.empty() && !now.mountPoint.empty();
    const bool rootsKnown = !before.root.empty() && !now.root.empty();
    if ((pointsKnown && before.mountPoint != now.mountPoint) || (rootsKnown && before.root != now.root)) {
        return true;
    }
    const bool isShare = placeKind(now.type, now.source) == PlaceKind::Network;
    return isShare && !before.source.isEmpty() && !now.source.isEmpty() && before.source != now.source;
}

bool isVolatile(const VolumeFacts &volume, bool inContainer)
{
    if (placeKind(volume.type, volume.source) == PlaceKind::Memory) {
        return true;
    }
    if (volume.root.native().find("/kubernetes.io~empty-dir/") != std::string::npos) {
        return true; // Kubernetes removes it with the pod
    }
    return isLayer(volume.type) && (inContainer || volume.mountPoint == Path("/"));
}

} // namespace litekeeper
