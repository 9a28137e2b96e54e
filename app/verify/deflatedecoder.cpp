// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/deflatedecoder.h"

#include <QCoreApplication>

#include <algorithm>

#include <libdeflate.h>
#include <zlib.h>

namespace litekeeper {

namespace {

constexpr qint64 inputBytes = 256 * 1024;
// libdeflate is two to three times as fast as zlib and needs an entry in one piece.
constexpr qint64 wholeBytes = 32 * 1024 * 1024;

QString say(const char *text)
{
    return QCoreApplication::translate("ZipEntry", text);
}

class InflateDecoder : public EntryDecoder
{
public:
    InflateDecoder(const ArchiveFile &file, qint64 offset, qint64 length, EntryReport report)
        : m_file(file)
        , m_offset(offset)
        , m_length(length)
        , m_report(std::move(report))
        , m_input(size_t(std::clamp<qint64>(length, 1, inputBytes)))
    {
        m_isReady = ::inflateInit2(&m_stream, -MAX_WBITS) == Z_OK;
    }
    ~InflateDecoder() override { ::inflateEnd(&m_stream); }

    Result<qint64> read(char *bytes, qint64 length) override;
    qint64 consumed() const override { return m_fetched - m_stream.avail_in; }

private:
    Result<void> fetch();
    Error damaged(const char *code, const QString &text) const
    {
        return m_report.find(Verdict::Damaged, code, text);
    }

    const ArchiveFile &m_file;
    qint64 m_offset;
    qint64 m_length;
    EntryReport m_report;
    std::vector<char> m_input;
    qint64 m_fetched = 0;
    z_stream m_stream = {};
    bool m_isReady = false;
    bool m_hasEnded = false;
};

Result<void> InflateDecoder::fetch()
{
    const qint64 wanted = std::min(qint64(m_input.size()), m_length - m_fetched);
    if (wanted == 0) {
        return damaged("data-cut",
                       say("The entry's packed data break off before their end. Download the archive "
                           "again."));
    }
    const Result<qint64> count = m_file.read(m_offset + m_fetched, m_input.data(), wanted);
    if (!count) {
        return count.error();
    }
    if (*count == 0) {
        return damaged("data-missing", say("The file ends within the entry. Download the archive again."));
    }
    m_stream.next_in = reinterpret_cast<Bytef *>(m_input.data());
    m_stream.avail_in = uInt(*count);
    m_fetched += *count;
    return {};
}

Result<qint64> InflateDecoder::read(char *bytes, qint64 length)
{
    if (!m_isReady) {
        return Error{.kind = ErrorKind::LimitReached, .path = m_file.path()};
    }
    const auto room = uInt(std::min<qint64>(length, 1 << 30));
    m_stream.next_out = reinterpret_cast<Bytef *>(bytes);
    m_stream.avail_out = room;
    while (!m_hasEnded && m_stream.avail_out > 0) {
        if (m_stream.avail_in == 0) {
            const Result<void> fetched = fetch();
            if (!fetched) {
                return fetched.error();
            }
        }
        const int code = ::inflate(&m_stream, Z_NO_FLUSH);
        m_hasEnded = code == Z_STREAM_END;
        if (code == Z_MEM_ERROR) {
            return Error{.kind = ErrorKind::LimitReached, .path = m_file.path()};
        }
        if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) {
            return damaged("data-damaged",
                           say("The entry's packed data are damaged at byte %1. Download the archive "
                               "again.")
                               .arg(consumed()));
        }
        if (m_hasEnded && consumed() != m_length) {
            return damaged(
                "data-behind",
                say("The entry's packed data end %1 bytes before they should. Download the archive again.")
                    .arg(m_length - consumed()));
        }
    }
    return qint64(room - m_stream.avail_out);
}

/// Decodes small entries at once. Whatever does not fit exactly is judged by decoding it piece by piece.
class WholeDeflateDecoder : public EntryDecoder
{
public:
    WholeDeflateDecoder(const ArchiveFile &file, qint64 offset, qint64 length, qint64 expected,
                        EntryReport report)
        : m_file(file)
        , m_offset(offset)
        , m_length(length)
        , m_report(std::move(report))
        , m_expected(expected)
    {
    }

    Result<qint64> read(char *bytes, qint64 length) override;
    qint64 consumed() const override { return m_length; }

private:
    struct Delete
    {
        void operator()(libdeflate_decompressor *decompressor) const
        {
            libdeflate_free_decompressor(decompressor);
        }
    };
    Result<bool> decode();

    const ArchiveFile &m_file;
    qint64 m_offset;
    qint64 m_length;
    EntryReport m_report;
    qint64 m_expected;
    std::vector<char> m_output;
    qint64 m_given = 0;
    bool m_isDecoded = false;
    std::unique_ptr<EntryDecoder> m_careful;
};

Result<bool> WholeDeflateDecoder::decode()
{
    // Making a decompressor clears its tables, which costs more than a small entry takes.
    thread_local const std::unique_ptr<libdeflate_decompressor, Delete> decompressor(
        libdeflate_alloc_decompressor());
    std::vector<char> input(static_cast<std::size_t>(m_length));
    m_output.resize(size_t(m_expected));
    const Result<qint64> count = m_file.read(m_offset, input.data(), m_length);
    if (!count) {
        return count.error();
    }
    std::size_t consumedBytes = 0;
    std::size_t produced = 0;
    const bool isDecoded = decompressor && *count == m_length
        && libdeflate_deflate_decompress_ex(decompressor.get(), input.data(), input.size(), m_output.data(),
                                            m_output.size(), &consumedBytes, &produced)
            == LIBDEFLATE_SUCCESS;
    return isDecoded && consumedBytes == input.size() && produced == m_output.size();
}

Result<qint64> WholeDeflateDecoder::read(char *bytes, qint64 length)
{
    if (!m_isDecoded && !m_careful) {
        const Result<bool> decoded = decode();
        if (!decoded) {
            return decoded.error();
        }
        m_isDecoded = *decoded;
        if (!m_isDecoded) {
            m_output.clear();
            m_careful = std::make_unique<InflateDecoder>(m_file, m_offset, m_length, m_report);
        }
    }
    if (m_careful) {
        return m_careful->read(bytes, length);
    }
    const qint64 count = std::min(length, qint64(m_output.size()) - m_given);
    std::copy_n(m_output.data() + m_given, count, bytes);
    m_given += count;
    return count;
}

} // namespace

std::unique_ptr<EntryDecoder> deflateDecoder(const ArchiveFile &file, qint64 offset, qint64 length,
                                             qint64 expected, const EntryReport &report)
{
    // Deflate packs 1032 bytes into one at most, so a larger size is a lie and not worth the memory.
    constexpr qint64 highestRatio = 1032;
    if (length <= wholeBytes && expected <= std::min(wholeBytes, length * highestRatio)) {
        return std::make_unique<WholeDeflateDecoder>(file, offset, length, expected, report);
    }
    return std::make_unique<InflateDecoder>(file, offset, length, report);
}

} // namespace litekeeper
