// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/paths.h"

#include "common/durablefile.h"

#include <QCoreApplication>
#include <QStandardPaths>

#include <cstdlib>

namespace litekeeper {

namespace {

Path dataFolder()
{
    if (const char *home = std::getenv("LITEKEEPER_HOME"); home != nullptr && *home != '\0') {
        return absolutePath(Path(home)) / "data";
    }
    return pathFromQString(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation))
        / "litekeeper";
}

Path cacheFolder()
{
    if (const char *home = std::getenv("LITEKEEPER_HOME"); home != nullptr && *home != '\0') {
        return absolutePath(Path(home)) / "cache";
    }
    return pathFromQString(QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation))
        / "litekeeper";
}

Path backupFolder()
{
    if (const char *home = std::getenv("LITEKEEPER_HOME"); home != nullptr && *home != '\0') {
        return absolutePath(Path(home)) / "backups";
    }
    return pathFromQString(QStandardPaths::writableLocation(QStandardPaths::HomeLocation))
        / "Litekeeper Backups";
}

} // namespace

Paths standardPaths()
{
    const Path data = dataFolder();
    return {.catalogue = data / "catalogue.db",
            .lockFolder = data / "locks",
            .running = data / "running",
            .scratch = cacheFolder() / "scratch",
            .samples = data / "samples",
            .defaultBackupFolder = backupFolder()};
}

Path programBeside()
{
    return pathFromQString(QCoreApplication::applicationDirPath()) / "litekeeper-cli";
}

Result<void> createPrivateFolder(const Path &folder)
{
    return createFolderDurably(folder);
}

} // namespace litekeeper
