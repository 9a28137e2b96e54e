// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/descriptorvfs.h"

#include "sqlite/readahead.h"

#include <sqlite3.h>

#include <sys/stat.h>

#include <atomic>
#include <cstring>
#include <utility>

namespace litekeeper {

class DescriptorVfs::Private
{
public:
    std::string name;
    sqlite3_vfs vfs = {};
    int descriptor = -1;
    Path file;
    std::atomic<qint64> bytesRead = 0;
};

namespace {

struct DescriptorFile
{
    sqlite3_file base;
    DescriptorVfs::Private *owner;
    ReadAhead *reader; ///< its own
};

DescriptorVfs::Private &ownerOf(sqlite3_file *file)
{
    return *reinterpret_cast<DescriptorFile *>(file)->owner;
}

int onClose(sqlite3_file *file)
{
    delete std::exchange(reinterpret_cast<DescriptorFile *>(file)->reader, nullptr);
    return SQLITE_OK;
}
int onRead(sqlite3_file *file, void *bytes, int amount, sqlite3_int64 offset)
{
    const qint64 count = reinterpret_cast<DescriptorFile *>(file)->reader->read(bytes, amount, offset);
    if (count < 0) {
        return SQLITE_IOERR_READ;
    }
    if (count < amount) {
        std::memset(static_cast<char *>(bytes) + count, 0, size_t(amount - count));
        return SQLITE_IOERR_SHORT_READ;
    }
    ownerOf(file).bytesRead.fetch_add(amount, std::memory_order_relaxed);
    return SQLITE_OK;
}
int onWrite(sqlite3_file *, const void *, int, sqlite3_int64)
{
    return SQLITE_READONLY;
}
int onTruncate(sqlite3_file *, sqlite3_int64)
{
    return SQLITE_READONLY;
}
int onSync(sqlite3_file *, int)
{
    return SQLITE_OK;
}
int onFileSize(sqlite3_file *file, sqlite3_int64 *size)
{
    struct stat status = {};
    if (::fstat(ownerOf(file).descriptor, &status) != 0) {
        return SQLITE_IOERR_FSTAT;
    }
    *size = status.st_size;
    return SQLITE_OK;
}
int onLock(sqlite3_file *, int)
{
    return SQLITE_OK;
}
int onCheckReservedLock(sqlite3_file *, int *reserved)
{
    *reserved = 0;
    return SQLITE_OK;
}
int onFileControl(sqlite3_file *, int, void *)
{
    return SQLITE_NOTFOUND;
}
int onSectorSize(sqlite3_file *)
{
    return 4096;
}
int onDeviceCharacteristics(sqlite3_file *)
{
    return SQLITE_IOCAP_IMMUTABLE;
}

const sqlite3_io_methods descriptorMethods = {
    1,
    onClose,
    onRead,
    onWrite,
    onTruncate,
    onSync,
    onFileSize,
    onLock,
    onLock,
    onCheckReservedLock,
    onFileControl,
    onSectorSize,
    onDeviceCharacteristics,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
    nullptr,
};

int onOpen(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *outFlags)
{
    if ((flags & SQLITE_OPEN_MAIN_DB) == 0) {
        // Sorting spills into temporary files; those are the system's.
        sqlite3_vfs *system = sqlite3_vfs_find(nullptr);
        return system->xOpen(system, name, file, flags, outFlags);
    }
    auto *owner = static_cast<DescriptorVfs::Private *>(vfs->pAppData);
    new (file) DescriptorFile{
        .base = {&descriptorMethods}, .owner = owner, .reader = new ReadAhead(owner->descriptor)};
    if (outFlags != nullptr) {
        *outFlags = SQLITE_OPEN_READONLY | SQLITE_OPEN_MAIN_DB;
    }
    return SQLITE_OK;
}
int onAccess(sqlite3_vfs *, const char *, int, int *result)
{
    *result = 0;
    return SQLITE_OK;
}
int onFullPathname(sqlite3_vfs *, const char *name, int size, char *output)
{
    sqlite3_snprintf(size, output, "%s", name);
    return SQLITE_OK;
}

} // namespace

DescriptorVfs::DescriptorVfs(int descriptor, Path file)
    : d(std::make_unique<Private>())
{
    static std::atomic<int> counter = 0;
    d->name = "litekeeper-descriptor-" + std::to_string(++counter);
    d->descriptor = descriptor;
    d->file = std::move(file);
    d->vfs = *sqlite3_vfs_find(nullptr);
    d->vfs.szOsFile = std::max(d->vfs.szOsFile, int(sizeof(DescriptorFile)));
    d->vfs.zName = d->name.c_str();
    d->vfs.pNext = nullptr;
    d->vfs.pAppData = d.get();
    d->vfs.xOpen = onOpen;
    d->vfs.xAccess = onAccess;
    d->vfs.xFullPathname = onFullPathname;
    sqlite3_vfs_register(&d->vfs, 0);
}

DescriptorVfs::~DescriptorVfs()
{
    sqlite3_vfs_unregister(&d->vfs);
}

Result<Connection> DescriptorVfs::connect() const
{
    return Connection::open(
        d->file,
        {.mode = Connection::Mode::ReadOnly, .immutable = true, .distrustful = true, .vfs = d->name});
}

qint64 DescriptorVfs::bytesRead() const
{
    return d->bytesRead.load(std::memory_order_relaxed);
}

} // namespace litekeeper
