// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/searchplaces.h"

#include "places/sharename.h"

#include <QCoreApplication>
#include <QStandardPaths>

namespace litekeeper {

namespace {

const char *const labelFolder = "/dev/disk/by-label";

/// udev writes blanks and other bytes in labels as \x20.
QString unescapedLabel(const QByteArray &name)
{
    QByteArray label;
    for (qsizetype at = 0; at < name.size(); ++at) {
        bool isHex = false;
        const int byte = name.mid(at + 2, 2).toInt(&isHex, 16);
        if (name.mid(at, 2) == "\\x" && isHex) {
            label.append(char(byte));
            at += 3;
        } else {
            label.append(name.at(at));
        }
    }
    return displayPath(pathFromBytes(label));
}

QString diskLabel(const QString &device)
{
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator(labelFolder, error)) {
        if (std::filesystem::canonical(entry.path(), error) == pathFromQString(device)) {
            return unescapedLabel(pathBytes(entry.path().filename()));
        }
    }
    return {};
}

QString volumeLabel(const FileSystemFacts &facts)
{
    if (const QString label = diskLabel(facts.source); !label.isEmpty()) {
        return label;
    }
    return facts.mountPoint == "/" ? QCoreApplication::translate("SearchPlaces", "File system")
                                   : displayName(facts.mountPoint);
}

SearchPlace placeOf(const FileSystemFacts &facts, SearchPlace::Kind kind, const Path &folder,
                    const QString &label)
{
    const bool isShare = facts.kind == PlaceKind::Network;
    return {.kind = kind,
            .folder = folder,
            .label = label,
            .fileSystem = facts.type,
            .source = facts.source,
            .address = isShare ? shareName(facts.type, facts.source, facts.mountPoint).address : QString(),
            .mountPoint = facts.mountPoint,
            .fileSystemKind = facts.kind,
            .network = isShare || facts.behindNetwork,
            .freeBytes = facts.freeBytes,
            .totalBytes = facts.totalBytes};
}

/// Volumes for people: no memory, no packages mounted as disks, no single files that a container puts over
/// others.
bool isVolume(const FileSystemFacts &facts)
{
    if (facts.kind == PlaceKind::Network || facts.behindNetwork) {
        return true; // not touched: the share may be dead
    }
    std::error_code error;
    return facts.kind == PlaceKind::Local && facts.type != QLatin1String("squashfs")
        && std::filesystem::is_directory(facts.mountPoint, error);
}

SearchPlace volumeOf(const FileSystemFacts &facts)
{
    if (facts.kind != PlaceKind::Network) {
        return placeOf(facts, SearchPlace::Kind::Volume, facts.mountPoint, volumeLabel(facts));
    }
    return placeOf(facts, SearchPlace::Kind::Share, facts.mountPoint,
                   shareName(facts.type, facts.source, facts.mountPoint).label);
}

QString nameOf(const Path &folder)
{
    const QString name = displayName(folder);
    return name.isEmpty() ? displayPath(folder) : name;
}

} // namespace

QList<SearchPlace> currentSearchPlaces(const QList<Path> &folders)
{
    QList<SearchPlace> places;
    const Path home = pathFromQString(QStandardPaths::writableLocation(QStandardPaths::HomeLocation));
    if (const Result<FileSystemFacts> facts = fileSystemOf(home)) {
        places.append(placeOf(*facts, SearchPlace::Kind::Home, home,
                              QCoreApplication::translate("SearchPlaces", "Home")));
    }
    for (const FileSystemFacts &facts : mountedFileSystems()) {
        if (isVolume(facts)) {
            places.append(volumeOf(facts));
        }
    }
    for (const Path &folder : folders) {
        const Result<FileSystemFacts> facts = fileSystemOf(folder);
        places.append(
            placeOf(facts ? *facts : FileSystemFacts(), SearchPlace::Kind::Folder, folder, nameOf(folder)));
    }
    return places;
}

SearchPlace shareIn(const SearchPlace &mount, const Path &folder)
{
    SearchPlace share = mount;
    const bool isGvfs = mount.fileSystem == QLatin1String("fuse.gvfsd-fuse");
    const QString hostAndShare
        = QStringLiteral("//%1/%2").arg(displayName(folder.parent_path()), displayName(folder));
    const ShareName name
        = isGvfs ? gvfsShareName(folder.filename()) : shareName(mount.fileSystem, hostAndShare, folder);
    share.kind = SearchPlace::Kind::Share;
    share.folder = folder;
    share.label = name.label;
    share.address = name.address;
    share.source = name.address.isEmpty() ? displayName(folder) : name.address;
    share.freeBytes = -1;
    share.totalBytes = -1;
    return share;
}

} // namespace litekeeper
