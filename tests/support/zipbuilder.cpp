// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "support/zipbuilder.h"

#include "common/zipformat.h"

#include <QtEndian>

#include <zlib.h>

namespace litekeeper::test {

namespace {

template <typename Value>
void append(QByteArray &bytes, Value value)
{
    const Value little = qToLittleEndian(value);
    bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
}

quint32 crcOf(const QByteArray &data)
{
    return quint32(::crc32(0, reinterpret_cast<const Bytef *>(data.constData()), uInt(data.size())));
}

/// An item with what the headers say if nothing else is set.
struct Truth
{
    QByteArray packed;
    quint32 crc = 0;
    quint16 flags = 0;
    quint32 dosTime = (46U << 25 | 3U << 21 | 29U << 16) | (2U << 11 | 4U << 5);
};

Truth truthOf(const ZipItem &item)
{
    Truth truth;
    truth.packed = item.packed.value_or(item.method == zip::methodDeflate ? deflated(item.data) : item.data);
    truth.crc = crcOf(item.data);
    truth.flags = item.descriptor == ZipItem::Descriptor::None ? 0 : zip::descriptorFlag;
    return truth;
}

/// The fields that both headers have in the same order, from the flags to the sizes.
void appendCommon(QByteArray &bytes, const ZipItem &item, const ZipFields &fields, const Truth &truth,
                  bool isLocal)
{
    const bool isLater = isLocal && item.descriptor != ZipItem::Descriptor::None;
    const quint32 sentinel = zip::inZip64;
    append(bytes, fields.flags.value_or(truth.flags));
    append(bytes, fields.method.value_or(item.method));
    append(bytes, fields.dosTime.value_or(truth.dosTime));
    append(bytes, fields.crc.value_or(isLater ? 0 : truth.crc));
    append(bytes,
           fields.compressed.value_or(fields.isZip64 ? sentinel
                                          : isLater  ? 0
                                                     : quint32(truth.packed.size())));
    append(bytes, fields.bytes.value_or(fields.isZip64 ? sentinel : isLater ? 0 : quint32(item.data.size())));
}

QByteArray extraOf(const ZipItem &item, const ZipFields &fields, const Truth &truth, bool isLocal)
{
    const bool isLater = isLocal && item.descriptor != ZipItem::Descriptor::None;
    QByteArray extra;
    if (fields.isZip64) {
        QByteArray sizes;
        append(sizes, fields.zip64Bytes.value_or(isLater ? 0 : quint64(item.data.size())));
        append(sizes, fields.zip64Compressed.value_or(isLater ? 0 : quint64(truth.packed.size())));
        extra = extraField(zip::zip64ExtraId, sizes);
    }
    return extra + fields.extra;
}

QByteArray localPart(const ZipItem &item, const Truth &truth)
{
    const QByteArray name = item.local.name.value_or(item.name);
    const QByteArray extra = extraOf(item, item.local, truth, true);
    QByteArray bytes;
    append(bytes, item.local.signature.value_or(zip::localHeaderSignature));
    append(bytes, quint16(item.local.isZip64 ? 45 : 20));
    appendCommon(bytes, item, item.local, truth, true);
    append(bytes, item.local.nameLength.value_or(quint16(name.size())));
    append(bytes, item.local.extraLength.value_or(quint16(extra.size())));
    bytes += name + extra + truth.packed;
    using Descriptor = ZipItem::Descriptor;
    if (item.descriptor == Descriptor::Signed || item.descriptor == Descriptor::SignedLong) {
        append(bytes, zip::descriptorSignature);
    }
    if (item.descriptor == Descriptor::None) {
        return bytes;
    }
    append(bytes, item.descriptorCrc.value_or(truth.crc));
    const quint32 compressed = item.descriptorCompressed.value_or(quint32(truth.packed.size()));
    if (item.descriptor == Descriptor::SignedLong || item.descriptor == Descriptor::UnsignedLong) {
        append(bytes, quint64(compressed));
        append(bytes, quint64(item.data.size()));
    } else {
        append(bytes, compressed);
        append(bytes, quint32(item.data.size()));
    }
    return bytes;
}

QByteArray centralPart(const ZipItem &item, const Truth &truth, quint32 offset)
{
    const QByteArray name = item.central.name.value_or(item.name);
    const QByteArray extra = extraOf(item, item.central, truth, false);
    QByteArray bytes;
    append(bytes, item.central.signature.value_or(zip::centralHeaderSignature));
    append(bytes, item.madeBy);
    append(bytes, quint16(item.central.isZip64 ? 45 : 20));
    appendCommon(bytes, item, item.central, truth, false);
    append(bytes, item.central.nameLength.value_or(quint16(name.size())));
    append(bytes, item.central.extraLength.value_or(quint16(extra.size())));
    append(bytes, quint16(item.comment.size()));
    append(bytes, item.disk);
    append(bytes, quint16(0));
    append(bytes, item.attributes);
    append(bytes, item.offset.value_or(offset));
    return bytes + name + extra + item.comment;
}

void appendZip64End(QByteArray &bytes, const ZipEnd &end, quint64 count, quint64 directoryBytes,
                    quint64 offset, quint64 recordOffset)
{
    append(bytes, zip::zip64EndSignature);
    append(bytes, quint64(zip::zip64EndBytes - 12));
    append(bytes, quint16(45));
    append(bytes, quint16(45));
    append(bytes, quint32(0));
    append(bytes, quint32(0));
    append(bytes, end.zip64Count.value_or(count));
    append(bytes, end.zip64Count.value_or(count));
    append(bytes, end.zip64Bytes.value_or(directoryBytes));
    append(bytes, end.zip64Offset.value_or(offset));
    append(bytes, zip::zip64LocatorSignature);
    append(bytes, quint32(0));
    append(bytes, end.zip64RecordOffset.value_or(recordOffset));
    append(bytes, end.disks.value_or(1));
}

} // namespace

QByteArray deflated(const QByteArray &data)
{
    z_stream stream = {};
    ::deflateInit2(&stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
    QByteArray packed(qsizetype(::deflateBound(&stream, uLong(data.size()))), Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(data.constData()));
    stream.avail_in = uInt(data.size());
    stream.next_out = reinterpret_cast<Bytef *>(packed.data());
    stream.avail_out = uInt(packed.size());
    ::deflate(&stream, Z_FINISH);
    packed.truncate(qsizetype(stream.total_out));
    ::deflateEnd(&stream);
    return packed;
}

QByteArray extraField(quint16 id, const QByteArray &data)
{
    QByteArray field;
    append(field, id);
    append(field, quint16(data.size()));
    return field + data;
}

QByteArray unicodePath(const QByteArray &name, const QByteArray &unicodeName)
{
    QByteArray data(1, '\1');
    append(data, crcOf(name));
    return extraField(zip::unicodePathExtraId, data + unicodeName);
}

QByteArray buildZip(const QList<ZipItem> &items, const ZipEnd &end)
{
    QByteArray bytes = end.prefix;
    QByteArray directory;
    const qsizetype notCounted = end.isPrefixCounted ? 0 : end.prefix.size();
    for (const ZipItem &item : items) {
        const Truth truth = truthOf(item);
        bytes += item.before;
        directory += centralPart(item, truth, quint32(bytes.size() - notCounted));
        if (!item.isLocalLeftOut) {
            bytes += localPart(item, truth);
        }
    }
    const auto offset = quint64(bytes.size() - notCounted);
    bytes += directory + end.beforeEnd;
    const bool isHidden = end.isZip64 && end.isSentinel;
    if (end.isZip64) {
        appendZip64End(bytes, end, quint64(items.size()), quint64(directory.size()), offset,
                       quint64(bytes.size() - notCounted));
    }
    const auto count = quint16(isHidden ? zip::entriesInZip64 : items.size());
    append(bytes, zip::endSignature);
    append(bytes, end.disk.value_or(0));
    append(bytes, end.directoryDisk.value_or(0));
    append(bytes, end.countHere.value_or(end.count.value_or(count)));
    append(bytes, end.count.value_or(count));
    append(bytes, end.bytes.value_or(isHidden ? zip::inZip64 : quint32(directory.size())));
    append(bytes, end.offset.value_or(isHidden ? zip::inZip64 : quint32(offset)));
    append(bytes, end.commentLength.value_or(quint16(end.comment.size())));
    return bytes + end.comment + end.trailing;
}

QByteArray quotedOverlapZip(int entries, const QByteArray &kernel)
{
    // Built from the back: each entry's stream is a stored block that quotes the next local header, then the
    // stream of the next one.
    QList<ZipItem> items;
    QByteArray stream = deflated(kernel);
    QByteArray unpacked = kernel;
    QByteArray tail;
    QList<qsizetype> headerSizes;
    for (int index = entries - 1; index >= 0; --index) {
        ZipItem item;
        item.name = QByteArray::number(index).rightJustified(4, '0');
        item.data = unpacked;
        item.packed = stream;
        items.prepend(item);
        const QByteArray header = localPart(item, truthOf(item)).left(zip::localHeaderBytes + 4);
        headerSizes.prepend(header.size());
        QByteArray block(1, '\0');
        append(block, quint16(header.size()));
        append(block, quint16(~header.size()));
        tail = header + stream;
        stream = block + header + stream;
        unpacked = header + unpacked;
    }
    QByteArray bytes = tail;
    QByteArray directory;
    qsizetype offset = 0;
    constexpr qsizetype blockHeaderBytes = 5;
    for (int index = 0; index < entries; ++index) {
        directory += centralPart(items.at(index), truthOf(items.at(index)), quint32(offset));
        offset += headerSizes.at(index) + blockHeaderBytes;
    }
    ZipEnd end;
    end.prefix = bytes;
    end.isPrefixCounted = true;
    end.count = quint16(entries);
    end.bytes = quint32(directory.size());
    end.beforeEnd = directory;
    return buildZip({}, end);
}

} // namespace litekeeper::test
