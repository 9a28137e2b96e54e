// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/zipaudit.h"

#include "common/zipformat.h"
#include "verify/archivefile.h"
#include "verify/entryname.h"
#include "verify/ziplocal.h"
#include "verify/zipranges.h"

#include <QCoreApplication>
#include <QHash>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr qint64 directoryAhead = 512 * 1024; // more than the longest central header
constexpr std::size_t entryLimit = 8'000'000; // 1.2 GB of memory

QString say(const char *text)
{
    return QCoreApplication::translate("ZipAudit", text);
}

class ZipAuditor
{
public:
    ZipAuditor(const ArchiveFile &file, const ZipDirectory &directory, Judgement &judgement)
        : m_file(file)
        , m_directory(directory)
        , m_judgement(judgement)
        , m_central(file, directoryAhead)
        , m_locals(file, directory, judgement)
    {
    }

    Result<std::vector<ZipEntry>> audit();

private:
    Result<void> walk();
    Result<const char *> centralHeader(qint64 at);
    Result<void> take(const ZipHeader &header, qint64 at);
    void judge(const ZipHeader &header, const QString &where);
    void judgeUnicodeName(const ZipHeader &header, const QString &where);
    void judgeCount();

    const ArchiveFile &m_file;
    const ZipDirectory &m_directory;
    Judgement &m_judgement;
    FileWindow m_central;
    ZipLocals m_locals;
    std::vector<ZipEntry> m_entries;
    qint64 m_backslashNames = 0;
    QString m_firstBackslashName;
};

// A null pointer where the directory ends, in whichever way.
Result<const char *> ZipAuditor::centralHeader(qint64 at)
{
    const char *const nothing = nullptr;
    const qint64 end = std::min(m_directory.offset + m_directory.bytes, m_directory.recordsOffset);
    if (at == end) {
        return nothing;
    }
    const qint64 room = end - at;
    Result<const char *> header = m_central.look(at, std::min<qint64>(room, zip::centralHeaderBytes));
    if (!header) {
        return header;
    }
    const quint32 signature = *header && room >= 6 ? littleEndian<quint32>(*header) : 0;
    if (signature == zip::digitalSignatureSignature && 6 + littleEndian<quint16>(*header + 4) == room) {
        return nothing;
    }
    if (signature == zip::centralHeaderSignature && room >= zip::centralHeaderBytes
        && ZipHeader::centralLength(*header) <= room) {
        return m_central.look(at, ZipHeader::centralLength(*header));
    }
    if (signature == zip::extraDataSignature) {
        m_judgement.find(
            Verdict::Unsupported, QStringLiteral("encrypted-directory"),
            say("The directory of the zip is encrypted, so nothing in it can be judged. Unpack it with "
                "the program that has its key and verify what comes out."));
    } else {
        m_judgement.find(
            Verdict::Damaged, QStringLiteral("directory-damaged"),
            say("The central directory of the zip breaks off after %1 entries, so others may be missing. "
                "Download it again.")
                .arg(m_entries.size()));
    }
    return nothing;
}

Result<void> ZipAuditor::walk()
{
    for (qint64 at = m_directory.offset;;) {
        const Result<const char *> header = centralHeader(at);
        if (!header) {
            return header.error();
        }
        if (!*header) {
            return {};
        }
        if (m_entries.size() >= entryLimit) {
            m_judgement.find(Verdict::Unsupported, QStringLiteral("too-many-entries"),
                             say("The zip has more than %1 entries; the others were not looked at.")
                                 .arg(qint64(entryLimit)));
            return {};
        }
        if (m_file.control().stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = m_file.path()};
        }
        const Result<void> taken = take(ZipHeader::central(*header), at);
        if (!taken) {
            return taken.error();
        }
        at += ZipHeader::centralLength(*header);
    }
}

void ZipAuditor::judgeUnicodeName(const ZipHeader &header, const QString &where)
{
    const std::optional<QByteArrayView> unicode = header.unicodeName();
    if (!unicode || *unicode == header.name) {
        return;
    }
    judgeEntryName(unicode->toByteArray(), m_judgement);
    const auto isAscii = [](QByteArrayView name) {
        return std::all_of(name.begin(), name.end(), [](char byte) { return uchar(byte) < 0x80; });
    };
    if (isAscii(*unicode) && isAscii(header.name)
        && normalEntryName(unicode->toByteArray()) != normalEntryName(header.name.toByteArray())) {
        m_judgement.find(
            Verdict::Dangerous, QStringLiteral("two-names"),
            say("The entry has a second name, “%1”, so programs disagree on what is unpacked. Do not "
                "unpack this archive.")
                .arg(shownName(unicode->toByteArray())),
            where);
    }
}

