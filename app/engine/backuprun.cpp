// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "engine/backuprun.h"

#include "common/durablefile.h"
#include "engine/compress.h"
#include "engine/databasestream.h"
#include "engine/lockholder.h"
#include "engine/sourcelock.h"
#include "places/databaseheader.h"
#include "places/destination.h"

#include <QCoreApplication>
#include <QLocale>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <thread>

namespace litekeeper {

using namespace std::chrono_literals;

namespace {

// Up to these sizes the writers of a rollback-journal source wait a few dozen milliseconds at most.
constexpr qint64 lockedCopyLimit = qint64(64) << 20;
constexpr qint64 lockedTablesLimit = qint64(32) << 20;
// A file system may give two writes within this time the same modification time (FAT: 2 s).
constexpr auto quietTime = 2s;
constexpr int idleAttempts = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("BackupRun", text);
}

Result<void> replaceFile(const Path &from, const Path &to)
{
    if (std::rename(from.c_str(), to.c_str()) != 0) {
        return systemError(errno, to);
    }
    return {};
}

// Never over a file that has come there since the plan was made.
Result<void> renameToFree(const Path &from, const Path &to)
{
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
        return {};
    }
    if (errno != EINVAL) {
        return systemError(errno, to);
    }
    // File systems without that flag can at least make a second name only where there is none, or cannot make
    // any.
    std::error_code error;
    if (std::filesystem::exists(std::filesystem::symlink_status(to, error))) {
        return systemError(EEXIST, to);
    }
    return replaceFile(from, to);
}

bool isQuiet(const struct stat &status)
{
    const auto modified
        = std::chrono::seconds(status.st_mtim.tv_sec) + std::chrono::nanoseconds(status.st_mtim.tv_nsec);
    return std::chrono::system_clock::now().time_since_epoch() - modified > quietTime;
}

} // namespace

BackupRun::BackupRun(const BackupRequest &request, const BackupPlan &plan, const RunControl &control)
    : m_request(request)
    , m_plan(plan)
    , m_control(control)
    , m_meter(control)
{
}

BackupRun::~BackupRun()
{
    m_readBack.reset();
    if (m_partialExists) {
        (void)removeDurably(m_plan.partialFile);
    }
}

void BackupRun::log(const QString &line)
{
    m_report.log.append(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs) + QLatin1Char('\t')
                        + line);
}

void BackupRun::note(Severity severity, const QString &code, const QString &text)
{
    m_report.findings.append({.severity = severity, .code = code, .text = text});
    log(text);
}

int BackupRun::databaseDescriptor() const
{
    return m_staging ? m_staging->descriptor() : m_partial.get();
}

