// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/durablefile.h"
#include "common/fileio.h"
#include "common/temporaryfile.h"
#include "engine/tableexport.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace litekeeper {

// What was exported, as a file of its own.
namespace {

struct FormatCode
{
    ExportFormat format;
    const char *code;
};
constexpr std::array formatCodes{FormatCode{ExportFormat::Sql, "sql"}, FormatCode{ExportFormat::Csv, "csv"},
                                 FormatCode{ExportFormat::Json, "json"}};

int giveName(const Path &from, const Path &to, ExistingFile existing)
{
    if (existing == ExistingFile::Replace) {
        return renameWhenClosed(from, to);
    }
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
        return 0;
    }
    if (errno != EINVAL && errno != ENOSYS) {
        return -1;
    }
    if (::access(to.c_str(), F_OK) == 0) {
        errno = EEXIST;
        return -1;
    }
    return renameWhenClosed(from, to);
}

/// Synced and closed before it gets its name.
Result<void> publish(TemporaryFile &temporary, const Path &file, ExistingFile existing)
{
    if (const Result<void> synced = syncFile(temporary.descriptor.get(), file); !synced) {
        return synced;
    }
    // Network file systems may report a failed write only here, and do not rename what is open.
    temporary.lock.reset();
    if (::close(temporary.descriptor.release()) != 0 && errno != EINTR) {
        return systemError(errno, file);
    }
    return giveName(temporary.path, file, existing) == 0 ? syncFolder(folderOf(file))
                                                         : Result<void>(systemError(errno, file));
}

} // namespace

QString exportFormatCode(ExportFormat format)
{
    for (const FormatCode &row : formatCodes) {
        if (row.format == format) {
            return QString::fromLatin1(row.code);
        }
    }
    return {};
}

std::optional<ExportFormat> exportFormatFromCode(const QString &code)
{
    for (const FormatCode &row : formatCodes) {
        if (code == QLatin1String(row.code)) {
            return row.format;
        }
    }
    return std::nullopt;
}

Result<ExportReport> exportTables(const StillDatabase &database, const ExportWish &wish, const Path &file,
                                  ExistingFile existing, const RunControl &control)
{
    std::error_code failed;
    if (existing == ExistingFile::Refuse && std::filesystem::exists(file, failed)) {
        return Error{.kind = ErrorKind::AlreadyExists, .path = file};
    }
    removeAbandonedTemporaryFiles(folderOf(file));
    Result<TemporaryFile> temporary = TemporaryFile::createIn(folderOf(file));
    if (!temporary) {
        return temporary.error();
    }
    qint64 offset = 0;
    const auto sink = [&temporary, &file, &offset](const QByteArray &bytes) {
        const qint64 at = std::exchange(offset, offset + bytes.size());
        return writeFully(temporary->descriptor.get(), bytes.constData(), bytes.size(), at, file);
    };
    const Result<ExportReport> report = exportTables(database, wish, sink, control);
    const Result<void> published
        = report ? publish(*temporary, file, existing) : Result<void>(report.error());
    if (!published) {
        ::unlink(temporary->path.c_str());
        return published.error();
    }
    return report;
}

} // namespace litekeeper
