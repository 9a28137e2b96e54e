// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/ziparchive.h"

#include "common/zipformat.h"
#include "verify/entryname.h"
#include "verify/zipdecoder.h"
#include "verify/zipheader.h"
#include "verify/zipranges.h"

#include <QCoreApplication>

#include <algorithm>

#include <libdeflate.h>

namespace litekeeper {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("ZipEntry", text);
}

QString methodName(const ZipHeader &header)
{
    const std::optional<QByteArrayView> aes = header.extraField(zip::aesExtraId);
    if (header.method != zip::methodAes || !aes || aes->size() < 7) {
        return zipMethodName(header.method);
    }
    return QStringLiteral("%1, AES").arg(zipMethodName(littleEndian<quint16>(aes->data() + 5)));
}

bool concernsEntryOnly(const Error &error)
{
    return error.kind == ErrorKind::Damaged || error.kind == ErrorKind::Unsupported;
}

} // namespace

ZipArchive::ZipArchive(ArchiveFile file, QByteArray password)
    : m_file(std::move(file))
    , m_password(std::move(password))
{
}

Result<std::unique_ptr<Archive>> ZipArchive::open(const ArchiveFile &file, const QByteArray &password,
                                                  bool looksLikeZip)
{
    auto archive = std::make_unique<ZipArchive>(file, password);
    const Result<std::optional<ZipDirectory>> directory
        = findZipDirectory(archive->m_file, archive->m_judgement);
    if (!directory) {
        return directory.error();
    }
    // Any file may hold a zip somewhere. One that unpacks itself ends with it.
    const bool isPlausible
        = *directory && (*directory)->isPlausible && !((*directory)->isFollowed && (*directory)->base > 0);
    if (!looksLikeZip && !isPlausible) {
        return std::unique_ptr<Archive>();
    }
    if (!*directory) {
        archive->m_judgement.find(
            Verdict::Damaged, QStringLiteral("no-directory"),
            say("The end of the zip with its directory is missing, so the file was cut off. "
                "Download it again."));
    } else if (!(*directory)->isMultiDisk && !(*directory)->isWrapped) {
        const Result<void> audited = archive->audit(**directory);
        if (!audited) {
            return audited.error();
        }
    }
    return std::unique_ptr<Archive>(std::move(archive));
}

Result<void> ZipArchive::audit(const ZipDirectory &directory)
{
    Result<std::vector<ZipEntry>> entries = auditZip(m_file, directory, m_judgement);
    if (!entries) {
        return entries.error();
    }
    m_entries = std::move(*entries);
    char first[4] = {};
    const Result<qint64> count = m_file.read(0, first, sizeof first);
    if (!count) {
        return count.error();
    }
    if (m_entries.empty() && littleEndian<quint32>(first) == zip::localHeaderSignature) {
        m_judgement.find(
            Verdict::Damaged, QStringLiteral("directory-empty"),
            say("The zip holds entries, and its directory lists none of them. Download it again."));
    }
    return {};
}

Result<std::optional<ArchiveEntry>> ZipArchive::describeEntry(const ZipEntry &entry)
{
    FileWindow window(m_file, 512);
    Result<const char *> bytes = window.look(entry.directoryAt, zip::centralHeaderBytes);
    if (bytes && *bytes) {
        bytes = window.look(entry.directoryAt, ZipHeader::centralLength(*bytes));
    }
    if (!bytes) {
        return bytes.error();
    }
    if (!*bytes) {
        return Error{.kind = ErrorKind::SourceChanged, .path = m_file.path()};
    }
    const ZipHeader header = ZipHeader::central(*bytes);
    const std::optional<QByteArrayView> aes = header.extraField(zip::aesExtraId);
    m_hasChecksum = entry.method != zip::methodAes || !aes || aes->size() < 2 || aes->at(0) != 2;
    const QByteArray name = header.name.toByteArray();
    m_report.emplace(m_judgement, shownName(name), m_file.path());
    return std::optional<ArchiveEntry>({.path = entryPath(name),
                                        .kind = entry.kind,
                                        .bytes = entry.bytes,
                                        .packedBytes = entry.compressed,
                                        .method = methodName(header),
                                        .isEncrypted = (entry.flags & zip::encryptedFlag) != 0,
                                        .modified = zipTime(entry.dosTime)});
}

Result<std::optional<ArchiveEntry>> ZipArchive::next()
{
    m_decoder.reset();
    m_failure.reset();
    m_given = 0;
    m_crc = 0;
    m_isFinished = false;
    m_entry = nullptr;
    if (m_next == m_entries.size()) {
        return std::optional<ArchiveEntry>();
    }
    m_entry = &m_entries[m_next++];
    Result<std::optional<ArchiveEntry>> described = describeEntry(*m_entry);
    if (!described) {
        return described;
    }
    Result<std::unique_ptr<EntryDecoder>> decoder = zipEntryDecoder(m_file, *m_entry, m_password, *m_report);
    if (decoder) {
        m_decoder = std::move(*decoder);
    } else {
        m_failure = decoder.error();
    }
    // Nobody reads what has no bytes, so its end is looked at here.
    if (m_decoder && m_entry->bytes == 0) {
        const Result<void> finished = finish();
        if (!finished) {
            m_failure = finished.error();
        }
    }
    if (m_failure && !concernsEntryOnly(*m_failure)) {
        return *m_failure;
    }
    return described;
}

