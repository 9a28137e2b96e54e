// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "common/runcontrol.h"
#include "verify/judgement.h"

#include <memory>

namespace litekeeper {

/// One entry as the container names it. Names are for showing and pairing, never for opening anything.
struct ArchiveEntry
{
    enum class Kind { File, Folder, Link, Special };
    Path path; ///< the bytes of the name; "/" between folders
    Kind kind = Kind::File;
    qint64 bytes = -1;       ///< unpacked; -1 where the container does not tell in advance
    qint64 packedBytes = -1; ///< -1 where the container does not tell
    QString method;          ///< "stored", "deflate", ...
    bool isEncrypted = false;
    QDateTime modified; ///< UTC as far as the container tells; invalid where it does not
};

/// A container that is read once, from its first entry to its last, in constant memory. Worker thread,
/// blocking. What the container is judged by lands in judgement(): while it is opened (the audit), while
/// entries are read (their sizes and checksums) and at the end.
class Archive
{
public:
    virtual ~Archive() = default;
    Archive(const Archive &) = delete;
    Archive &operator=(const Archive &) = delete;

    /// "zip", "tar", "tar.gz", "7z", "gz", "zst", ...
    [[nodiscard]] virtual QString container() const = 0;
    /// The next entry; std::nullopt behind the last one. Skips what was not read of the one before.
    [[nodiscard]] virtual Result<std::optional<ArchiveEntry>> next() = 0;
    /// The next bytes of the current entry, unpacked; 0 at its end. ErrorKind::Damaged and
    /// ErrorKind::Unsupported concern this entry only (they are in judgement() already) and next() goes on;
    /// other errors end the reading.
    [[nodiscard]] virtual Result<qint64> read(char *bytes, qint64 length) = 0;
    /// Position in the container's file, for progress.
    [[nodiscard]] virtual qint64 position() const = 0;
    /// How many entries there are; -1 where only the end will tell.
    [[nodiscard]] virtual qint64 entryCount() const = 0;
    [[nodiscard]] virtual const Judgement &judgement() const = 0;

protected:
    Archive() = default;
};

/// Opens a container by its content, whatever it is called; a null pointer if it is none. `descriptor` stays
/// the caller's and must be seekable; `password` may be empty. A container that is too damaged to be read at
/// all is an Archive without entries and with that judgement. Errors: reading failed, Cancelled.
[[nodiscard]] Result<std::unique_ptr<Archive>>
openArchive(int descriptor, const Path &path, const QByteArray &password, const RunControl &control);

} // namespace litekeeper
