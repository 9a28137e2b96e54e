// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/openedproof.h"

#include "engine/backuphash.h"
#include "engine/sidebyside.h"
#include "engine/tablefigures.h"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>

namespace litekeeper {

namespace {

class OpenedProof
{
public:
    OpenedProof(const Backup &backup, const StillDatabase &database)
        : m_backup(backup)
        , m_database(database)
    {
    }

    [[nodiscard]] Result<Backup> run(const RunControl &control);

private:
    [[nodiscard]] Result<void> hash(const RunControl &control);
    [[nodiscard]] Result<void> hashArchive(ProgressMeter &meter, const RunControl &control);
    [[nodiscard]] Result<void> proveDatabase(const RunControl &control);

    Backup m_backup;
    const StillDatabase &m_database;
};

Result<Backup> OpenedProof::run(const RunControl &control)
{
    if (m_backup.format == Format::Database) {
        // What the kernel still holds in memory says nothing about the disk.
        ::posix_fadvise(m_database.descriptor(), 0, 0, POSIX_FADV_DONTNEED);
    }
    // Bytes that changed say more than what SQLite makes of them, so nobody hears of that before.
    Result<void> proven;
    const auto proveIt = [this, &proven](const RunControl &own) {
        proven = proveDatabase(own);
        return Result<void>();
    };
    const Result<void> same
        = doSideBySide(control, proveIt, [this](const RunControl &own) { return hash(own); });
    if (!same || !proven) {
        return same ? proven.error() : same.error();
    }
    m_backup.proofAt = QDateTime::currentDateTimeUtc();
    return m_backup;
}

Result<void> OpenedProof::hash(const RunControl &control)
{
    ProgressMeter meter(control);
    if (m_backup.format != Format::Database) {
        if (const Result<void> same = hashArchive(meter, control); !same) {
            return same;
        }
    }
    const Result<QByteArray> digest = hashFile(m_database.descriptor(), m_backup.file, meter, control);
    return digest ? requireHash(m_backup.databaseSha256, *digest, m_backup.file)
                  : Result<void>(digest.error());
}

Result<void> OpenedProof::hashArchive(ProgressMeter &meter, const RunControl &control)
{
    const FileDescriptor archive(
        ::open(m_backup.file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!archive.isValid()) {
        return systemError(errno, m_backup.file);
    }
    ::posix_fadvise(archive.get(), 0, 0, POSIX_FADV_DONTNEED);
    const Result<QByteArray> digest = hashFile(archive.get(), m_backup.file, meter, control);
    return digest ? requireHash(m_backup.sha256, *digest, m_backup.file) : Result<void>(digest.error());
}

Result<void> OpenedProof::proveDatabase(const RunControl &control)
{
    ProgressMeter meter(control);
    const Result<ProofResult> proof
        = prove(m_database.file(), m_backup.file, m_database.bytes(), ProofLevel::Proven, meter, control);
    if (!proof) {
        return proof.error();
    }
    return takeProof(m_backup, *proof);
}

} // namespace

Result<void> takeProof(Backup &backup, const ProofResult &proof)
{
    if (proof.level == ProofLevel::Proven && !backup.tables.isEmpty()) {
        const QString difference = differenceOf(backup.tables, proof.tables);
        if (!difference.isEmpty()) {
            return Error{.kind = ErrorKind::Damaged, .path = backup.file, .detail = difference};
        }
    }
    backup.proof = proof.level;
    backup.findings = proof.findings;
    if (!proof.tables.isEmpty()) {
        backup.tables = proof.tables;
    }
    return {};
}

Result<Backup> proveOpened(const Backup &backup, const StillDatabase &database, const RunControl &control)
{
    return OpenedProof(backup, database).run(control);
}

} // namespace litekeeper
