// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "verify/archive.h"

#include <QByteArrayView>

#include <optional>

namespace litekeeper {

/// A central or a local header of a zip entry (APPNOTE.TXT 4.3.7 and 4.3.12), sizes and offset taken from the
/// zip64 extra field where they are. The views hold as long as the bytes that were parsed.
struct ZipHeader
{
    quint16 madeBy = 0; ///< central only
    quint16 flags = 0;
    quint16 method = 0;
    quint32 dosTime = 0; ///< date in the upper half
    quint32 crc = 0;
    quint64 compressed = 0;
    quint64 bytes = 0;
    quint32 disk = 0;       ///< central only
    quint32 attributes = 0; ///< central only
    quint64 offset = 0;     ///< central only: of the local header
    QByteArrayView name;
    QByteArrayView extra;
    bool isExtraSound = true; ///< the extra fields fill their place exactly
    bool isZip64Sound = true; ///< what was announced to be in the zip64 extra field is there
    bool hasZip64 = false;

    /// Bytes of the whole header at its beginning, with name, extra fields and comment.
    [[nodiscard]] static qint64 centralLength(const char *header);
    [[nodiscard]] static qint64 localLength(const char *header);
    /// `header` holds centralLength() or localLength() bytes.
    [[nodiscard]] static ZipHeader central(const char *header);
    [[nodiscard]] static ZipHeader local(const char *header);

    [[nodiscard]] bool has(quint16 flag) const { return (flags & flag) != 0; }
    [[nodiscard]] ArchiveEntry::Kind kind() const; ///< central only
    /// The data of an extra field; std::nullopt if there is none.
    [[nodiscard]] std::optional<QByteArrayView> extraField(quint16 id) const;
    /// The name of the Info-ZIP Unicode path extra field if it belongs to `name` (4.6.9).
    [[nodiscard]] std::optional<QByteArrayView> unicodeName() const;
};

/// "stored", "deflate", ..., "method 123".
[[nodiscard]] QString zipMethodName(quint16 method);

/// Local time of whoever wrote it, taken as UTC because the zip does not tell; invalid for a date that is
/// none.
[[nodiscard]] QDateTime zipTime(quint32 dosTime);

} // namespace litekeeper
