// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sqlite/destinationvfs.h"

#include <QtEndian>

#include <sqlite3.h>

#include <atomic>
#include <cstring>

namespace litekeeper {

namespace {

// SQLite file format, section 1.3 "The Database Header".
constexpr int writeVersionAt = 18;
constexpr int readVersionAt = 19;
constexpr int pageCountAt = 28;
constexpr char rollbackJournal = 1;

struct Range
{
    int begin;
    int end;
};
// What the commit of the copy changes in page 1 and what means nothing in a file that nobody has open: the
// change counter, the schema cookie, and the version-valid-for number with the SQLite version behind it.
constexpr Range volatileRanges[] = {{24, 28}, {40, 44}, {92, 100}};

// A backup must open on read-only media, which WAL mode does not.
void leaveWalMode(QByteArray &pageOne)
{
    pageOne[writeVersionAt] = rollbackJournal;
    pageOne[readVersionAt] = rollbackJournal;
}

} // namespace

class DestinationVfs::Private
{
public:
    explicit Private(PageSink &pageSink)
        : sink(pageSink)
    {
    }

    std::string name;
    sqlite3_vfs vfs = {};
    PageSink &sink;
    QByteArray pageOne;
    qint64 writtenBySqlite = 0; ///< what SQLite sees as the file's size: a preset page 1 is hidden from it
    std::optional<Error> sinkError;

    int writePageOne(const void *bytes, int amount);
    int report(const Result<void> &result, int code);
};

int DestinationVfs::Private::report(const Result<void> &result, int code)
{
    if (result) {
        return SQLITE_OK;
    }
    sinkError = result.error();
    return result.error().kind == ErrorKind::NoSpace ? SQLITE_FULL : code;
}

int DestinationVfs::Private::writePageOne(const void *bytes, int amount)
{
    QByteArray page(static_cast<const char *>(bytes), amount);
    leaveWalMode(page);
    QByteArray compared = page;
    if (pageOne.size() == amount) {
        for (const Range &range : volatileRanges) {
            std::memcpy(compared.data() + range.begin, pageOne.constData() + range.begin,
                        size_t(range.end - range.begin));
        }
        if (compared == pageOne) {
            return SQLITE_OK;
        }
    }
    return report(sink.write(page.constData(), amount, 0), SQLITE_IOERR_WRITE);
}

namespace {

struct DestinationFile
{
    sqlite3_file base;
    DestinationVfs::Private *owner;
};

DestinationVfs::Private &ownerOf(sqlite3_file *file)
{
    return *reinterpret_cast<DestinationFile *>(file)->owner;
}

int onClose(sqlite3_file *)
{
    return SQLITE_OK;
}
int onRead(sqlite3_file *file, void *bytes, int amount, sqlite3_int64 offset)
{
    DestinationVfs::Private &owner = ownerOf(file);
    if (offset + amount > owner.writtenBySqlite) {
        std::memset(bytes, 0, size_t(amount));
        return SQLITE_IOERR_SHORT_READ;
    }
    return owner.report(owner.sink.read(bytes, amount, offset), SQLITE_IOERR_READ);
}
int onWrite(sqlite3_file *file, const void *bytes, int amount, sqlite3_int64 offset)
{
    DestinationVfs::Private &owner = ownerOf(file);
    owner.writtenBySqlite = std::max<qint64>(owner.writtenBySqlite, offset + amount);
    if (offset == 0) {
        return owner.writePageOne(bytes, amount);
    }
    return owner.report(owner.sink.write(bytes, amount, offset), SQLITE_IOERR_WRITE);
}
int onTruncate(sqlite3_file *file, sqlite3_int64 size)
{
    DestinationVfs::Private &owner = ownerOf(file);
    owner.writtenBySqlite = std::min<qint64>(owner.writtenBySqlite, size);
    return owner.report(owner.sink.truncate(size), SQLITE_IOERR_TRUNCATE);
}
int onSync(sqlite3_file *, int)
{
    return SQLITE_OK;
}
int onFileSize(sqlite3_file *file, sqlite3_int64 *size)
{
    *size = ownerOf(file).writtenBySqlite;
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
    return 0;
}

const sqlite3_io_methods destinationMethods = {
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

int onOpen(sqlite3_vfs *vfs, sqlite3_filename, sqlite3_file *file, int flags, int *outFlags)
{
    if ((flags & SQLITE_OPEN_MAIN_DB) == 0) {
        file->pMethods = nullptr;
        return SQLITE_CANTOPEN;
    }
    new (file) DestinationFile{.base = {&destinationMethods},
                               .owner = static_cast<DestinationVfs::Private *>(vfs->pAppData)};
    if (outFlags != nullptr) {
        *outFlags = flags;
    }
    return SQLITE_OK;
}
int onDelete(sqlite3_vfs *, const char *, int)
{
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

DestinationVfs::DestinationVfs(PageSink &sink)
    : d(std::make_unique<Private>(sink))
{
    static std::atomic<int> counter = 0;
    d->name = "litekeeper-destination-" + std::to_string(++counter);
    d->vfs = *sqlite3_vfs_find(nullptr);
    d->vfs.zName = d->name.c_str();
    d->vfs.pNext = nullptr;
    d->vfs.pAppData = d.get();
    d->vfs.szOsFile = int(sizeof(DestinationFile));
    d->vfs.xOpen = onOpen;
    d->vfs.xDelete = onDelete;
    d->vfs.xAccess = onAccess;
    d->vfs.xFullPathname = onFullPathname;
    sqlite3_vfs_register(&d->vfs, 0);
}

DestinationVfs::~DestinationVfs()
{
    sqlite3_vfs_unregister(&d->vfs);
}

Result<void> DestinationVfs::presetPageOne(const QByteArray &page, qint64 pageCount)
{
    d->pageOne = page;
    leaveWalMode(d->pageOne);
    qToBigEndian<quint32>(quint32(pageCount), d->pageOne.data() + pageCountAt);
    return d->sink.write(d->pageOne.constData(), d->pageOne.size(), 0);
}

Result<Connection> DestinationVfs::connect()
{
    Result<Connection> connection
        = Connection::open("/destination", {.mode = Connection::Mode::Create, .vfs = d->name});
    if (!connection) {
        return connection.error();
    }
    const Result<void> prepared = connection->execute(
        "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF");
    if (!prepared) {
        return prepared.error();
    }
    return connection;
}

const std::optional<Error> &DestinationVfs::sinkError() const
{
    return d->sinkError;
}

} // namespace litekeeper
