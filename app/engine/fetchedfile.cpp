// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/fetchedfile.h"

#include "common/filedescriptor.h"
#include "common/fileio.h"
#include "common/progressmeter.h"
#include "engine/blockwriter.h"
#include "engine/networkcopy.h"
#include "engine/networkfile.h"
#include "engine/networkreader.h"

#include <QCoreApplication>

#include <cerrno>

#include <fcntl.h>

namespace litekeeper {

namespace {

Result<FileDescriptor> createLocal(const Path &to)
{
    FileDescriptor file(::open(to.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    return file.isValid() ? Result<FileDescriptor>(std::move(file)) : systemError(errno, to);
}

Result<qint64> copyBytes(const Path &from, int descriptor, const Path &to, qint64 expected,
                         const RunControl &control)
{
    const Result<NetworkFile> file = NetworkFile::open(from, NetworkFile::Use::Whole);
    if (!file) {
        return file.error();
    }
    ProgressMeter meter(control);
    meter.beginPhase(Phase::Fetching, expected);
    NetworkReader reader(
        [&file](char *bytes, qint64 offset) { return file->read(bytes, NetworkReader::pieceBytes, offset); });
    qint64 offset = 0;
    for (qint64 length = NetworkReader::pieceBytes; length == NetworkReader::pieceBytes; offset += length) {
        const Result<NetworkReader::Piece> piece = reader.next(control, from);
        if (!piece) {
            return piece.error();
        }
        length = piece->length;
        const Result<void> written = writeFully(descriptor, piece->bytes, length, offset, to);
        if (!written) {
            return written.error();
        }
        meter.advanceTo(offset + length);
    }
    return offset;
}

} // namespace

Result<void> fetchFile(const Path &from, const Path &to, const RunControl &control)
{
    const Result<NetworkStatus> before = freshStatus(from);
    const Result<FileDescriptor> file = before ? createLocal(to) : Result<FileDescriptor>(before.error());
    if (!file) {
        return file.error();
    }
    const Result<qint64> bytes = copyBytes(from, file->get(), to, before->bytes, control);
    if (!bytes) {
        return bytes.error();
    }
    const Result<NetworkStatus> after = freshStatus(from);
    if (!after) {
        return after.error();
    }
    return after->sameAs(*before) && *bytes == before->bytes
        ? Result<void>()
        : Error{.kind = ErrorKind::SourceChanged,
                .path = from,
                .detail
                = QCoreApplication::translate("FetchedFile", "it was written to while it was copied")};
}

Result<void> fetchDatabase(const Path &from, const Path &to, std::chrono::milliseconds patience,
                           const RunControl &control)
{
    const Result<FileDescriptor> file = createLocal(to);
    if (!file) {
        return file.error();
    }
    BackupRequest request;
    request.source = from;
    request.stagingFolder = to.parent_path();
    request.patience = patience;
    BackupPlan plan;
    plan.source = from;
    plan.sourceOnNetwork = true;
    ProgressMeter meter(control);
    RunLog log;
    BlockLedger ledger;
    BlockWriter writer(file->get(), to, Writeback::None, ledger);
    NetworkCopy copy(request, plan, meter, log, control);
    const Result<SnapshotCopy> copied = copy.copyTo(writer);
    return copied ? writer.finish() : Result<void>(copied.error());
}

} // namespace litekeeper
