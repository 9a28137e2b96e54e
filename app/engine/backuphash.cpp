// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/backuphash.h"

#include "common/hash.h"
#include "engine/blockledger.h"

#include <QCoreApplication>

namespace litekeeper {

Result<QByteArray> hashStream(DatabaseStream &stream, const Path &path, ProgressMeter &meter,
                              const RunControl &control, const BlockTaker &take)
{
    QByteArray block(blockBytes, Qt::Uninitialized);
    Sha256 sha256;
    qint64 offset = 0;
    meter.beginPhase(Phase::ReadingBack, stream.databaseBytes());
    for (qint64 length = blockBytes; length == blockBytes; offset += length) {
        meter.waitWhilePaused();
        if (control.stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = path};
        }
        const Result<qint64> count = stream.read(block.data(), blockBytes);
        if (!count) {
            return count.error();
        }
        length = *count;
        sha256.add(block.constData(), size_t(length));
        const Result<void> taken = take ? take(block.constData(), length, offset) : Result<void>();
        if (!taken) {
            return taken.error();
        }
        meter.advanceTo(offset + length);
    }
    return sha256.take();
}

Result<QByteArray> hashFile(int descriptor, const Path &path, ProgressMeter &meter, const RunControl &control)
{
    const Result<std::unique_ptr<DatabaseStream>> stream
        = DatabaseStream::open(descriptor, path, Format::Database);
    if (!stream) {
        return stream.error();
    }
    return hashStream(**stream, path, meter, control);
}

Result<void> requireHash(const QByteArray &expected, const QByteArray &found, const Path &path)
{
    if (expected.isEmpty() || expected == found) {
        return {};
    }
    return Error{.kind = ErrorKind::Damaged,
                 .path = path,
                 .detail
                 = QCoreApplication::translate("VerifyAgain", "its SHA-256 is %1 and was %2 when it was made")
                       .arg(QString::fromLatin1(found.toHex()), QString::fromLatin1(expected.toHex())),
                 .advice = QCoreApplication::translate(
                     "VerifyAgain", "Do not restore from it; use another backup, and check the disk.")};
}

} // namespace litekeeper
