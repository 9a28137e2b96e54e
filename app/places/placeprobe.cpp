// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/placeprobe.h"

#include "common/filedescriptor.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <memory>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

namespace litekeeper {

namespace {

using std::chrono::microseconds;
using std::chrono::steady_clock;

constexpr std::size_t rounds = 3;
constexpr qsizetype mostShares = 256;

struct CloseFolder
{
    void operator()(DIR *folder) const { ::closedir(folder); }
};
using OpenFolder = std::unique_ptr<DIR, CloseFolder>;

/// One round. The errno of what failed, or 0.
int ask(const Path &folder)
{
    const OpenFolder opened(::opendir(folder.c_str()));
    if (!opened) {
        return errno;
    }
    // Whatever the system remembers of it: this goes to the server.
    struct statx status = {};
    if (::statx(::dirfd(opened.get()), "", AT_EMPTY_PATH | AT_STATX_FORCE_SYNC, STATX_BASIC_STATS, &status)
        != 0) {
        return errno;
    }
    errno = 0;
    return ::readdir(opened.get()) || errno == 0 ? 0 : errno;
}

} // namespace

Result<PlaceAnswer> probePlace(const Path &folder)
{
    std::array<qint64, rounds> latencies = {};
    for (qint64 &latency : latencies) {
        const auto before = steady_clock::now();
        if (const int failed = ask(folder); failed != 0) {
            return systemError(failed, folder);
        }
        latency = std::chrono::duration_cast<microseconds>(steady_clock::now() - before).count();
    }
    std::sort(latencies.begin(), latencies.end());
    PlaceAnswer answer{.latencyMicroseconds = latencies[rounds / 2]};
    struct statvfs status = {};
    // Many FUSE programs tell zeros, which mean that they do not know.
    if (::statvfs(folder.c_str(), &status) == 0 && status.f_blocks > 0) {
        answer.freeBytes = qint64(status.f_bavail) * qint64(status.f_frsize);
        answer.totalBytes = qint64(status.f_blocks) * qint64(status.f_frsize);
    }
    return answer;
}

int shareDepth(const QString &fileSystemType)
{
    if (fileSystemType == QLatin1String("fuse.gvfsd-fuse")) {
        return 1;
    }
    return fileSystemType == QLatin1String("fuse.smbnetfs") ? 2 : 0;
}

QList<Path> sharesBelow(const Path &mountPoint, int depth)
{
    QList<Path> shares;
    const OpenFolder folder(::opendir(mountPoint.c_str()));
    while (const dirent *entry = folder ? ::readdir(folder.get()) : nullptr) {
        if (entry->d_name[0] == '.' || (entry->d_type != DT_DIR && entry->d_type != DT_UNKNOWN)) {
            continue;
        }
        const Path path = mountPoint / entry->d_name;
        shares += depth > 1 ? sharesBelow(path, depth - 1) : QList<Path>{path};
        if (shares.size() >= mostShares) {
            break;
        }
    }
    std::sort(shares.begin(), shares.end());
    return shares;
}

} // namespace litekeeper
