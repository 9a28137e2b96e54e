// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "domain/database.h"

#include <QByteArray>

namespace litekeeper {

/// How much of a file parseDatabaseHeader() wants to see to tell encrypted content from anything else; 100
/// bytes are enough for a database.
inline constexpr qint64 databaseSampleBytes = 64 * 1024;

/// Whether the bytes begin with "SQLite format 3\\0".
[[nodiscard]] bool hasDatabaseMagic(const QByteArray &bytes);

/// Whether the bytes are as evenly mixed as encrypted or packed ones. They have to be 1 KiB or more.
[[nodiscard]] bool looksRandom(const QByteArray &sample);

/// Reads the header fields (SQLite file format, section 1.3) from the first bytes of a file of `fileBytes`
/// bytes. Errors: Empty; NotADatabase; Encrypted (random-looking and whole sectors); Damaged (the magic is
/// right and a field is impossible, or there are only zeros); Unsupported (a newer file format). `path` is
/// for the sentence.
[[nodiscard]] Result<DatabaseFacts> parseDatabaseHeader(const QByteArray &start, qint64 fileBytes,
                                                        const Path &path);

/// A look at a file that may be a live database: through ReadOnlyFile, never with SQLite, never waiting. Adds
/// the size of the -wal and the time of the last change. Errors as above, and NotFound, NotAFile,
/// PermissionDenied, InputOutput.
[[nodiscard]] Result<DatabaseFacts> lookAtDatabase(const Path &file);

} // namespace litekeeper
