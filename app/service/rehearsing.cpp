// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/rehearsing.h"

#include "common/privatefolder.h"
#include "engine/backup.h"
#include "engine/runlog.h"
#include "places/databaseheader.h"
#include "places/filesystem.h"
#include "service/catalogueservice.h"
#include "service/networkoperations.h"
#include "service/openedbackup.h"
#include "service/rehearsalrecording.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QLocale>

namespace litekeeper {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Rehearsing", text);
}

/// Whether it says nothing about the backup.
bool isObstacle(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Cancelled:
    case ErrorKind::NotFound:
    case ErrorKind::NoSpace:
    case ErrorKind::NotAnswering:
    case ErrorKind::PermissionDenied:
    case ErrorKind::ReadOnly:
        return true;
    default:
        return false;
    }
}

/// Whether it is the query that got no answer, from a backup that restored.
bool isOfQuery(ErrorKind kind)
{
    return kind == ErrorKind::InvalidArgument || kind == ErrorKind::LimitReached;
}

class BackupRehearsal
{
public:
    BackupRehearsal(const RehearsalWish &wish, const NetworkAccess &network, const RunControl &control)
        : m_wish(wish)
        , m_file(absolutePath(wish.backup))
        , m_network(network)
        , m_control(control)
        , m_manifest(wish.known)
    {
    }

    [[nodiscard]] Result<RehearsalReport> run(const Path &scratchFolder);

private:
    void lookForManifest();
    [[nodiscard]] Result<void> checkRoom(const Path &scratchFolder) const;
    [[nodiscard]] Result<void> restoreAndAsk(const Path &folder);
    [[nodiscard]] Result<void> compareBytes(const OpenedBackup &opened) const;
    [[nodiscard]] JournalMode journalMode() const;
    [[nodiscard]] Error wrongAnswer() const;
    void take(const RehearsedRestore &seen);
    void record();

    const RehearsalWish &m_wish;
    Path m_file;
    const NetworkAccess &m_network;
    const RunControl &m_control;
    RunLog m_log;
    std::optional<Backup> m_manifest;
    std::optional<Answer> m_answer;
    RehearsalReport m_report;
};

Result<RehearsalReport> BackupRehearsal::run(const Path &scratchFolder)
{
    QElapsedTimer timer;
    timer.start();
    removeAbandonedFolders(scratchFolder);
    const Result<PrivateFolder> folder = PrivateFolder::createIn(scratchFolder);
    if (!folder) {
        return folder.error();
    }
    lookForManifest();
    if (const Result<void> room = checkRoom(folder->path()); !room) {
        return room.error();
    }
    if (const Result<void> done = restoreAndAsk(folder->path()); !done) {
        if (isObstacle(done.error().kind)) {
            return done.error();
        }
        m_report.failure = done.error();
        m_report.failure->path = m_file;
        if (isOfQuery(done.error().kind)) {
            m_report.failure->kind = ErrorKind::RehearsalFailed;
        }
    } else if (m_answer && !meets(*m_answer, m_wish.expected)) {
        m_report.failure = wrongAnswer();
    }
    record();
    m_report.milliseconds = timer.elapsed();
    m_report.log = m_log.lines();
    m_report.findings += m_log.findings();
    return m_report;
}

/// Before it is opened, because damage may keep it from being opened.
void BackupRehearsal::lookForManifest()
{
    if (!m_manifest && !m_network.isRemote(m_file)) {
        m_manifest = kindOfBackup(m_file).manifest;
    }
}

/// For the restored database, and once more for what is packed.
Result<void> BackupRehearsal::checkRoom(const Path &scratchFolder) const
{
    const Result<FileSystemFacts> place = fileSystemOf(scratchFolder);
    if (!m_manifest || !place || place->freeBytes < 0) {
        return {};
    }
    const qint64 fetched = m_network.isRemote(m_file) ? m_manifest->fileBytes : 0;
    const qint64 needed
        = fetched + m_manifest->databaseBytes * (m_manifest->format == Format::Database ? 1 : 2);
    if (place->freeBytes >= needed) {
        return {};
    }
    const QLocale locale;
    return Error{.kind = ErrorKind::NoSpace,
                 .path = scratchFolder.parent_path(),
                 .detail = tr("rehearsing a restore needs %1 there, and %2 are missing")
                               .arg(locale.formattedDataSize(needed),
                                    locale.formattedDataSize(needed - place->freeBytes)),
                 .advice = tr("Free some space there. The backup itself is not affected.")};
}

Result<void> BackupRehearsal::restoreAndAsk(const Path &folder)
{
    Result<OpenedBackup> opened = openBackup(m_file, folder, m_network, m_control);
    if (!opened) {
        return opened.error();
    }
    if (!m_manifest) {
        m_manifest = opened->manifest;
    }
    if (const Result<void> same = compareBytes(*opened); !same) {
        return same;
    }
    const Result<RehearsedRestore> seen
        = rehearseRestore(opened->database,
                          {.folder = folder,
                           .tables = m_manifest ? m_manifest->tables : QList<TableFigures>(),
                           .journalMode = journalMode(),
                           .query = m_wish.query,
                           .limits = m_wish.limits,
                           .extent = m_wish.extent},
                          m_control);
    if (!seen) {
        return seen.error();
    }
    take(*seen);
    return {};
}

