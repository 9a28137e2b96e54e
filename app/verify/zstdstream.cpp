// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/bytestream.h"

#include <QCoreApplication>

#include <algorithm>

#include <zstd.h>
#include <zstd_errors.h>

namespace litekeeper {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("ByteStream", text);
}

class ZstdStream : public ByteStream
{
public:
    ZstdStream(const ArchiveFile &file, Judgement &judgement)
        : m_file(file)
        , m_judgement(judgement)
        , m_input(ZSTD_DStreamInSize())
        , m_context(ZSTD_createDCtx())
    {
        if (m_context) {
            ZSTD_DCtx_setParameter(m_context.get(), ZSTD_d_windowLogMax,
                                   ZSTD_dParam_getBounds(ZSTD_d_windowLogMax).upperBound);
        }
    }

    Result<qint64> read(char *bytes, qint64 length) override;
    qint64 position() const override { return m_fetched - qint64(m_fill.size - m_fill.pos); }

private:
    struct Delete
    {
        void operator()(ZSTD_DCtx *context) const { ZSTD_freeDCtx(context); }
    };
    Result<bool> fetch();
    Result<bool> beginsFrame();
    Error found(Verdict verdict, const char *code, const QString &text);
    Error failure(std::size_t code);

    const ArchiveFile &m_file;
    Judgement &m_judgement;
    std::vector<char> m_input;
    std::unique_ptr<ZSTD_DCtx, Delete> m_context;
    ZSTD_inBuffer m_fill = {nullptr, 0, 0};
    qint64 m_fetched = 0;
    bool m_isWithinFrame = false;
    bool m_hasEnded = false;
    bool m_remarkedChecksum = false;
};

Error ZstdStream::found(Verdict verdict, const char *code, const QString &text)
{
    m_judgement.find(verdict, QString::fromLatin1(code), text);
    return {.kind = verdict == Verdict::Unsupported ? ErrorKind::Unsupported : ErrorKind::Damaged,
            .path = m_file.path(),
            .detail = text};
}

Error ZstdStream::failure(std::size_t code)
{
    switch (ZSTD_getErrorCode(code)) {
    case ZSTD_error_memory_allocation:
        return found(
            Verdict::Unsupported, "window",
            say("The data were packed with a window that takes more memory than there is. Unpack them with "
                "zstd and verify what comes out."));
    case ZSTD_error_frameParameter_windowTooLarge:
        return found(
            Verdict::Unsupported, "window",
            say("The data were packed with a window that would take more than 2 GiB of memory. Unpack them "
                "with “zstd --long=31” and verify what comes out."));
    case ZSTD_error_dictionary_wrong:
        return found(
            Verdict::Unsupported, "dictionary",
            say("The data were packed with a dictionary that is not in the file. Unpack them where it is and "
                "verify what comes out."));
    case ZSTD_error_frameParameter_unsupported:
    case ZSTD_error_version_unsupported:
        return found(Verdict::Unsupported, "method",
                     say("The data were packed with another version of zstd. Unpack them with it and verify "
                         "what comes "
                         "out."));
    default:
        return found(Verdict::Damaged, "data-damaged",
                     say("The packed data are damaged near byte %1 of the file (%2). Download it again.")
                         .arg(position())
                         .arg(QString::fromLatin1(ZSTD_getErrorName(code))));
    }
}

Result<bool> ZstdStream::fetch()
{
    if (m_fill.pos < m_fill.size) {
        return true;
    }
    const Result<qint64> count = m_file.read(m_fetched, m_input.data(), qint64(m_input.size()));
    if (!count) {
        return count.error();
    }
    m_fill = {m_input.data(), size_t(*count), 0};
    m_fetched += *count;
    return *count > 0;
}

/// Looks at the next frame's header (RFC 8878, 3.1.1.1.1). False at the end, and at bytes that are no frame.
Result<bool> ZstdStream::beginsFrame()
{
    char header[5] = {};
    const Result<qint64> count = m_file.read(position(), header, sizeof header);
    if (!count) {
        return count.error();
    }
    if (*count == 0) {
        return false;
    }
    const auto magic = *count >= 4 ? littleEndian<quint32>(header) : 0;
    const bool isSkippable = (magic & 0xfffffff0) == ZSTD_MAGIC_SKIPPABLE_START;
    if (magic != ZSTD_MAGICNUMBER && !isSkippable) {
        return found(Verdict::Damaged, "trailing-bytes",
                     say("%1 bytes that are no zstd data follow behind the packed data, so either they were "
                         "appended or "
                         "what stood there is damaged. Download the file again.")
                         .arg(m_file.bytes() - position()));
    }
    constexpr char checksumFlag = 4;
    if (!isSkippable && *count == 5 && (header[4] & checksumFlag) == 0 && !m_remarkedChecksum) {
        m_remarkedChecksum = true;
        m_judgement.remark(Severity::Note, QStringLiteral("no-checksum"),
                           say("The packed data have no checksum, so only what is in them can show damage."));
    }
    return true;
}

Result<qint64> ZstdStream::read(char *bytes, qint64 length)
{
    if (!m_context) {
        return Error{.kind = ErrorKind::LimitReached, .path = m_file.path()};
    }
    ZSTD_outBuffer output = {bytes, size_t(length), 0};
    while (output.pos < output.size && !m_hasEnded) {
        if (m_file.control().stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = m_file.path()};
        }
        if (!m_isWithinFrame) {
            const Result<bool> begins = beginsFrame();
            if (!begins) {
                return begins.error();
            }
            m_hasEnded = !*begins;
            m_isWithinFrame = *begins;
            continue;
        }
        const Result<bool> hasMore = fetch();
        if (!hasMore) {
            return hasMore.error();
        }
        const std::size_t before = output.pos;
        const std::size_t code = ZSTD_decompressStream(m_context.get(), &output, &m_fill);
        if (ZSTD_isError(code)) {
            return failure(code);
        }
        m_isWithinFrame = code != 0;
        if (m_isWithinFrame && !*hasMore && output.pos == before) {
            return found(Verdict::Damaged, "truncated",
                         say("The file ends in the middle of the packed data. Download it again."));
        }
    }
    return qint64(output.pos);
}

} // namespace

std::unique_ptr<ByteStream> zstdStream(const ArchiveFile &file, Judgement &judgement)
{
    return std::make_unique<ZstdStream>(file, judgement);
}

} // namespace litekeeper
