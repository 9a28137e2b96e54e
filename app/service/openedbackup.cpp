// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/openedbackup.h"

#include "places/databaseheader.h"
#include "places/destination.h"
#include "service/networkoperations.h"

#include <QUuid>

#include <filesystem>

namespace litekeeper {

namespace {

/// What a file without a manifest is packed in, by its name, as our own are.
std::optional<Format> packedFormat(const Path &file)
{
    const std::string name = file.filename().string();
    for (const Format format : {Format::Zip, Format::Zstd}) {
        if (name.ends_with(formatSuffix(format).toStdString())) {
            return format;
        }
    }
    return std::nullopt;
}

Result<OpenedBackup> openHere(const Path &file, const Path &scratchFolder, const RunControl &control)
{
    BackupKind kind = kindOfBackup(file);
    if (!kind.format) {
        // Says what a file is that is no database.
        if (const Result<DatabaseFacts> facts = lookAtDatabase(file); !facts) {
            return facts.error();
        }
    }
    Result<StillDatabase> database = kind.format
        ? StillDatabase::ofBackup(file, *kind.format, scratchFolder, control)
        : StillDatabase::ofLive(file, scratchFolder, control);
    if (!database) {
        return database.error();
    }
    return OpenedBackup{.database = std::move(database).value(),
                        .file = file,
                        .bytes = file,
                        .manifest = std::move(kind.manifest)};
}

Result<OpenedBackup> openThere(const Path &file, const Path &scratchFolder, const NetworkAccess &network,
                               const RunControl &control)
{
    const Path fetched
        = scratchFolder / ("fetched-" + QUuid::createUuid().toString(QUuid::Id128).toStdString());
    Result<BackupKind> kind = fetchThere(network, file, fetched, control);
    if (!kind) {
        return kind.error();
    }
    // Fetched from a live database, it is one file that nobody changes.
    Result<StillDatabase> database
        = StillDatabase::ofBackup(fetched, kind->format.value_or(Format::Database), scratchFolder, control);
    if (!database) {
        return database.error();
    }
    return OpenedBackup{.database = std::move(database).value(),
                        .file = file,
                        .bytes = fetched,
                        .manifest = std::move(kind->manifest)};
}

} // namespace

BackupKind kindOfBackup(const Path &file)
{
    Result<Backup> backup = Destination::manifestIn(file.parent_path(), file);
    std::error_code failed;
    const auto bytes = qint64(std::filesystem::file_size(file, failed));
    // Its hashes are believed then: what changed since, a verification tells.
    if (backup && !failed && backup->fileBytes == bytes) {
        const Format format = backup->format;
        return {.manifest = *std::move(backup), .format = format};
    }
    return {.manifest = std::nullopt, .format = packedFormat(file)};
}

Result<OpenedBackup> openBackup(const Path &file, const Path &scratchFolder, const NetworkAccess &network,
                                const RunControl &control)
{
    const Path whole = absolutePath(file);
    return network.isRemote(whole) ? openThere(whole, scratchFolder, network, control)
                                   : openHere(whole, scratchFolder, control);
}

} // namespace litekeeper
