// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/backuprun.h"

#include "common/durablefile.h"
#include "engine/archivereadback.h"
#include "engine/compress.h"
#include "engine/delivery.h"
#include "engine/networkcopy.h"
#include "engine/publish.h"
#include "engine/room.h"
#include "engine/sourcelock.h"
#include "engine/sourcesession.h"
#include "engine/tablefigures.h"
#include "places/destination.h"

#include <QCoreApplication>

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("BackupRun", text);
}

} // namespace

BackupRun::BackupRun(const BackupRequest &request, const BackupPlan &plan, const RunControl &control)
    : m_request(request)
    , m_plan(plan)
    , m_control(control)
    , m_meter(control)
    , m_workFile(plan.partialFile)
{
    if (plan.sourceOnNetwork) {
        m_source = std::make_unique<NetworkCopy>(request, plan, m_meter, m_log, control);
    } else {
        m_source = std::make_unique<SourceSession>(request, plan, m_meter, m_log, control);
    }
}

BackupRun::~BackupRun()
{
    m_readBack.reset();
    if (m_partialExists) {
        (void)removeDurably(m_plan.partialFile);
    }
}

int BackupRun::databaseDescriptor() const
{
    return m_staging ? m_staging->descriptor() : m_partial.get();
}

BackupReport BackupRun::execute(const Path &lockFolder)
{
    m_timer.start();
    Result<void> performed = perform(lockFolder);
    m_source->release();
    // A stop ends the waiting for a lock just as its deadline does.
    if (!performed && performed.error().kind == ErrorKind::Busy && m_control.stopRequested()) {
        performed = Error{.kind = ErrorKind::Cancelled, .path = m_plan.source};
    }
    if (performed) {
        m_report.backup = m_backup;
        m_log.add(tr("Done: %1, %2.").arg(displayPath(m_backup.file), proofCode(m_backup.proof)));
    } else {
        m_report.error = forPeople(performed.error());
        m_log.add(describe(*m_report.error));
    }
    m_report.findings = m_log.findings();
    m_report.log = m_log.lines();
    m_report.holdMilliseconds = m_source->holdMilliseconds();
    m_report.walGrowthBytes = m_source->walGrowthBytes();
    m_report.restarts = m_meter.progress().restarts;
    m_report.milliseconds = m_timer.elapsed();
    return m_report;
}

// Nobody knows our own folders, and a file there is the backup to be.
Error BackupRun::forPeople(Error error) const
{
    if (error.kind == ErrorKind::NoSpace && error.path != m_plan.source
        && error.path != m_request.stagingFolder && (m_workshop || !m_plan.destinationOnNetwork)) {
        std::error_code failed;
        const auto written = qint64(std::filesystem::file_size(m_workFile, failed));
        error = withRoom(error, m_workshop ? m_request.stagingFolder : m_plan.finalFile.parent_path(),
                         std::max<qint64>(1, m_plan.sourceBytes - (failed ? 0 : written)));
    }
    if (m_workshop && error.path == m_workFile) {
        error.path = error.kind == ErrorKind::NoSpace ? m_request.stagingFolder : m_plan.finalFile;
    }
    return error;
}

Result<void> BackupRun::perform(const Path &lockFolder)
{
    m_meter.beginPhase(Phase::Preparing, -1);
    const Result<SourceLock> lock = SourceLock::acquire(m_plan.source, lockFolder);
    if (!lock) {
        return lock.error();
    }
    using Step = Result<void> (BackupRun::*)();
    // The file's own checks run while it is still being read back: what they see and what lies on the disk
    // are both compared with the hashes of what was written.
    constexpr Step steps[] = {
        &BackupRun::prepareDestination,
        &BackupRun::copySource,
        &BackupRun::compress,
        &BackupRun::sync,
        &BackupRun::proveCopy,
        &BackupRun::finishReadBack,
        &BackupRun::finishArchive,
        &BackupRun::deliverToShare,
        &BackupRun::publish,
    };
    for (const Step step : steps) {
        if (m_control.stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = m_plan.source};
        }
        const Result<void> done = (this->*step)();
        if (!done) {
            return done;
        }
    }
    return {};
}

Result<void> BackupRun::prepareDestination()
{
    const Path folder = m_plan.finalFile.parent_path();
    // Looked at again: the disk may have gone since the plan was made.
    if (!m_request.destinationId.isNull()) {
        const Result<void> checked = checkDestination(folder, m_request.destinationId);
        return checked ? beginWriting() : checked;
    }
    const Result<Destination> destination = Destination::openOrCreate(folder);
    if (!destination) {
        return destination.error();
    }
    return beginWriting();
}

