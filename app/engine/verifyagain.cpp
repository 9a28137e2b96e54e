// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/backup.h"

#include "common/filedescriptor.h"
#include "common/fileio.h"
#include "common/privatefolder.h"
#include "common/progressmeter.h"
#include "engine/backuphash.h"
#include "engine/blockledger.h"
#include "engine/databasestream.h"
#include "engine/networkfile.h"
#include "engine/openedproof.h"
#include "engine/proof.h"
#include "engine/stagingfile.h"
#include "places/filesystem.h"

#include <QCoreApplication>

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("VerifyAgain", text);
}

class Verifier
{
public:
    Verifier(const Backup &backup, ProofLevel level, const RunControl &control, Path stagingFolder)
        : m_backup(backup)
        , m_level(level)
        , m_control(control)
        , m_stagingFolder(std::move(stagingFolder))
        , m_scratch(backup.file.parent_path())
        , m_meter(control)
    {
    }
    [[nodiscard]] Result<Backup> run();

private:
    [[nodiscard]] Result<void> fetch();
    [[nodiscard]] Result<void> fetchBlocks(const NetworkFile &file);
    [[nodiscard]] Result<void> openFile();
    [[nodiscard]] Result<void> checkSize(qint64 bytes) const;
    [[nodiscard]] Result<void> readFile();
    [[nodiscard]] Result<void> unpack();
    [[nodiscard]] Result<void> proveDatabase();

    Backup m_backup;
    ProofLevel m_level;
    const RunControl &m_control;
    Path m_stagingFolder;
    Path m_scratch; ///< where what is packed is unpacked
    ProgressMeter m_meter;
    std::optional<PrivateFolder> m_folder; ///< for what came from a network mount
    FileDescriptor m_file;
    std::optional<StagingFile> m_staging;
};

Result<Backup> Verifier::run()
{
    for (auto step : {&Verifier::fetch, &Verifier::openFile, &Verifier::readFile, &Verifier::unpack,
                      &Verifier::proveDatabase}) {
        const Result<void> done = (this->*step)();
        if (!done) {
            return done.error();
        }
    }
    m_backup.proofAt = QDateTime::currentDateTimeUtc();
    return m_backup;
}

// SQLite must not open anything on a network mount, and reads there are slow, so all is done with a copy.
Result<void> Verifier::fetch()
{
    const Result<FileSystemFacts> facts = fileSystemOf(m_backup.file.parent_path());
    if (!facts) {
        return facts.error();
    }
    if (facts->kind != PlaceKind::Network) {
        return {};
    }
    if (m_stagingFolder.empty()) {
        return Error{.kind = ErrorKind::NetworkMount, .path = m_backup.file};
    }
    const Result<NetworkFile> file = NetworkFile::open(m_backup.file, NetworkFile::Use::Look);
    if (!file) {
        return file.error();
    }
    if (Result<void> checked = checkSize(file->status().bytes); !checked) {
        return checked;
    }
    Result<PrivateFolder> folder = PrivateFolder::createIn(m_stagingFolder);
    if (!folder) {
        return folder.error();
    }
    m_folder.emplace(std::move(folder).value());
    m_scratch = m_folder->path();
    return fetchBlocks(*file);
}

Result<void> Verifier::fetchBlocks(const NetworkFile &file)
{
    m_file = FileDescriptor(
        ::open((m_scratch / "backup").c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!m_file.isValid()) {
        return systemError(errno, m_stagingFolder);
    }
    QByteArray block(blockBytes, Qt::Uninitialized);
    qint64 offset = 0;
    m_meter.beginPhase(Phase::Fetching, m_backup.fileBytes);
    for (qint64 length = blockBytes; length == blockBytes; offset += length) {
        m_meter.waitWhilePaused();
        if (m_control.stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = m_backup.file};
        }
        const Result<qint64> count = file.read(block.data(), blockBytes, offset);
        if (!count) {
            return count.error();
        }
        length = *count;
        const Result<void> written
            = writeFully(m_file.get(), block.constData(), length, offset, m_stagingFolder);
        if (!written) {
            return written;
        }
        m_meter.advanceTo(offset + length);
    }
    return checkSize(offset);
}

Result<void> Verifier::openFile()
{
    if (m_folder) {
        return {};
    }
    m_file = FileDescriptor(::open(m_backup.file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    struct stat status = {};
    if (!m_file.isValid() || ::fstat(m_file.get(), &status) != 0) {
        return systemError(errno, m_backup.file);
    }
    if (!S_ISREG(status.st_mode)) {
        return Error{.kind = ErrorKind::NotAFile, .path = m_backup.file};
    }
    // What the kernel still holds in memory says nothing about the disk.
    ::posix_fadvise(m_file.get(), 0, 0, POSIX_FADV_DONTNEED);
    return checkSize(status.st_size);
}

Result<void> Verifier::checkSize(qint64 bytes) const
{
    if (bytes == m_backup.fileBytes) {
        return {};
    }
    return Error{.kind = bytes == 0 ? ErrorKind::Empty : ErrorKind::Damaged,
                 .path = m_backup.file,
                 .detail
                 = tr("it has %1 bytes and had %2 when it was made").arg(bytes).arg(m_backup.fileBytes),
                 .advice = tr("Do not restore from it; use another backup, and find out what changed it.")};
}

Result<void> Verifier::readFile()
{
    const Result<QByteArray> digest = hashFile(m_file.get(), m_backup.file, m_meter, m_control);
    if (!digest) {
        return digest.error();
    }
    const Result<void> same = requireHash(m_backup.sha256, *digest, m_backup.file);
    if (same) {
        m_backup.sha256 = *digest;
        m_backup.proof = ProofLevel::ReadBack;
        if (m_backup.format == Format::Database) {
            m_backup.databaseSha256 = *digest;
        }
    }
    return same;
}

Result<void> Verifier::unpack()
{
    if (m_backup.format == Format::Database) {
        return {};
    }
    const Result<std::unique_ptr<DatabaseStream>> stream
        = DatabaseStream::open(m_file.get(), m_backup.file, m_backup.format);
    if (!stream) {
        return stream.error();
    }
    if (m_level >= ProofLevel::Checked) {
        Result<StagingFile> staging = StagingFile::create(m_scratch, (*stream)->databaseBytes());
        if (!staging) {
            return staging.error();
        }
        m_staging.emplace(std::move(staging).value());
    }
    const Result<QByteArray> digest
        = hashStream(**stream, m_backup.file, m_meter, m_control,
                     [&](const char *bytes, qint64 length, qint64 offset) -> Result<void> {
                         return m_staging
                             ? writeFully(m_staging->descriptor(), bytes, length, offset, m_backup.file)
                             : Result<void>();
                     });
    if (!digest) {
        return digest.error();
    }
    const Result<void> same = requireHash(m_backup.databaseSha256, *digest, m_backup.file);
    if (same) {
        m_backup.databaseSha256 = *digest;
    }
    return same;
}

Result<void> Verifier::proveDatabase()
{
    if (m_level < ProofLevel::Checked) {
        return {};
    }
    const DescriptorVfs database(m_staging ? m_staging->descriptor() : m_file.get(), m_backup.file);
    Result<ProofResult> proof
        = prove(database, m_backup.file, m_backup.databaseBytes, m_level, m_meter, m_control);
    if (!proof) {
        return proof.error();
    }
    return takeProof(m_backup, *proof);
}

} // namespace

Result<Backup> verifyAgain(const Backup &backup, ProofLevel level, const RunControl &control,
                           const Path &stagingFolder)
{
    return Verifier(backup, level, control, stagingFolder).run();
}

} // namespace litekeeper
