// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/stagingfile.h"

#include <fcntl.h>
#include <sys/mman.h>

#include <cerrno>
#include <cstdlib>

namespace litekeeper {

Result<StagingFile> StagingFile::create(const Path &folder, qint64 expectedBytes)
{
    if (expectedBytes <= memoryLimit) {
        FileDescriptor memory(::memfd_create("litekeeper-staging", MFD_CLOEXEC));
        if (memory.isValid()) {
            return StagingFile(std::move(memory));
        }
    }
    FileDescriptor nameless(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    if (nameless.isValid()) {
        return StagingFile(std::move(nameless));
    }
    if (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT) {
        return systemError(errno, folder);
    }
    // File systems without O_TMPFILE (FAT): a name for a moment.
    std::string name = (folder / ".litekeeper-XXXXXX").string();
    FileDescriptor named(::mkostemp(name.data(), O_CLOEXEC));
    if (!named.isValid()) {
        return systemError(errno, folder);
    }
    ::unlink(name.c_str());
    return StagingFile(std::move(named));
}

StagingFile::StagingFile(FileDescriptor descriptor)
    : m_descriptor(std::move(descriptor))
{
}

} // namespace litekeeper