// What a share refuses shows before any work is done. The work itself is done in a folder of our own: SQLite
// must not see the share, and many small writes would take long there.
Result<void> BackupRun::reserveOnShare()
{
    Result<PrivateFolder> workshop = PrivateFolder::createIn(m_request.stagingFolder);
    if (!workshop) {
        return workshop.error();
    }
    m_workshop.emplace(std::move(workshop).value());
    m_workFile = m_workshop->path() / "backup";
    Result<void> created = createOnShare(m_plan.partialFile, 0600);
    m_partialExists = created.hasValue();
    return created;
}

Result<void> BackupRun::beginWriting()
{
    if (m_plan.destinationOnNetwork) {
        if (Result<void> reserved = reserveOnShare(); !reserved) {
            return reserved;
        }
    }
    m_partial = FileDescriptor(
        ::open(m_workFile.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!m_partial.isValid()) {
        return systemError(errno, m_workFile);
    }
    m_partialExists = true;
    if (isCompressed()) {
        Result<StagingFile> staging = StagingFile::create(m_workFile.parent_path(), m_plan.sourceBytes);
        if (!staging) {
            return staging.error();
        }
        m_staging.emplace(std::move(staging).value());
    }
    m_databaseWriter = std::make_unique<BlockWriter>(
        databaseDescriptor(), m_workFile, isCompressed() ? Writeback::None : writeback(), m_databaseLedger);
    // A share is read back when the file is there.
    if (wants(ProofLevel::ReadBack) && !m_workshop) {
        m_readBack = std::make_unique<ReadBack>(
            m_workFile, isCompressed() ? m_archiveLedger : m_databaseLedger, m_control);
        return m_readBack->start();
    }
    return {};
}

Result<void> BackupRun::copySource()
{
    const Result<SnapshotCopy> copy = m_source->copyTo(*m_databaseWriter);
    if (!copy) {
        return copy.error();
    }
    m_report.strategy = copy->strategy;
    m_report.pages = copy->pages;
    m_report.pageSize = copy->pageSize;
    m_report.bytes = copy->pages * copy->pageSize;
    m_backup.createdAt = m_source->heldAt();
    m_log.add(
        tr("Copied %1 pages of %2 bytes (%3).").arg(copy->pages).arg(copy->pageSize).arg(copy->strategy));
    if (wants(ProofLevel::Proven)) {
        m_source->beginReadingTables(m_report.bytes);
    } else {
        m_source->release();
    }
    return m_databaseWriter->finish();
}

Result<void> BackupRun::compress()
{
    if (!isCompressed()) {
        return {};
    }
    BlockWriter writer(m_partial.get(), m_workFile, writeback(), m_archiveLedger);
    const CompressionInput input{
        .descriptor = m_staging->descriptor(), .bytes = m_report.bytes, .path = m_workFile};
    Path entry = m_plan.source.filename();
    if (!entry.has_extension()) {
        entry += ".db";
    }
    const Result<void> compressed = m_request.format == Format::Zstd
        ? compressToZstd(input, writer, m_meter, m_control)
        : compressToZip(input, displayName(entry).toUtf8(), m_backup.createdAt, writer, m_meter, m_control);
    if (!compressed) {
        return compressed;
    }
    m_log.add(tr("Compressed to %1 bytes.").arg(writer.size()));
    return writer.finish();
}

Result<void> BackupRun::sync()
{
    struct stat status = {};
    // Whoever may read the database may read its backup, and nobody else.
    if (::fchmod(m_partial.get(), m_source->permissions()) != 0 || ::fstat(m_partial.get(), &status) != 0) {
        return systemError(errno, m_workFile);
    }
    m_backup.fileBytes = status.st_size;
    m_backup.proof = ProofLevel::Copied;
    if (m_workshop) {
        return {};
    }
    m_meter.beginPhase(Phase::Syncing, -1);
    return syncFile(m_partial.get(), m_workFile);
}

Result<void> BackupRun::finishReadBack()
{
    if (!m_readBack) {
        return {};
    }
    m_meter.beginPhase(Phase::ReadingBack, m_backup.fileBytes);
    Result<QByteArray> digest = m_readBack->finish([this](qint64 bytes) { m_meter.advanceTo(bytes); });
    if (!digest) {
        return digest.error();
    }
    m_backup.sha256 = *digest;
    m_backup.databaseSha256 = *digest;
    m_backup.proof = std::max(m_backup.proof, ProofLevel::ReadBack);
    m_log.add(tr("Read back from the destination: SHA-256 %1.").arg(QString::fromLatin1(digest->toHex())));
    return {};
}

Result<void> BackupRun::finishArchive()
{
    if (!isCompressed() || !wants(ProofLevel::ReadBack)) {
        return {};
    }
    Result<QByteArray> digest = readArchiveBack({.file = m_workFile,
                                                 .format = m_request.format,
                                                 .source = m_plan.source,
                                                 .databaseBytes = m_report.bytes},
                                                m_databaseLedger, m_meter, m_control);
    if (!digest) {
        return digest.error();
    }
    m_backup.databaseSha256 = *digest;
    return {};
}

Result<void> BackupRun::proveCopy()
{
    if (!wants(ProofLevel::Checked)) {
        return {};
    }
    const DescriptorVfs file(databaseDescriptor(), m_workFile);
    Result<ProofResult> proof
        = prove(file, m_plan.source, m_report.bytes, m_request.proof, m_meter, m_control);
    if (!proof) {
        Error error = proof.error();
        if (error.kind == ErrorKind::Damaged) {
            error.advice = tr(
                "Nothing was kept of this copy and earlier backups are untouched: restore the newest proven "
                "one, or save what is there with the proof level “read back”.");
        }
        return error;
    }
    const Result<std::optional<QList<TableFigures>>> source = m_source->finishReadingTables();
    if (!source) {
        return source.error();
    }
    if (source->has_value() && proof->level == ProofLevel::Proven) {
        const QString difference = differenceOf(**source, proof->tables);
        if (!difference.isEmpty()) {
            return Error{
                .kind = ErrorKind::ReadBackMismatch, .path = m_plan.partialFile, .detail = difference};
        }
    }
    for (const Finding &finding : proof->findings) {
        m_log.find(finding.severity, finding.code, finding.text);
    }
    m_backup.proof = proof->level;
    m_backup.tables = proof->tables;
    return {};
}

Result<void> BackupRun::deliverToShare()
{
    if (!m_workshop) {
        return {};
    }
    Result<QByteArray> digest
        = deliver({.descriptor = m_partial.get(), .bytes = m_backup.fileBytes, .target = m_plan.partialFile},
                  m_meter, m_control);
    if (!digest) {
        return digest.error();
    }
    m_backup.sha256 = *digest;
    if (!isCompressed()) {
        m_backup.databaseSha256 = *digest;
    }
    if (wants(ProofLevel::ReadBack)) {
        m_backup.proof = std::max(m_backup.proof, ProofLevel::ReadBack);
    }
    m_log.add(tr("Copied to the share and read back from it: SHA-256 %1.")
                  .arg(QString::fromLatin1(digest->toHex())));
    return {};
}

Result<void> BackupRun::publish()
{
    m_meter.beginPhase(Phase::Publishing, -1);
    const Path folder = m_plan.finalFile.parent_path();
    const Result<void> published = publishFile(m_plan.partialFile, m_plan.finalFile,
                                               m_plan.replaces ? FinalName::Replaced : FinalName::Free);
    if (!published) {
        return published;
    }
    m_partialExists = false;
    m_backup.id = QUuid::createUuid();
    m_backup.runId = m_request.runId;
    m_backup.jobId = m_request.jobId;
    m_backup.source = m_plan.source;
    m_backup.file = m_plan.finalFile;
    m_backup.format = m_request.format;
    m_backup.databaseBytes = m_report.bytes;
    m_backup.pageSize = m_report.pageSize;
    m_backup.pageCount = m_report.pages;
    m_backup.proofAt = QDateTime::currentDateTimeUtc();
    m_backup.findings = m_log.findings();
    Result<Destination> destination = Destination::openOrCreate(folder);
    const Result<void> written
        = destination ? destination->writeManifest(m_backup) : Result<void>(destination.error());
    if (!written) {
        m_log.find(Severity::Warning, QStringLiteral("no-manifest"),
                   tr("The backup is whole, but its manifest could not be written: %1")
                       .arg(describe(written.error())));
    }
    return {};
}

BackupReport backUp(const BackupRequest &request, const BackupPlan &plan, const Path &lockFolder,
                    const RunControl &control)
{
    return BackupRun(request, plan, control).execute(lockFolder);
}

} // namespace litekeeper