/// What the disk holds, not what the system remembers of it.
Result<void> BackupRehearsal::compareBytes(const OpenedBackup &opened) const
{
    if (!m_manifest || m_wish.extent == RehearsalRequest::Extent::QueryOnly) {
        return {};
    }
    Backup backup = *m_manifest;
    backup.file = opened.bytes;
    const Result<Backup> read = verifyAgain(backup, ProofLevel::ReadBack, m_control);
    return read ? Result<void>() : Result<void>(read.error());
}

JournalMode BackupRehearsal::journalMode() const
{
    if (m_wish.source.empty() || m_network.isRemote(m_wish.source)) {
        return JournalMode::Rollback;
    }
    const Result<DatabaseFacts> facts = lookAtDatabase(m_wish.source);
    return facts ? facts->journalMode : JournalMode::Rollback;
}

void BackupRehearsal::take(const RehearsedRestore &seen)
{
    m_answer = seen.answer;
    m_report.findings = seen.findings;
    m_log.add(tr("Rehearsal: %1 were restored to a scratch place and opened as by an application.")
                  .arg(QLocale().formattedDataSize(seen.bytes)));
    if (m_wish.extent == RehearsalRequest::Extent::Whole) {
        m_log.add(seen.tables > 0
                      ? tr("Rehearsal: integrity and foreign keys were checked, and %1 tables compared with "
                           "the manifest.")
                            .arg(seen.tables)
                      : tr("Rehearsal: integrity and foreign keys were checked."));
    }
    if (m_answer) {
        m_log.add(
            tr("Rehearsal: asked “%1”; the answer was %2, expected was %3.")
                .arg(m_wish.query.simplified(), answerText(*m_answer), expectationText(m_wish.expected)));
    }
}

Error BackupRehearsal::wrongAnswer() const
{
    return {.kind = ErrorKind::RehearsalFailed,
            .path = m_file,
            .detail
            = tr("“%1” gave %2, and %3 was expected")
                  .arg(m_wish.query.simplified(), answerText(*m_answer), expectationText(m_wish.expected))};
}

void BackupRehearsal::record()
{
    const bool isAsked = !m_wish.query.trimmed().isEmpty();
    m_report.record = {.at = QDateTime::currentDateTimeUtc(),
                       .query = isAsked ? m_wish.query : QString(),
                       .expected = isAsked ? expectationText(m_wish.expected) : QString(),
                       .answer = m_answer ? answerText(*m_answer) : QString(),
                       .failure = m_report.failure ? describe(*m_report.failure) : QString()};
    if (m_report.failure) {
        m_log.add(tr("Rehearsal: it failed. %1").arg(m_report.record.failure));
    }
    if (!m_manifest || m_wish.extent == RehearsalRequest::Extent::QueryOnly) {
        return;
    }
    m_report.backupId = m_manifest->id;
    // Whoever asked it to stop still has what came of it.
    const Result<void> recorded
        = recordRehearsal(m_file, m_manifest->id, m_report.record, m_network, RunControl());
    if (!recorded) {
        m_log.find(Severity::Warning, QStringLiteral("rehearsal-not-recorded"),
                   tr("What came of the rehearsal could not be written into the backup's manifest: %1")
                       .arg(describe(recorded.error())));
    }
}

} // namespace

QString RehearsalReport::sentence() const
{
    if (failure) {
        return record.failure;
    }
    if (record.query.isEmpty()) {
        return tr(
            "A restore was rehearsed: the database was restored to a scratch place, checked and opened.");
    }
    return tr("A restore was rehearsed: “%1” gave %2, as expected (%3).")
        .arg(record.query.simplified(), record.answer, record.expected);
}

Result<RehearsalReport> rehearse(const RehearsalWish &wish, const Path &scratchFolder,
                                 const NetworkAccess &network, const RunControl &control)
{
    return BackupRehearsal(wish, network, control).run(scratchFolder);
}

std::optional<Result<RehearsalReport>> rehearseInTurn(CatalogueService &catalogue, const Rehearsal &rehearsal,
                                                      const Backup &backup, const RunControl &control)
{
    if (!backup.jobId.isNull()) {
        // If nobody can count, one rehearsal too many does no harm.
        const Result<int> counted = catalogue.countUnrehearsedRun(backup.jobId);
        if (counted && *counted < rehearsal.everyRuns) {
            return std::nullopt;
        }
    }
    const NetworkAccess network = catalogue.network();
    const Result<RehearsalReport> report = rehearse({.backup = backup.file,
                                                     .query = rehearsal.query,
                                                     .expected = rehearsal.expected,
                                                     .known = backup,
                                                     .source = backup.source},
                                                    network.stagingFolder(), network, control);
    if (report) {
        (void)catalogue.storeRehearsal(backup.id, report->record, backup.jobId).result();
    }
    return report;
}

} // namespace litekeeper
