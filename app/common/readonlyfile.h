// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"

#include <QByteArray>

#include <sys/stat.h>
#include <sys/types.h>

namespace litekeeper {

/// A file we only read. POSIX drops all locks that a process holds on a file when it closes *any* descriptor
/// of it (https://www.sqlite.org/howtocorrupt.html, section 2.2), so closing waits while this process holds
/// SQLite locks on the same file (see SourceHold). Everything that may meet a live database reads it through
/// this class. Thread-safe in different objects.
class ReadOnlyFile
{
public:
    [[nodiscard]] static Result<ReadOnlyFile> open(const Path &path);

    ReadOnlyFile(ReadOnlyFile &&other) noexcept;
    ReadOnlyFile &operator=(ReadOnlyFile &&other) noexcept;
    ReadOnlyFile(const ReadOnlyFile &) = delete;
    ReadOnlyFile &operator=(const ReadOnlyFile &) = delete;
    ~ReadOnlyFile();

    [[nodiscard]] int descriptor() const { return m_descriptor; }
    [[nodiscard]] const struct stat &status() const { return m_status; }
    /// Up to `length` bytes from `offset`; fewer only at the end of the file.
    [[nodiscard]] Result<QByteArray> read(qint64 offset, qint64 length) const;

private:
    ReadOnlyFile(int descriptor, Path path, const struct stat &status);

    int m_descriptor = -1;
    Path m_path;
    struct stat m_status = {};
};

/// While it lives, no ReadOnlyFile of this process closes a descriptor of the file at `path`. Make it before
/// SQLite opens the file and destroy it after SQLite closed it.
class SourceHold
{
public:
    explicit SourceHold(const Path &path);
    ~SourceHold();
    SourceHold(const SourceHold &) = delete;
    SourceHold &operator=(const SourceHold &) = delete;

private:
    dev_t m_device = 0;
    ino_t m_inode = 0;
    bool m_holds = false;
};

} // namespace litekeeper