Result<qint64> ZipArchive::read(char *bytes, qint64 length)
{
    if (m_failure) {
        return *m_failure;
    }
    if (!m_decoder || m_isFinished || length <= 0) {
        return qint64(0);
    }
    if (m_file.control().stopRequested()) {
        return Error{.kind = ErrorKind::Cancelled, .path = m_file.path()};
    }
    const Result<qint64> count = decode(bytes, length);
    if (!count) {
        m_failure = count.error();
    }
    return count;
}

Result<qint64> ZipArchive::decode(char *bytes, qint64 length)
{
    const Result<qint64> count = m_decoder->read(bytes, std::min(length, m_entry->bytes - m_given));
    if (!count) {
        return count;
    }
    m_crc = libdeflate_crc32(m_crc, bytes, size_t(*count));
    m_given += *count;
    if (*count == 0) {
        return m_report->find(Verdict::Damaged, "size",
                              say("The entry should have %1 bytes and has %2. Download the archive again.")
                                  .arg(m_entry->bytes)
                                  .arg(m_given));
    }
    if (m_given == m_entry->bytes) {
        // Whoever stops at the declared size must not miss what is wrong at the end.
        const Result<void> finished = finish();
        if (!finished) {
            return finished.error();
        }
    }
    return count;
}

Result<void> ZipArchive::finish()
{
    char beyond = 0;
    const Result<qint64> count = m_decoder->read(&beyond, 1);
    if (!count) {
        return count.error();
    }
    if (*count > 0) {
        m_crc = libdeflate_crc32(m_crc, &beyond, 1);
        return judgeExcess(*count);
    }
    if (m_hasChecksum && m_crc != m_entry->crc) {
        return checksumFailure();
    }
    m_isFinished = true;
    return {};
}

Error ZipArchive::checksumFailure()
{
    const bool isOldEncryption
        = (m_entry->flags & zip::encryptedFlag) != 0 && m_entry->method != zip::methodAes;
    if (isOldEncryption) {
        return m_report->find(
            Verdict::Unsupported, "password",
            say("The entry cannot be decrypted: either the password is wrong or the data are "
                "damaged. Check the password and verify again."));
    }
    return m_report->find(
        Verdict::Damaged, "checksum",
        say("The entry's bytes do not have the checksum they had when they were packed, so they are "
            "damaged. Download the archive again."));
}

// A flipped bit makes data a little longer or breaks them. Data that go on and on, or that are whole at
// another size than the declared one, were made to deceive whoever trusts that size.
Result<void> ZipArchive::judgeExcess(qint64 first)
{
    constexpr qint64 mostExcess = 64 * 1024 * 1024;
    std::vector<char> scratch(256 * 1024);
    qint64 excess = first;
    while (excess < mostExcess) {
        if (m_file.control().stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = m_file.path()};
        }
        const Result<qint64> count = m_decoder->read(scratch.data(), qint64(scratch.size()));
        if (!count) {
            return count.error();
        }
        if (*count == 0) {
            break;
        }
        m_crc = libdeflate_crc32(m_crc, scratch.data(), size_t(*count));
        excess += *count;
    }
    constexpr qint64 packsFourGiB = (qint64(1) << 32) / 1032; // at the highest ratio of deflate
    if (excess >= mostExcess && m_entry->mayWrap && m_entry->compressed >= packsFourGiB) {
        return m_report->find(
            Verdict::Unsupported, "wrapped",
            say("The entry is larger than the 4 GiB that the program that packed it can tell. Unpack "
                "it with that program and verify what comes out."));
    }
    const bool isWhole = m_hasChecksum && m_crc == m_entry->crc;
    if (excess >= mostExcess || (isWhole && !m_entry->isContradictory)) {
        return m_report->find(
            Verdict::Dangerous, "size-lie",
            say("The entry unpacks to far more than the %1 bytes it declares, or was given a wrong "
                "size on purpose: it may be a zip bomb. Do not unpack this archive.")
                .arg(m_entry->bytes));
    }
    return m_report->find(Verdict::Damaged, "size",
                          say("The entry should have %1 bytes and has %2. Download the archive again.")
                              .arg(m_entry->bytes)
                              .arg(m_entry->bytes + excess));
}

qint64 ZipArchive::position() const
{
    if (!m_entry) {
        return m_next == 0 ? 0 : m_file.bytes();
    }
    return m_entry->dataAt + (m_decoder ? m_decoder->consumed() : 0);
}

} // namespace litekeeper
