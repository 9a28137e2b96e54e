// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/foreigndecoder.h"

#include "common/zipformat.h"
#include "verify/libarchivereader.h"

#include <QCoreApplication>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr qint64 inputBytes = 256 * 1024;

QString say(const char *text)
{
    return QCoreApplication::translate("ZipEntry", text);
}

template <typename Value>
void append(QByteArray &bytes, Value value)
{
    const Value little = qToLittleEndian(value);
    bytes.append(reinterpret_cast<const char *>(&little), sizeof little);
}

/// A local header without data descriptor, sizes in a zip64 field. The check byte of the old encryption is
/// the highest of the checksum, or of the time where a descriptor follows; without the descriptor it moves.
QByteArray localHeader(const ForeignEntry &foreign)
{
    const ZipEntry &entry = foreign.entry;
    constexpr quint16 keptFlags = 0x0007; // encryption, and what the method means by bits 1 and 2
    quint32 crc = entry.crc;
    if ((entry.flags & zip::descriptorFlag) != 0) {
        crc = (crc & 0x00ffffff) | (entry.dosTime & 0xff00) << 16;
    }
    QByteArray extra;
    append(extra, zip::zip64ExtraId);
    append(extra, quint16(16));
    append(extra, quint64(entry.bytes));
    append(extra, quint64(entry.compressed));
    if (!foreign.aes.isEmpty()) {
        append(extra, zip::aesExtraId);
        append(extra, quint16(foreign.aes.size()));
        extra += foreign.aes;
    }
    QByteArray header;
    append(header, zip::localHeaderSignature);
    append(header, zip::versionZip64);
    append(header, quint16(entry.flags & keptFlags));
    append(header, entry.method);
    append(header, entry.dosTime);
    append(header, crc);
    append(header, zip::inZip64);
    append(header, zip::inZip64);
    append(header, quint16(1));
    append(header, quint16(extra.size()));
    return header + 'x' + extra;
}

class ForeignDecoder : public EntryDecoder
{
public:
    ForeignDecoder(const ArchiveFile &file, const ForeignEntry &foreign, EntryReport report)
        : m_file(file)
        , m_entry(foreign.entry)
        , m_report(std::move(report))
        , m_header(localHeader(foreign))
        , m_input(inputBytes)
        , m_reader(file.path())
    {
    }

    Result<void> open(const QByteArray &password);
    Result<qint64> read(char *bytes, qint64 length) override;
    qint64 consumed() const override { return m_fetched; }

private:
    Result<qint64> fetch(const void **bytes);
    Error failure();

    const ArchiveFile &m_file;
    const ZipEntry m_entry;
    EntryReport m_report;
    QByteArray m_header;
    std::vector<char> m_input;
    qint64 m_fetched = 0;
    bool m_isHeaderGiven = false;
    bool m_hasPassword = false;
    LibarchiveReader m_reader;
};

Result<qint64> ForeignDecoder::fetch(const void **bytes)
{
    if (!m_isHeaderGiven) {
        m_isHeaderGiven = true;
        *bytes = m_header.constData();
        return qint64(m_header.size());
    }
    const qint64 wanted = std::min(inputBytes, m_entry.compressed - m_fetched);
    const Result<qint64> count = m_file.read(m_entry.dataAt + m_fetched, m_input.data(), wanted);
    m_fetched += count ? *count : 0;
    *bytes = m_input.data();
    return count;
}

Error ForeignDecoder::failure()
{
    const Error error = m_reader.failure();
    if (error.kind != ErrorKind::Damaged && error.kind != ErrorKind::Unsupported) {
        return error;
    }
    if (m_reader.failedAtPassword()) {
        return m_report.find(
            Verdict::Unsupported, "password",
            say("The password does not fit the entry. Give the right one and verify again."));
    }
    if (error.kind == ErrorKind::Unsupported) {
        return m_report.find(Verdict::Unsupported, "method", error.detail);
    }
    // Without a sound check, a wrong password that happens to pass the first test looks like damage.
    if (m_hasPassword && m_entry.method != zip::methodAes) {
        return m_report.find(
            Verdict::Unsupported, "password",
            say("The entry cannot be decrypted: either the password is wrong or the data are "
                "damaged. Check the password and verify again."));
    }
    return m_report.find(Verdict::Damaged, "data-damaged", error.detail);
}

Result<void> ForeignDecoder::open(const QByteArray &password)
{
    archive *reader = m_reader.get();
    if (!reader) {
        return Error{.kind = ErrorKind::LimitReached, .path = m_file.path()};
    }
    archive_read_support_format_zip_streamable(reader);
    // The checksum is compared by whoever reads; the header's may have been changed for the check byte.
    archive_read_set_format_option(reader, "zip", "ignorecrc32", "1");
    m_hasPassword = !password.isEmpty();
    if (m_hasPassword) {
        archive_read_add_passphrase(reader, password.constData());
    }
    archive_entry *entry = nullptr;
    if (!m_reader.open([this](const void **bytes) { return fetch(bytes); })
        || archive_read_next_header(reader, &entry) < ARCHIVE_WARN) {
        return failure();
    }
    return {};
}

Result<qint64> ForeignDecoder::read(char *bytes, qint64 length)
{
    const la_ssize_t count = archive_read_data(m_reader.get(), bytes, size_t(length));
    if (count < 0) {
        return failure();
    }
    return qint64(count);
}

} // namespace

Result<std::unique_ptr<EntryDecoder>> foreignDecoder(const ArchiveFile &file, const ForeignEntry &foreign,
                                                     const QByteArray &password, const EntryReport &report)
{
    auto decoder = std::make_unique<ForeignDecoder>(file, foreign, report);
    const Result<void> opened = decoder->open(password);
    if (!opened) {
        return opened.error();
    }
    return std::unique_ptr<EntryDecoder>(std::move(decoder));
}

} // namespace litekeeper
