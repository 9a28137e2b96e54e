// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/bytestream.h"

#include <QCoreApplication>

#include <algorithm>

#include <zlib.h>

namespace litekeeper {

namespace {

constexpr qint64 inputBytes = 256 * 1024;

QString say(const char *text)
{
    return QCoreApplication::translate("ByteStream", text);
}

/// zlib reads one member with its header, checksum and length; the members behind each other are ours,
/// because what follows the last one is zeros (padding of a tape) or junk, and neither is an error to gzip
/// itself.
class GzipStream : public ByteStream
{
public:
    GzipStream(const ArchiveFile &file, Judgement &judgement)
        : m_file(file)
        , m_judgement(judgement)
        , m_input(inputBytes)
    {
        constexpr int gzipOnly = 16;
        m_isReady = ::inflateInit2(&m_stream, MAX_WBITS + gzipOnly) == Z_OK;
    }
    ~GzipStream() override { ::inflateEnd(&m_stream); }

    Result<qint64> read(char *bytes, qint64 length) override;
    qint64 position() const override { return m_fetched - m_stream.avail_in; }

private:
    Result<bool> fetch();
    Result<bool> beginNextMember();
    Result<bool> hasOnlyZerosLeft();
    Error damaged(const char *code, const QString &text);
    Error failure(int code);

    const ArchiveFile &m_file;
    Judgement &m_judgement;
    std::vector<char> m_input;
    qint64 m_fetched = 0;
    z_stream m_stream = {};
    bool m_isReady = false;
    bool m_isBetweenMembers = false;
    bool m_hasEnded = false;
};

/// False at the end of the file.
Result<bool> GzipStream::fetch()
{
    if (m_stream.avail_in > 0) {
        return true;
    }
    const Result<qint64> count = m_file.read(m_fetched, m_input.data(), qint64(m_input.size()));
    if (!count) {
        return count.error();
    }
    m_stream.next_in = reinterpret_cast<Bytef *>(m_input.data());
    m_stream.avail_in = uInt(*count);
    m_fetched += *count;
    return *count > 0;
}

Result<bool> GzipStream::hasOnlyZerosLeft()
{
    for (;;) {
        const Result<bool> hasMore = fetch();
        if (!hasMore || !*hasMore) {
            return hasMore ? Result<bool>(true) : hasMore;
        }
        while (m_stream.avail_in > 0) {
            if (*m_stream.next_in != 0) {
                return false;
            }
            ++m_stream.next_in;
            --m_stream.avail_in;
        }
    }
}

// False where no other member follows.
Result<bool> GzipStream::beginNextMember()
{
    const qint64 at = position();
    char magic[3] = {};
    const Result<qint64> count = m_file.read(at, magic, sizeof magic);
    if (!count) {
        return count.error();
    }
    if (*count >= 2 && magic[0] == '\x1f' && magic[1] == '\x8b') {
        m_isBetweenMembers = false;
        ::inflateReset(&m_stream);
        return true;
    }
    const Result<bool> isPadding = hasOnlyZerosLeft();
    if (!isPadding) {
        return isPadding;
    }
    // What begins nearly as a member is one whose first bytes were damaged, and with it all that follows.
    const int alike = (magic[0] == '\x1f') + (magic[1] == '\x8b') + (magic[2] == Z_DEFLATED);
    if (!*isPadding && alike >= 2) {
        return damaged(
            "member-damaged",
            say("Packed data that follow at byte %1 of the file begin with damaged bytes. Download it "
                "again.")
                .arg(at));
    }
    if (!*isPadding) {
        m_judgement.remark(
            Severity::Warning, QStringLiteral("trailing-bytes"),
            say("%1 bytes follow behind the end of the packed data. They belong to nothing in it; find "
                "out what appended them.")
                .arg(m_file.bytes() - at));
    }
    m_hasEnded = true;
    return false;
}

Error GzipStream::damaged(const char *code, const QString &text)
{
    m_judgement.find(Verdict::Damaged, QString::fromLatin1(code), text);
    return {.kind = ErrorKind::Damaged, .path = m_file.path(), .detail = text};
}

Error GzipStream::failure(int code)
{
    if (code == Z_MEM_ERROR) {
        return {.kind = ErrorKind::LimitReached, .path = m_file.path()};
    }
    return damaged("data-damaged",
                   say("The packed data are damaged at byte %1 of the file (%2). Download it again.")
                       .arg(position())
                       .arg(QString::fromLatin1(m_stream.msg ? m_stream.msg : "no gzip data")));
}

Result<qint64> GzipStream::read(char *bytes, qint64 length)
{
    if (!m_isReady) {
        return Error{.kind = ErrorKind::LimitReached, .path = m_file.path()};
    }
    const auto room = uInt(std::min<qint64>(length, 1 << 30));
    m_stream.next_out = reinterpret_cast<Bytef *>(bytes);
    m_stream.avail_out = room;
    while (m_stream.avail_out > 0 && !m_hasEnded) {
        if (m_file.control().stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = m_file.path()};
        }
        if (m_isBetweenMembers) {
            const Result<bool> begun = beginNextMember();
            if (!begun) {
                return begun.error();
            }
            continue;
        }
        const Result<bool> hasMore = fetch();
        if (!hasMore) {
            return hasMore.error();
        }
        if (!*hasMore) {
            return damaged("truncated",
                           say("The file ends in the middle of the packed data. Download it again."));
        }
        const int code = ::inflate(&m_stream, Z_NO_FLUSH);
        m_isBetweenMembers = code == Z_STREAM_END;
        if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) {
            return failure(code);
        }
    }
    return qint64(room - m_stream.avail_out);
}

} // namespace

std::unique_ptr<ByteStream> gzipStream(const ArchiveFile &file, Judgement &judgement)
{
    return std::make_unique<GzipStream>(file, judgement);
}

} // namespace litekeeper
