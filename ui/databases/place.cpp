// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/databases/place.h"

#include "ui/common/format.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::Place)
};

QString toolTipOf(const SearchPlace &place)
{
    QStringList lines{displayPath(place.folder)};
    if (!place.fileSystem.isEmpty()) {
        lines.append(place.fileSystem);
    }
    if (place.totalBytes > 0) {
        lines.append(Words::tr("%1 free of %2").arg(bytesText(place.freeBytes), bytesText(place.totalBytes)));
    }
    if (place.network) {
        lines.append(
            Words::tr("A network share is not searched. Drop a database or a folder of it here instead."));
    }
    return lines.join(u'\n');
}

} // namespace

bool isBelow(const Path &file, const Path &root)
{
    QByteArray folder = pathBytes(root);
    const QByteArray bytes = pathBytes(file);
    if (bytes == folder) {
        return true;
    }
    if (!folder.endsWith('/')) {
        folder += '/';
    }
    return bytes.startsWith(folder);
}

bool Place::holds(const Path &file) const
{
    return std::any_of(roots.begin(), roots.end(), [&file](const Path &root) { return isBelow(file, root); });
}

Place placeOf(const SearchPlace &found)
{
    Place place;
    place.kind = found.kind == SearchPlace::Kind::Home ? Place::Kind::Home
        : found.kind == SearchPlace::Kind::Volume      ? Place::Kind::Volume
                                                       : Place::Kind::Folder;
    place.label = found.label.isEmpty() ? displayPath(found.folder) : found.label;
    place.toolTip = toolTipOf(found);
    place.roots = {found.folder};
    place.network = found.network;
    return place;
}

Place folderPlace(const Path &folder)
{
    Place place;
    place.label = displayName(folder).isEmpty() ? displayPath(folder) : displayName(folder);
    place.toolTip = displayPath(folder);
    place.roots = {folder};
    return place;
}

} // namespace litekeeper
