// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/sidefiles.h"

#include <sqlite3.h>

#include <memory>
#include <system_error>

namespace litekeeper {

namespace {

// The file goes through SQLite's VFS, because it knows which locks other connections of this process hold.
class LockedDatabaseFile
{
public:
    explicit LockedDatabaseFile(const Path &database)
        : m_vfs(sqlite3_vfs_find(nullptr))
        , m_memory(std::make_unique<char[]>(size_t(m_vfs->szOsFile)))
        , m_file(reinterpret_cast<sqlite3_file *>(m_memory.get()))
        , m_name(sqlite3_create_filename(database.c_str(), "", "", 0, nullptr))
    {
        int outFlags = 0;
        const int code
            = m_vfs->xOpen(m_vfs, m_name, m_file, SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_READWRITE, &outFlags);
        // Without write permission SQLite opens read-only, and no write lock can be had.
        m_locked = code == SQLITE_OK && (outFlags & SQLITE_OPEN_READWRITE) != 0
            && m_file->pMethods->xLock(m_file, SQLITE_LOCK_SHARED) == SQLITE_OK
            && m_file->pMethods->xLock(m_file, SQLITE_LOCK_EXCLUSIVE) == SQLITE_OK;
    }
    ~LockedDatabaseFile()
    {
        if (m_file->pMethods != nullptr) {
            m_file->pMethods->xUnlock(m_file, SQLITE_LOCK_NONE);
            m_file->pMethods->xClose(m_file);
        }
        sqlite3_free_filename(m_name);
    }
    LockedDatabaseFile(const LockedDatabaseFile &) = delete;
    LockedDatabaseFile &operator=(const LockedDatabaseFile &) = delete;

    [[nodiscard]] bool isLocked() const { return m_locked; }

private:
    sqlite3_vfs *m_vfs;
    std::unique_ptr<char[]> m_memory;
    sqlite3_file *m_file;
    sqlite3_filename m_name;
    bool m_locked = false;
};

} // namespace

SideFiles sideFilesOf(const Path &database)
{
    std::error_code ignored;
    return {.wal = std::filesystem::exists(withSuffix(database, "-wal"), ignored),
            .sharedMemory = std::filesystem::exists(withSuffix(database, "-shm"), ignored)};
}

SideFiles removeNewSideFiles(const Path &database, const SideFiles &before)
{
    const auto news = [&] {
        const SideFiles now = sideFilesOf(database);
        return SideFiles{.wal = now.wal && !before.wal,
                         .sharedMemory = now.sharedMemory && !before.sharedMemory};
    };
    const SideFiles added = news();
    if (!added.wal && !added.sharedMemory) {
        return added;
    }
    const LockedDatabaseFile lock(database);
    if (lock.isLocked()) {
        std::error_code error;
        const Path wal = withSuffix(database, "-wal");
        const bool emptyWal = added.wal && std::filesystem::file_size(wal, error) == 0 && !error;
        if (added.sharedMemory) {
            std::filesystem::remove(withSuffix(database, "-shm"), error);
        }
        if (emptyWal) {
            std::filesystem::remove(wal, error);
        }
    }
    return news();
}

} // namespace litekeeper
