// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/backuptarget.h"

#include "domain/nametemplate.h"
#include "places/destination.h"
#include "places/filesystem.h"

#include <QCoreApplication>

#include <algorithm>
#include <system_error>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("BackupTarget", text);
}

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

} // namespace

Result<BackupTarget> chooseTarget(const BackupRequest &request, const Path &source)
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
        return BackupTarget{.folder = *folder, .file = *folder / request.destination.filename()};
    }
    const Result<Path> file = freeName(request, source, *folder);
    if (!file) {
        return file.error();
    }
    return BackupTarget{.folder = *folder, .file = *file};
}

Result<void> checkName(const BackupTarget &target, const Path &source)
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

} // namespace litekeeper
