// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/mountinfo.h"

#include <QSet>

#include <algorithm>
#include <utility>

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

/// Values of an option such as "lowerdir=/a:/b"; a colon in a name is written with a backslash before it.
QList<Path> foldersIn(const QByteArray &options, const QByteArray &name)
{
    QList<Path> folders;
    for (const QByteArray &option : options.split(',')) {
        if (!option.startsWith(name)) {
            continue;
        }
        QByteArray folder;
        for (qsizetype at = name.size(); at < option.size(); ++at) {
            if (option.at(at) == ':') {
                folders.append(pathFromBytes(std::exchange(folder, {})));
            } else {
                at += option.at(at) == '\\' && at + 1 < option.size() ? 1 : 0;
                folder += option.at(at);
            }
        }
        folders.append(pathFromBytes(folder));
    }
    return folders;
}

QList<Path> layersOf(const Mount &mount, const QByteArray &escapedOptions)
{
    if (mount.type == QLatin1String("ecryptfs")) {
        return {pathFromQString(mount.source)};
    }
    if (mount.type == QLatin1String("overlay")) {
        const QByteArray options = unescaped(escapedOptions);
        return foldersIn(options, "lowerdir=") + foldersIn(options, "upperdir=");
    }
    return {};
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
    mount.layers = layersOf(mount, fields.value(separator + 3));
    return mount;
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

Mount mountOfVolume(const Volume &volume)
{
    const QString device = QString::fromUtf8(volume.device).replace(QLatin1Char('\\'), QLatin1Char('/'));
    // Windows names its own volumes //?/Volume{...}/ and //./C:
    const bool isOwn = device.startsWith(QLatin1String("//?/")) || device.startsWith(QLatin1String("//./"));
    const bool isShare = device.startsWith(QLatin1String("//")) && !isOwn;
    const QString type = QString::fromUtf8(volume.type).toLower();
    QString root = volume.rootPath;
    if (root.size() > 1 && root.endsWith(QLatin1Char('/'))) {
        root.chop(1); // of "C:/"
    }
    return {.root = "/",
            .mountPoint = pathFromBytes(root.toUtf8()),
            .readOnly = volume.isReadOnly,
            .type = type,
            .source = device,
            .kind = isShare ? PlaceKind::Network : placeKind(type, device)};
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
    // In a container the layers have names that mean nothing here, and then lie on "/" as far as one sees.
    for (Mount &mount : mounts) {
        if (std::any_of(mount.layers.begin(), mount.layers.end(), [&mounts](const Path &layer) {
                const std::optional<Mount> below = mountOf(mounts, layer);
                return below && below->kind == PlaceKind::Network;
            })) {
            mount.kind = PlaceKind::Network;
        }
    }
    return mounts;
}

QList<Mount> mountsOf(const QList<Volume> &volumes)
{
    QList<Mount> mounts;
    for (const Volume &volume : volumes) {
        mounts.append(mountOfVolume(volume));
        mounts.back().id = quint64(mounts.size());
    }
    for (Mount &mount : mounts) {
        const Mount *parent = nullptr;
        for (const Mount &other : std::as_const(mounts)) {
            if (other.mountPoint != mount.mountPoint && isBelow(mount.mountPoint, other.mountPoint)
                && (!parent || other.mountPoint.native().size() > parent->mountPoint.native().size())) {
                parent = &other;
            }
        }
        mount.parent = parent ? parent->id : 0;
    }
    return mounts;
}

std::optional<Mount> mountOf(const QList<Mount> &mounts, const Path &path)
{
    const Mount *reached = rootFor(mounts, path);
    for (const Mount *next = reached; next; next = childOn(mounts, *reached, path)) {
        reached = next;
    }
    return reached ? std::optional(*reached) : std::nullopt;
}

bool isBehindNetwork(const QList<Mount> &mounts, const Mount &mount)
{
    quint64 parent = mount.parent;
    // As often as there are mounts: a table that names itself as its parent does not hold us up.
    for (qsizetype left = mounts.size(); left > 0; --left) {
        const auto found = std::find_if(mounts.begin(), mounts.end(),
                                        [parent](const Mount &each) { return each.id == parent; });
        if (found == mounts.end()) {
            return false;
        }
        // What an automounter has mounted lies on its autofs, which answers by itself. Where "/" is on the
        // network, nothing runs without it anyhow.
        if (found->kind == PlaceKind::Network && found->type != QLatin1String("autofs")
            && found->mountPoint != "/") {
            return true;
        }
        parent = found->parent;
    }
    return false;
}

} // namespace litekeeper
