// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "verify/archive.h"
#include "verify/zipdirectory.h"

#include <vector>

namespace litekeeper {

/// What is kept of each entry of an audited zip; the name stays in the file. Offsets are positions in the
/// file.
struct ZipEntry
{
    enum class State : quint8 {
        Readable,
        Unreadable, ///< where its data lie cannot be told, or they are another entry's too
    };
    qint64 directoryAt = 0; ///< of its central header
    qint64 localAt = -1;    ///< of its local header
    qint64 dataAt = 0;
    qint64 sureEnd = 0; ///< up to here both headers claim the bytes
    qint64 end = 0;     ///< behind data and descriptor, as the central directory has it
    qint64 compressed = 0;
    qint64 bytes = 0;
    quint64 nameHash = 0;
    quint32 crc = 0;
    quint32 dosTime = 0;
    quint16 flags = 0; ///< of the local header, by which a stream is decrypted
    quint16 method = 0;
    ArchiveEntry::Kind kind = ArchiveEntry::Kind::File;
    State state = State::Readable;
    bool mayWrap = false;             ///< written by a program that lets sizes beyond 4 GiB begin anew
    bool isContradictory = false;     ///< its two headers disagree
    bool isOverlapping = false;       ///< as one of its headers has it
    bool isSurelyOverlapping = false; ///< as both have it
};

/// Reads the central directory, checks every entry's local header, descriptor and name, and that no bytes
/// belong to two entries. What it finds lands in `judgement`. Entries come in the order of the directory.
/// Memory: about 150 bytes an entry. Errors: reading failed, Cancelled.
[[nodiscard]] Result<std::vector<ZipEntry>> auditZip(const ArchiveFile &file, const ZipDirectory &directory,
                                                     Judgement &judgement);

} // namespace litekeeper
