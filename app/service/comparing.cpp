// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/comparing.h"

#include "common/privatefolder.h"
#include "engine/stilldatabase.h"
#include "places/databaseheader.h"
#include "places/destination.h"
#include "places/filesystem.h"

#include <QCoreApplication>

#include <filesystem>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Comparing", text);
}

ComparedFile compared(const OpenedBackup &side)
{
    return {.file = &side.database.file(),
            .name = side.file,
            .bytes = side.database.bytes(),
            .figures = side.manifest ? side.manifest->tables : QList<TableFigures>()};
}

Result<void> checkLocal(const Path &file)
{
    const Result<FileSystemFacts> facts = fileSystemOf(file);
    if (!facts) {
        return facts.error();
    }
    if (facts->kind == PlaceKind::Network) {
        return Error{.kind = ErrorKind::NetworkMount,
                     .path = file,
                     .advice = tr("Back it up to a local folder first, and compare that backup.")};
    }
    return {};
}

/// Whether the file is the backup that the manifest beside it tells of. Its hashes are believed then: what
/// changed since, a verification tells.
std::optional<Backup> manifestOf(const Path &file)
{
    Result<Backup> backup = Destination::manifestIn(file.parent_path(), file);
    std::error_code failed;
    const auto bytes = qint64(std::filesystem::file_size(file, failed));
    return backup && !failed && backup->fileBytes == bytes ? std::optional(*std::move(backup)) : std::nullopt;
}

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

} // namespace

Result<OpenedBackup> openBackup(const Path &file, const Path &scratchFolder, const RunControl &control)
{
    if (const Result<void> local = checkLocal(file); !local) {
        return local.error();
    }
    const Path whole = absolutePath(file);
    std::optional<Backup> manifest = manifestOf(whole);
    const std::optional<Format> format = manifest ? std::optional(manifest->format) : packedFormat(whole);
    if (!format) {
        // Says what a file is that is no database.
        if (const Result<DatabaseFacts> facts = lookAtDatabase(whole); !facts) {
            return facts.error();
        }
    }
    Result<StillDatabase> database = format ? StillDatabase::ofBackup(whole, *format, scratchFolder, control)
                                            : StillDatabase::ofLive(whole, scratchFolder, control);
    if (!database) {
        return database.error();
    }
    return OpenedBackup{
        .database = std::move(database).value(), .file = whole, .manifest = std::move(manifest)};
}

Result<Comparison> compareFiles(const Path &left, const Path &right, const ComparisonWish &wish,
                                const Path &scratchFolder, const RunControl &control)
{
    const Result<PrivateFolder> folder = PrivateFolder::createIn(scratchFolder);
    if (!folder) {
        return folder.error();
    }
    const Result<OpenedBackup> leftSide = openBackup(left, folder->path(), control);
    if (!leftSide) {
        return leftSide.error();
    }
    const Result<OpenedBackup> rightSide = openBackup(right, folder->path(), control);
    if (!rightSide) {
        return rightSide.error();
    }
    return compareDatabases(compared(*leftSide), compared(*rightSide), wish, control);
}

} // namespace litekeeper
