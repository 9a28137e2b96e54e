// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "domain/backup.h"

#include <memory>

namespace litekeeper {

/// The database in a backup file, read from begin to end: decompressed where it must be. Made for our own
/// files: a zip with one deflate entry, one zstd frame, or the database itself. Not for files of others.
class DatabaseStream
{
public:
    /// `descriptor` stays open as long as the stream lives; `path` is for error messages.
    [[nodiscard]] static Result<std::unique_ptr<DatabaseStream>> open(int descriptor, const Path &path,
                                                                      Format format);

    virtual ~DatabaseStream() = default;

    /// Up to `length` bytes; fewer only at the end, where the format's own checksum and size are compared:
    /// ErrorKind::Damaged if they differ.
    [[nodiscard]] virtual Result<qint64> read(void *bytes, qint64 length) = 0;
    /// Size of the database as the format declares it.
    [[nodiscard]] virtual qint64 databaseBytes() const = 0;
};

} // namespace litekeeper
