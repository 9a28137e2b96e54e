// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace litekeeper::test {

/// What one header of an entry says; whatever is not set says the truth.
struct ZipFields
{
    std::optional<quint32> signature = {};
    std::optional<quint16> flags = {};
    std::optional<quint16> method = {};
    std::optional<quint32> dosTime = {};
    std::optional<quint32> crc = {};
    std::optional<quint32> compressed = {};
    std::optional<quint32> bytes = {};
    std::optional<QByteArray> name = {};
    std::optional<quint16> nameLength = {};
    std::optional<quint16> extraLength = {};
    QByteArray extra = {};
    bool isZip64 = false; ///< sizes in the extra field, 0xFFFFFFFF in the header
    std::optional<quint64> zip64Bytes = {};
    std::optional<quint64> zip64Compressed = {};
};

struct ZipItem
{
    enum class Descriptor { None, Signed, Unsigned, SignedLong, UnsignedLong };

    QByteArray name = {};
    QByteArray data = {};
    quint16 method = 8; ///< 0 and 8 are packed; for others the data are taken as packed already
    std::optional<QByteArray> packed = {}; ///< in place of what the method makes of the data
    Descriptor descriptor = Descriptor::None;
    std::optional<quint32> descriptorCrc = {};
    std::optional<quint32> descriptorCompressed = {};
    ZipFields local = {};
    ZipFields central = {};
    QByteArray before = {}; ///< bytes that belong to no entry
    QByteArray comment = {};
    quint16 madeBy = 3U << 8;
    quint32 attributes = 0100644U << 16;
    quint16 disk = 0;
    std::optional<quint32> offset = {};
    bool isLocalLeftOut = false; ///< the central header points to `offset`, where something else stands
};

struct ZipEnd
{
    std::optional<quint16> disk = {};
    std::optional<quint16> directoryDisk = {};
    std::optional<quint16> countHere = {};
    std::optional<quint16> count = {};
    std::optional<quint32> bytes = {};
    std::optional<quint32> offset = {};
    QByteArray comment = {};
    std::optional<quint16> commentLength = {};
    QByteArray prefix = {};
    bool isPrefixCounted = false; ///< offsets are positions in the file
    QByteArray beforeEnd = {};    ///< between directory and end record
    QByteArray trailing = {};
    bool isZip64 = false;
    bool isSentinel = true; ///< the old record holds only 0xFFFF.. in a zip64
    std::optional<quint64> zip64Count = {};
    std::optional<quint64> zip64Bytes = {};
    std::optional<quint64> zip64Offset = {};
    std::optional<quint64> zip64RecordOffset = {};
    std::optional<quint32> disks = {};
};

[[nodiscard]] QByteArray deflated(const QByteArray &data);
[[nodiscard]] QByteArray extraField(quint16 id, const QByteArray &data);
/// The Info-ZIP Unicode path field 0x7075 for an entry that is called `name`.
[[nodiscard]] QByteArray unicodePath(const QByteArray &name, const QByteArray &unicodeName);

/// A zip, well-formed unless a field says otherwise (APPNOTE.TXT 6.3.10).
[[nodiscard]] QByteArray buildZip(const QList<ZipItem> &items, const ZipEnd &end = {});

/// David Fifield's bomb: every entry quotes the local headers of all that follow in stored blocks of its
/// deflate stream, so that all of them unpack the same kernel.
[[nodiscard]] QByteArray quotedOverlapZip(int entries, const QByteArray &kernel);

} // namespace litekeeper::test
