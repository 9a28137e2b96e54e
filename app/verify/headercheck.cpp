// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/headercheck.h"

#include "places/databaseheader.h"

#include <QCoreApplication>
#include <QtEndian>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr qsizetype headerBytes = 100;
constexpr qint64 sectorBytes = 512;

QString tr(const char *text)
{
    return QCoreApplication::translate("HeaderCheck", text);
}

quint32 wordAt(const QByteArray &bytes, qsizetype offset)
{
    return qFromBigEndian<quint32>(bytes.constData() + offset);
}

void judgeRefusal(const Error &error, const QByteArray &start, Judgement &judgement)
{
    switch (error.kind) {
    case ErrorKind::Empty:
        judgement.find(
            Verdict::Empty, QStringLiteral("zero-bytes"),
            tr("The file has 0 bytes: there is no database in it. Whatever made this backup copied "
               "nothing. Restore from another one, and find out why this one failed."));
        return;
    case ErrorKind::Encrypted:
        judgement.find(Verdict::Unsupported, QStringLiteral("encrypted"),
                       tr("The file looks encrypted (SQLCipher, SEE or the like): it is whole sectors of "
                          "random bytes. Check it with the program that has its key."));
        return;
    case ErrorKind::Unsupported:
        judgement.find(
            Verdict::Unsupported, QStringLiteral("newer-format"),
            tr("The header of the file names a newer format than SQLite 3 has today. Check it with "
               "the program that wrote it."),
            tr("header"));
        return;
    case ErrorKind::NotADatabase:
        judgement.find(Verdict::Damaged, QStringLiteral("not-a-database"),
                       error.detail.isEmpty()
                           ? tr("The file does not begin as an SQLite database does. Its first page was "
                                "overwritten, or it is something else.")
                           : tr("The file is no SQLite database: %1.").arg(error.detail));
        return;
    default:
        break;
    }
    const bool isZeros = std::all_of(start.begin(), start.end(), [](char byte) { return byte == 0; });
    judgement.find(
        Verdict::Damaged, isZeros ? QStringLiteral("only-zeros") : QStringLiteral("header-damaged"),
        tr("The database is damaged: %1. Restore from another backup.").arg(error.detail), tr("header"));
}

/// Some ways of encryption leave the beginning of the header readable.
bool isEncryptedBehindHeader(const QByteArray &start, qint64 fileBytes)
{
    if (start.size() <= headerBytes || fileBytes % sectorBytes != 0) {
        return false;
    }
    const char type = start.at(headerBytes); // of the first page: a b-tree of a table
    return type != 5 && type != 13 && looksRandom(start.sliced(headerBytes));
}

void judgeFields(const QByteArray &header, Judgement &judgement)
{
    if (wordAt(header, 64) != 0 && wordAt(header, 52) == 0) {
        judgement.find(Verdict::Damaged, QStringLiteral("header-damaged"),
                       tr("The header of the file says that it is vacuumed step by step, but not that it is "
                          "made for it. One of the two fields is damaged."),
                       tr("header, offset 52"));
    }
    const QByteArrayView reserved = QByteArrayView(header).sliced(72, 20);
    if (std::any_of(reserved.begin(), reserved.end(), [](char byte) { return byte != 0; })) {
        judgement.remark(
            Severity::Warning, QStringLiteral("header-odd"),
            tr("Bytes of the header that SQLite keeps for the future are not zero. SQLite passes "
               "over them."),
            tr("header, offset 72"));
    }
}

} // namespace

std::optional<DatabaseFacts> judgeHeader(const QByteArray &start, qint64 fileBytes, const Path &name,
                                         Judgement &judgement)
{
    if (hasDatabaseMagic(start) && isEncryptedBehindHeader(start, fileBytes)) {
        judgeRefusal(Error{.kind = ErrorKind::Encrypted, .path = name}, start, judgement);
        return std::nullopt;
    }
    const Result<DatabaseFacts> facts = parseDatabaseHeader(start, fileBytes, name);
    if (!facts) {
        judgeRefusal(facts.error(), start, judgement);
        return std::nullopt;
    }
    judgeFields(start, judgement);
    return *facts;
}

Result<void> judgeSize(const ReadOnlyFile &file, const DatabaseFacts &facts, Judgement &judgement)
{
    const qint64 wanted = facts.pageCount * facts.pageSize;
    const qint64 there = facts.bytes / facts.pageSize;
    if (facts.bytes < wanted || facts.pageCount == 0) {
        judgement.find(Verdict::Damaged, QStringLiteral("truncated"),
                       tr("The database is cut off: %1 of %2 pages are there. Restore from another backup.")
                           .arg(there)
                           .arg(std::max<qint64>(facts.pageCount, 1)),
                       tr("page %1").arg(there + 1));
        return {};
    }
    if (facts.bytes == wanted) {
        return {};
    }
    const Result<QByteArray> behind = file.read(wanted, facts.pageSize);
    if (!behind) {
        return behind.error();
    }
    if (std::all_of(behind->begin(), behind->end(), [](char byte) { return byte == 0; })) {
        judgement.remark(Severity::Note, QStringLiteral("trailing-bytes"),
                         tr("Behind the last page are %1 more bytes of zeros. SQLite passes over them; it "
                            "leaves such room where a file is made longer in advance.")
                             .arg(facts.bytes - wanted));
    } else {
        judgement.remark(
            Severity::Warning, QStringLiteral("trailing-bytes"),
            tr("Behind the last page are %1 more bytes. SQLite passes over them. If the file was "
               "copied in the middle of a transaction, its -journal belongs to it, and without "
               "it the content may be between two states; or something was appended.")
                .arg(facts.bytes - wanted));
    }
    return {};
}

} // namespace litekeeper
