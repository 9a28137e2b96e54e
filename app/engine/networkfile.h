// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/filedescriptor.h"
#include "common/result.h"

#include <ctime>

#include <sys/types.h>

namespace litekeeper {

/// What a network place says of a file now.
struct NetworkStatus
{
    qint64 bytes = 0;
    timespec modified = {};
    mode_t mode = 0;

    [[nodiscard]] bool sameAs(const NetworkStatus &other) const
    {
        return bytes == other.bytes && modified.tv_sec == other.modified.tv_sec
            && modified.tv_nsec == other.modified.tv_nsec;
    }
};

/// Asks the server, not what this machine remembers for a second or more (statx(2), AT_STATX_FORCE_SYNC).
/// Best asked while no handle of ours is open: Samba answers with the modification time it saw when the file
/// was opened first, for as long as anybody has it open.
[[nodiscard]] Result<NetworkStatus> freshStatus(const Path &path);

/// A file on a network mount, opened for reading only and past what this machine remembers of it: neither an
/// old size, with which a longer file would seem to end early, nor old content. Takes no lock.
class NetworkFile
{
public:
    /// What open() means to read.
    enum class Use {
        Look,  ///< a few bytes
        Whole, ///< everything, in large aligned pieces: past the page cache where the mount can (O_DIRECT)
    };
    [[nodiscard]] static Result<NetworkFile> open(const Path &path, Use use);

    [[nodiscard]] const NetworkStatus &status() const { return m_status; } ///< when it was opened
    /// Up to `length` bytes from `offset`; fewer only at the end of the file. Thread-safe.
    [[nodiscard]] Result<qint64> read(char *bytes, qint64 length, qint64 offset) const;
    [[nodiscard]] const Path &path() const { return m_path; }

private:
    bool leaveDirect() const;

    NetworkFile(FileDescriptor descriptor, Path path);

    FileDescriptor m_descriptor;
    Path m_path;
    NetworkStatus m_status;
};

/// systemError(), but ErrorKind::NotAnswering for what the system says when a server or its mount is gone.
[[nodiscard]] Error networkError(int errnoValue, const Path &path);

} // namespace litekeeper
