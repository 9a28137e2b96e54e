// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/privatefolder.h"

#include "common/durablefile.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

namespace litekeeper {

namespace {

constexpr char prefix[] = "scratch-";

FileDescriptor lockFolder(const Path &folder)
{
    FileDescriptor descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (descriptor.isValid() && ::flock(descriptor.get(), LOCK_EX | LOCK_NB) != 0) {
        const int reason = errno;
        descriptor.reset();
        errno = reason;
    }
    return descriptor;
}

} // namespace

Result<PrivateFolder> PrivateFolder::createIn(const Path &parent)
{
    if (const Result<void> made = createFolderDurably(parent); !made) {
        return made.error();
    }
    while (true) {
        std::string name = (parent / (std::string(prefix) + "XXXXXX")).string();
        if (::mkdtemp(name.data()) == nullptr) {
            return systemError(errno, parent);
        }
        FileDescriptor lock = lockFolder(name);
        // Somebody may have taken it for abandoned before it was locked: who holds the lock then removes it,
        // or has done so already.
        const bool isTaken = !lock.isValid() && errno == EWOULDBLOCK;
        struct stat status = {};
        if (!isTaken && ::stat(name.c_str(), &status) == 0) {
            return PrivateFolder(name, std::move(lock));
        }
    }
}

PrivateFolder::PrivateFolder(Path path, FileDescriptor lock)
    : m_path(std::move(path))
    , m_lock(std::move(lock))
{
}

PrivateFolder::PrivateFolder(PrivateFolder &&other) noexcept
    : m_path(std::exchange(other.m_path, {}))
    , m_lock(std::move(other.m_lock))
{
}

PrivateFolder &PrivateFolder::operator=(PrivateFolder &&other) noexcept
{
    if (this != &other) {
        remove();
        m_path = std::exchange(other.m_path, {});
        m_lock = std::move(other.m_lock);
    }
    return *this;
}

PrivateFolder::~PrivateFolder()
{
    remove();
}

void PrivateFolder::remove()
{
    if (!m_path.empty()) {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
}

void removeAbandonedFolders(const Path &parent)
{
    std::error_code failed;
    std::filesystem::directory_iterator entry(parent, failed);
    for (; !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
        if (entry->path().filename().string().rfind(prefix, 0) != 0) {
            continue;
        }
        const FileDescriptor lock = lockFolder(entry->path());
        if (lock.isValid()) {
            std::error_code ignored;
            std::filesystem::remove_all(entry->path(), ignored);
        }
    }
}

} // namespace litekeeper
