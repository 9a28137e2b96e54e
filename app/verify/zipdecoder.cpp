// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/zipdecoder.h"

#include "common/zipformat.h"
#include "verify/deflatedecoder.h"
#include "verify/foreigndecoder.h"
#include "verify/zipheader.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace litekeeper {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("ZipEntry", text);
}

// Not deflate64: libarchive 3.6 does not know it.
bool isForeignMethod(quint16 method)
{
    constexpr std::array<quint16, 5> methods{12, 14, 93, 95, 98};
    return std::find(methods.begin(), methods.end(), method) != methods.end();
}

Error unknownMethod(quint16 method, const EntryReport &report)
{
    return report.find(
        Verdict::Unsupported, "method",
        say("The entry is packed with %1, which Litekeeper cannot unpack. Unpack it with the program "
            "that packed it and verify what comes out.")
            .arg(zipMethodName(method)));
}

Error locked(const EntryReport &report)
{
    return report.find(
        Verdict::Unsupported, "encrypted",
        say("The entry is encrypted, so a password is needed to judge it. Give the password and verify "
            "again."));
}

/// The method under an AES envelope (https://www.winzip.com/en/support/aes-encryption/).
quint16 methodUnderAes(const ForeignEntry &foreign)
{
    return foreign.aes.size() >= 7 ? littleEndian<quint16>(foreign.aes.constData() + 5) : zip::methodAes;
}

Result<ForeignEntry> foreignEntry(const ArchiveFile &file, const ZipEntry &entry)
{
    FileWindow window(file, zip::centralHeaderBytes);
    Result<const char *> bytes = window.look(entry.directoryAt, zip::centralHeaderBytes);
    if (bytes && *bytes) {
        bytes = window.look(entry.directoryAt, ZipHeader::centralLength(*bytes));
    }
    if (!bytes) {
        return bytes.error();
    }
    ForeignEntry foreign{entry, {}};
    if (*bytes) {
        const ZipHeader header = ZipHeader::central(*bytes);
        foreign.aes = header.extraField(zip::aesExtraId).value_or(QByteArrayView()).toByteArray();
    }
    return foreign;
}

Result<std::unique_ptr<EntryDecoder>> encryptedDecoder(const ArchiveFile &file, const ZipEntry &entry,
                                                       const QByteArray &password, const EntryReport &report)
{
    if ((entry.flags & (zip::strongFlag | zip::maskedFlag)) != 0) {
        return report.find(
            Verdict::Unsupported, "strong-encryption",
            say("The entry is encrypted in a way that only PKZIP knows. Unpack it there and verify what "
                "comes out."));
    }
    if (password.isEmpty()) {
        return locked(report);
    }
    const Result<ForeignEntry> foreign = foreignEntry(file, entry);
    if (!foreign) {
        return foreign.error();
    }
    const quint16 method = entry.method == zip::methodAes ? methodUnderAes(*foreign) : entry.method;
    // libarchive 3.6 decrypts no other methods, and takes what it then reads for damaged.
    if (method != zip::methodStored && method != zip::methodDeflate) {
        return unknownMethod(method, report);
    }
    return foreignDecoder(file, *foreign, password, report);
}

} // namespace

StoredDecoder::StoredDecoder(const ArchiveFile &file, qint64 offset, qint64 length, EntryReport report)
    : m_file(file)
    , m_offset(offset)
    , m_length(length)
    , m_report(std::move(report))
{
}

Result<qint64> StoredDecoder::read(char *bytes, qint64 length)
{
    const qint64 wanted = std::min(length, m_length - m_done);
    const Result<qint64> count = m_file.read(m_offset + m_done, bytes, wanted);
    if (!count) {
        return count.error();
    }
    if (*count < wanted) {
        return m_report.find(Verdict::Damaged, "data-missing",
                             say("The file ends within the entry. Download the archive again."));
    }
    m_done += *count;
    return count;
}

Result<std::unique_ptr<EntryDecoder>> zipEntryDecoder(const ArchiveFile &file, const ZipEntry &entry,
                                                      const QByteArray &password, const EntryReport &report)
{
    if (entry.state != ZipEntry::State::Readable) {
        // The audit has told why.
        return Error{.kind = ErrorKind::Damaged, .path = file.path()};
    }
    if ((entry.flags & zip::encryptedFlag) != 0) {
        return encryptedDecoder(file, entry, password, report);
    }
    if ((entry.flags & zip::patchedFlag) != 0) {
        return report.find(Verdict::Unsupported, "patch",
                           say("The entry holds a patch and no file. Verify the file that it makes."));
    }
    if (entry.method == zip::methodStored) {
        return std::unique_ptr<EntryDecoder>(
            std::make_unique<StoredDecoder>(file, entry.dataAt, entry.compressed, report));
    }
    if (entry.method == zip::methodDeflate) {
        return deflateDecoder(file, entry.dataAt, entry.compressed, entry.bytes, report);
    }
    if (!isForeignMethod(entry.method)) {
        return unknownMethod(entry.method, report);
    }
    const Result<ForeignEntry> foreign = foreignEntry(file, entry);
    if (!foreign) {
        return foreign.error();
    }
    return foreignDecoder(file, *foreign, {}, report);
}

} // namespace litekeeper
