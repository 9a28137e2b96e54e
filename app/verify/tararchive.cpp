// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/foreignarchive.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr qint64 blockBytes = 512;
constexpr qint64 inputBytes = 256 * 1024; // whole blocks

QString say(const char *text)
{
    return QCoreApplication::translate("TarArchive", text);
}

/// Octal digits between spaces, as old programs write them.
qint64 octal(QByteArrayView field)
{
    qint64 value = 0;
    bool hasDigits = false;
    for (const char byte : field) {
        if (byte >= '0' && byte <= '7') {
            value = value * 8 + (byte - '0');
            hasDigits = true;
        } else if (hasDigits || (byte != ' ' && byte != '\0')) {
            break;
        }
    }
    return hasDigits ? value : -1;
}

} // namespace

bool isTarHeader(QByteArrayView block)
{
    constexpr qsizetype checksumAt = 148;
    constexpr qsizetype checksumBytes = 8;
    if (block.size() < blockBytes || block.at(0) == '\0') {
        return false;
    }
    qint64 asUnsigned = 0;
    qint64 asSigned = 0; // as some old programs added it up
    for (qsizetype at = 0; at < blockBytes; ++at) {
        const bool isChecksum = at >= checksumAt && at < checksumAt + checksumBytes;
        const char byte = isChecksum ? ' ' : block.at(at);
        asUnsigned += static_cast<unsigned char>(byte);
        asSigned += static_cast<signed char>(byte);
    }
    const qint64 told = octal(block.sliced(checksumAt, checksumBytes));
    return told == asUnsigned || told == asSigned;
}

TarArchive::TarArchive(const ArchiveFile &file, const QString &container, const MakeLayer &layer)
    : ForeignArchive(file, container)
    , m_layer(layer(m_file, m_judgement))
    , m_input(inputBytes)
{
}

Result<void> TarArchive::open()
{
    if (!m_reader.get()) {
        return Error{.kind = ErrorKind::LimitReached, .path = m_file.path()};
    }
    archive_read_support_format_tar(m_reader.get());
    return judgeOpening(m_reader.open([this](const void **bytes) {
        *bytes = m_input.data();
        return fetch();
    }));
}

Result<qint64> TarArchive::fetch()
{
    m_inputBytes = 0;
    if (m_layerError) {
        return *m_layerError;
    }
    while (m_inputBytes < qint64(m_input.size())) {
        const Result<qint64> count
            = m_layer->read(m_input.data() + m_inputBytes, qint64(m_input.size()) - m_inputBytes);
        if (!count && m_inputBytes == 0) {
            return count;
        }
        if (!count) {
            m_layerError = count.error();
            break;
        }
        if (*count == 0) {
            break;
        }
        m_inputBytes += *count;
    }
    m_fetched += m_inputBytes;
    return m_inputBytes;
}

// libarchive stops at the end marker. The layer's own checksum stands behind it, and what else stands there
// may be entries that a damaged header hides.
Result<void> TarArchive::finish()
{
    const qint64 endMarkerAt = archive_read_header_position(m_reader.get());
    qint64 at = m_fetched - m_inputBytes;
    QByteArray behind; // the first block that is not zero, and what follows it as far as a header goes
    for (;;) {
        const qint64 from = std::clamp<qint64>(endMarkerAt - at, 0, m_inputBytes);
        for (qint64 block = from; block < m_inputBytes; block += blockBytes) {
            const QByteArrayView bytes(m_input.data() + block, std::min(blockBytes, m_inputBytes - block));
            if (behind.isEmpty()
                && std::any_of(bytes.begin(), bytes.end(), [](char byte) { return byte != 0; })) {
                behind = bytes.toByteArray();
            }
        }
        at = m_fetched;
        const Result<qint64> count = fetch();
        if (!count) {
            return count.error();
        }
        if (*count == 0) {
            break;
        }
    }
    judgeEnd(endMarkerAt, behind);
    return {};
}

void TarArchive::judgeEnd(qint64 endMarkerAt, const QByteArray &behind)
{
    if (isTarHeader(behind)) {
        m_judgement.find(
            Verdict::Unsupported, QStringLiteral("several-archives"),
            say("Another tar archive follows behind the end of the first one, and only the first one was "
                "looked at. Split them, or repack them, and verify again."));
    } else if (!behind.isEmpty()) {
        m_judgement.find(
            Verdict::Damaged, QStringLiteral("data-behind-end"),
            say("Data that are no entry follow behind the end of the archive, so either they were appended "
                "or the header of an entry was wiped out. Download the archive again."));
    } else if (m_fetched - endMarkerAt < blockBytes) {
        m_judgement.remark(
            Severity::Warning, QStringLiteral("no-end-marker"),
            say("The archive has no end marker. It ends between two entries, so others that followed may "
                "be missing; compare the list with what you expect."));
    }
}

} // namespace litekeeper
