// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/stilldatabase.h"

#include "common/fileio.h"
#include "common/progressmeter.h"
#include "engine/blockwriter.h"
#include "engine/databasestream.h"
#include "engine/room.h"
#include "engine/runlog.h"
#include "engine/sourcesession.h"

#include <QCoreApplication>

#include <cerrno>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>

namespace litekeeper {

namespace {

Result<FileDescriptor> openFile(const Path &file, struct stat &status, int flags = O_NOFOLLOW)
{
    FileDescriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | flags));
    if (!descriptor.isValid() || ::fstat(descriptor.get(), &status) != 0) {
        return systemError(errno, file);
    }
    if (!S_ISREG(status.st_mode)) {
        return Error{.kind = ErrorKind::NotAFile, .path = file};
    }
    return descriptor;
}

/// What does not stay in memory needs room in the folder.
Result<StagingFile> stageIn(const Path &folder, qint64 bytes)
{
    const Result<void> room = bytes > StagingFile::memoryLimit ? requireRoom(folder, bytes) : Result<void>();
    return room ? StagingFile::create(folder, bytes) : Result<StagingFile>(room.error());
}

/// A full disk is that of the folder, whatever was to be read.
Error lateError(const Error &error, const Path &folder, qint64 bytes, int descriptor)
{
    struct stat status = {};
    const qint64 written = ::fstat(descriptor, &status) == 0 ? status.st_blocks * 512 : 0;
    return withRoom(error, folder, std::max<qint64>(1, bytes - written));
}

Result<void> unpack(DatabaseStream &stream, int descriptor, const Path &file, const RunControl &control)
{
    ProgressMeter meter(control);
    meter.beginPhase(Phase::Reading, stream.databaseBytes());
    QByteArray block(blockBytes, Qt::Uninitialized);
    qint64 offset = 0;
    for (qint64 length = blockBytes; length == blockBytes; offset += length) {
        meter.waitWhilePaused();
        if (control.stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = file};
        }
        const Result<qint64> count = stream.read(block.data(), blockBytes);
        if (!count) {
            return count.error();
        }
        length = *count;
        if (Result<void> written = writeFully(descriptor, block.constData(), length, offset, file);
            !written) {
            return written;
        }
        meter.advanceTo(offset + length);
    }
    return {};
}

} // namespace

StillDatabase::StillDatabase(FileDescriptor file, std::optional<StagingFile> staging, const Path &name,
                             qint64 bytes)
    : m_file(std::move(file))
    , m_staging(std::move(staging))
    , m_vfs(std::make_unique<DescriptorVfs>(m_staging ? m_staging->descriptor() : m_file.get(), name))
    , m_bytes(bytes)
{
}

Result<StillDatabase> StillDatabase::ofBackup(const Path &file, Format format, const Path &scratchFolder,
                                              const RunControl &control)
{
    struct stat status = {};
    Result<FileDescriptor> descriptor = openFile(file, status);
    if (!descriptor) {
        return descriptor.error();
    }
    if (format == Format::Database) {
        return StillDatabase(std::move(descriptor).value(), std::nullopt, file, status.st_size);
    }
    const Result<std::unique_ptr<DatabaseStream>> stream
        = DatabaseStream::open(descriptor->get(), file, format);
    if (!stream) {
        return stream.error();
    }
    const qint64 bytes = (*stream)->databaseBytes();
    Result<StagingFile> staging = stageIn(scratchFolder, bytes);
    if (!staging) {
        return staging.error();
    }
    if (const Result<void> unpacked = unpack(**stream, staging->descriptor(), file, control); !unpacked) {
        return lateError(unpacked.error(), scratchFolder, bytes, staging->descriptor());
    }
    return StillDatabase(FileDescriptor(), std::move(staging).value(), file, bytes);
}

Result<StillDatabase> StillDatabase::ofProcess(qint64 process, int descriptor)
{
    const Path file
        = "/proc/" + std::to_string(process) + "/fd/" + std::to_string(descriptor); // proc_pid_fd(5)
    struct stat status = {};
    Result<FileDescriptor> opened = openFile(file, status, 0);
    if (!opened) {
        return opened.error();
    }
    return StillDatabase(std::move(opened).value(), std::nullopt, file, status.st_size);
}

Result<StillDatabase> StillDatabase::ofLive(const Path &source, const Path &scratchFolder,
                                            const RunControl &control)
{
    std::error_code failed;
    const Path canonical = std::filesystem::canonical(source, failed);
    const qint64 expected = failed ? 0 : qint64(std::filesystem::file_size(canonical, failed));
    if (failed) {
        return systemError(failed.value(), source);
    }
    Result<StagingFile> staging = stageIn(scratchFolder, expected);
    if (!staging) {
        return staging.error();
    }
    BackupRequest request;
    request.source = canonical;
    BackupPlan plan;
    plan.source = canonical;
    ProgressMeter meter(control);
    RunLog log;
    BlockLedger ledger;
    BlockWriter writer(staging->descriptor(), source, Writeback::None, ledger);
    SourceSession session(request, plan, meter, log, control);
    const Result<SnapshotCopy> copy = session.copyTo(writer);
    session.release();
    const Result<void> written = copy ? writer.finish() : Result<void>(copy.error());
    if (!written) {
        return lateError(written.error(), scratchFolder, expected, staging->descriptor());
    }
    return StillDatabase(FileDescriptor(), std::move(staging).value(), source, copy->pages * copy->pageSize);
}

} // namespace litekeeper
