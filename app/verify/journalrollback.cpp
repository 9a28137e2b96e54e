// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/journalrollback.h"

#include "common/filedescriptor.h"
#include "common/fileio.h"
#include "common/readonlyfile.h"

#include <QCoreApplication>
#include <QtEndian>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <optional>
#include <unordered_set>

#include <fcntl.h>
#include <unistd.h>

namespace litekeeper {

namespace {

constexpr qint64 headerBytes = 28;
constexpr QByteArrayView journalMagic("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8);
constexpr quint32 countByFileSize = 0xffffffff;
constexpr qint64 lockByteOffset = qint64(1) << 30;

QString tr(const char *text)
{
    return QCoreApplication::translate("JournalRollback", text);
}

quint32 wordAt(const QByteArray &bytes, qsizetype offset)
{
    return qFromBigEndian<quint32>(bytes.constData() + offset);
}

bool isPowerOfTwo(quint32 number, quint32 least, quint32 most)
{
    return number >= least && number <= most && std::has_single_bit(number);
}

struct JournalHeader
{
    quint32 records = 0;
    quint32 nonce = 0;
    quint32 databasePages = 0; ///< before the transaction
    quint32 sectorBytes = 0;
    quint32 pageSize = 0;

    [[nodiscard]] qint64 recordBytes() const { return qint64(pageSize) + 8; }
    [[nodiscard]] bool isPossible() const
    {
        return isPowerOfTwo(sectorBytes, 32, 65536) && isPowerOfTwo(pageSize, 512, 65536);
    }
};

/// SQLite adds up every 200th byte from the end of the page, but never the first.
quint32 recordChecksum(quint32 nonce, const char *page, int pageSize)
{
    quint32 sum = nonce;
    for (int at = pageSize - 200; at > 0; at -= 200) {
        sum += static_cast<unsigned char>(page[at]);
    }
    return sum;
}

class Rollback
{
public:
    Rollback(const ReadOnlyFile &journal, const Path &database, const std::function<bool()> &shouldStop,
             Judgement &judgement)
        : m_journal(journal)
        , m_database(database)
        , m_shouldStop(shouldStop)
        , m_judgement(judgement)
        , m_journalBytes(journal.status().st_size)
    {
    }

    [[nodiscard]] Result<void> run();

private:
    [[nodiscard]] Result<std::optional<JournalHeader>> headerAt(qint64 offset) const;
    [[nodiscard]] Result<void> judgeWithoutHeader(const QByteArray &start);
    [[nodiscard]] Result<void> judgeSuperJournal();
    [[nodiscard]] Result<void> openDatabase();
    [[nodiscard]] Result<void> playSegments();
    [[nodiscard]] Result<bool> playSegment(const JournalHeader &header, qint64 offset);
    [[nodiscard]] Result<void> restore(const JournalHeader &header, quint32 page, const char *content);
    [[nodiscard]] Result<void> truncate();
    void findIncomplete(qint64 record);

    const ReadOnlyFile &m_journal;
    const Path &m_database;
    const std::function<bool()> &m_shouldStop;
    Judgement &m_judgement;
    qint64 m_journalBytes;
    JournalHeader m_first;
    FileDescriptor m_file;
    qint64 m_fileBytes = 0;
    std::unordered_set<quint32> m_restored;
    bool m_isIncomplete = false;
};

Result<void> Rollback::run()
{
    if (m_journalBytes == 0) {
        return {}; // journal_mode=TRUNCATE leaves it so
    }
    const Result<std::optional<JournalHeader>> first = headerAt(0);
    if (!first) {
        return first.error();
    }
    if (!*first) {
        const Result<QByteArray> start = m_journal.read(0, headerBytes);
        return start ? judgeWithoutHeader(*start) : start.error();
    }
    m_first = **first;
    if (const Result<void> opened = openDatabase(); !opened) {
        return opened;
    }
    if (const Result<void> judged = judgeSuperJournal(); !judged) {
        return judged;
    }
    if (const Result<void> played = playSegments(); !played) {
        return played;
    }
    if (m_restored.empty() && !m_isIncomplete) {
        m_judgement.remark(Severity::Note, QStringLiteral("journal-unused"),
                           tr("The -journal belongs to a transaction that had not begun to change the file. "
                              "There was nothing to roll back."));
        return {};
    }
    m_judgement.remark(Severity::Warning, QStringLiteral("hot-journal"),
                       tr("The file was copied in the middle of a transaction. In a private copy it was "
                          "rolled back, which restored %1 page(s). Restore the -journal together with the "
                          "database, or it will be damaged.")
                           .arg(m_restored.size()));
    return {};
}

Result<std::optional<JournalHeader>> Rollback::headerAt(qint64 offset) const
{
    const Result<QByteArray> bytes = m_journal.read(offset, headerBytes);
    if (!bytes) {
        return bytes.error();
    }
    if (bytes->size() < headerBytes || !bytes->startsWith(journalMagic)) {
        return std::optional<JournalHeader>();
    }
    JournalHeader header{.records = wordAt(*bytes, 8),
                         .nonce = wordAt(*bytes, 12),
                         .databasePages = wordAt(*bytes, 16),
                         .sectorBytes = wordAt(*bytes, 20),
                         .pageSize = wordAt(*bytes, 24)};
    if (offset > 0) {
        // SQLite reads the sizes from the first header only.
        header.sectorBytes = m_first.sectorBytes;
        header.pageSize = m_first.pageSize;
    }
    return header.isPossible() ? std::optional(header) : std::optional<JournalHeader>();
}

Result<void> Rollback::judgeWithoutHeader(const QByteArray &start)
{
    // SQLite writes the magic and the count when the records before it are on the disk, and not before; it
    // then has not changed the file. With journal_mode=PERSIST it ends a transaction by zeros.
    const QByteArrayView counted = QByteArrayView(start).first(std::min<qsizetype>(start.size(), 12));
    if (std::all_of(counted.begin(), counted.end(), [](char byte) { return byte == 0; })) {
        return {};
    }
    m_judgement.find(Verdict::Damaged, QStringLiteral("journal-damaged"),
                     tr("The header of the -journal is damaged. If a transaction was going on when the file "
                        "was copied, it cannot be rolled back, and the database is between two states."),
                     tr("-journal, header"));
    return {};
}

/// A transaction over several files ends when their common super-journal is deleted. Without it nobody can
/// tell whether it did.
Result<void> Rollback::judgeSuperJournal()
{
    constexpr qint64 tailBytes = 16; // length, checksum and magic behind the name
    if (m_journalBytes < tailBytes) {
        return {};
    }
    const Result<QByteArray> tail = m_journal.read(m_journalBytes - tailBytes, tailBytes);
    if (!tail) {
        return tail.error();
    }
    const quint32 length = tail->size() == tailBytes ? wordAt(*tail, 0) : 0;
    if (length == 0 || length > 4096 || length > m_journalBytes - tailBytes
        || !tail->endsWith(journalMagic)) {
        return {};
    }
    const Result<QByteArray> name = m_journal.read(m_journalBytes - tailBytes - length, length);
    if (!name) {
        return name.error();
    }
    m_judgement.find(Verdict::Unsupported, QStringLiteral("super-journal"),
                     tr("The last transaction concerned several databases. Whether it was committed depends "
                        "on the file “%1”, which is not here; it was rolled back in a private copy. Verify "
                        "the databases together on the machine they come from.")
                         .arg(displayPath(pathFromBytes(*name))),
                     tr("-journal"));
    return {};
}

Result<void> Rollback::openDatabase()
{
    m_file = FileDescriptor(::open(m_database.c_str(), O_RDWR | O_CLOEXEC | O_NOFOLLOW));
    if (!m_file.isValid()) {
        return systemError(errno, m_database);
    }
    m_fileBytes = ::lseek(m_file.get(), 0, SEEK_END);
    return m_fileBytes < 0 ? Result<void>(systemError(errno, m_database)) : Result<void>();
}

Result<void> Rollback::playSegments()
{
    for (qint64 offset = 0; offset < m_journalBytes;) {
        const Result<std::optional<JournalHeader>> header = headerAt(offset);
        if (!header) {
            return header.error();
        }
        if (!*header) {
            break; // what an earlier transaction left, or nothing
        }
        const Result<bool> goesOn = playSegment(**header, offset + m_first.sectorBytes);
        if (!goesOn) {
            return goesOn.error();
        }
        if (!*goesOn) {
            break;
        }
        const qint64 end = offset + m_first.sectorBytes + (*header)->records * m_first.recordBytes();
        offset = (end + m_first.sectorBytes - 1) / m_first.sectorBytes * m_first.sectorBytes;
    }
    return truncate();
}

/// False: it was the last one.
Result<bool> Rollback::playSegment(const JournalHeader &header, qint64 offset)
{
    const bool isCounted = header.records != countByFileSize;
    const qint64 recordBytes = header.recordBytes();
    const qint64 records
        = isCounted ? header.records : std::max<qint64>(0, m_journalBytes - offset) / recordBytes;
    const quint32 lockPage = quint32(lockByteOffset / header.pageSize) + 1;
    for (qint64 number = 0; number < records; ++number, offset += recordBytes) {
        if (m_shouldStop()) {
            return Error{.kind = ErrorKind::Cancelled, .path = m_database};
        }
        const Result<QByteArray> record = m_journal.read(offset, recordBytes);
        if (!record) {
            return record.error();
        }
        const bool isWhole = record->size() == recordBytes;
        const quint32 page = isWhole ? wordAt(*record, 0) : 0;
        const bool isRight = isWhole && page != 0 && page != lockPage
            && recordChecksum(header.nonce, record->constData() + 4, int(header.pageSize))
                == wordAt(*record, recordBytes - 4);
        if (!isRight) {
            // Without a count the last record may have been in the making.
            if (isCounted || number + 1 < records) {
                findIncomplete(number);
            }
            return false;
        }
        if (const Result<void> restored = restore(header, page, record->constData() + 4); !restored) {
            return restored.error();
        }
    }
    return isCounted;
}

Result<void> Rollback::restore(const JournalHeader &header, quint32 page, const char *content)
{
    if (page > m_first.databasePages || !m_restored.insert(page).second) {
        return {};
    }
    const qint64 offset = qint64(page - 1) * header.pageSize;
    m_fileBytes = std::max(m_fileBytes, offset + header.pageSize);
    return writeFully(m_file.get(), content, header.pageSize, offset, m_database);
}

Result<void> Rollback::truncate()
{
    const qint64 wanted = qint64(m_first.databasePages) * m_first.pageSize;
    // A file that is too short is not made longer here: the pages that are missing are then found.
    if (wanted > 0 && wanted < m_fileBytes && ::ftruncate(m_file.get(), wanted) != 0) {
        return systemError(errno, m_database);
    }
    return {};
}

void Rollback::findIncomplete(qint64 record)
{
    m_isIncomplete = true;
    m_judgement.find(
        Verdict::Damaged, QStringLiteral("journal-damaged"),
        tr("Record %1 of the -journal is damaged or cut off, so the unfinished transaction cannot "
           "be rolled back whole. The database is between two states.")
            .arg(record + 1),
        tr("-journal, record %1").arg(record + 1));
}

} // namespace

Result<void> rollBackJournal(const Path &database, const Path &journal,
                             const std::function<bool()> &shouldStop, Judgement &judgement)
{
    const Result<ReadOnlyFile> opened = ReadOnlyFile::open(journal);
    if (!opened) {
        return opened.error();
    }
    return Rollback(*opened, database, shouldStop, judgement).run();
}

} // namespace litekeeper
