// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/filepresence.h"

#include "domain/codes.h"
#include "service/networkoperations.h"

#include <map>

namespace litekeeper {

namespace {

constexpr std::array presences{
    Code{FilePresence::Unknown, "unknown"},
    Code{FilePresence::Present, "present"},
    Code{FilePresence::Missing, "missing"},
    Code{FilePresence::Unreachable, "unreachable"},
};

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

QList<FilePresence> presenceAnywhere(const NetworkAccess &network, const QList<Path> &files,
                                     const RunControl &control)
{
    QList<FilePresence> found;
    found.reserve(files.size());
    std::map<Path, std::optional<Path>> mounts; // by folders, of which there are few; nothing for local ones
    std::map<Path, QList<qsizetype>> remote;    // by mounts, so that one that is dead costs only its own
    for (qsizetype i = 0; i < files.size(); ++i) {
        const auto [folder, isNew] = mounts.try_emplace(files.at(i).parent_path());
        if (isNew && network.isRemote(files.at(i))) {
            folder->second = NetworkAccess::mountOf(files.at(i));
        }
        found.append(folder->second ? FilePresence::Unreachable : presenceOf(files.at(i)));
        if (folder->second) {
            remote[*folder->second].append(i);
        }
    }
    for (const auto &[mount, indexes] : remote) {
        QList<Path> there;
        for (const qsizetype index : indexes) {
            there.append(files.at(index));
        }
        const Result<QList<FilePresence>> answer = presenceThere(network, there, control);
        for (qsizetype i = 0; answer && i < indexes.size(); ++i) {
            found[indexes.at(i)] = answer->at(i);
        }
    }
    return found;
}

QString presenceCode(FilePresence presence)
{
    return codeOf(presences, presence);
}

std::optional<FilePresence> presenceFromCode(const QString &code)
{
    return valueOf(presences, code);
}

} // namespace litekeeper
