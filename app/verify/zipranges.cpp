// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/zipranges.h"

#include "common/zipformat.h"
#include "verify/archivefile.h"
#include "verify/entryname.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace litekeeper {

namespace {

QString say(const char *text)
{
    return QCoreApplication::translate("ZipAudit", text);
}

using Order = std::vector<quint32>;

class RangeJudge
{
public:
    RangeJudge(const ArchiveFile &file, const ZipDirectory &directory, std::vector<ZipEntry> &entries,
               Judgement &judgement)
        : m_file(file)
        , m_directory(directory)
        , m_entries(entries)
        , m_judgement(judgement)
    {
    }

    Result<void> judge();

private:
    [[nodiscard]] Order orderedByOffset() const;
    void markOverlaps(const Order &order);
    void markPair(ZipEntry &before, ZipEntry &entry, bool isSure);
    Result<void> reportOverlaps();
    void remarkGaps(const Order &order);
    Result<void> judgeNames();
    Result<void> judgeSameNames(const ZipEntry &first, const ZipEntry &second);

    const ArchiveFile &m_file;
    const ZipDirectory &m_directory;
    std::vector<ZipEntry> &m_entries;
    Judgement &m_judgement;
};

Order RangeJudge::orderedByOffset() const
{
    Order order(m_entries.size());
    std::iota(order.begin(), order.end(), 0U);
    std::erase_if(order, [&](quint32 index) { return m_entries[index].localAt < 0; });
    std::sort(order.begin(), order.end(),
              [&](quint32 a, quint32 b) { return m_entries[a].localAt < m_entries[b].localAt; });
    return order;
}

void RangeJudge::markPair(ZipEntry &before, ZipEntry &entry, bool isSure)
{
    for (ZipEntry *marked : {&before, &entry}) {
        marked->state = ZipEntry::State::Unreadable;
        marked->isOverlapping = true;
        marked->isSurelyOverlapping = marked->isSurelyOverlapping || isSure;
    }
}

// Ordered by offset, an entry overlaps one before it exactly if it begins before the farthest end so far.
void RangeJudge::markOverlaps(const Order &order)
{
    ZipEntry *farthest = nullptr;
    ZipEntry *surelyFarthest = nullptr;
    for (const quint32 index : order) {
        ZipEntry &entry = m_entries[index];
        if (surelyFarthest && entry.localAt < surelyFarthest->sureEnd) {
            markPair(*surelyFarthest, entry, true);
        } else if (farthest && entry.localAt < farthest->end) {
            markPair(*farthest, entry, false);
        }
        const bool meetsDirectory = entry.end > m_directory.offset && entry.localAt < m_directory.endOffset;
        if (meetsDirectory) {
            const bool isSure = entry.sureEnd > m_directory.offset;
            markPair(entry, entry, isSure);
        }
        farthest = !farthest || entry.end > farthest->end ? &entry : farthest;
        surelyFarthest = !surelyFarthest || entry.sureEnd > surelyFarthest->sureEnd ? &entry : surelyFarthest;
    }
}

Result<void> RangeJudge::reportOverlaps()
{
    for (const ZipEntry &entry : m_entries) {
        if (!entry.isOverlapping) {
            continue;
        }
        const Result<QByteArray> name = zipEntryName(m_file, entry);
        if (!name) {
            return name.error();
        }
        if (entry.isSurelyOverlapping) {
            m_judgement.find(
                Verdict::Dangerous, QStringLiteral("overlap"),
                say("The entry shares bytes with another one or with the directory, which no packing "
                    "program does: it may be a zip bomb. Do not unpack this archive."),
                shownName(*name));
        } else {
            m_judgement.find(
                Verdict::Damaged, QStringLiteral("extent"),
                say("Where the entry's data end contradicts what stands there, so it was not read. "
                    "Download the archive again."),
                shownName(*name));
        }
    }
    return {};
}

void RangeJudge::remarkGaps(const Order &order)
{
    constexpr qint64 splitMarkerBytes = 4; // a split zip that came to one part only begins with it (8.5.4)
    qint64 gaps = 0;
    qint64 reached = 0;
    for (const quint32 index : order) {
        const ZipEntry &entry = m_entries[index];
        const qint64 gap = entry.localAt - reached;
        if (reached == 0 && gap > splitMarkerBytes) {
            m_judgement.remark(
                Severity::Note, QStringLiteral("leading-bytes"),
                say("%1 bytes stand before the zip, as in an archive that unpacks itself. They were not "
                    "looked at.")
                    .arg(gap));
        } else if (reached > 0 && gap > 0) {
            gaps += gap;
        }
        reached = std::max(reached, entry.end);
    }
    if (!order.empty() && reached < m_directory.offset) {
        gaps += m_directory.offset - reached;
    }
    if (gaps > 0) {
        m_judgement.remark(
            Severity::Note, QStringLiteral("gap"),
            say("%1 bytes between the entries of the zip belong to none of them, for example of entries "
                "that were deleted.")
                .arg(gaps));
    }
}

// Unpackers keep the last, the first, or ask: if the contents differ, nobody can tell what will be restored.
// Java archives repeat identical files and folders, which is harmless.
Result<void> RangeJudge::judgeSameNames(const ZipEntry &first, const ZipEntry &second)
{
    if (first.kind == ArchiveEntry::Kind::Folder && second.kind == ArchiveEntry::Kind::Folder) {
        return {};
    }
    const Result<QByteArray> name = zipEntryName(m_file, second);
    if (!name) {
        return name.error();
    }
    if (first.kind == second.kind && (first.crc != second.crc || first.bytes != second.bytes)) {
        m_judgement.find(
            Verdict::Dangerous, QStringLiteral("duplicate-name"),
            say("Two entries have this name and different contents, so it depends on the program which "
                "one is unpacked. Do not restore from this archive before you have looked at both."),
            shownName(*name));
    } else {
        m_judgement.remark(
            Severity::Warning, QStringLiteral("duplicate-name"),
            say("Two entries have this name; one will replace the other when they are unpacked."),
            shownName(*name));
    }
    return {};
}

Result<void> RangeJudge::judgeNames()
{
    Order order(m_entries.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](quint32 a, quint32 b) {
        return m_entries[a].nameHash != m_entries[b].nameHash ? m_entries[a].nameHash < m_entries[b].nameHash
                                                              : a < b;
    });
    for (std::size_t at = 1; at < order.size(); ++at) {
        const ZipEntry &first = m_entries[order[at - 1]];
        const ZipEntry &second = m_entries[order[at]];
        if (first.nameHash == second.nameHash) {
            const Result<void> judged = judgeSameNames(first, second);
            if (!judged) {
                return judged.error();
            }
        }
    }
    return {};
}

Result<void> RangeJudge::judge()
{
    const Order order = orderedByOffset();
    markOverlaps(order);
    const Result<void> reported = reportOverlaps();
    if (!reported) {
        return reported.error();
    }
    remarkGaps(order);
    return judgeNames();
}

} // namespace

Result<void> judgeZipRanges(const ArchiveFile &file, const ZipDirectory &directory,
                            std::vector<ZipEntry> &entries, Judgement &judgement)
{
    return RangeJudge(file, directory, entries, judgement).judge();
}

Result<QByteArray> zipEntryName(const ArchiveFile &file, const ZipEntry &entry)
{
    char header[zip::centralHeaderBytes] = {};
    const Result<qint64> count = file.read(entry.directoryAt, header, sizeof header);
    if (!count) {
        return count.error();
    }
    QByteArray name(littleEndian<quint16>(header + 28), Qt::Uninitialized);
    const Result<qint64> nameCount
        = file.read(entry.directoryAt + zip::centralHeaderBytes, name.data(), name.size());
    if (!nameCount) {
        return nameCount.error();
    }
    name.truncate(*nameCount);
    return name;
}

} // namespace litekeeper
