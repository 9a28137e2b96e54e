// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/threadpriority.h"
#include "common/zipformat.h"
#include "engine/blockledger.h"
#include "engine/compressionstreams.h"

#include <QtEndian>

#include <libdeflate.h>
#include <zlib.h>

#include <algorithm>
#include <deque>
#include <future>

namespace litekeeper {

namespace {

constexpr int deflateLevel = 3;
constexpr qint64 dictionaryBytes = 32 << 10;

enum class BlockPlace { Inner, Last };

// One block of a deflate stream. Inner blocks end with an empty stored block at a byte border, so that the
// next one can be appended; the last one ends the stream.
QByteArray deflateBlock(const QByteArray &dictionary, const QByteArray &block, BlockPlace place)
{
    standBack();
    z_stream stream = {};
    deflateInit2(&stream, deflateLevel, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
    if (!dictionary.isEmpty()) {
        deflateSetDictionary(&stream, reinterpret_cast<const Bytef *>(dictionary.constData()),
                             uInt(dictionary.size()));
    }
    QByteArray output(qsizetype(deflateBound(&stream, uLong(block.size()))) + 16, Qt::Uninitialized);
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(block.constData()));
    stream.avail_in = uInt(block.size());
    stream.next_out = reinterpret_cast<Bytef *>(output.data());
    stream.avail_out = uInt(output.size());
    deflate(&stream, place == BlockPlace::Last ? Z_FINISH : Z_SYNC_FLUSH);
    output.truncate(qsizetype(stream.total_out));
    deflateEnd(&stream);
    return output;
}

class Fields
{
public:
    Fields &u16(quint16 value) { return add(qToLittleEndian(value)); }
    Fields &u32(quint32 value) { return add(qToLittleEndian(value)); }
    Fields &u64(quint64 value) { return add(qToLittleEndian(value)); }
    Fields &bytes(const QByteArray &value)
    {
        m_bytes += value;
        return *this;
    }
    [[nodiscard]] const QByteArray &take() const { return m_bytes; }

private:
    template <typename Value>
    Fields &add(Value value)
    {
        m_bytes.append(reinterpret_cast<const char *>(&value), sizeof value);
        return *this;
    }
    QByteArray m_bytes;
};

struct ZipEntry
{
    QByteArray name;
    quint16 dosTime = 0;
    quint16 dosDate = 0;
    quint32 crc = 0;
    quint64 bytes = 0;
    quint64 compressedBytes = 0;

