// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/filereplacement.h"

#include "common/durablefile.h"
#include "common/fileio.h"
#include "common/hash.h"
#include "common/progressmeter.h"
#include "engine/blockledger.h"
#include "engine/blockwriter.h"
#include "engine/delivery.h"
#include "engine/fileattributes.h"
#include "engine/fileusers.h"
#include "engine/proof.h"
#include "engine/room.h"
#include "engine/stilldatabase.h"
#include "sqlite/connection.h"

#include <QCoreApplication>

#include <cerrno>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace litekeeper {

namespace {

constexpr qint64 blockSize = qint64(1) << 20;
constexpr const char *suffixes[] = {"-wal", "-shm", "-journal"};

QString tr(const char *text)
{
    return QCoreApplication::translate("FileReplacement", text);
}

bool isThere(const Path &file)
{
    struct stat status = {};
    return ::lstat(file.c_str(), &status) == 0;
}

class Replacement
{
public:
    Replacement(const StillDatabase &backup, const RestoreTarget &target, const RestoreRequest &request,
                const RunControl &control)
        : m_backup(backup)
        , m_target(target)
        , m_request(request)
        , m_control(control)
        , m_meter(control)
        , m_new(withSuffix(target.file, ".restoring"))
        , m_aside(withSuffix(
              target.file,
              (".before-restore-"
               + QDateTime::currentDateTime().toString(QStringLiteral("yyyyMMdd-HHmmss")).toStdString())
                  .c_str()))
    {
    }
    ~Replacement()
    {
        if (m_isWritten) {
            (void)removeDurably(m_new);
        }
    }
    Replacement(const Replacement &) = delete;
    Replacement &operator=(const Replacement &) = delete;

    [[nodiscard]] Result<RestoreReport> run();

private:
    [[nodiscard]] Result<void> checkUsers();
    [[nodiscard]] Result<void> checkRoom();
    [[nodiscard]] Result<void> clearPlace() const;
    [[nodiscard]] Result<void> bringToShare();
    [[nodiscard]] Result<void> writeNew();
    [[nodiscard]] Result<void> copyTo(int descriptor);
    [[nodiscard]] Result<void> readBack();
    [[nodiscard]] Result<void> prove();
    [[nodiscard]] Result<void> closeDatabase() const;
    [[nodiscard]] Result<void> closeOld();
    [[nodiscard]] Result<void> setOldAside();
    [[nodiscard]] Result<void> swap();

    const StillDatabase &m_backup;
    const RestoreTarget &m_target;
    const RestoreRequest &m_request;
    const RunControl &m_control;
    ProgressMeter m_meter;
    Path m_new;
    Path m_aside;
    bool m_isWritten = false;
    bool m_isClosed = false; ///< the old database is one file, with nothing beside it
    Xxh128 m_hash = {};
    RestoreReport m_report;
};

Result<RestoreReport> Replacement::run()
{
    for (const auto step :
         {&Replacement::checkUsers, &Replacement::checkRoom, &Replacement::writeNew, &Replacement::readBack,
          &Replacement::prove, &Replacement::closeOld, &Replacement::setOldAside, &Replacement::swap}) {
        if (m_control.stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = m_target.file};
        }
        if (const Result<void> done = (this->*step)(); !done) {
            return done.error();
        }
    }
    return m_report;
}

/// A program that goes on with the old file after the swap would write into nothing.
Result<void> Replacement::checkUsers()
{
    const QStringList users = m_target.exists ? usersOf(m_target.file) : QStringList();
    if (!users.isEmpty()) {
        return Error{.kind = ErrorKind::Busy,
                     .path = m_target.file,
                     .detail = tr("%1 has it open").arg(users.join(QStringLiteral(", "))),
                     .advice = tr("Stop that program, or restore into the live database.")};
    }
    if (m_target.isOnNetwork && !m_request.applicationIsStopped) {
        return Error{.kind = ErrorKind::NetworkMount,
                     .path = m_target.file,
                     .detail = tr("nobody here can see whether a program on the server has it open"),
                     .advice = tr("Stop that program, and say so.")};
    }
    return {};
}

Result<void> Replacement::checkRoom()
{
    return requireRoom(m_target.file.parent_path(), m_backup.bytes());
}

/// What an earlier try has left, and nobody else makes files of that name.
Result<void> Replacement::clearPlace() const
{
    return isThere(m_new) ? removeDurably(m_new) : Result<void>();
}

