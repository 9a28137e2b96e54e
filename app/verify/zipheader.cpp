// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/zipheader.h"

#include "common/zipformat.h"
#include "verify/archivefile.h"

#include <libdeflate.h>

#include <algorithm>

#include <sys/stat.h>

namespace litekeeper {

namespace {

// zipalign and others pad with up to three zero bytes, too few for an extra field.
bool isPadding(QByteArrayView rest)
{
    return rest.size() < 4 && std::all_of(rest.begin(), rest.end(), [](char byte) { return byte == 0; });
}

bool isSoundExtra(QByteArrayView extra)
{
    while (extra.size() >= 4) {
        const qsizetype length = 4 + littleEndian<quint16>(extra.data() + 2);
        if (length > extra.size()) {
            return false;
        }
        extra = extra.sliced(length);
    }
    return isPadding(extra);
}

// The zip64 extra field holds, in this order, only what did not fit into the header (4.5.3).
class Zip64Field
{
public:
    explicit Zip64Field(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }
    template <typename Stored>
    bool take(quint64 sentinel, quint64 &value)
    {
        if (value != sentinel) {
            return true;
        }
        if (m_bytes.size() < qsizetype(sizeof(Stored))) {
            return false;
        }
        value = littleEndian<Stored>(m_bytes.data());
        m_bytes = m_bytes.sliced(sizeof(Stored));
        return true;
    }

private:
    QByteArrayView m_bytes;
};

void takeZip64(ZipHeader &header)
{
    const std::optional<QByteArrayView> field = header.extraField(zip::zip64ExtraId);
    if (!field) {
        return;
    }
    header.hasZip64 = true;
    Zip64Field values(*field);
    quint64 disk = header.disk;
    header.isZip64Sound = values.take<quint64>(zip::inZip64, header.bytes)
        && values.take<quint64>(zip::inZip64, header.compressed)
        && values.take<quint64>(zip::inZip64, header.offset);
    // Some writers leave the disk out, and there is only one.
    header.disk = values.take<quint32>(zip::entriesInZip64, disk) ? quint32(disk) : 0;
}

} // namespace

qint64 ZipHeader::centralLength(const char *header)
{
    return zip::centralHeaderBytes + qint64(littleEndian<quint16>(header + 28))
        + littleEndian<quint16>(header + 30) + littleEndian<quint16>(header + 32);
}

qint64 ZipHeader::localLength(const char *header)
{
    return zip::localHeaderBytes + qint64(littleEndian<quint16>(header + 26))
        + littleEndian<quint16>(header + 28);
}

ZipHeader ZipHeader::central(const char *header)
{
    ZipHeader parsed;
    parsed.madeBy = littleEndian<quint16>(header + 4);
    parsed.flags = littleEndian<quint16>(header + 8);
    parsed.method = littleEndian<quint16>(header + 10);
    parsed.dosTime = littleEndian<quint32>(header + 12);
    parsed.crc = littleEndian<quint32>(header + 16);
    parsed.compressed = littleEndian<quint32>(header + 20);
    parsed.bytes = littleEndian<quint32>(header + 24);
    parsed.disk = littleEndian<quint16>(header + 34);
    parsed.attributes = littleEndian<quint32>(header + 38);
    parsed.offset = littleEndian<quint32>(header + 42);
    const qsizetype nameBytes = littleEndian<quint16>(header + 28);
    parsed.name = QByteArrayView(header + zip::centralHeaderBytes, nameBytes);
    parsed.extra
        = QByteArrayView(header + zip::centralHeaderBytes + nameBytes, littleEndian<quint16>(header + 30));
    parsed.isExtraSound = isSoundExtra(parsed.extra);
    takeZip64(parsed);
    return parsed;
}

ZipHeader ZipHeader::local(const char *header)
{
    ZipHeader parsed;
    parsed.flags = littleEndian<quint16>(header + 6);
    parsed.method = littleEndian<quint16>(header + 8);
    parsed.dosTime = littleEndian<quint32>(header + 10);
    parsed.crc = littleEndian<quint32>(header + 14);
    parsed.compressed = littleEndian<quint32>(header + 18);
    parsed.bytes = littleEndian<quint32>(header + 22);
    const qsizetype nameBytes = littleEndian<quint16>(header + 26);
    parsed.name = QByteArrayView(header + zip::localHeaderBytes, nameBytes);
    parsed.extra
        = QByteArrayView(header + zip::localHeaderBytes + nameBytes, littleEndian<quint16>(header + 28));
    parsed.isExtraSound = isSoundExtra(parsed.extra);
    takeZip64(parsed);
    return parsed;
}

std::optional<QByteArrayView> ZipHeader::extraField(quint16 id) const
{
    for (QByteArrayView rest = extra; rest.size() >= 4;) {
        const qsizetype length = littleEndian<quint16>(rest.data() + 2);
        if (4 + length > rest.size()) {
            break;
        }
        if (littleEndian<quint16>(rest.data()) == id) {
            return rest.sliced(4, length);
        }
        rest = rest.sliced(4 + length);
    }
    return std::nullopt;
}

std::optional<QByteArrayView> ZipHeader::unicodeName() const
{
    const std::optional<QByteArrayView> field = extraField(zip::unicodePathExtraId);
    if (!field || field->size() < 5 || field->at(0) != 1
        || littleEndian<quint32>(field->data() + 1)
            != libdeflate_crc32(0, name.data(), size_t(name.size()))) {
        return std::nullopt;
    }
    return field->sliced(5);
}

ArchiveEntry::Kind ZipHeader::kind() const
{
    constexpr int unixHost = 3;
    constexpr int darwinHost = 19;
    constexpr quint32 reparsePoint = 0x400; // FILE_ATTRIBUTE_REPARSE_POINT: 7-Zip keeps links of Windows so
    const int host = madeBy >> 8;
    const quint32 type = host == unixHost || host == darwinHost ? (attributes >> 16) & S_IFMT : 0;
    constexpr quint64 largestReparsePoint = 16 * 1024; // more is a file whose content was away in a cloud
    const bool isWindowsHost = host == 0 || host == 10 || host == 11 || host == 14; // FAT, NTFS, VFAT
    const bool isReparsePoint
        = isWindowsHost && (attributes & reparsePoint) != 0 && bytes > 0 && bytes <= largestReparsePoint;
    if (type == S_IFLNK || isReparsePoint) {
        return ArchiveEntry::Kind::Link;
    }
    // Info-ZIP marks what it packs from a pipe as one; nothing comes out of a pipe that was packed itself.
    const bool isPackedPipe = type == S_IFIFO && bytes == 0;
    if (type == S_IFCHR || type == S_IFBLK || isPackedPipe || type == S_IFSOCK) {
        return ArchiveEntry::Kind::Special;
    }
    const bool endsAsFolder = name.endsWith('/') || name.endsWith('\\');
    return endsAsFolder || (type == S_IFDIR && bytes == 0) ? ArchiveEntry::Kind::Folder
                                                           : ArchiveEntry::Kind::File;
}

QString zipMethodName(quint16 method)
{
    // 4.4.5
    switch (method) {
    case 0:
        return QStringLiteral("stored");
    case 1:
        return QStringLiteral("shrink");
    case 2:
    case 3:
    case 4:
    case 5:
        return QStringLiteral("reduce");
    case 6:
        return QStringLiteral("implode");
    case 8:
        return QStringLiteral("deflate");
    case 9:
        return QStringLiteral("deflate64");
    case 10:
        return QStringLiteral("PKWARE DCL implode");
    case 12:
        return QStringLiteral("bzip2");
    case 14:
        return QStringLiteral("lzma");
    case 16:
        return QStringLiteral("IBM z/OS CMPSC");
    case 18:
        return QStringLiteral("IBM TERSE");
    case 19:
        return QStringLiteral("IBM LZ77");
    case 20:
    case 93:
        return QStringLiteral("zstd");
    case 94:
        return QStringLiteral("mp3");
    case 95:
        return QStringLiteral("xz");
    case 96:
        return QStringLiteral("jpeg");
    case 97:
        return QStringLiteral("wavpack");
    case 98:
        return QStringLiteral("ppmd");
    case 99:
        return QStringLiteral("AES");
    default:
        return QStringLiteral("method %1").arg(method);
    }
}

QDateTime zipTime(quint32 dosTime)
{
    const quint32 date = dosTime >> 16;
    const QDate day(int(date >> 9) + 1980, int(date >> 5 & 15), int(date & 31));
    const QTime time(int(dosTime >> 11 & 31), int(dosTime >> 5 & 63), int(dosTime & 31) * 2);
    return day.isValid() && time.isValid() ? QDateTime(day, time, Qt::UTC) : QDateTime();
}

} // namespace litekeeper