void ZipAuditor::judge(const ZipHeader &header, const QString &where)
{
    const QByteArray name = header.name.toByteArray();
    judgeEntryName(name, m_judgement);
    judgeUnicodeName(header, where);
    judgeEntryKind(header.kind(), where, m_judgement);
    if (name.contains('\\') && m_backslashNames++ == 0) {
        m_firstBackslashName = where;
    }
    if (header.has(zip::utf8Flag) && QString::fromUtf8(name).toUtf8() != name) {
        m_judgement.remark(
            Severity::Warning, QStringLiteral("name-not-utf8"),
            say("The name is said to be UTF-8 and is not, so some programs will refuse or rename it."),
            where);
    }
    if (name.isEmpty()) {
        m_judgement.remark(Severity::Note, QStringLiteral("no-name"),
                           say("An entry has no name: it was packed from a pipe."));
    }
    if (header.kind() == ArchiveEntry::Kind::Folder && header.bytes > 0) {
        m_judgement.find(
            Verdict::Dangerous, QStringLiteral("folder-with-data"),
            say("A folder has %1 bytes of data, which unpackers do not show. Do not trust this archive.")
                .arg(header.bytes),
            where);
    }
    if (!header.isExtraSound || !header.isZip64Sound) {
        m_judgement.find(
            Verdict::Damaged, QStringLiteral("extra-field"),
            say("The additional fields of the entry in the central directory are broken. Download the "
                "archive again."),
            where);
    }
    if (header.disk != 0 && header.disk != zip::entriesInZip64) {
        m_judgement.find(
            Verdict::Unsupported, QStringLiteral("multi-disk"),
            say("The entry lies in another part of a zip that was split. Join the parts and verify the "
                "whole."),
            where);
    }
}

Result<void> ZipAuditor::take(const ZipHeader &header, qint64 at)
{
    const QByteArray name = header.name.toByteArray();
    const QString where = shownName(name);
    judge(header, where);
    const QByteArray normal = normalEntryName(name);
    constexpr auto most = quint64(std::numeric_limits<qint64>::max());
    ZipEntry entry;
    entry.directoryAt = at;
    entry.compressed = qint64(std::min(header.compressed, most));
    entry.bytes = qint64(std::min(header.bytes, most));
    entry.nameHash = qHashBits(normal.constData(), size_t(normal.size()), QHashSeed::globalSeed());
    entry.crc = header.crc;
    entry.dosTime = header.dosTime;
    entry.flags = header.flags;
    entry.method = header.method;
    entry.kind = header.kind();
    // Archive Utility of macOS knows no zip64: "made by 2.1 on Unix", always with a descriptor.
    constexpr quint16 archiveUtility = 0x0315;
    entry.mayWrap = header.madeBy == archiveUtility && header.has(zip::descriptorFlag) && !header.hasZip64;
    const Result<void> checked = m_locals.check(header, where, entry);
    if (!checked) {
        return checked.error();
    }
    m_entries.push_back(entry);
    return {};
}

void ZipAuditor::judgeCount()
{
    const auto count = qint64(m_entries.size());
    if (count == m_directory.count) {
        return;
    }
    // Writers that know no zip64 let the number wrap, and readers that trust the directory never look at it.
    if (!m_directory.isZip64 && count > zip::entriesInZip64
        && (count & zip::entriesInZip64) == m_directory.count) {
        m_judgement.remark(
            Severity::Note, QStringLiteral("count-wrapped"),
            say("The zip has more entries than its end record can tell; all of them were read."));
        return;
    }
    m_judgement.find(Verdict::Damaged, QStringLiteral("count"),
                     say("The zip says that it has %1 entries, and its directory has %2. Download it again.")
                         .arg(m_directory.count)
                         .arg(count));
}

Result<std::vector<ZipEntry>> ZipAuditor::audit()
{
    m_entries.reserve(
        size_t(std::min<qint64>(m_directory.count, m_directory.bytes / zip::centralHeaderBytes)));
    const Result<void> walked = walk();
    if (!walked) {
        return walked.error();
    }
    judgeCount();
    m_locals.summarise();
    if (m_backslashNames > 0) {
        m_judgement.remark(
            Severity::Note, QStringLiteral("backslash"),
            say("%1 names have backslashes between folders, as some Windows programs write them. They "
                "are read as folders.")
                .arg(m_backslashNames),
            m_firstBackslashName);
    }
    const Result<void> judged = judgeZipRanges(m_file, m_directory, m_entries, m_judgement);
    if (!judged) {
        return judged.error();
    }
    return std::move(m_entries);
}

} // namespace

Result<std::vector<ZipEntry>> auditZip(const ArchiveFile &file, const ZipDirectory &directory,
                                       Judgement &judgement)
{
    return ZipAuditor(file, directory, judgement).audit();
}

} // namespace litekeeper