/// Owner and extended attributes are the server's there; asking some mounts for them ends their connection.
Result<void> Replacement::bringToShare()
{
    struct stat old = {};
    const bool hasOld = m_target.exists && ::stat(m_target.file.c_str(), &old) == 0;
    if (const Result<void> created = createOnShare(m_new, hasOld ? old.st_mode & 0777 : 0644); !created) {
        return created;
    }
    m_isWritten = true;
    const Result<QByteArray> delivered
        = deliver({.descriptor = m_backup.descriptor(), .bytes = m_backup.bytes(), .target = m_new}, m_meter,
                  m_control);
    if (!delivered) {
        return delivered.error();
    }
    if (hasOld) {
        m_report.findings.append(
            {.severity = Severity::Note,
             .code = QStringLiteral("attributes-of-the-server"),
             .text = tr("Its owner and access rights are those that the server gives to new files in that "
                        "folder. Check there that its program may write to it.")});
    }
    return {};
}

Result<void> Replacement::writeNew()
{
    const Result<void> cleared = clearPlace();
    if (!cleared || m_target.isOnNetwork) {
        return cleared ? bringToShare() : cleared;
    }
    const FileDescriptor file(
        ::open(m_new.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.isValid()) {
        return systemError(errno, m_new);
    }
    m_isWritten = true;
    if (const Result<void> copied = copyTo(file.get()); !copied) {
        return copied;
    }
    m_meter.beginPhase(Phase::Syncing, -1);
    m_report.findings += copyAttributes(m_target.exists ? m_target.file : Path(), file.get(), m_new);
    return syncFile(file.get(), m_new);
}

/// What is copied goes to the disk meanwhile: nobody could stop a sync of all of it at the end.
Result<void> Replacement::copyTo(int descriptor)
{
    m_meter.beginPhase(Phase::Copying, m_backup.bytes());
    QByteArray block(blockSize, Qt::Uninitialized);
    Xxh128Stream hash;
    BlockLedger ledger;
    BlockWriter writer(descriptor, m_new, Writeback::Early, ledger);
    for (qint64 offset = 0; offset < m_backup.bytes();) {
        const qint64 length = std::min(blockSize, m_backup.bytes() - offset);
        const Result<qint64> read
            = readUpTo(m_backup.descriptor(), block.data(), length, offset, m_target.file);
        Result<void> written
            = read ? writer.write(block.constData(), length, offset) : Result<void>(read.error());
        if (written && offset + length == m_backup.bytes()) {
            written = writer.finish();
        }
        if (!written) {
            return withRoom(written.error(), m_target.file.parent_path(), m_backup.bytes() - offset);
        }
        if (m_control.stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = m_target.file};
        }
        hash.add(block.constData(), size_t(length));
        offset += length;
        m_meter.advanceTo(offset);
    }
    m_hash = hash.digest();
    return {};
}

Result<void> Replacement::readBack()
{
    if (m_target.isOnNetwork) {
        return {}; // it was, when it was brought there
    }
    const FileDescriptor file(::open(m_new.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!file.isValid()) {
        return systemError(errno, m_new);
    }
    ::posix_fadvise(file.get(), 0, 0, POSIX_FADV_DONTNEED);
    m_meter.beginPhase(Phase::ReadingBack, m_backup.bytes());
    QByteArray block(blockSize, Qt::Uninitialized);
    Xxh128Stream hash;
    for (qint64 offset = 0; offset < m_backup.bytes();) {
        const qint64 length = std::min(blockSize, m_backup.bytes() - offset);
        const Result<qint64> read = readUpTo(file.get(), block.data(), length, offset, m_new);
        if (!read) {
            return read.error();
        }
        if (m_control.stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = m_target.file};
        }
        hash.add(block.constData(), size_t(length));
        offset += length;
        m_meter.advanceTo(offset);
    }
    return hash.digest() == m_hash ? Result<void>()
                                   : Error{.kind = ErrorKind::ReadBackMismatch, .path = m_new};
}

