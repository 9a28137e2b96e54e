// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "canary/lockfile.h"

#include "canary/canaryfile.h"
#include "common/durablefile.h"

#include <QCryptographicHash>

#include <sys/stat.h>

#include <cerrno>
#include <vector>

namespace litekeeper {

namespace {

constexpr qsizetype shownHashLength = 8;

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

/// An entrypoint often runs as root, and the application that uses the folder as well does not.
Result<void> makeFolderForAll(const Path &folder)
{
    std::vector<Path> missing;
    std::error_code unseen;
    for (Path each = folder; !std::filesystem::exists(each, unseen) && each != each.parent_path();
         each = each.parent_path()) {
        missing.push_back(each);
    }
    if (Result<void> made = createFolderDurably(folder); !made) {
        return made;
    }
    for (const Path &each : missing) {
        (void)::chmod(each.c_str(), S_IRWXU | S_IRGRP | S_IXGRP | S_IROTH | S_IXOTH);
    }
    return {};
}

} // namespace

Path canaryLockFile(const Path &lockFolder, const Path &folder)
{
    const QByteArray hash
        = QCryptographicHash::hash(pathBytes(absolutePath(folder)), QCryptographicHash::Sha256).toHex();
    return lockFolder / pathFromBytes("litekeeper-canary-" + hash.left(shownHashLength) + ".lock");
}

Result<CanaryLock> readCanaryLock(const Path &file)
{
    struct stat status = {};
    if (::lstat(file.c_str(), &status) != 0) {
        const bool isGone = errno == ENOENT || errno == ENOTDIR;
        return isGone ? Result<CanaryLock>(CanaryLock{}) : systemError(errno, file);
    }
    CanaryLock lock{.isPresent = true};
    if (const Result<QJsonObject> document = readSealed(file)) {
        lock.memory = canaryMemoryFromJson(document->value(key("memory")).toObject());
        lock.isPlanting = lock.memory.isEmpty();
    }
    return lock;
}

void removeCanaryLock(const Path &file)
{
    (void)removeDurably(file);
}

Result<void> writeCanaryLock(const Path &file, const CanaryMemory &memory)
{
    if (Result<void> made = makeFolderForAll(folderOf(absolutePath(file))); !made) {
        return made;
    }
    const QJsonObject document{
        {key("note"),
         key("Litekeeper's lock: as long as it is here, no deployment has tested whether the data survives. "
             "Let a deployment wipe it, or delete it if you are confident that the disk is persistent.")},
        {key("memory"), toJson(memory)}};
    return writeDurably(file, sealed(document));
}

} // namespace litekeeper
