// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/backup.h"

#include "engine/backuptarget.h"
#include "engine/stagingfile.h"
#include "places/databaseheader.h"
#include "places/destination.h"
#include "places/filesystem.h"

#include <QCoreApplication>
#include <QLocale>

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <functional>
#include <system_error>

namespace litekeeper {

namespace {

// For manifest, identity and rounding up to clusters.
constexpr qint64 roomForRecords = qint64(1) << 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("Preflight", text);
}

Result<Path> canonicalSource(const Path &source)
{
    std::error_code error;
    Path canonical = std::filesystem::canonical(source, error);
    if (error) {
        return systemError(error.value(), source);
    }
    return canonical;
}

// Whether a place is on a network mount. Refused where that is not allowed.
Result<bool> checkPlace(const Path &place, const BackupRequest &request)
{
    const Result<FileSystemFacts> facts = fileSystemOf(place);
    if (!facts) {
        return facts.error();
    }
    const bool isRemote = facts->kind == PlaceKind::Network || facts->kind == PlaceKind::Unknown;
    if (isRemote && request.stagingFolder.empty()) {
        return Error{.kind = ErrorKind::NetworkMount,
                     .path = place,
                     .detail
                     = tr("%1 on %2; SQLite's locks do not reach the other side, and reading it in place can "
                          "break the programs that use it there")
                           .arg(facts->type, displayPath(facts->mountPoint))};
    }
    return isRemote;
}

/// The disk that the backups are on, and not the empty folder it is mounted over. What has an identity is a
/// folder, so one that is not there must not be taken for the name of a file.
Result<void> checkIdentity(const BackupRequest &request)
{
    return request.destinationId.isNull() ? Result<void>()
                                          : checkDestination(request.destination, request.destinationId);
}

Result<void> checkWritable(const Path &folder)
{
    const Result<FileSystemFacts> facts = fileSystemOf(folder);
    if (facts && facts->readOnly) {
        return Error{.kind = ErrorKind::ReadOnly, .path = folder};
    }
    if (::access(folder.c_str(), W_OK | X_OK) != 0) {
        Error error = systemError(errno, folder);
        error.detail = tr("this account may not write there");
        return error;
    }
    return {};
}

Result<void> checkFree(const Path &folder, qint64 needed, const char *sentence)
{
    const Result<FileSystemFacts> facts = fileSystemOf(folder);
    if (!facts || facts->freeBytes < 0 || facts->freeBytes >= needed) {
        return {};
    }
    const QLocale locale;
    const QString numbers
        = tr(sentence).arg(locale.formattedDataSize(needed), locale.formattedDataSize(facts->freeBytes));
    return Error{.kind = ErrorKind::NoSpace,
                 .path = folder,
                 .detail
                 = tr("%1: %2 bytes are missing").arg(numbers, locale.toString(needed - facts->freeBytes))};
}

// The path may not be there yet.
Path existingAncestor(Path folder)
{
    std::error_code error;
    while (!std::filesystem::exists(folder, error) && folder.has_relative_path()) {
        folder = folder.parent_path();
    }
    return folder;
}

// A compressed backup needs the plain copy beside it while it is made; how small it gets, nobody knows
// before. What goes to a share is made in the staging folder.
Result<void> checkRoom(const BackupRequest &request, const BackupPlan &plan)
{
    const bool staged = request.format != Format::Database && plan.sourceBytes > StagingFile::memoryLimit;
    const qint64 needed = (staged ? plan.sourceBytes * 2 : plan.sourceBytes) + roomForRecords;
    if (plan.destinationOnNetwork) {
        return checkFree(existingAncestor(request.stagingFolder), needed,
                         QT_TRANSLATE_NOOP(
                             "Preflight",
                             "to make the backup before it goes to the share, %1 are needed there and %2 are "
                             "free"));
    }
    return checkFree(plan.finalFile.parent_path(), needed,
                     QT_TRANSLATE_NOOP("Preflight", "%1 are needed and %2 are free"));
}

// The partial file's name must fit as well, so a very long name is cut for it.
Path partialFor(const Path &file)
{
    constexpr std::size_t longestName = 255;
    const std::string suffix = ".partial";
    std::string name = file.filename().string();
    if (name.size() + suffix.size() > longestName) {
        name.resize(longestName - suffix.size());
    }
    return file.parent_path() / (name + suffix);
}

} // namespace

Result<BackupPlan> planBackup(const BackupRequest &request)
{
    const Result<Path> source = canonicalSource(request.source);
    if (!source) {
        return source.error();
    }
    const Result<bool> sourceIsRemote = checkPlace(*source, request);
    if (!sourceIsRemote) {
        return sourceIsRemote.error();
    }
    const Result<DatabaseFacts> facts = lookAtDatabase(*source);
    if (!facts) {
        return facts.error();
    }
    const Result<void> identity = checkIdentity(request);
    if (!identity) {
        return identity.error();
    }
    const Result<BackupTarget> target = chooseTarget(request, *source);
    if (!target) {
        return target.error();
    }
    const Result<bool> targetIsRemote = checkPlace(target->folder, request);
    if (!targetIsRemote) {
        return targetIsRemote.error();
    }
    std::error_code error;
    BackupPlan plan{.source = *source,
                    .finalFile = target->file,
                    .partialFile = partialFor(target->file),
                    .sourceBytes = facts->bytes + facts->walBytes,
                    .replaces = std::filesystem::exists(target->file, error),
                    .sourceOnNetwork = *sourceIsRemote,
                    .destinationOnNetwork = *targetIsRemote};
    for (const auto &step : {std::function([&] { return checkName(*target, *source); }),
                             std::function([&] { return checkWritable(target->folder); }),
                             std::function([&] { return checkRoom(request, plan); })}) {
        if (const Result<void> check = step(); !check) {
            return check.error();
        }
    }
    return plan;
}

} // namespace litekeeper
