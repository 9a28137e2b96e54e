// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/stageddatabase.h"

#include "common/fileio.h"
#include "places/filesystem.h"
#include "sqlite/connection.h"

#include <QCoreApplication>
#include <QLocale>

#include <fcntl.h>

#include <cerrno>

namespace litekeeper {

namespace {

constexpr qint64 pieceBytes = qint64(1) << 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("StagedDatabase", text);
}

FileDescriptor createFile(const Path &file)
{
    return FileDescriptor(::open(file.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
}

Result<void> takeIn(const Path &database)
{
    Result<Connection> connection
        = Connection::open(database, {.mode = Connection::Mode::ReadWrite, .distrustful = true});
    if (!connection) {
        return connection.error();
    }
    // Nobody else is there, and the copy need not outlive a power failure.
    const Result<void> alone
        = connection->execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA synchronous = OFF");
    if (!alone) {
        return alone;
    }
    // The first reading takes the -wal in, up to its last whole commit.
    const Result<qint64> read = connection->queryInteger("SELECT count(*) FROM sqlite_schema");
    if (!read && read.error().kind != ErrorKind::Unsupported) {
        return read.error();
    }
    const Result<qint64> busy = connection->queryInteger("PRAGMA wal_checkpoint(TRUNCATE)");
    if (!busy) {
        return busy.error();
    }
    const Result<QString> mode = connection->queryText("PRAGMA journal_mode = DELETE");
    if (!mode) {
        return mode.error();
    }
    if (*busy != 0 || *mode != QLatin1String("delete")) {
        return Error{.kind = ErrorKind::Damaged, .detail = tr("its -wal could not be taken in")};
    }
    return {};
}

} // namespace

Result<StagedDatabase> StagedDatabase::create(const Path &stagingFolder, qint64 neededBytes)
{
    Result<PrivateFolder> folder = PrivateFolder::createIn(stagingFolder);
    if (!folder) {
        return folder.error();
    }
    const Result<FileSystemFacts> facts = fileSystemOf(stagingFolder);
    if (facts && facts->freeBytes >= 0 && facts->freeBytes < neededBytes) {
        const QLocale locale;
        return Error{.kind = ErrorKind::NoSpace,
                     .path = stagingFolder,
                     .detail = tr("to fetch the database from the share, %1 are needed there and %2 are free")
                                   .arg(locale.formattedDataSize(neededBytes),
                                        locale.formattedDataSize(facts->freeBytes))};
    }
    StagedDatabase staged(stagingFolder, std::move(folder).value());
    const Result<void> created = staged.createFiles();
    if (!created) {
        return created.error();
    }
    return staged;
}

StagedDatabase::StagedDatabase(Path stagingFolder, PrivateFolder folder)
    : m_stagingFolder(std::move(stagingFolder))
    , m_folder(std::move(folder))
{
}

Result<void> StagedDatabase::createFiles()
{
    m_database = createFile(file());
    m_wal = createFile(withSuffix(file(), "-wal"));
    if (!m_database.isValid() || !m_wal.isValid()) {
        return systemError(errno, m_stagingFolder);
    }
    return {};
}

Result<void> StagedDatabase::write(const char *bytes, qint64 length, qint64 offset)
{
    return writeFully(m_database.get(), bytes, length, offset, m_stagingFolder);
}

Result<void> StagedDatabase::writeWal(const char *bytes, qint64 length, qint64 offset)
{
    return writeFully(m_wal.get(), bytes, length, offset, m_stagingFolder);
}

Result<qint64> StagedDatabase::handOver(PageSink &sink, const Path &source, const RunControl &control)
{
    // SQLite drops its locks when another descriptor of the file is closed, so these go first.
    m_wal.reset();
    m_database.reset();
    const Result<void> taken = takeIn(file());
    if (!taken) {
        Error error = taken.error();
        error.path = error.kind == ErrorKind::NoSpace ? m_stagingFolder : source;
        return error;
    }
    const FileDescriptor database(::open(file().c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!database.isValid()) {
        return systemError(errno, m_stagingFolder);
    }
    QByteArray buffer(pieceBytes, Qt::Uninitialized);
    qint64 offset = 0;
    for (qint64 length = pieceBytes; length == pieceBytes; offset += length) {
        if (control.stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = source};
        }
        const Result<qint64> count
            = readUpTo(database.get(), buffer.data(), pieceBytes, offset, m_stagingFolder);
        if (!count) {
            return count.error();
        }
        length = *count;
        const Result<void> written = sink.write(buffer.constData(), length, offset);
        if (!written) {
            return written.error();
        }
    }
    return offset;
}

} // namespace litekeeper
