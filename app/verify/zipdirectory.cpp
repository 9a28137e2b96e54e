// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/zipdirectory.h"

#include "common/zipformat.h"

#include <QByteArrayView>
#include <QCoreApplication>

#include <algorithm>
#include <limits>

namespace litekeeper {

namespace {

// A comment has up to 65,535 bytes; behind that, other programs look a little further for an end record that
// junk was appended to.
constexpr qint64 wrapBytes = qint64(1) << 32; // an offset of 4 bytes begins anew here
constexpr qint64 tailBytes = 1024 * 1024 + zip::endBytes;

QString say(const char *text)
{
    return QCoreApplication::translate("ZipAudit", text);
}

struct EndRecord
{
    qint64 at = 0; ///< position in the file
    quint16 disk = 0;
    quint16 directoryDisk = 0;
    quint16 countHere = 0;
    quint16 count = 0;
    quint32 bytes = 0;
    quint32 offset = 0;
    quint16 commentBytes = 0;
};

EndRecord parseEnd(const char *bytes, qint64 at)
{
    return {at,
            littleEndian<quint16>(bytes + 4),
            littleEndian<quint16>(bytes + 6),
            littleEndian<quint16>(bytes + 8),
            littleEndian<quint16>(bytes + 10),
            littleEndian<quint32>(bytes + 12),
            littleEndian<quint32>(bytes + 16),
            littleEndian<quint16>(bytes + 20)};
}

class DirectoryFinder
{
public:
    DirectoryFinder(const ArchiveFile &file, Judgement &judgement)
        : m_file(file)
        , m_judgement(judgement)
        , m_window(file, 4096)
    {
    }

    Result<std::optional<ZipDirectory>> find();

private:
    Result<bool> findEnd();
    Result<void> takeZip64();
    Result<void> takeZip64Record(qint64 at);
    Result<void> place();
    Result<bool> hasSignature(qint64 at, quint32 signature);
    Result<bool> beginsEntry(qint64 directoryOffset, qint64 base);
    Result<bool> isAnotherArchive(const EndRecord &end);
    Result<bool> endsAnArchive(qint64 at);
    Result<void> judgePrefix();
    void damaged(const char *code, const QString &text)
    {
        m_judgement.find(Verdict::Damaged, QString::fromLatin1(code), text);
    }

