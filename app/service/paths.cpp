// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/paths.h"

#include <QStandardPaths>

#include <cerrno>
#include <cstdlib>
#include <sys/stat.h>

namespace litekeeper {

namespace {

Path dataFolder()
{
    if (const char *home = std::getenv("LITEKEEPER_HOME"); home != nullptr && *home != '\0') {
        return std::filesystem::absolute(Path(home)) / "data";
    }
    return pathFromQString(QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation))
        / "litekeeper";
}

Path backupFolder()
{
    if (const char *home = std::getenv("LITEKEEPER_HOME"); home != nullptr && *home != '\0') {
        return std::filesystem::absolute(Path(home)) / "backups";
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
            .samples = data / "samples",
            .defaultBackupFolder = backupFolder()};
}

Result<void> createPrivateFolder(const Path &folder)
{
    if (folder.has_parent_path() && folder.parent_path() != folder) {
        std::error_code ignored;
        if (!std::filesystem::exists(folder.parent_path(), ignored)) {
            if (const Result<void> parent = createPrivateFolder(folder.parent_path()); !parent) {
                return parent;
            }
        }
    }
    if (::mkdir(folder.c_str(), 0700) == 0) {
        return {};
    }
    const int error = errno;
    struct stat status = {};
    if (error == EEXIST && ::stat(folder.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) {
        return {};
    }
    return systemError(error, folder);
}

} // namespace litekeeper
