// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"

#include <QByteArray>

#include <memory>
#include <string>

namespace litekeeper {

/// A VFS over the system's for reading a live database quickly. It passes every lock through, and while a
/// snapshot is held it reads the main file in pieces of 1 MiB.
///
/// Why that is safe: a page that the snapshot takes from the main file has no frame in its part of the WAL,
/// and a checkpoint writes only frames that every reader has in its snapshot, so such a page cannot change
/// before the snapshot ends (https://www.sqlite.org/walformat.html, section 2.3); in rollback mode the SHARED
/// lock keeps the whole file as it is. mmap would be as fast, but a truncation by another process would then
/// raise SIGBUS.
///
/// One object per connection, same thread, and it must outlive the connection.
class SourceVfs
{
public:
    SourceVfs();
    ~SourceVfs();
    SourceVfs(const SourceVfs &) = delete;
    SourceVfs &operator=(const SourceVfs &) = delete;

    [[nodiscard]] const std::string &name() const; ///< for Connection::Options::vfs

    void beginReadAhead(); ///< only while a snapshot is held, for reading from begin to end
    void endReadAhead();   ///< at the latest when the snapshot is released

    /// The last page 1 that was read, from the main file or the WAL. Empty before the first read.
    [[nodiscard]] const QByteArray &pageOne() const;

    /// The main file as it lies there, past SQLite's pager. What it means without a lock is the caller's
    /// affair. The connection must be open. Reading up to the end of the file only: a short read is an error.
    [[nodiscard]] Result<qint64> mainSize() const;
    [[nodiscard]] Result<void> readMain(void *bytes, int length, qint64 offset);

    class Private;

private:
    std::unique_ptr<Private> d;
};

} // namespace litekeeper
