// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/databasestream.h"

#include "common/fileio.h"
#include "engine/blockledger.h"
#include "engine/ziplayout.h"

#include <libdeflate.h>
#include <zlib.h>
#include <zstd.h>

#include <sys/stat.h>

#include <algorithm>

namespace litekeeper {

namespace {

// RFC 8878, 3.1.1: magic number and frame header.
constexpr qsizetype zstdHeaderBytes = 18;

Error damaged(const Path &path, const char *what)
{
    return {.kind = ErrorKind::Damaged, .path = path, .detail = QString::fromLatin1(what)};
}

// Input of a decoder: the file in pieces.
class FileReader
{
public:
    FileReader(int descriptor, Path path, qint64 offset, qint64 end)
        : m_descriptor(descriptor)
        , m_path(std::move(path))
        , m_offset(offset)
        , m_end(end)
        , m_buffer(256 << 10, Qt::Uninitialized)
    {
    }
    /// The next piece; empty at the end.
    [[nodiscard]] Result<QByteArray> next()
    {
        const qint64 length = std::min<qint64>(m_buffer.size(), m_end - m_offset);
        const Result<qint64> count = readUpTo(m_descriptor, m_buffer.data(), length, m_offset, m_path);
        if (!count) {
            return count.error();
        }
        m_offset += *count;
        return QByteArray::fromRawData(m_buffer.constData(), qsizetype(*count));
    }
    [[nodiscard]] const Path &path() const { return m_path; }

private:
    int m_descriptor;
    Path m_path;
    qint64 m_offset;
    qint64 m_end;
    QByteArray m_buffer;
};

class PlainStream final : public DatabaseStream
{
public:
    PlainStream(int descriptor, Path path, qint64 bytes)
        : m_descriptor(descriptor)
        , m_path(std::move(path))
        , m_bytes(bytes)
    {
    }
    [[nodiscard]] Result<qint64> read(void *bytes, qint64 length) override
    {
        Result<qint64> count = readUpTo(m_descriptor, bytes, length, m_offset, m_path);
        if (count) {
            m_offset += *count;
        }
        return count;
    }
    [[nodiscard]] qint64 databaseBytes() const override { return m_bytes; }

private:
    int m_descriptor;
    Path m_path;
    qint64 m_bytes;
    qint64 m_offset = 0;
};

class ZstdStream final : public DatabaseStream
{
public:
    ZstdStream(FileReader reader, qint64 databaseBytes)
        : m_reader(std::move(reader))
        , m_databaseBytes(databaseBytes)
        , m_context(ZSTD_createDCtx(), ZSTD_freeDCtx)
    {
    }

    [[nodiscard]] Result<qint64> read(void *bytes, qint64 length) override
    {
        ZSTD_outBuffer out = {bytes, size_t(length), 0};
        while (out.pos < out.size && !m_ended) {
            if (m_in.pos == m_in.size) {
                const Result<QByteArray> piece = m_reader.next();
                if (!piece) {
                    return piece.error();
                }
                if (piece->isEmpty()) {
                    return damaged(m_reader.path(), "the zstd frame ends too early");
                }
                m_in = {piece->constData(), size_t(piece->size()), 0};
            }
            // The checksum of the frame is compared here, at its end.
            const size_t left = ZSTD_decompressStream(m_context.get(), &out, &m_in);
            if (ZSTD_isError(left) != 0) {
                return damaged(m_reader.path(), ZSTD_getErrorName(left));
            }
            m_ended = left == 0;
        }
        m_decoded += qint64(out.pos);
        if (m_ended && m_decoded != m_databaseBytes) {
            return damaged(m_reader.path(), "the zstd frame holds another number of bytes than it says");
        }
        return qint64(out.pos);
    }
    [[nodiscard]] qint64 databaseBytes() const override { return m_databaseBytes; }

private:
    FileReader m_reader;
    qint64 m_databaseBytes;
    qint64 m_decoded = 0;
    std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> m_context;
    ZSTD_inBuffer m_in = {nullptr, 0, 0};
    bool m_ended = false;
};

class ZipStream final : public DatabaseStream
{
public:
    ZipStream(FileReader reader, const ZipLayout &layout)
        : m_reader(std::move(reader))
        , m_layout(layout)
    {
        inflateInit2(&m_stream, -MAX_WBITS);
    }
    ~ZipStream() override { inflateEnd(&m_stream); }
    ZipStream(const ZipStream &) = delete;
    ZipStream &operator=(const ZipStream &) = delete;

