// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/sourcevfs.h"

#include "sqlite/sqliteerror.h"

#include <sqlite3.h>

#include <atomic>
#include <cstring>

namespace litekeeper {

namespace {

constexpr sqlite3_int64 chunkBytes = 1 << 20;
constexpr char magic[] = "SQLite format 3";

} // namespace

class SourceVfs::Private
{
public:
    std::string name;
    sqlite3_vfs vfs = {};
    sqlite3_vfs *parent = nullptr;
    bool readAhead = false;
    QByteArray chunk;
    sqlite3_int64 chunkStart = -1;
    sqlite3_int64 fileBytes = 0;
    QByteArray pageOne;
    sqlite3_file *mainFile = nullptr; ///< the system's, while it is open

    void noticePageOne(const void *bytes, int amount);
    int readThroughChunk(sqlite3_file *real, void *bytes, int amount, sqlite3_int64 offset);
};

void SourceVfs::Private::noticePageOne(const void *bytes, int amount)
{
    // The 16 bytes are found nowhere else at the start of a page: others begin with a page type or a page
    // number.
    if (amount >= 512 && std::memcmp(bytes, magic, sizeof magic) == 0) {
        pageOne = QByteArray(static_cast<const char *>(bytes), amount);
    }
}

int SourceVfs::Private::readThroughChunk(sqlite3_file *real, void *bytes, int amount, sqlite3_int64 offset)
{
    const sqlite3_int64 start = offset / chunkBytes * chunkBytes;
    if (start != chunkStart) {
        const sqlite3_int64 length = std::min(chunkBytes, fileBytes - start);
        chunkStart = -1;
        const int code = real->pMethods->xRead(real, chunk.data(), int(length), start);
        if (code != SQLITE_OK) {
            return code;
        }
        chunkStart = start;
    }
    std::memcpy(bytes, chunk.constData() + (offset - start), size_t(amount));
    return SQLITE_OK;
}

namespace {

// SQLite allocates vfs.szOsFile bytes; the system's file lies behind ours.
struct SourceFile
{
    sqlite3_file base;
    SourceVfs::Private *owner;
    bool isMain;

