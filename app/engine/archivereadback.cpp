// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/archivereadback.h"

#include "common/filedescriptor.h"
#include "engine/databasestream.h"

#include <QCoreApplication>

#include <fcntl.h>

#include <cerrno>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ArchiveReadBack", text);
}

/// Hashes what comes out, as far as it is what was written.
Result<QByteArray> compareStream(DatabaseStream &stream, const WrittenArchive &archive,
                                 BlockLedger &plainCopy, ProgressMeter &meter, const RunControl &control)
{
    QByteArray block(blockBytes, Qt::Uninitialized);
    Sha256 sha256;
    qint64 offset = 0;
    for (qint64 length = blockBytes; length == blockBytes; offset += length) {
        if (control.stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = archive.source};
        }
        meter.waitWhilePaused();
        const Result<qint64> count = stream.read(block.data(), blockBytes);
        if (!count) {
            return count.error();
        }
        length = *count;
        if (length > 0
            && xxh128(block.constData(), size_t(length))
                != plainCopy.beginReading(offset / blockBytes).hash) {
            return Error{.kind = ErrorKind::ReadBackMismatch,
                         .path = archive.file,
                         .detail = tr("decompressed, it differs from the source behind byte %1").arg(offset)};
        }
        sha256.add(block.constData(), size_t(length));
        meter.advanceTo(offset + length);
    }
    if (offset != archive.databaseBytes) {
        return Error{.kind = ErrorKind::ReadBackMismatch, .path = archive.file};
    }
    return sha256.take();
}

} // namespace

Result<QByteArray> readArchiveBack(const WrittenArchive &archive, BlockLedger &plainCopy,
                                   ProgressMeter &meter, const RunControl &control)
{
    const FileDescriptor file(::open(archive.file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.isValid()) {
        return systemError(errno, archive.file);
    }
    const Result<std::unique_ptr<DatabaseStream>> stream
        = DatabaseStream::open(file.get(), archive.file, archive.format);
    if (!stream) {
        return stream.error();
    }
    meter.beginPhase(Phase::ReadingBack, archive.databaseBytes);
    return compareStream(**stream, archive, plainCopy, meter, control);
}

} // namespace litekeeper