    [[nodiscard]] Result<qint64> read(void *bytes, qint64 length) override
    {
        m_stream.next_out = static_cast<Bytef *>(bytes);
        m_stream.avail_out = uInt(length);
        while (m_stream.avail_out > 0 && !m_ended) {
            if (m_stream.avail_in == 0) {
                const Result<QByteArray> piece = m_reader.next();
                if (!piece) {
                    return piece.error();
                }
                if (piece->isEmpty()) {
                    return damaged(m_reader.path(), "the deflate stream ends too early");
                }
                m_stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(piece->constData()));
                m_stream.avail_in = uInt(piece->size());
            }
            const int code = inflate(&m_stream, Z_NO_FLUSH);
            if (code != Z_OK && code != Z_STREAM_END) {
                return damaged(m_reader.path(),
                               m_stream.msg != nullptr ? m_stream.msg : "the deflate stream is damaged");
            }
            m_ended = code == Z_STREAM_END;
        }
        const qint64 count = length - m_stream.avail_out;
        m_crc = libdeflate_crc32(m_crc, bytes, size_t(count));
        m_decoded += count;
        if (m_ended && (m_decoded != m_layout.bytes || m_crc != m_layout.crc)) {
            return damaged(m_reader.path(), "the zip entry does not fit its checksum or its size");
        }
        return count;
    }
    [[nodiscard]] qint64 databaseBytes() const override { return m_layout.bytes; }

private:
    FileReader m_reader;
    ZipLayout m_layout;
    z_stream m_stream = {};
    quint32 m_crc = 0;
    qint64 m_decoded = 0;
    bool m_ended = false;
};

Result<std::unique_ptr<DatabaseStream>> openZstd(int descriptor, const Path &path, qint64 fileBytes)
{
    QByteArray head(zstdHeaderBytes, '\0');
    const Result<qint64> count = readUpTo(descriptor, head.data(), head.size(), 0, path);
    if (!count) {
        return count.error();
    }
    const unsigned long long bytes = ZSTD_getFrameContentSize(head.constData(), size_t(*count));
    if (bytes == ZSTD_CONTENTSIZE_ERROR || bytes == ZSTD_CONTENTSIZE_UNKNOWN) {
        return damaged(path, "it does not begin with a zstd frame that tells its size");
    }
    return std::unique_ptr<DatabaseStream>(
        std::make_unique<ZstdStream>(FileReader(descriptor, path, 0, fileBytes), qint64(bytes)));
}

} // namespace

Result<std::unique_ptr<DatabaseStream>> DatabaseStream::open(int descriptor, const Path &path, Format format)
{
    struct stat status = {};
    if (::fstat(descriptor, &status) != 0) {
        return systemError(errno, path);
    }
    switch (format) {
    case Format::Zstd:
        return openZstd(descriptor, path, status.st_size);
    case Format::Zip: {
        const Result<ZipLayout> layout = readZipLayout(descriptor, path, status.st_size);
        if (!layout) {
            return layout.error();
        }
        FileReader reader(descriptor, path, layout->dataOffset, layout->dataOffset + layout->compressedBytes);
        return std::unique_ptr<DatabaseStream>(std::make_unique<ZipStream>(std::move(reader), *layout));
    }
    case Format::Database:
        break;
    }
    return std::unique_ptr<DatabaseStream>(std::make_unique<PlainStream>(descriptor, path, status.st_size));
}

} // namespace litekeeper
