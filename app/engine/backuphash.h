// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/progressmeter.h"
#include "common/result.h"
#include "engine/databasestream.h"

#include <functional>

namespace litekeeper {

/// Takes a block of a stream, and the offset at which it begins.
using BlockTaker = std::function<Result<void>(const char *bytes, qint64 length, qint64 offset)>;

/// Reads a stream to its end and gives its SHA-256; every block is handed to `take`, if there is one. Errors:
/// of reading and of `take`; Cancelled. Blocking.
[[nodiscard]] Result<QByteArray> hashStream(DatabaseStream &stream, const Path &path, ProgressMeter &meter,
                                            const RunControl &control, const BlockTaker &take = {});
/// The same for all bytes of a file.
[[nodiscard]] Result<QByteArray> hashFile(int descriptor, const Path &path, ProgressMeter &meter,
                                          const RunControl &control);

/// ErrorKind::Damaged if a backup has another SHA-256 than when it was made; nobody knows that of an empty
/// one.
[[nodiscard]] Result<void> requireHash(const QByteArray &expected, const QByteArray &found, const Path &path);

} // namespace litekeeper
