// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "places/walformat.h"
#include "support/files.h"
#include "verify/databaseinspection.h"

#include <QtEndian>

#include <algorithm>

using namespace litekeeper;

namespace {

constexpr qsizetype lengthBytes = 9;

/// One input: a byte of flags, the lengths of the database and of its -wal (little endian), and then the
/// database, its -wal and its -journal.
struct Input
{
    enum Flag : char { HasWal = 1, HasJournal = 2, RepairChecksums = 4, QuickOnly = 8 };

    char flags = 0;
    QByteArray database;
    QByteArray wal;
    QByteArray journal;

    explicit Input(const QByteArray &bytes)
    {
        if (bytes.size() < lengthBytes) {
            return;
        }
        flags = bytes.at(0);
        QByteArray rest = bytes.sliced(lengthBytes);
        const auto take = [&rest](quint32 length) {
            const QByteArray part = rest.first(std::min<qsizetype>(length, rest.size()));
            rest.remove(0, part.size());
            return part;
        };
        database = take(qFromLittleEndian<quint32>(bytes.constData() + 1));
        wal = take(qFromLittleEndian<quint32>(bytes.constData() + 5));
        journal = rest;
    }
};

/// Without this hardly any change of a -wal gets past its checksums.
void repairChecksums(QByteArray &wal)
{
    WalHeader header;
    if (parseWalHeader(wal.first(std::min<qsizetype>(wal.size(), WalHeader::bytes)), header)
        == WalHeaderState::TooShort) {
        return;
    }
    const bool isBigEndian = wal.at(3) & 1;
    const auto pageSize = qFromBigEndian<quint32>(wal.constData() + 8);
    WalChecksum sum;
    sum.add(isBigEndian, wal.constData(), 24);
    qToBigEndian(sum.first, wal.data() + 24);
    qToBigEndian(sum.second, wal.data() + 28);
    const qint64 frameBytes = WalFrame::headerBytes + qint64(pageSize);
    for (qint64 at = WalHeader::bytes; pageSize > 0 && at + frameBytes <= wal.size(); at += frameBytes) {
        sum.add(isBigEndian, wal.constData() + at, 8);
        sum.add(isBigEndian, wal.constData() + at + WalFrame::headerBytes, pageSize);
        qToBigEndian(sum.first, wal.data() + at + 16);
        qToBigEndian(sum.second, wal.data() + at + 20);
    }
}

void require(bool holds, const QString &what)
{
    if (!holds) {
        std::fprintf(stderr, "%s\n", qPrintable(what));
        std::abort();
    }
}

} // namespace

/// Whatever the bytes are, they get a verdict, in time and with a reason.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    Input input(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (input.flags & Input::RepairChecksums) {
        repairChecksums(input.wal);
    }
    const test::TemporaryFolder folder;
    const DatabaseCopy copy{.name = "fuzzed.db",
                            .file = folder.path() / "copy.db",
                            .hasWal = (input.flags & Input::HasWal) != 0,
                            .hasJournal = (input.flags & Input::HasJournal) != 0};
    test::writeBytes(copy.file, input.database);
    if (copy.hasWal) {
        test::writeBytes(withSuffix(copy.file, "-wal"), input.wal);
    }
    if (copy.hasJournal) {
        test::writeBytes(withSuffix(copy.file, "-journal"), input.journal);
    }
    const InspectionWish wish{.level
                              = input.flags & Input::QuickOnly ? VerifyLevel::Quick : VerifyLevel::Full,
                              .timeLimit = std::chrono::seconds(5)};
    const Result<DatabaseVerdict> verdict = inspectDatabase(copy, wish, RunControl());
    require(verdict.hasValue(), verdict ? QString() : describe(verdict.error()));
    require(verdict->verdict == Verdict::Sound || !verdict->findings.isEmpty(), QStringLiteral("no reason"));
    require(verdict->verdict != Verdict::Sound || verdict->proof >= ProofLevel::Checked,
            QStringLiteral("sound without proof"));
    return 0;
}
