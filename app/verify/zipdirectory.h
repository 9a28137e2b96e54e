// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "verify/archivefile.h"
#include "verify/judgement.h"

#include <optional>

namespace litekeeper {

/// Where the central directory of a zip lies and what the end records say of it (APPNOTE.TXT 4.3.14
/// to 4.3.16). Offsets are positions in the file unless said otherwise.
struct ZipDirectory
{
    qint64 offset = 0;        ///< of the first central header
    qint64 bytes = 0;         ///< what the end record declares, corrected where it contradicts the file
    qint64 count = 0;         ///< entries that the end record declares
    qint64 base = 0;          ///< to be added to the local headers' offsets: bytes that stand before the zip
    qint64 recordsOffset = 0; ///< of the first end record
    qint64 endOffset = 0;     ///< behind the end record and its comment
    bool isZip64 = false;
    bool isMultiDisk = false;
    bool isPlausible = false; ///< a directory stands there, or the end record is all there is
    bool isFollowed = false;  ///< by bytes that are not its comment
    bool isWrapped = false;   ///< larger than its figures can tell
};

/// Finds the end records, from the end of the file, and judges whether they agree with each other and with
/// the file. std::nullopt if there is no end record. Errors: reading failed, Cancelled.
[[nodiscard]] Result<std::optional<ZipDirectory>> findZipDirectory(const ArchiveFile &file,
                                                                   Judgement &judgement);

} // namespace litekeeper
