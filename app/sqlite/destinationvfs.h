// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlite/connection.h"
#include "sqlite/pagesink.h"

namespace litekeeper {

/// A VFS with one file: what SQLite's online backup writes to it goes to a PageSink. It takes no locks,
/// because nobody else knows the file, and syncs nothing, because the sink's owner does. Same thread as its
/// connection, which it must outlive.
class DestinationVfs
{
public:
    explicit DestinationVfs(PageSink &sink);
    ~DestinationVfs();
    DestinationVfs(const DestinationVfs &) = delete;
    DestinationVfs &operator=(const DestinationVfs &) = delete;

    /// SQLite keeps page 1 in memory until it commits, so it would be written last and nothing could hash or
    /// compress the file while it grows. With page 1 of the source's snapshot given first, it is written now,
    /// and SQLite's own is only compared at the end. `pageCount` goes into its header.
    [[nodiscard]] Result<void> presetPageOne(const QByteArray &page, qint64 pageCount);

    /// A connection to the file, ready to be the destination of a backup: no journal, no syncs.
    [[nodiscard]] Result<Connection> connect();

    /// What the sink said, when SQLite reports an I/O error of this VFS.
    [[nodiscard]] const std::optional<Error> &sinkError() const;

    class Private;

private:
    std::unique_ptr<Private> d;
};

} // namespace litekeeper
