// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/fileio.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace litekeeper {

Result<void> writeFully(int descriptor, const void *bytes, qint64 length, qint64 offset, const Path &path)
{
    const char *from = static_cast<const char *>(bytes);
    while (length > 0) {
        const ssize_t count = ::pwrite(descriptor, from, size_t(length), offset);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return systemError(errno, path);
        }
        from += count;
        offset += count;
        length -= count;
    }
    return {};
}

Result<qint64> readUpTo(int descriptor, void *bytes, qint64 length, qint64 offset, const Path &path)
{
    qint64 done = 0;
    while (done < length) {
        const ssize_t count
            = ::pread(descriptor, static_cast<char *>(bytes) + done, size_t(length - done), offset + done);
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return systemError(errno, path);
        }
        if (count == 0) {
            break;
        }
        done += count;
    }
    std::memset(static_cast<char *>(bytes) + done, 0, size_t(length - done));
    return done;
}

} // namespace litekeeper
