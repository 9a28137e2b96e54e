// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/expectedmounts.h"

#include "canary/canaryfile.h"
#include "places/filesystem.h"

#include <QFile>

#include <algorithm>

namespace litekeeper {

namespace {

/// As getmntent(3): blanks in names are written as three octal digits.
QByteArray unescaped(QByteArray field)
{
    field.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\");
    return field;
}

std::optional<ExpectedMount> parseLine(const QByteArray &line)
{
    const QList<QByteArray> fields = line.simplified().split(' ');
    // What holds "/" is out of sight in a chroot.
    if (fields.size() < 3 || fields.at(0).startsWith('#') || !fields.at(1).startsWith('/')
        || fields.at(1) == "/") {
        return std::nullopt;
    }
    const QString type = QString::fromUtf8(fields.at(2));
    if (isPseudoFileSystem(type) || placeKind(type, {}) == PlaceKind::Memory) {
        return std::nullopt; // nothing lasts there anyway
    }
    return ExpectedMount{.source = QString::fromUtf8(unescaped(fields.at(0))),
                         .mountPoint = watchedPath(pathFromBytes(unescaped(fields.at(1))))};
}

bool isWithin(const Path &path, const Path &folder)
{
    return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

} // namespace

std::optional<ExpectedMount> missingMountOf(const Path &folder, const QByteArray &fstab,
                                            const QList<Mount> &mounts)
{
    std::optional<ExpectedMount> innermost;
    for (const QByteArray &line : fstab.split('\n')) {
        const std::optional<ExpectedMount> expected = parseLine(line);
        const bool isInner
            = expected && (!innermost || isWithin(expected->mountPoint, innermost->mountPoint));
        if (isInner && isWithin(folder, expected->mountPoint)) {
            innermost = expected;
        }
    }
    const bool isMounted
        = innermost && std::any_of(mounts.cbegin(), mounts.cend(), [&](const Mount &mount) {
              return isWithin(mount.mountPoint, innermost->mountPoint) && isWithin(folder, mount.mountPoint);
          });
    return isMounted || mounts.isEmpty() ? std::nullopt : innermost;
}

std::optional<ExpectedMount> missingMountOf(const Path &existingFolder)
{
    QFile fstab(QStringLiteral("/etc/fstab"));
    std::error_code failed;
    const Path folder = std::filesystem::canonical(existingFolder, failed);
    if (failed || !fstab.open(QIODevice::ReadOnly)) {
        return std::nullopt;
    }
    return missingMountOf(folder, fstab.readAll(), currentMounts());
}

} // namespace litekeeper
