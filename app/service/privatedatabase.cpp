// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/privatedatabase.h"

#include "common/filedescriptor.h"
#include "common/fileio.h"
#include "common/progressmeter.h"
#include "service/openedbackup.h"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <unistd.h>

namespace litekeeper {

namespace {

constexpr qint64 blockBytes = qint64(1) << 20;

Result<void> copy(int from, qint64 bytes, const Path &file, const RunControl &control)
{
    const FileDescriptor to(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (!to.isValid()) {
        return systemError(errno, file);
    }
    ProgressMeter meter(control);
    meter.beginPhase(Phase::Reading, bytes);
    QByteArray block(blockBytes, Qt::Uninitialized);
    for (qint64 offset = 0; offset < bytes;) {
        if (control.stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = file};
        }
        const ssize_t count
            = ::pread(from, block.data(), size_t(std::min(blockBytes, bytes - offset)), off_t(offset));
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count < 0) {
            return systemError(errno, file);
        }
        if (count == 0) {
            return Error{.kind = ErrorKind::SourceChanged, .path = file};
        }
        if (Result<void> written = writeFully(to.get(), block.constData(), count, offset, file); !written) {
            return written;
        }
        offset += count;
        meter.advanceTo(offset);
    }
    return {};
}

} // namespace

Result<PrivateDatabase> takePrivately(const Path &file, const Path &scratchFolder,
                                      const NetworkAccess &network, const RunControl &control)
{
    Result<PrivateFolder> folder = PrivateFolder::createIn(scratchFolder);
    if (!folder) {
        return folder.error();
    }
    const Result<OpenedBackup> opened = openBackup(file, folder->path(), network, control);
    if (!opened) {
        return opened.error();
    }
    Path named = folder->path() / "database";
    Result<void> copied = copy(opened->database.descriptor(), opened->database.bytes(), named, control);
    if (!copied) {
        Error error = copied.error();
        error.path = error.kind == ErrorKind::NoSpace ? folder->path() : file;
        return error;
    }
    return PrivateDatabase{*std::move(folder), std::move(named)};
}

} // namespace litekeeper
