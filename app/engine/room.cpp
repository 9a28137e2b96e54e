// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/room.h"

#include "places/filesystem.h"

#include <QCoreApplication>
#include <QLocale>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Room", text);
}

QString missing(qint64 needed, qint64 free)
{
    const QLocale locale;
    return tr("%1 are needed there and %2 are free: %3 bytes are missing")
        .arg(locale.formattedDataSize(needed), locale.formattedDataSize(free),
             locale.toString(needed - free));
}

} // namespace

Result<void> requireRoom(const Path &folder, qint64 neededBytes)
{
    const Result<FileSystemFacts> place = fileSystemOf(folder);
    if (!place || place->freeBytes < 0 || place->freeBytes >= neededBytes) {
        return {};
    }
    return Error{
        .kind = ErrorKind::NoSpace, .path = folder, .detail = missing(neededBytes, place->freeBytes)};
}

Error withRoom(Error error, const Path &folder, qint64 neededBytes)
{
    if (error.kind != ErrorKind::NoSpace) {
        return error;
    }
    const Result<FileSystemFacts> place = fileSystemOf(folder);
    if (!place || place->freeBytes < 0) {
        return error;
    }
    error.path = folder;
    // Somebody else may have taken it and given it back.
    error.detail = place->freeBytes < neededBytes
        ? missing(neededBytes, place->freeBytes)
        : tr("%1 are needed there; somebody else took the room meanwhile, and %2 are free now")
              .arg(QLocale().formattedDataSize(neededBytes), QLocale().formattedDataSize(place->freeBytes));
    return error;
}

} // namespace litekeeper
