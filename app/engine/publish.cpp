// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/publish.h"

#include "common/durablefile.h"

#include <fcntl.h>

#include <cerrno>
#include <cstdio>

namespace litekeeper {

namespace {

Result<void> replaceFile(const Path &from, const Path &to)
{
    if (renameWhenClosed(from, to) != 0) {
        return systemError(errno, to);
    }
    return {};
}

// Never over a file that has come there since the plan was made.
Result<void> renameToFree(const Path &from, const Path &to)
{
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
        return {};
    }
    if (errno != EINVAL) {
        return systemError(errno, to);
    }
    // File systems without that flag can at least make a second name only where there is none, or cannot make
    // any.
    std::error_code error;
    if (std::filesystem::exists(std::filesystem::symlink_status(to, error))) {
        return systemError(EEXIST, to);
    }
    return replaceFile(from, to);
}

} // namespace

Result<void> publishFile(const Path &partial, const Path &finalFile, FinalName name)
{
    const Result<void> renamed
        = name == FinalName::Replaced ? replaceFile(partial, finalFile) : renameToFree(partial, finalFile);
    if (!renamed) {
        return renamed;
    }
    Result<void> synced = syncFolder(finalFile.parent_path());
    if (!synced && name == FinalName::Free) {
        (void)removeDurably(finalFile);
    }
    return synced;
}

} // namespace litekeeper