    sqlite3_file *real() { return reinterpret_cast<sqlite3_file *>(this + 1); }
};

SourceFile *own(sqlite3_file *file)
{
    return reinterpret_cast<SourceFile *>(file);
}

sqlite3_file *real(sqlite3_file *file)
{
    return own(file)->real();
}

int onRead(sqlite3_file *file, void *bytes, int amount, sqlite3_int64 offset)
{
    SourceFile *self = own(file);
    SourceVfs::Private *owner = self->owner;
    int code = SQLITE_OK;
    const bool inOneChunk = offset / chunkBytes == (offset + amount - 1) / chunkBytes;
    if (self->isMain && owner->readAhead && inOneChunk && offset + amount <= owner->fileBytes) {
        code = owner->readThroughChunk(self->real(), bytes, amount, offset);
    } else {
        code = self->real()->pMethods->xRead(self->real(), bytes, amount, offset);
    }
    if (code == SQLITE_OK) {
        owner->noticePageOne(bytes, amount);
    }
    return code;
}

int onClose(sqlite3_file *file)
{
    if (own(file)->isMain) {
        own(file)->owner->mainFile = nullptr;
    }
    return real(file)->pMethods->xClose(real(file));
}
int onWrite(sqlite3_file *file, const void *bytes, int amount, sqlite3_int64 offset)
{
    return real(file)->pMethods->xWrite(real(file), bytes, amount, offset);
}
int onTruncate(sqlite3_file *file, sqlite3_int64 size)
{
    return real(file)->pMethods->xTruncate(real(file), size);
}
int onSync(sqlite3_file *file, int flags)
{
    return real(file)->pMethods->xSync(real(file), flags);
}
int onFileSize(sqlite3_file *file, sqlite3_int64 *size)
{
    return real(file)->pMethods->xFileSize(real(file), size);
}
int onLock(sqlite3_file *file, int level)
{
    return real(file)->pMethods->xLock(real(file), level);
}
int onUnlock(sqlite3_file *file, int level)
{
    return real(file)->pMethods->xUnlock(real(file), level);
}
int onCheckReservedLock(sqlite3_file *file, int *reserved)
{
    return real(file)->pMethods->xCheckReservedLock(real(file), reserved);
}
int onFileControl(sqlite3_file *file, int operation, void *argument)
{
    return real(file)->pMethods->xFileControl(real(file), operation, argument);
}
int onSectorSize(sqlite3_file *file)
{
    return real(file)->pMethods->xSectorSize(real(file));
}
int onDeviceCharacteristics(sqlite3_file *file)
{
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}
int onShmMap(sqlite3_file *file, int page, int pageSize, int extend, void volatile **memory)
{
    return real(file)->pMethods->xShmMap(real(file), page, pageSize, extend, memory);
}
int onShmLock(sqlite3_file *file, int offset, int count, int flags)
{
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
void onShmBarrier(sqlite3_file *file)
{
    real(file)->pMethods->xShmBarrier(real(file));
}
int onShmUnmap(sqlite3_file *file, int deleteFlag)
{
    return real(file)->pMethods->xShmUnmap(real(file), deleteFlag);
}

// Version 2: with shared memory, without xFetch, so that nothing of a file of others is ever mapped.
const sqlite3_io_methods sourceMethods = {
    2,
    onClose,
    onRead,
    onWrite,
    onTruncate,
    onSync,
    onFileSize,
    onLock,
    onUnlock,
    onCheckReservedLock,
    onFileControl,
    onSectorSize,
    onDeviceCharacteristics,
    onShmMap,
    onShmLock,
    onShmBarrier,
    onShmUnmap,
    nullptr,
    nullptr,
};

int onOpen(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *file, int flags, int *outFlags)
{
    auto *owner = static_cast<SourceVfs::Private *>(vfs->pAppData);
    if ((flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) == 0) {
        return owner->parent->xOpen(owner->parent, name, file, flags, outFlags);
    }
    auto *self = new (file)
        SourceFile{.base = {nullptr}, .owner = owner, .isMain = (flags & SQLITE_OPEN_MAIN_DB) != 0};
    const int code = owner->parent->xOpen(owner->parent, name, self->real(), flags, outFlags);
    if (self->real()->pMethods != nullptr) {
        self->base.pMethods = &sourceMethods;
        if (self->isMain) {
            owner->mainFile = self->real();
        }
    }
    return code;
}

} // namespace

SourceVfs::SourceVfs()
    : d(std::make_unique<Private>())
{
    static std::atomic<int> counter = 0;
    d->name = "litekeeper-source-" + std::to_string(++counter);
    d->parent = sqlite3_vfs_find(nullptr);
    d->vfs = *d->parent;
    d->vfs.zName = d->name.c_str();
    d->vfs.pNext = nullptr;
    d->vfs.pAppData = d.get();
    d->vfs.szOsFile = int(sizeof(SourceFile)) + d->parent->szOsFile;
    d->vfs.xOpen = onOpen;
    d->chunk.resize(chunkBytes);
    sqlite3_vfs_register(&d->vfs, 0);
}

SourceVfs::~SourceVfs()
{
    sqlite3_vfs_unregister(&d->vfs);
}

const std::string &SourceVfs::name() const
{
    return d->name;
}

void SourceVfs::beginReadAhead()
{
    Q_ASSERT(d->mainFile != nullptr);
    d->chunkStart = -1;
    d->readAhead = d->mainFile->pMethods->xFileSize(d->mainFile, &d->fileBytes) == SQLITE_OK;
}

void SourceVfs::endReadAhead()
{
    d->readAhead = false;
    d->chunkStart = -1;
}

Result<qint64> SourceVfs::mainSize() const
{
    sqlite3_int64 size = 0;
    const int code = d->mainFile->pMethods->xFileSize(d->mainFile, &size);
    if (code != SQLITE_OK) {
        return sqliteError(code, nullptr, {});
    }
    return qint64(size);
}

Result<void> SourceVfs::readMain(void *bytes, int length, qint64 offset)
{
    const int code = d->mainFile->pMethods->xRead(d->mainFile, bytes, length, offset);
    if (code != SQLITE_OK) {
        return sqliteError(code, nullptr, {});
    }
    return {};
}

const QByteArray &SourceVfs::pageOne() const
{
    return d->pageOne;
}

} // namespace litekeeper
