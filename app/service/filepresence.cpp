// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/filepresence.h"

namespace litekeeper {

namespace {

FilePresence presenceOf(const Path &file)
{
    std::error_code error;
    const std::filesystem::file_status status = std::filesystem::status(file, error);
    if (std::filesystem::is_regular_file(status)) {
        return FilePresence::Present;
    }
    if (status.type() != std::filesystem::file_type::not_found) {
        // A folder or device in its place is not the backup; with an error nobody can say.
        return error ? FilePresence::Unreachable : FilePresence::Missing;
    }
    return std::filesystem::is_directory(file.parent_path(), error) ? FilePresence::Missing
                                                                    : FilePresence::Unreachable;
}

} // namespace

QList<FilePresence> presenceOf(const QList<Path> &files)
{
    QList<FilePresence> found;
    found.reserve(files.size());
    for (const Path &file : files) {
        found.append(presenceOf(file));
    }
    return found;
}

} // namespace litekeeper