/// The file as it lies there, before it gets its name. SQLite reads nothing of a network mount: the same
/// bytes lie here.
Result<void> Replacement::prove()
{
    FileDescriptor file;
    if (!m_target.isOnNetwork) {
        file = FileDescriptor(::open(m_new.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
        if (!file.isValid()) {
            return systemError(errno, m_new);
        }
    }
    const DescriptorVfs vfs(file.isValid() ? file.get() : m_backup.descriptor(), m_target.file);
    const Result<ProofResult> proof
        = litekeeper::prove(vfs, m_target.file, m_backup.bytes(), ProofLevel::Checked, m_meter, m_control);
    if (!proof) {
        return proof.error();
    }
    m_report.proof = proof->level;
    m_report.findings += proof->findings;
    return {};
}

/// An exclusive connection that ends is the last one, and leaves no -wal behind.
Result<void> Replacement::closeDatabase() const
{
    Result<Connection> old = Connection::open(m_target.file, {.mode = Connection::Mode::ReadWrite});
    if (!old) {
        return old.error();
    }
    old->setBusyTimeout(m_request.busyTimeout, &m_control);
    for (const char *statement :
         {"PRAGMA locking_mode=EXCLUSIVE", "BEGIN IMMEDIATE; COMMIT", "PRAGMA wal_checkpoint(TRUNCATE)"}) {
        if (const Result<void> done = old->execute(statement); !done) {
            return done;
        }
    }
    return {};
}

/// Takes the -wal in and rolls a journal back, so that the old database is whole in one file until the very
/// swap.
Result<void> Replacement::closeOld()
{
    if (!m_target.exists || m_target.isOnNetwork || m_target.unreadable) {
        return {};
    }
    m_meter.beginPhase(Phase::Waiting, -1);
    const Result<void> closed = closeDatabase();
    if (!closed && closed.error().kind == ErrorKind::Busy) {
        return closed;
    }
    // Once it could be opened, a -shm or a journal that a crash has left holds nothing any more: a hot one
    // was rolled back.
    for (const char *suffix : {"-shm", "-journal"}) {
        const Path companion = withSuffix(m_target.file, suffix);
        const Result<void> removed = closed && isThere(companion) ? removeDurably(companion) : Result<void>();
        if (!removed) {
            return removed;
        }
    }
    m_isClosed = closed && !isThere(withSuffix(m_target.file, "-wal"));
    return {};
}

/// What could not be closed is kept together under another name: the file as a second link first, so that at
/// every instant all parts of the old database are there.
Result<void> Replacement::setOldAside()
{
    if (!m_target.exists || m_isClosed) {
        return {};
    }
    if (::link(m_target.file.c_str(), m_aside.c_str()) == 0) {
        m_report.setAside.append(m_aside);
    } else if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS && errno != EMLINK) {
        return systemError(errno, m_aside);
    } else if (isThere(withSuffix(m_target.file, "-wal")) || isThere(withSuffix(m_target.file, "-journal"))) {
        // Taken away from a file that cannot be kept, they would take commits with them.
        return Error{.kind = ErrorKind::Unsupported,
                     .path = m_target.file,
                     .detail
                     = tr("its program did not close it, and a file system without links cannot keep its "
                          "parts together meanwhile"),
                     .advice = tr("Start its program once and end it cleanly, then restore again.")};
    }
    for (const char *suffix : suffixes) {
        const Path companion = withSuffix(m_target.file, suffix);
        if (!isThere(companion)) {
            continue;
        }
        const Path kept = withSuffix(m_aside, suffix);
        if (renameWhenClosed(companion, kept) != 0) {
            return systemError(errno, companion);
        }
        m_report.setAside.append(kept);
    }
    return syncFolder(m_target.file.parent_path());
}

Result<void> Replacement::swap()
{
    m_meter.beginPhase(Phase::Publishing, -1);
    if (const Result<void> unused = checkUsers(); !unused) {
        return unused; // somebody came meanwhile
    }
    if (renameWhenClosed(m_new, m_target.file) != 0) {
        return systemError(errno, m_target.file);
    }
    m_isWritten = false;
    // Done is done: saying that it failed would be wrong.
    if (const Result<void> synced = syncFolder(m_target.file.parent_path()); !synced) {
        m_report.findings.append(
            {.severity = Severity::Warning,
             .code = QStringLiteral("folder-not-synced"),
             .text = tr("The new file is in its place, but the disk did not confirm it (%1): after a power "
                        "failure the old one may be back. Look at the disk, then look at the database.")
                         .arg(describe(synced.error()))});
    }
    return {};
}

} // namespace

Result<RestoreReport> replaceFile(const StillDatabase &backup, const RestoreTarget &target,
                                  const RestoreRequest &request, const RunControl &control)
{
    return Replacement(backup, target, request, control).run();
}

} // namespace litekeeper
