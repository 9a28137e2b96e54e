// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verify/databasename.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace litekeeper {

namespace {

constexpr double randomEntropy = 7.99; ///< bits per byte over 64 KiB
constexpr qsizetype entropyBytes = 64 << 10;
constexpr qint64 sectorBytes = 512;

const QByteArray databaseMagic("SQLite format 3\0", 16);
const QByteArray journalMagic("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8);

// The first bytes of each, from the format's specification.
const std::array archiveMagics{
    QByteArray("PK\x03\x04", 4),
    QByteArray("PK\x05\x06", 4),
    QByteArray("PK\x07\x08", 4),
    QByteArray("\x1f\x8b", 2),
    QByteArray("\x28\xb5\x2f\xfd", 4),
    QByteArray("\xfd"
               "7zXZ\0",
               6),
    QByteArray("7z\xbc\xaf\x27\x1c", 6),
};

QByteArray lowerSuffix(const Path &name)
{
    return pathBytes(name.extension()).toLower();
}

bool isOneOf(const QByteArray &suffix, std::initializer_list<const char *> suffixes)
{
    return std::any_of(suffixes.begin(), suffixes.end(), [&](const char *one) { return suffix == one; });
}

bool isNamedAsSqlite(const Path &name)
{
    return isOneOf(lowerSuffix(name), {".sqlite", ".sqlite3", ".sqlitedb", ".db3", ".s3db", ".sl3"});
}

bool isZeros(const QByteArray &bytes)
{
    return std::all_of(bytes.cbegin(), bytes.cend(), [](char byte) { return byte == 0; });
}

double entropyOf(const QByteArray &bytes)
{
    std::array<qint64, 256> counts{};
    for (const char byte : bytes) {
        ++counts[quint8(byte)];
    }
    double entropy = 0;
    for (const qint64 count : counts) {
        const double share = double(count) / double(bytes.size());
        entropy -= count > 0 ? share * std::log2(share) : 0;
    }
    return entropy;
}

bool looksEncrypted(const QByteArray &head, qint64 bytes)
{
    return bytes % sectorBytes == 0 && head.size() >= entropyBytes && entropyOf(head) >= randomEntropy;
}

// SQLite file format 1.3: the fractions at 21 to 23 are fixed, and the text encoding at 56 is 1 to 3.
bool hasDatabaseHeader(const QByteArray &head)
{
    return head.size() >= 100 && head.mid(21, 3) == "\x40\x20\x20" && head.mid(56, 3) == QByteArray(3, 0)
        && quint8(head[59]) <= 3;
}

bool isTar(const QByteArray &head)
{
    return head.mid(257, 5) == "ustar";
}

} // namespace

Content contentOf(const Path &name, const QByteArray &head, qint64 bytes)
{
    if (head.startsWith(databaseMagic)) {
        return Content::Database;
    }
    const std::string text = name.string();
    if (text.ends_with("-wal")) {
        return Content::Wal;
    }
    if (text.ends_with("-journal") && (head.startsWith(journalMagic) || isZeros(head))) {
        return Content::Journal;
    }
    const bool isArchive = std::any_of(archiveMagics.cbegin(), archiveMagics.cend(),
                                       [&](const QByteArray &magic) { return head.startsWith(magic); });
    if (isArchive || isTar(head)) {
        return Content::Archive;
    }
    const bool isSuspect
        = head.isEmpty() || isZeros(head) || hasDatabaseHeader(head) || looksEncrypted(head, bytes);
    if (isNamedAsSqlite(name) || (isNamedAsDatabase(name) && isSuspect) || hasDatabaseHeader(head)) {
        return Content::SupposedDatabase;
    }
    return Content::Other;
}

bool isNamedAsDatabase(const Path &name)
{
    return isNamedAsSqlite(name) || isOneOf(lowerSuffix(name), {".db", ".sdb", ".database"});
}

Path databaseOfCompanion(const Path &name)
{
    const std::string text = name.string();
    for (const std::string_view suffix : {"-wal", "-journal", "-shm"}) {
        if (text.size() > suffix.size() && text.ends_with(suffix)) {
            return text.substr(0, text.size() - suffix.size());
        }
    }
    return {};
}

} // namespace litekeeper
