// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/networklook.h"

#include <QtEndian>

#include <algorithm>

namespace litekeeper {

namespace {

constexpr qint64 databaseHeaderBytes = 100;
constexpr qint64 walHeaderBytes = 32;
constexpr qint64 journalHeaderBytes = 28;
constexpr quint32 walMagic = 0x377f0682; // and, with big-endian checksums, one more

struct Start
{
    QByteArray bytes;
    qint64 fileBytes = 0;
};

Result<Start> startOf(const Path &path, qint64 length)
{
    const Result<NetworkFile> file = NetworkFile::open(path, NetworkFile::Use::Look);
    if (!file) {
        return file.error();
    }
    Start start{.bytes = QByteArray(length, Qt::Uninitialized), .fileBytes = file->status().bytes};
    const Result<qint64> count = file->read(start.bytes.data(), length, 0);
    if (!count) {
        return count.error();
    }
    start.bytes.truncate(*count);
    return start;
}

// Nothing where there is no such file.
Result<Start> startOfCompanion(const Path &database, const char *suffix, qint64 length)
{
    const Result<Start> start = startOf(withSuffix(database, suffix), length);
    if (!start && start.error().kind == ErrorKind::NotFound) {
        return Start();
    }
    return start;
}

bool isZero(const QByteArray &bytes)
{
    return std::all_of(bytes.cbegin(), bytes.cend(), [](char byte) { return byte == 0; });
}

} // namespace

bool NetworkLook::hasWal() const
{
    return walHeader.size() == walHeaderBytes
        && (qFromBigEndian<quint32>(walHeader.constData()) & ~1U) == walMagic;
}

bool NetworkLook::isWalMode() const
{
    return header.size() > 19 && (header.at(18) == 2 || header.at(19) == 2);
}

// The journal comes last: a transaction that was going on while the header was read has either ended by then,
// or its journal is seen.
Result<NetworkLook> NetworkLook::at(const Path &database)
{
    NetworkLook look;
    const Result<NetworkStatus> status = freshStatus(database);
    if (!status) {
        return status.error();
    }
    look.status = *status;
    Result<Start> header = startOf(database, databaseHeaderBytes);
    if (!header) {
        return header.error();
    }
    look.header = header->bytes;
    const Result<Start> wal = startOfCompanion(database, "-wal", walHeaderBytes);
    if (!wal) {
        return wal.error();
    }
    look.walHeader = wal->bytes;
    look.walBytes = wal->fileBytes;
    const Result<Start> journal = startOfCompanion(database, "-journal", journalHeaderBytes);
    if (!journal) {
        return journal.error();
    }
    if (!isZero(journal->bytes.left(12))) {
        look.journalStart = journal->bytes;
    }
    return look;
}

} // namespace litekeeper
