// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/ziplayout.h"

#include "common/fileio.h"
#include "common/zipformat.h"

#include <QtEndian>

#include <algorithm>
#include <cstring>
#include <vector>

namespace litekeeper {

namespace {

using Bytes = std::vector<char>;

Error damaged(const Path &path, const char *what)
{
    return {.kind = ErrorKind::Damaged, .path = path, .detail = QString::fromLatin1(what)};
}

Result<Bytes> readExactly(int descriptor, const Path &path, qint64 offset, qint64 length)
{
    const Error tooShort = damaged(path, "the zip archive is too short");
    if (offset < 0) {
        return tooShort;
    }
    Bytes bytes(static_cast<std::size_t>(length));
    const Result<qint64> count = readUpTo(descriptor, bytes.data(), length, offset, path);
    if (!count) {
        return count.error();
    }
    if (*count != length) {
        return tooShort;
    }
    return bytes;
}

template <typename Value>
Value field(const Bytes &bytes, int at)
{
    Value value = 0;
    std::memcpy(&value, bytes.data() + at, sizeof value);
    return qFromLittleEndian(value);
}

Result<qint64> directoryOffset(int descriptor, const Path &path, qint64 fileBytes)
{
    const Result<Bytes> end = readExactly(descriptor, path, fileBytes - zip::endBytes, zip::endBytes);
    if (!end) {
        return end.error();
    }
    if (field<quint32>(*end, 0) != zip::endSignature || field<quint16>(*end, 10) != 1) {
        return damaged(path, "it does not end as a zip archive with one entry");
    }
    const quint32 offset = field<quint32>(*end, 16);
    if (offset != zip::inZip64) {
        return qint64(offset);
    }
    const qint64 recordAt = fileBytes - zip::endBytes - zip::zip64LocatorBytes - zip::zip64EndBytes;
    const Result<Bytes> record = readExactly(descriptor, path, recordAt, zip::zip64EndBytes);
    if (!record) {
        return record.error();
    }
    if (field<quint32>(*record, 0) != zip::zip64EndSignature) {
        return damaged(path, "the zip64 end record is missing");
    }
    return field<qint64>(*record, 48);
}

} // namespace

Result<ZipLayout> readZipLayout(int descriptor, const Path &path, qint64 fileBytes)
{
    const Result<qint64> at = directoryOffset(descriptor, path, fileBytes);
    if (!at) {
        return at.error();
    }
    const Result<Bytes> central = readExactly(descriptor, path, *at, zip::centralHeaderBytes);
    if (!central) {
        return central.error();
    }
    if (field<quint32>(*central, 0) != zip::centralHeaderSignature
        || field<quint16>(*central, 10) != zip::methodDeflate) {
        return damaged(path, "its central directory has no deflate entry");
    }
    const quint16 nameBytes = field<quint16>(*central, 28);
    const quint16 extraBytes = field<quint16>(*central, 30);
    ZipLayout layout{.dataOffset = zip::localHeaderBytes + nameBytes + extraBytes,
                     .compressedBytes = field<quint32>(*central, 20),
                     .bytes = field<quint32>(*central, 24),
                     .crc = field<quint32>(*central, 16)};
    if (layout.bytes == zip::inZip64) {
        const Result<Bytes> extra
            = readExactly(descriptor, path, *at + zip::centralHeaderBytes + nameBytes, 20);
        if (!extra) {
            return extra.error();
        }
        layout.bytes = field<qint64>(*extra, 4);
        layout.compressedBytes = field<qint64>(*extra, 12);
    }
    const Result<Bytes> local = readExactly(descriptor, path, 0, zip::localHeaderBytes);
    if (!local) {
        return local.error();
    }
    // The local header must say the same as the central directory, field by field from the flags to the
    // sizes.
    if (field<quint32>(*local, 0) != zip::localHeaderSignature
        || !std::equal(local->begin() + 6, local->begin() + 26, central->begin() + 8)
        || field<quint16>(*local, 26) != nameBytes || field<quint16>(*local, 28) != extraBytes) {
        return damaged(path, "its local header and its central directory differ");
    }
    return layout;
}

} // namespace litekeeper