    // Decided before the compressed size is known, so with room for a stream that does not shrink.
    [[nodiscard]] bool isZip64() const { return bytes > 0xf0000000U; }
    [[nodiscard]] QByteArray sizesExtra() const
    {
        return isZip64() ? Fields().u16(zip::zip64ExtraId).u16(16).u64(bytes).u64(compressedBytes).take()
                         : QByteArray();
    }
};

// MS-DOS date and time, APPNOTE 4.4.6: two-second resolution, local time, from 1980 on.
void setTime(ZipEntry &entry, const QDateTime &modified)
{
    const QDateTime local = modified.toLocalTime();
    const QDate date = local.date();
    const QTime time = local.time();
    entry.dosTime = quint16(time.hour() << 11 | time.minute() << 5 | time.second() / 2);
    entry.dosDate = quint16(std::max(0, date.year() - 1980) << 9 | date.month() << 5 | date.day());
}

QByteArray localHeader(const ZipEntry &entry)
{
    const QByteArray extra = entry.sizesExtra();
    return Fields()
        .u32(zip::localHeaderSignature)
        .u16(entry.isZip64() ? zip::versionZip64 : zip::versionDeflate)
        .u16(zip::utf8Flag)
        .u16(zip::methodDeflate)
        .u16(entry.dosTime)
        .u16(entry.dosDate)
        .u32(entry.crc)
        .u32(entry.isZip64() ? zip::inZip64 : quint32(entry.compressedBytes))
        .u32(entry.isZip64() ? zip::inZip64 : quint32(entry.bytes))
        .u16(quint16(entry.name.size()))
        .u16(quint16(extra.size()))
        .bytes(entry.name)
        .bytes(extra)
        .take();
}

QByteArray centralHeader(const ZipEntry &entry)
{
    constexpr quint32 regularFile0600 = 0100600U << 16;
    const QByteArray extra = entry.sizesExtra();
    return Fields()
        .u32(zip::centralHeaderSignature)
        .u16(zip::madeOnUnix | zip::versionZip64)
        .u16(entry.isZip64() ? zip::versionZip64 : zip::versionDeflate)
        .u16(zip::utf8Flag)
        .u16(zip::methodDeflate)
        .u16(entry.dosTime)
        .u16(entry.dosDate)
        .u32(entry.crc)
        .u32(entry.isZip64() ? zip::inZip64 : quint32(entry.compressedBytes))
        .u32(entry.isZip64() ? zip::inZip64 : quint32(entry.bytes))
        .u16(quint16(entry.name.size()))
        .u16(quint16(extra.size()))
        .u16(0)
        .u16(0)
        .u16(0)
        .u32(regularFile0600)
        .u32(0)
        .bytes(entry.name)
        .bytes(extra)
        .take();
}

QByteArray endRecords(qint64 directoryOffset, qint64 directoryBytes)
{
    const bool zip64 = directoryOffset >= zip::inZip64;
    Fields fields;
    if (zip64) {
        fields.u32(zip::zip64EndSignature)
            .u64(zip::zip64EndBytes - 12)
            .u16(zip::madeOnUnix | zip::versionZip64)
            .u16(zip::versionZip64)
            .u32(0)
            .u32(0)
            .u64(1)
            .u64(1)
            .u64(quint64(directoryBytes))
            .u64(quint64(directoryOffset));
        fields.u32(zip::zip64LocatorSignature).u32(0).u64(quint64(directoryOffset + directoryBytes)).u32(1);
    }
    return fields.u32(zip::endSignature)
        .u16(0)
        .u16(0)
        .u16(1)
        .u16(1)
        .u32(quint32(directoryBytes))
        .u32(zip64 ? zip::inZip64 : quint32(directoryOffset))
        .u16(0)
        .take();
}

// Keeps a few blocks in flight and appends them in order.
Result<void> deflateAll(const CompressionInput &input, Appender &appender, ZipEntry &entry,
                        ProgressMeter &meter, const RunControl &control)
{
    std::deque<std::future<QByteArray>> inFlight;
    const auto appendFirst = [&]() -> Result<void> {
        const QByteArray block = inFlight.front().get();
        inFlight.pop_front();
        entry.compressedBytes += quint64(block.size());
        return appender.append(block);
    };
    QByteArray dictionary;
    for (qint64 offset = 0; offset < input.bytes;) {
        if (control.stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = input.path};
        }
        meter.waitWhilePaused();
        const qint64 length = std::min(blockBytes, input.bytes - offset);
        Result<QByteArray> block = readInput(input, offset, length);
        if (!block) {
            return block.error();
        }
        entry.crc = libdeflate_crc32(entry.crc, block->constData(), size_t(length));
        offset += length;
        const BlockPlace place = offset == input.bytes ? BlockPlace::Last : BlockPlace::Inner;
        inFlight.push_back(std::async(std::launch::async, deflateBlock, dictionary, *block, place));
        dictionary = block->right(dictionaryBytes);
        if (qsizetype(inFlight.size()) > 2 * compressionWorkers()) {
            const Result<void> appended = appendFirst();
            if (!appended) {
                return appended;
            }
        }
        meter.advanceTo(offset);
    }
    while (!inFlight.empty()) {
        const Result<void> appended = appendFirst();
        if (!appended) {
            return appended;
        }
    }
    return {};
}

} // namespace

Result<void> compressToZip(const CompressionInput &input, const QByteArray &entryName,
                           const QDateTime &modified, PageSink &output, ProgressMeter &meter,
                           const RunControl &control)
{
    ZipEntry entry;
    entry.name = entryName;
    entry.bytes = quint64(input.bytes);
    setTime(entry, modified);
    Appender appender(output);
    meter.beginPhase(Phase::Compressing, input.bytes);
    Result<void> done = appender.append(localHeader(entry));
    if (done) {
        done = deflateAll(input, appender, entry, meter, control);
    }
    if (!done) {
        return done;
    }
    const qint64 directoryOffset = appender.offset();
    const QByteArray directory = centralHeader(entry);
    done = appender.append(directory + endRecords(directoryOffset, directory.size()));
    if (!done) {
        return done;
    }
    // The sizes and the checksum are known now.
    const QByteArray header = localHeader(entry);
    return output.write(header.constData(), header.size(), 0);
}

} // namespace litekeeper
