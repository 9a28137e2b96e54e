// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/databaseheader.h"

#include "common/readonlyfile.h"
#include "places/application.h"
#include "places/schemapeek.h"

#include <QCoreApplication>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cmath>

namespace litekeeper {

namespace {

constexpr qint64 headerBytes = 100;
constexpr qint64 sectorBytes = 512;
constexpr qint64 leastBytesForEntropy = 1024;
constexpr double randomEntropy = 7.9;
constexpr int leastUsableBytes = 480;
constexpr QByteArrayView magic("SQLite format 3\0", 16);

QString tr(const char *text)
{
    return QCoreApplication::translate("DatabaseHeader", text);
}

template <typename Number>
Number numberAt(const QByteArray &bytes, qsizetype offset)
{
    return qFromBigEndian<Number>(bytes.constData() + offset);
}

int byteAt(const QByteArray &bytes, qsizetype offset)
{
    return static_cast<unsigned char>(bytes.at(offset));
}

/// Bits a byte of the sample carries. A small sample never shows all values equally often even if it is
/// random, so the estimate is corrected by Miller and Madow's term.
double entropy(const QByteArray &sample)
{
    std::array<qint64, 256> counts = {};
    for (const char byte : sample) {
        ++counts.at(static_cast<unsigned char>(byte));
    }
    double bits = 0;
    int values = 0;
    for (const qint64 count : counts) {
        if (count > 0) {
            const double share = double(count) / double(sample.size());
            bits -= share * std::log2(share);
            ++values;
        }
    }
    return bits + (values - 1) / (2 * double(sample.size()) * std::log(2.0));
}

struct Signature
{
    QByteArrayView start;
    const char *name;
};

/// Packed content is as random as encrypted content; it says what it is in its first bytes.
QString knownContent(const QByteArray &start)
{
    static constexpr std::array signatures{
        Signature{"PK\x03\x04", QT_TRANSLATE_NOOP("DatabaseHeader", "it is a zip archive")},
        Signature{"\x1f\x8b", QT_TRANSLATE_NOOP("DatabaseHeader", "it is packed with gzip")},
        Signature{"\x28\xb5\x2f\xfd", QT_TRANSLATE_NOOP("DatabaseHeader", "it is packed with zstd")},
        Signature{"\xfd"
                  "7zXZ",
                  QT_TRANSLATE_NOOP("DatabaseHeader", "it is packed with xz")},
        Signature{"7z\xbc\xaf\x27\x1c", QT_TRANSLATE_NOOP("DatabaseHeader", "it is a 7z archive")},
        Signature{"BZh", QT_TRANSLATE_NOOP("DatabaseHeader", "it is packed with bzip2")},
        Signature{"\x89PNG", QT_TRANSLATE_NOOP("DatabaseHeader", "it is a picture")},
        Signature{"\xff\xd8\xff", QT_TRANSLATE_NOOP("DatabaseHeader", "it is a picture")},
        Signature{"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7",
                  QT_TRANSLATE_NOOP("DatabaseHeader",
                                    "it is a rollback journal of SQLite, not the database itself")},
        Signature{
            "\x37\x7f\x06\x82",
            QT_TRANSLATE_NOOP("DatabaseHeader", "it is a -wal file of SQLite, not the database itself")},
        Signature{
            "\x37\x7f\x06\x83",
            QT_TRANSLATE_NOOP("DatabaseHeader", "it is a -wal file of SQLite, not the database itself")},
    };
    for (const Signature &signature : signatures) {
        if (start.startsWith(signature.start)) {
            return tr(signature.name);
        }
    }
    return {};
}

Error whatElse(const QByteArray &start, qint64 fileBytes, const Path &path)
{
    if (const QString known = knownContent(start); !known.isEmpty()) {
        return {.kind = ErrorKind::NotADatabase, .path = path, .detail = known};
    }
    if (std::all_of(start.begin(), start.end(), [](char byte) { return byte == 0; })) {
        return {.kind = ErrorKind::Damaged,
                .path = path,
                .detail = tr("only zeros are where its header should be")};
    }
    if (fileBytes % sectorBytes == 0 && looksRandom(start)) {
        return {.kind = ErrorKind::Encrypted, .path = path};
    }
    return {.kind = ErrorKind::NotADatabase, .path = path};
}

Error damaged(const Path &path, const QString &detail)
{
    return {.kind = ErrorKind::Damaged, .path = path, .detail = detail};
}

int pageSizeOf(const QByteArray &header)
{
    const int stored = numberAt<quint16>(header, 16);
    return stored == 1 ? 65536 : stored;
}

Result<void> checkFields(const QByteArray &header, const Path &path)
{
    const int pageSize = pageSizeOf(header);
    if (pageSize < 512 || !std::has_single_bit(unsigned(pageSize))) {
        return damaged(path, tr("its header gives %1 as the page size").arg(pageSize));
    }
    if (byteAt(header, 19) > 2 || byteAt(header, 18) > 2 || numberAt<quint32>(header, 44) > 4) {
        return Error{.kind = ErrorKind::Unsupported,
                     .path = path,
                     .detail = tr("it was written in a newer file format than SQLite 3 has today")};
    }
    const bool fractions = byteAt(header, 21) == 64 && byteAt(header, 22) == 32 && byteAt(header, 23) == 32;
    if (byteAt(header, 18) == 0 || byteAt(header, 19) == 0 || !fractions) {
        return damaged(path, tr("fixed values in its header are wrong"));
    }
    if (pageSize - byteAt(header, 20) < leastUsableBytes) {
        return damaged(
            path, tr("its header reserves %1 of %2 bytes of a page").arg(byteAt(header, 20)).arg(pageSize));
    }
    if (numberAt<quint32>(header, 56) > 3) {
        return damaged(path, tr("its header names a text encoding that does not exist"));
    }
    return {};
}

/// Offset 28 counts only if the last writer knew of it (section 1.3.7): it then left its change counter
/// at 92.
qint64 pageCountOf(const QByteArray &header, qint64 fileBytes, int pageSize)
{
    const qint64 stored = numberAt<quint32>(header, 28);
    const bool isValid = stored > 0 && numberAt<quint32>(header, 24) == numberAt<quint32>(header, 92);
    return isValid ? stored : fileBytes / pageSize;
}

QDateTime changedAt(const struct stat &status)
{
    return QDateTime::fromMSecsSinceEpoch(status.st_mtim.tv_sec * 1000 + status.st_mtim.tv_nsec / 1'000'000,
                                          Qt::UTC);
}

/// SQLite resolves links before it names the -wal, so it lies beside the real file.
void addWal(DatabaseFacts &facts, const struct stat &status)
{
    facts.modified = changedAt(status);
    std::error_code failed;
    const Path real = std::filesystem::canonical(facts.path, failed);
    struct stat wal = {};
    if (!failed && ::stat(withSuffix(real, "-wal").c_str(), &wal) == 0 && S_ISREG(wal.st_mode)
        && wal.st_size > 0) {
        facts.walBytes = wal.st_size;
        facts.modified = std::max(facts.modified, changedAt(wal));
    }
}

} // namespace

bool looksRandom(const QByteArray &sample)
{
    return sample.size() >= leastBytesForEntropy && entropy(sample) >= randomEntropy;
}

bool hasDatabaseMagic(const QByteArray &bytes)
{
    return bytes.startsWith(magic);
}

Result<DatabaseFacts> parseDatabaseHeader(const QByteArray &start, qint64 fileBytes, const Path &path)
{
    if (fileBytes == 0) {
        return Error{.kind = ErrorKind::Empty, .path = path};
    }
    if (!hasDatabaseMagic(start)) {
        return whatElse(start, fileBytes, path);
    }
    if (start.size() < headerBytes) {
        return damaged(path, tr("it is cut off within its header, after %1 bytes").arg(start.size()));
    }
    if (const Result<void> checked = checkFields(start, path); !checked) {
        return checked.error();
    }
    const int pageSize = pageSizeOf(start);
    return DatabaseFacts{
        .path = path,
        .bytes = fileBytes,
        .pageSize = pageSize,
        .pageCount = pageCountOf(start, fileBytes, pageSize),
        .journalMode = byteAt(start, 19) == 2 ? JournalMode::Wal : JournalMode::Rollback,
        .applicationId = numberAt<quint32>(start, 68),
        .userVersion = numberAt<quint32>(start, 60),
        .sqliteVersion = numberAt<quint32>(start, 96),
    };
}

Result<DatabaseFacts> lookAtDatabase(const Path &file)
{
    const Result<ReadOnlyFile> opened = ReadOnlyFile::open(file);
    if (!opened) {
        return opened.error();
    }
    const Result<QByteArray> header = opened->read(0, headerBytes);
    if (!header) {
        return header.error();
    }
    // Only what is not a database is worth reading further.
    const Result<QByteArray> start
        = hasDatabaseMagic(*header) ? header : opened->read(0, databaseSampleBytes);
    if (!start) {
        return start.error();
    }
    // The size of now, because a writer may have grown the file since it was opened.
    struct stat status = {};
    if (::fstat(opened->descriptor(), &status) != 0) {
        return systemError(errno, file);
    }
    Result<DatabaseFacts> facts = parseDatabaseHeader(*start, status.st_size, file);
    if (facts) {
        addWal(*facts, status);
        // A -wal may still hold what the file lacks; without one nobody can.
        if (facts->bytes < facts->pageSize && facts->walBytes == 0) {
            return damaged(file, tr("it is cut off within its first page, after %1 bytes").arg(facts->bytes));
        }
        facts->application = guessApplication(*facts, peekTableNames(*opened, *facts));
    }
    return facts;
}

} // namespace litekeeper
