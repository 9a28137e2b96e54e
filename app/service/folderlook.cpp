// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/folderlook.h"

#include <QSet>

#include <sys/stat.h>

namespace litekeeper {

namespace {

qint64 nanoseconds(const timespec &time)
{
    return qint64(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

bool isOfInterest(const Path &name)
{
    static const QSet<QByteArray> suffixes{".zip", ".7z", ".tar", ".gz",     ".tgz",     ".zst", ".xz",
                                           ".bz2", ".db", ".db3", ".sqlite", ".sqlite3", ".s3db"};
    return name.string().front() != '.' && suffixes.contains(pathBytes(name.extension()).toLower());
}

} // namespace

Result<FolderLook> lookAtFolder(const Path &folder)
{
    FolderLook look;
    std::error_code failed;
    std::filesystem::directory_iterator entry(folder, failed);
    for (; !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
        struct stat status = {};
        if (isOfInterest(entry->path().filename()) && ::lstat(entry->path().c_str(), &status) == 0
            && S_ISREG(status.st_mode)) {
            look[entry->path()] = {.bytes = status.st_size,
                                   .modified = nanoseconds(status.st_mtim),
                                   .changed = nanoseconds(status.st_ctim)};
        }
    }
    if (failed) {
        return systemError(failed.value(), folder);
    }
    return look;
}

} // namespace litekeeper