    const ArchiveFile &m_file;
    Judgement &m_judgement;
    FileWindow m_window;
    EndRecord m_end;
    ZipDirectory m_directory;
    qint64 m_declaredOffset = 0;
};

Result<bool> DirectoryFinder::hasSignature(qint64 at, quint32 signature)
{
    const Result<const char *> bytes = m_window.look(at, 4);
    if (!bytes) {
        return bytes.error();
    }
    return *bytes && littleEndian<quint32>(*bytes) == signature;
}

/// Does an end record lead to a directory with an entry? Then a program that begins at it sees another
/// archive.
Result<bool> DirectoryFinder::isAnotherArchive(const EndRecord &end)
{
    if (end.count == 0 || end.bytes < zip::centralHeaderBytes) {
        return false;
    }
    return hasSignature(end.at - end.bytes, zip::centralHeaderSignature);
}

// The end record that ends exactly with the file is the one all programs agree on, so it is looked for first.
Result<bool> DirectoryFinder::findEnd()
{
    const qint64 from = std::max<qint64>(0, m_file.bytes() - tailBytes);
    std::vector<char> tail(size_t(m_file.bytes() - from));
    const Result<qint64> count = m_file.read(from, tail.data(), qint64(tail.size()));
    if (!count) {
        return count.error();
    }
    const QByteArrayView bytes(tail.data(), *count);
    std::optional<EndRecord> fitting;
    std::optional<EndRecord> followed;
    std::optional<EndRecord> cut;
    for (qsizetype at = bytes.lastIndexOf("PK\5\6"); at >= 0;
         at = at > 0 ? bytes.lastIndexOf("PK\5\6", at - 1) : -1) {
        if (at + zip::endBytes > bytes.size()) {
            continue;
        }
        const EndRecord end = parseEnd(bytes.data() + at, from + at);
        const qint64 behind = end.at + zip::endBytes + end.commentBytes;
        if (behind == m_file.bytes() && !fitting) {
            fitting = end;
        } else if (behind == m_file.bytes()) {
            const Result<bool> isAnother = isAnotherArchive(end);
            if (!isAnother) {
                return isAnother.error();
            }
            if (*isAnother) {
                m_judgement.find(
                    Verdict::Dangerous, QStringLiteral("several-directories"),
                    say("The zip has two central directories that both end with the file, so programs "
                        "disagree on what is in it. Do not unpack this archive."));
            }
        } else if (behind < m_file.bytes() && !followed) {
            followed = end;
        } else if (behind > m_file.bytes() && !cut) {
            cut = end;
        }
    }
    if (fitting) {
        m_end = *fitting;
    } else if (followed) {
        m_end = *followed;
        m_directory.isFollowed = true;
        m_judgement.remark(Severity::Warning, QStringLiteral("trailing-bytes"),
                           say("%1 bytes follow behind the end of the zip. They belong to nothing in it; "
                               "find out what appended them.")
                               .arg(m_file.bytes() - m_end.at - zip::endBytes - m_end.commentBytes));
    } else if (cut) {
        m_end = *cut;
        damaged("truncated",
                say("The file ends within the comment of the zip, so its end is missing. "
                    "Download it again."));
    }
    return fitting || followed || cut;
}

Result<void> DirectoryFinder::takeZip64Record(qint64 at)
{
    const Result<const char *> record = m_window.look(at, zip::zip64EndBytes);
    if (!record) {
        return record.error();
    }
    const char *bytes = *record;
    m_directory.isZip64 = true;
    m_directory.recordsOffset = at;
    const auto disk = littleEndian<quint32>(bytes + 16);
    const auto directoryDisk = littleEndian<quint32>(bytes + 20);
    const auto countHere = littleEndian<quint64>(bytes + 24);
    const auto count = littleEndian<quint64>(bytes + 32);
    const auto directoryBytes = littleEndian<quint64>(bytes + 40);
    const auto offset = littleEndian<quint64>(bytes + 48);
    m_directory.isMultiDisk = m_directory.isMultiDisk || disk != 0 || directoryDisk != 0;
    const auto contradicts
        = [](quint64 small, quint64 sentinel, quint64 large) { return small != sentinel && small != large; };
    const bool isLie = contradicts(m_end.count, zip::entriesInZip64, count)
        || contradicts(m_end.bytes, zip::inZip64, directoryBytes)
        || contradicts(m_end.offset, zip::inZip64, offset) || countHere != count
        || littleEndian<quint64>(bytes + 4) < zip::zip64EndBytes - 12;
    const auto fileBytes = quint64(m_file.bytes());
    if (isLie || count > fileBytes || directoryBytes > fileBytes || offset > fileBytes) {
        damaged("zip64-contradiction",
                say("The two end records of the zip contradict each other or the file's size. Download it "
                    "again."));
    }
    m_directory.count = qint64(std::min(count, fileBytes));
    m_directory.bytes = qint64(std::min(directoryBytes, fileBytes));
    m_declaredOffset = qint64(std::min(offset, fileBytes));
    return {};
}

// Bytes before the zip shift the record from where the locator says it is, but it still ends at the locator.
Result<void> DirectoryFinder::takeZip64()
{
    const qint64 locatorAt = m_end.at - zip::zip64LocatorBytes;
    const Result<bool> hasLocator = hasSignature(locatorAt, zip::zip64LocatorSignature);
    if (!hasLocator) {
        return hasLocator.error();
    }
    const bool isNeeded
        = m_end.count == zip::entriesInZip64 || m_end.bytes == zip::inZip64 || m_end.offset == zip::inZip64;
    if (*hasLocator) {
        const Result<const char *> locator = m_window.look(locatorAt, zip::zip64LocatorBytes);
        if (!locator) {
            return locator.error();
        }
        const auto disk = littleEndian<quint32>(*locator + 4);
        const auto disks = littleEndian<quint32>(*locator + 16);
        const auto declared = littleEndian<quint64>(*locator + 8);
        const qint64 adjacent = locatorAt - zip::zip64EndBytes;
        for (const qint64 at : {qint64(std::min(declared, quint64(m_file.bytes()))), adjacent}) {
            const Result<bool> hasRecord = hasSignature(at, zip::zip64EndSignature);
            if (!hasRecord) {
                return hasRecord.error();
            }
            if (*hasRecord && at <= adjacent) {
                m_directory.isMultiDisk = m_directory.isMultiDisk || disk != 0 || disks > 1;
                return takeZip64Record(at);
            }
        }
    }
    if (*hasLocator ? isNeeded : m_end.bytes == zip::inZip64 || m_end.offset == zip::inZip64) {
        damaged("zip64-missing",
                say("The zip's end record points to a zip64 record that is not there. "
                    "Download it again."));
    }
    return {};
}

Result<bool> DirectoryFinder::beginsEntry(qint64 directoryOffset, qint64 base)
{
    const Result<const char *> header = m_window.look(directoryOffset, zip::centralHeaderBytes);
    if (!header) {
        return header.error();
    }
    if (!*header) {
        return false;
    }
    const auto offset = littleEndian<quint32>(*header + 42);
    // One that lies in the zip64 extra field is as good as any other for the choice made here.
    if (offset == zip::inZip64) {
        return true;
    }
    return hasSignature(offset + base, zip::localHeaderSignature);
}

// The directory ends where the end records begin. If its declared offset leads elsewhere, either bytes stand
// before the zip (a self-extractor) or one of the figures is wrong.
Result<void> DirectoryFinder::place()
{
    const qint64 expected = m_directory.recordsOffset - m_directory.bytes;
    const bool isEmpty = m_directory.count == 0 && m_directory.bytes == 0;
    const Result<bool> atExpected = hasSignature(expected, zip::centralHeaderSignature);
    const Result<bool> atDeclared = hasSignature(m_declaredOffset, zip::centralHeaderSignature);
    if (!atExpected || !atDeclared) {
        return atExpected ? atDeclared.error() : atExpected.error();
    }
    m_directory.offset = *atExpected || isEmpty ? expected : m_declaredOffset;
    m_directory.isPlausible = *atExpected || *atDeclared || m_directory.recordsOffset == 0;
    if (m_directory.isMultiDisk) {
        return {};
    }
    const qint64 shift = expected - m_declaredOffset;
    if (shift == 0 || (isEmpty && shift > 0)) {
        return {};
    }
    if (!m_directory.isZip64 && *atExpected && shift % wrapBytes == 0 && shift > 0) {
        m_directory.isWrapped = true;
        return {};
    }
    const Result<bool> isShifted = beginsEntry(expected, shift);
    if (!isShifted) {
        return isShifted.error();
    }
    if (*atExpected && shift > 0 && *isShifted) {
        m_directory.base = shift;
        return {};
    }
    if (*atDeclared && shift > 0) {
        m_directory.offset = m_declaredOffset;
        m_judgement.remark(
            Severity::Note, QStringLiteral("gap"),
            say("%1 bytes between the directory of the zip and its end belong to nothing in it.").arg(shift));
        return {};
    }
    damaged("directory-misplaced",
            say("The zip's end record and its directory contradict each other. "
                "Download it again; what was found is judged all the same."));
    if (!*atExpected) {
        m_directory.bytes = std::max<qint64>(0, m_directory.recordsOffset - m_declaredOffset);
    }
    return {};
}

/// Does an archive end right before this position?
Result<bool> DirectoryFinder::endsAnArchive(qint64 at)
{
    const qint64 from = std::max<qint64>(0, at - zip::endBytes - std::numeric_limits<quint16>::max());
    FileWindow window(m_file, at - from);
    const Result<const char *> found = window.look(from, at - from);
    if (!found || !*found) {
        return found ? Result<bool>(false) : found.error();
    }
    const QByteArrayView bytes(*found, at - from);
    for (qsizetype end = bytes.lastIndexOf("PK\5\6"); end >= 0;
         end = end > 0 ? bytes.lastIndexOf("PK\5\6", end - 1) : -1) {
        const bool fits = end + zip::endBytes <= bytes.size()
            && end + zip::endBytes + littleEndian<quint16>(bytes.data() + end + 20) == bytes.size();
        if (fits) {
            return true;
        }
    }
    return false;
}

// A zip that was cut off may hold another one whose end was not. A zip behind a whole one is just that.
Result<void> DirectoryFinder::judgePrefix()
{
    const Result<bool> beginsAsZip = hasSignature(0, zip::localHeaderSignature);
    if (!beginsAsZip || m_directory.base == 0 || !*beginsAsZip) {
        return beginsAsZip ? Result<void>() : beginsAsZip.error();
    }
    const Result<bool> isWhole = endsAnArchive(m_directory.base);
    if (!isWhole) {
        return isWhole.error();
    }
    if (!*isWhole) {
        damaged("no-directory",
                say("The end of the zip with its directory is missing; the directory that was found "
                    "belongs to another zip in it. Download it again."));
    }
    return {};
}

Result<std::optional<ZipDirectory>> DirectoryFinder::find()
{
    const Result<bool> hasEnd = findEnd();
    if (!hasEnd) {
        return hasEnd.error();
    }
    if (!*hasEnd) {
        return std::optional<ZipDirectory>();
    }
    m_directory.recordsOffset = m_end.at;
    m_directory.endOffset = std::min(m_file.bytes(), m_end.at + zip::endBytes + m_end.commentBytes);
    m_directory.count = m_end.count;
    m_directory.bytes = m_end.bytes;
    m_declaredOffset = m_end.offset;
    const auto isOther = [](quint16 disk) { return disk != 0 && disk != zip::entriesInZip64; };
    m_directory.isMultiDisk = isOther(m_end.disk) || isOther(m_end.directoryDisk);
    const Result<void> zip64 = takeZip64();
    if (!zip64) {
        return zip64.error();
    }
    const Result<void> placed = place();
    if (!placed) {
        return placed.error();
    }
    const Result<void> judged = judgePrefix();
    if (!judged) {
        return judged.error();
    }
    if (m_directory.isMultiDisk) {
        m_judgement.find(
            Verdict::Unsupported, QStringLiteral("multi-disk"),
            say("This is one part of a zip that was split over several files. Join the parts and verify "
                "the whole."));
        return std::optional<ZipDirectory>(m_directory);
    }
    if (m_directory.isWrapped) {
        m_judgement.find(
            Verdict::Unsupported, QStringLiteral("wrapped"),
            say("The zip is larger than 4 GiB and was written by a program that cannot tell such sizes. "
                "Unpack it with that program and verify what comes out."));
        return std::optional<ZipDirectory>(m_directory);
    }
    if (m_end.countHere != m_end.count) {
        damaged("count",
                say("The end record of the zip gives two different numbers of entries. Download it again."));
    }
    return std::optional<ZipDirectory>(m_directory);
}

} // namespace

Result<std::optional<ZipDirectory>> findZipDirectory(const ArchiveFile &file, Judgement &judgement)
{
    return DirectoryFinder(file, judgement).find();
}

} // namespace litekeeper
