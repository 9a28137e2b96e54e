// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/backup.h"
#include "engine/stagingfile.h"

#include "domain/nametemplate.h"
#include "places/databaseheader.h"
#include "places/destination.h"
#include "places/filesystem.h"

#include <QCoreApplication>
#include <QLocale>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
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

struct Target
{
    Path folder;
    Path file;
};

Result<Path> canonicalFolder(const Path &folder)
{
    std::error_code error;
    Path canonical = std::filesystem::canonical(folder, error);
    if (error) {
        Error missing = systemError(error.value(), folder);
        missing.advice = tr("Create the folder first, or choose another destination.");
        return missing;
    }
    if (!std::filesystem::is_directory(canonical, error)) {
        return Error{.kind = ErrorKind::InvalidArgument,
                     .path = folder,
                     .detail = tr("it is not a folder"),
                     .advice = tr("Choose an existing folder as the destination.")};
    }
    return canonical;
}

// Servers that speak SMB refuse these names, and some mounts do not work for a while when they were asked for
// one (smbnetfs), so the server is not asked. See "Naming Files, Paths, and Namespaces" in the Windows
// documentation.
Result<void> checkServerName(const Path &folder, const Path &name)
{
    const Result<FileSystemFacts> facts = fileSystemOf(folder);
    const QStringList types{QStringLiteral("cifs"), QStringLiteral("smb2"), QStringLiteral("smb3"),
                            QStringLiteral("smbfs"), QStringLiteral("fuse.smbnetfs")};
    const std::string text = name.string();
    const bool hasControl = std::any_of(text.cbegin(), text.cend(),
                                        [](char byte) { return static_cast<unsigned char>(byte) < 0x20; });
    const bool isRefused = hasControl || text.find_first_of("\\:*?\"<>|") != std::string::npos
        || text.back() == '.' || text.back() == ' ';
    if (!facts || !types.contains(facts->type) || !isRefused) {
        return {};
    }
    return Error{.kind = ErrorKind::InvalidArgument,
                 .path = folder / name,
                 .detail
                 = tr("a share of this kind allows none of \\ : * ? \" < > | in a name, and no dot or space "
                      "at its end"),
                 .advice = tr("Choose another name for the backups.")};
}

// A name of the template that is free; runs of one second get "-2", "-3".
Result<Path> freeName(const BackupRequest &request, const Path &source, const Path &folder)
{
    const Result<NameTemplate> name = NameTemplate::parse(request.nameTemplate);
    if (!name) {
        return name.error();
    }
    const QDateTime now = QDateTime::currentDateTime();
    const Result<void> allowed = checkServerName(folder, name->fileName(source, now, request.format, 1));
    if (!allowed) {
        return allowed.error();
    }
    std::error_code error;
    for (int copy = 1;; ++copy) {
        const Path file = folder / name->fileName(source, now, request.format, copy);
        const bool taken = std::filesystem::exists(std::filesystem::symlink_status(file, error))
            || std::filesystem::exists(std::filesystem::symlink_status(withSuffix(file, ".partial"), error));
        if (!taken || name->isFixed()) {
            return file;
        }
    }
}

Result<Target> chooseTarget(const BackupRequest &request, const Path &source)
{
    std::error_code error;
    const bool namesAFolder = !request.destination.has_filename();
    const Path parent = absolutePath(request.destination).parent_path();
    const Result<void> allowed
        = namesAFolder ? Result<void>() : checkServerName(parent, request.destination.filename());
    if (!allowed) {
        return allowed.error();
    }
    const bool isFolder = std::filesystem::is_directory(request.destination, error);
    const Result<Path> folder = canonicalFolder(isFolder || namesAFolder ? request.destination : parent);
    if (!folder) {
        return folder.error();
    }
    if (!isFolder) {
        return Target{.folder = *folder, .file = *folder / request.destination.filename()};
    }
    const Result<Path> file = freeName(request, source, *folder);
    if (!file) {
        return file.error();
    }
    return Target{.folder = *folder, .file = *file};
}

bool hasManifest(const Path &folder, const Path &file)
{
    const Result<Destination> destination = Destination::open(folder);
    if (!destination) {
        return false;
    }
    const Result<ManifestList> list = destination->manifests();
    return list && std::any_of(list->backups.cbegin(), list->backups.cend(), [&](const Backup &backup) {
               return backup.file.filename() == file;
           });
}

// Only what we made ourselves is replaced; any other file that is in the way stays.
Result<void> checkName(const Target &target, const Path &source)
{
    for (const char *suffix : {"", "-wal", "-shm", "-journal"}) {
        std::error_code error;
        if (target.file == withSuffix(source, suffix)
            || std::filesystem::equivalent(target.file, withSuffix(source, suffix), error)) {
            return Error{.kind = ErrorKind::SameFile, .path = target.file};
        }
    }
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::symlink_status(target.file, error);
    if (!std::filesystem::exists(status)) {
        return {};
    }
    if (!std::filesystem::is_regular_file(status) || !hasManifest(target.folder, target.file.filename())) {
        return Error{.kind = ErrorKind::AlreadyExists,
                     .path = target.file,
                     .detail = tr("and Litekeeper did not make it, so it will not be replaced")};
    }
    return {};
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
    return Error{.kind = ErrorKind::NoSpace,
                 .path = folder,
                 .detail = tr(sentence).arg(locale.formattedDataSize(needed),
                                            locale.formattedDataSize(facts->freeBytes))};
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
    const Result<Target> target = chooseTarget(request, *source);
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
