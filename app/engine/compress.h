// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/progressmeter.h"
#include "sqlite/pagesink.h"

#include <QDateTime>

namespace litekeeper {

/// A file to compress: an open descriptor, its size, and its path for error messages.
struct CompressionInput
{
    int descriptor = -1;
    qint64 bytes = 0;
    Path path;
};

/// One zstd frame with content size and checksum (RFC 8878), compressed by two threads. Blocking.
[[nodiscard]] Result<void> compressToZstd(const CompressionInput &input, PageSink &output,
                                          ProgressMeter &meter, const RunControl &control);

/// A zip archive (APPNOTE 6.3.10) with one deflate entry, zip64 where it must. The entry's blocks of 1 MiB
/// are compressed in parallel, each with the last 32 KiB before it as dictionary and closed by an empty
/// stored block, as pigz does it, so that together they are one deflate stream. `entryName` is a plain file
/// name. Blocking.
[[nodiscard]] Result<void> compressToZip(const CompressionInput &input, const QByteArray &entryName,
                                         const QDateTime &modified, PageSink &output, ProgressMeter &meter,
                                         const RunControl &control);

} // namespace litekeeper
