// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"

namespace litekeeper {

/// Where the one entry of a zip archive of ours lies, and what it holds.
struct ZipLayout
{
    qint64 dataOffset = 0;
    qint64 compressedBytes = 0;
    qint64 bytes = 0;
    quint32 crc = 0;
};

/// Reads the directory of an archive that compressToZip() wrote: no comment, one deflate entry, one disk.
/// ErrorKind::Damaged if it is anything else, or if local header and central directory differ.
[[nodiscard]] Result<ZipLayout> readZipLayout(int descriptor, const Path &path, qint64 fileBytes);

} // namespace litekeeper