BackupReport BackupRun::execute(const Path &lockFolder)
{
    m_timer.start();
    const Result<void> performed = perform(lockFolder);
    if (m_source) {
        stopReadingTables();
        releaseSource();
    }
    m_report.restarts = m_meter.progress().restarts;
    m_report.milliseconds = m_timer.elapsed();
    if (performed) {
        m_report.backup = m_backup;
        log(tr("Done: %1, %2.").arg(displayPath(m_backup.file), proofCode(m_backup.proof)));
    } else {
        m_report.error = performed.error();
        log(describe(performed.error()));
    }
    return m_report;
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
        &BackupRun::prepareDestination, &BackupRun::copySource,
        &BackupRun::compress,           &BackupRun::sync,
        &BackupRun::proveCopy,          &BackupRun::finishReadBack,
        &BackupRun::readArchiveBack,    &BackupRun::publish,
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

Result<void> BackupRun::openSource(HeldSource::Way way)
{
    Result<std::unique_ptr<HeldSource>> source = HeldSource::open(m_request, m_plan.source, way, m_control);
    if (!source) {
        return source.error();
    }
    m_source = std::move(source).value();
    // A short hold tells now what would otherwise come after gigabytes: locked, a hot journal, damaged.
    m_meter.beginPhase(Phase::Waiting, -1);
    Result<void> held = m_source->hold();
    if (!held && held.error().kind == ErrorKind::Busy) {
        Error busy = held.error();
        const QString holder = lockHolderOf(m_plan.source);
        busy.detail = holder.isEmpty()
            ? tr("for %1 s").arg(m_request.busyTimeout.count() / 1000.0)
            : tr("for %1 s, by %2").arg(m_request.busyTimeout.count() / 1000.0).arg(holder);
        return busy;
    }
    m_source->release();
    return held;
}

Result<void> BackupRun::prepareDestination()
{
    const Path folder = m_plan.finalFile.parent_path();
    const Result<Destination> destination = Destination::openOrCreate(folder);
    if (!destination) {
        return destination.error();
    }
    return beginWriting();
}

Result<void> BackupRun::beginWriting()
{
    m_partial = FileDescriptor(
        ::open(m_plan.partialFile.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!m_partial.isValid()) {
        return systemError(errno, m_plan.partialFile);
    }
    m_partialExists = true;
    if (isCompressed()) {
        Result<StagingFile> staging = StagingFile::create(m_plan.finalFile.parent_path(), m_plan.sourceBytes);
        if (!staging) {
            return staging.error();
        }
        m_staging.emplace(std::move(staging).value());
    }
    m_databaseWriter = std::make_unique<BlockWriter>(databaseDescriptor(), m_plan.partialFile,
                                                     isCompressed() ? Writeback::None : Writeback::Early,
                                                     m_databaseLedger);
    if (wants(ProofLevel::ReadBack)) {
        m_readBack = std::make_unique<ReadBack>(
            m_plan.partialFile, isCompressed() ? m_archiveLedger : m_databaseLedger, m_control);
        return m_readBack->start();
    }
    return {};
}

Result<void> BackupRun::copySource()
{
    for (int attempt = 1;; ++attempt) {
        const Result<SnapshotCopy> copy = copyOnce();
        if (!copy) {
            return copy.error();
        }
        const bool disturbed = m_source->way() == HeldSource::Way::Idle && !m_source->isUndisturbed();
        if (!disturbed) {
            m_report.strategy = copy->strategy;
            m_report.pages = copy->pages;
            m_report.pageSize = copy->pageSize;
            m_report.bytes = copy->pages * copy->pageSize;
            break;
        }
        m_meter.addRestart();
        note(Severity::Note, QStringLiteral("source-woke-up"),
             tr("The source was opened by another program during the copy, so the copy started over."));
        if (attempt == idleAttempts) {
            return Error{.kind = ErrorKind::SourceChanged, .path = m_plan.source};
        }
    }
    m_backup.createdAt = m_source->heldAt();
    log(tr("Copied %1 pages of %2 bytes (%3).")
            .arg(m_report.pages)
            .arg(m_report.pageSize)
            .arg(m_report.strategy));
    if (wants(ProofLevel::Proven)) {
        startReadingSourceTables();
    } else {
        releaseSource();
    }
    return m_databaseWriter->finish();
}

HeldSource::Way BackupRun::chooseWay(struct stat status) const
{
    if (!m_isWal || sideFilesOf(m_plan.source).wal) {
        return HeldSource::Way::Live;
    }
    // Opened the usual way, SQLite makes companions beside the source; where we can take them away again,
    // that is as good.
    const bool canTidy = ::access(m_plan.source.c_str(), W_OK) == 0
        && ::access(m_plan.source.parent_path().c_str(), W_OK | X_OK) == 0;
    for (int waits = 0; waits < 50 && !canTidy && !isQuiet(status) && !m_control.stopRequested(); ++waits) {
        std::this_thread::sleep_for(50ms);
        ::stat(m_plan.source.c_str(), &status);
    }
    return isQuiet(status) && !sideFilesOf(m_plan.source).wal ? HeldSource::Way::Idle : HeldSource::Way::Live;
}

Result<SnapshotCopy> BackupRun::copyOnce()
{
    m_source.reset();
    const Result<DatabaseFacts> facts = lookAtDatabase(m_plan.source);
    if (!facts) {
        return facts.error();
    }
    m_isWal = facts->journalMode == JournalMode::Wal;
    struct stat status = {};
    if (::stat(m_plan.source.c_str(), &status) != 0) {
        return systemError(errno, m_plan.source);
    }
    m_sourceMode = status.st_mode & 0666;
    const Result<void> opened = openSource(chooseWay(status));
    if (!opened) {
        return opened.error();
    }
    SnapshotCopier copier(*m_source, *m_databaseWriter, m_meter, m_control);
    const bool ahead = !m_isWal && facts->bytes > lockedCopyLimit;
    Result<SnapshotCopy> copy = ahead ? copier.copyAhead() : copier.copyOnline();
    for (const QString &line : copier.notes()) {
        log(line);
    }
    if (copy && !ahead && !m_isWal) {
        copy->strategy = QStringLiteral("locked copy");
    }
    return copy;
}

void BackupRun::startReadingSourceTables()
{
    // Writers of a rollback-journal source wait for the snapshot. A larger one was compared block by block
    // under the lock, which says the same.
    if (!m_isWal && m_report.bytes > lockedTablesLimit) {
        releaseSource();
        note(Severity::Note, QStringLiteral("compared-by-blocks"),
             tr("The copy was compared with the source block by block under its lock, not table by table, so "
                "that its "
                "writers did not wait longer."));
        return;
    }
    m_source->vfs().endReadAhead();
    m_source->connection().setStopControl(&m_tablesControl);
    m_readingTables = std::async(std::launch::async,
                                 [this] { return readAllTables(m_source->connection(), m_tablesControl); });
}

void BackupRun::stopReadingTables()
{
    if (m_readingTables.valid()) {
        m_tablesControl.requestStop();
        m_readingTables.wait();
    }
}

Result<void> BackupRun::finishSourceTables()
{
    if (!m_readingTables.valid()) {
        return {};
    }
    m_meter.beginPhase(Phase::Comparing, -1);
    std::optional<Error> limit;
    while (m_readingTables.wait_for(20ms) != std::future_status::ready) {
        const Result<void> limits = m_source->checkLimits();
        if (!limits) {
            limit = limits.error();
        }
        if (limit || m_control.stopRequested()) {
            m_tablesControl.requestStop();
        }
        m_meter.setHold(m_source->holdMilliseconds(), m_source->walGrowthBytes());
        m_meter.advanceTo(0);
    }
    Result<QList<TableFigures>> tables = m_readingTables.get();
    if (m_control.stopRequested()) {
        return Error{.kind = ErrorKind::Cancelled, .path = m_plan.source};
    }
    const bool undisturbed = m_source->way() == HeldSource::Way::Live || m_source->isUndisturbed();
    releaseSource();
    if (tables && undisturbed) {
        m_sourceTables = std::move(tables).value();
        return {};
    }
    if (!limit && undisturbed && tables.error().kind != ErrorKind::Damaged) {
        return tables.error();
    }
    note(Severity::Note, QStringLiteral("compared-by-pages"),
         limit ? tr("The tables of the source were not compared one by one: %1.").arg(limit->detail)
               : tr("The tables of the source were not compared one by one: it changed or cannot be read."));
    return {};
}

void BackupRun::releaseSource()
{
    m_source->release();
    m_report.holdMilliseconds = m_source->holdMilliseconds();
    m_report.walGrowthBytes = m_source->walGrowthBytes();
    switch (m_source->presence()) {
    case HeldSource::Presence::Same:
        break;
    case HeldSource::Presence::Replaced:
        note(Severity::Warning, QStringLiteral("source-replaced"),
             tr("The source was replaced by another file during the run. The backup holds the one that was "
                "there when it "
                "began; back up again to have the new one."));
        break;
    case HeldSource::Presence::Gone:
        note(Severity::Warning, QStringLiteral("source-deleted"),
             tr("The source was deleted or renamed during the run. The backup holds it as it was; find out "
                "who removed "
                "it."));
        break;
    }
    m_source.reset();
}

Result<void> BackupRun::compress()
{
    if (!isCompressed()) {
        return {};
    }
    BlockWriter writer(m_partial.get(), m_plan.partialFile, Writeback::Early, m_archiveLedger);
    const CompressionInput input{
        .descriptor = m_staging->descriptor(), .bytes = m_report.bytes, .path = m_plan.partialFile};
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
    log(tr("Compressed to %1 bytes.").arg(writer.size()));
    return writer.finish();
}

Result<void> BackupRun::sync()
{
    struct stat status = {};
    // Whoever may read the database may read its backup, and nobody else.
    if (::fchmod(m_partial.get(), m_sourceMode) != 0 || ::fstat(m_partial.get(), &status) != 0) {
        return systemError(errno, m_plan.partialFile);
    }
    m_backup.fileBytes = status.st_size;
    m_meter.beginPhase(Phase::Syncing, -1);
    m_backup.proof = ProofLevel::Copied;
    return syncFile(m_partial.get(), m_plan.partialFile);
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
    log(tr("Read back from the destination: SHA-256 %1.").arg(QString::fromLatin1(digest->toHex())));
    return {};
}

// A compressed file is decompressed from the destination and compared with the plain copy block by block, so
// what is proven of that copy is true of what comes out of the file.
Result<void> BackupRun::readArchiveBack()
{
    if (!isCompressed() || !wants(ProofLevel::ReadBack)) {
        return {};
    }
    const FileDescriptor file(::open(m_plan.partialFile.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.isValid()) {
        return systemError(errno, m_plan.partialFile);
    }
    const Result<std::unique_ptr<DatabaseStream>> stream
        = DatabaseStream::open(file.get(), m_plan.partialFile, m_request.format);
    if (!stream) {
        return stream.error();
    }
    QByteArray block(blockBytes, Qt::Uninitialized);
    Sha256 sha256;
    qint64 offset = 0;
    m_meter.beginPhase(Phase::ReadingBack, m_report.bytes);
    for (qint64 length = blockBytes; length == blockBytes; offset += length) {
        if (m_control.stopRequested()) {
            return Error{.kind = ErrorKind::Cancelled, .path = m_plan.source};
        }
        m_meter.waitWhilePaused();
        const Result<qint64> count = (*stream)->read(block.data(), blockBytes);
        if (!count) {
            return count.error();
        }
        length = *count;
        if (length > 0
            && xxh128(block.constData(), size_t(length))
                != m_databaseLedger.beginReading(offset / blockBytes)) {
            return Error{.kind = ErrorKind::ReadBackMismatch,
                         .path = m_plan.partialFile,
                         .detail = tr("decompressed, it differs from the source behind byte %1").arg(offset)};
        }
        sha256.add(block.constData(), size_t(length));
        m_meter.advanceTo(offset + length);
    }
    if (offset != m_report.bytes) {
        return Error{.kind = ErrorKind::ReadBackMismatch, .path = m_plan.partialFile};
    }
    m_backup.databaseSha256 = sha256.take();
    return {};
}

Result<void> BackupRun::proveCopy()
{
    if (!wants(ProofLevel::Checked)) {
        return {};
    }
    const DescriptorVfs file(databaseDescriptor(), m_plan.partialFile);
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
    const Result<void> sourceRead = finishSourceTables();
    if (!sourceRead) {
        return sourceRead;
    }
    if (m_sourceTables && proof->level == ProofLevel::Proven) {
        const QString difference = differenceOf(*m_sourceTables, proof->tables);
        if (!difference.isEmpty()) {
            return Error{
                .kind = ErrorKind::ReadBackMismatch, .path = m_plan.partialFile, .detail = difference};
        }
    }
    for (const Finding &finding : proof->findings) {
        note(finding.severity, finding.code, finding.text);
    }
    m_backup.proof = proof->level;
    m_backup.tables = proof->tables;
    return {};
}

Result<void> BackupRun::publish()
{
    m_meter.beginPhase(Phase::Publishing, -1);
    const Path folder = m_plan.finalFile.parent_path();
    const Result<void> renamed = m_plan.replaces ? replaceFile(m_plan.partialFile, m_plan.finalFile)
                                                 : renameToFree(m_plan.partialFile, m_plan.finalFile);
    if (!renamed) {
        return renamed;
    }
    m_partialExists = false;
    const Result<void> synced = syncFolder(folder);
    if (!synced) {
        // Whether the name will outlive a power failure is not known, so there is no backup under it.
        if (!m_plan.replaces) {
            (void)removeDurably(m_plan.finalFile);
        }
        return synced;
    }
    m_backup.id = QUuid::createUuid();
    m_backup.source = m_plan.source;
    m_backup.file = m_plan.finalFile;
    m_backup.format = m_request.format;
    m_backup.databaseBytes = m_report.bytes;
    m_backup.pageSize = m_report.pageSize;
    m_backup.pageCount = m_report.pages;
    m_backup.proofAt = QDateTime::currentDateTimeUtc();
    m_backup.findings = m_report.findings;
    Result<Destination> destination = Destination::openOrCreate(folder);
    const Result<void> written
        = destination ? destination->writeManifest(m_backup) : Result<void>(destination.error());
    if (!written) {
        note(Severity::Warning, QStringLiteral("no-manifest"),
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
