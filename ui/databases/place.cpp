// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/databases/place.h"

#include "ui/common/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <tuple>

namespace litekeeper {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::Place)
};

/// "12 ms"; what takes less than one is as good as here.
QString latencyText(qint64 microseconds)
{
    return microseconds < 1000 ? Words::tr("under 1 ms") : durationText(microseconds / 1000);
}

QString sinceText(const QDateTime &since)
{
    const bool isToday = since.toLocalTime().date() == QDate::currentDate();
    return isToday ? timeText(since) : dateTimeText(since);
}

QString stateOf(const PlaceEntry &entry)
{
    switch (entry.health) {
    case PlaceEntry::Health::NotAnswering:
        return entry.notAnsweringSince.isValid() ? notAnsweringText(entry.notAnsweringSince)
                                                 : Words::tr("not there");
    case PlaceEntry::Health::Answers:
        if (!entry.reason.isEmpty()) {
            return Words::tr("answers, but refuses");
        }
        return entry.latencyMicroseconds < 0
            ? QString()
            : Words::tr("answers in %1").arg(latencyText(entry.latencyMicroseconds));
    case PlaceEntry::Health::NotAsked:
        break;
    }
    return Words::tr("asking…");
}

QString detailOf(const PlaceEntry &entry)
{
    if (entry.place.network || entry.health == PlaceEntry::Health::NotAnswering) {
        return stateOf(entry);
    }
    return entry.place.freeBytes < 0 || entry.place.kind == SearchPlace::Kind::Folder
        ? QString()
        : Words::tr("%1 free").arg(bytesText(entry.place.freeBytes));
}

QString toolTipOf(const PlaceEntry &entry)
{
    const SearchPlace &place = entry.place;
    QStringList lines{displayPath(place.folder)};
    if (!place.fileSystem.isEmpty()) {
        lines.append(place.network ? Words::tr("Network share (%1), %2").arg(place.fileSystem, place.source)
                                   : place.fileSystem);
    }
    if (place.totalBytes > 0) {
        lines.append(Words::tr("%1 free of %2").arg(bytesText(place.freeBytes), bytesText(place.totalBytes)));
    }
    if (!entry.reason.isEmpty()) {
        lines.append(stateOf(entry) + QStringLiteral(": ") + entry.reason);
    }
    if (place.network) {
        lines.append(Words::tr("A click searches it. Litekeeper reads its databases without opening them "
                               "there, so that no program that writes to them is disturbed."));
    }
    return lines.join(u'\n');
}

Place::Kind kindOf(SearchPlace::Kind kind)
{
    switch (kind) {
    case SearchPlace::Kind::Home:
        return Place::Kind::Home;
    case SearchPlace::Kind::Volume:
        return Place::Kind::Volume;
    case SearchPlace::Kind::Share:
        return Place::Kind::Share;
    case SearchPlace::Kind::Folder:
        break;
    }
    return Place::Kind::Folder;
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

bool Place::operator==(const Place &other) const
{
    const auto told = [](const Place &place) {
        return std::tie(place.kind, place.label, place.detail, place.toolTip, place.roots, place.network,
                        place.address);
    };
    return told(*this) == told(other) && trouble.has_value() == other.trouble.has_value();
}

QString notAnsweringText(const QDateTime &since)
{
    return Words::tr("not answering since %1").arg(sinceText(since));
}

Place placeOf(const PlaceEntry &entry)
{
    Place place;
    place.kind = kindOf(entry.place.kind);
    place.label = entry.place.label.isEmpty() ? displayPath(entry.place.folder) : entry.place.label;
    place.detail = detailOf(entry);
    place.toolTip = toolTipOf(entry);
    place.roots = {entry.place.folder};
    place.network = entry.place.network;
    place.address = entry.place.address;
    if (entry.health == PlaceEntry::Health::NotAnswering) {
        place.trouble = Status{.word = place.detail, .glyph = Glyph::Void, .tone = Tone::Unreachable};
    }
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
