// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/backupwork.h"

#include "domain/goodrun.h"
#include "service/networkbackup.h"
#include "service/paths.h"
#include "service/runfiles.h"

#include <QCoreApplication>

#include <algorithm>
#include <exception>

namespace litekeeper {

namespace {

Outcome outcomeOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Cancelled:
        return Outcome::Cancelled;
    case ErrorKind::AlreadyRunning:
        return Outcome::Skipped;
    default:
        return Outcome::Failed;
    }
}

/// The sentences that keep a backup from being a plain success.
QStringList concernsAbout(const BackupReport &report, ProofLevel wanted)
{
    QStringList concerns;
    for (const Finding &finding : report.findings) {
        if (finding.severity != Severity::Note) {
            concerns.append(finding.text);
        }
    }
    if (report.backup->proof < wanted && concerns.isEmpty()) {
        concerns.append(
            QCoreApplication::translate("Backup", "The backup is only %1, although %2 was asked for.")
                .arg(proofCode(report.backup->proof), proofCode(wanted)));
    }
    return concerns;
}

/// Who asked for the run, and for which instant.
QString beginningOf(const Run &run)
{
    QString text = QCoreApplication::translate("Backup", "Asked for by: %1.").arg(triggerCode(run.trigger));
    if (!run.jobId.isNull()) {
        text += QLatin1Char(' ')
            + QCoreApplication::translate("Backup", "Job %1.").arg(run.jobId.toString(QUuid::WithoutBraces));
    }
    if (run.dueAt.isValid()) {
        text += QLatin1Char(' ')
            + QCoreApplication::translate("Backup", "Due %1.").arg(run.dueAt.toUTC().toString(Qt::ISODate));
    }
    if (run.missed > 0) {
        text += QLatin1Char(' ')
            + QCoreApplication::translate("Backup", "Due instants missed before that: %1.").arg(run.missed);
    }
    return QStringLiteral("%1\t%2").arg(run.startedAt.toUTC().toString(Qt::ISODateWithMs), text);
}

/// What the parts of a run told, in the order in which it happened: lines begin with their instants.
void completeLog(Run &run, const PhaseLog &phases)
{
    QStringList lines = phases.lines() + run.log.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    std::stable_sort(lines.begin(), lines.end(), [](const QString &left, const QString &right) {
        return left.section(QLatin1Char('\t'), 0, 0) < right.section(QLatin1Char('\t'), 0, 0);
    });
    lines.prepend(beginningOf(run));
    run.log = lines.join(QLatin1Char('\n'));
}

BackupWorkResult failed(Run run, const Error &error)
{
    closeWithError(run, error);
    run.log = QStringLiteral("%1\t%2").arg(run.finishedAt.toString(Qt::ISODateWithMs), run.reason);
    completeLog(run, PhaseLog());
    return {.run = std::move(run), .backup = std::nullopt};
}

/// A warning that joins whatever the run had to say before.
void warn(Run &run, const QString &code, const QString &sentence)
{
    run.findings.append({.severity = Severity::Warning, .code = code, .text = sentence});
    run.outcome = Outcome::Warning;
    run.reason = QStringList({run.reason, sentence}).join(QLatin1Char(' ')).trimmed();
}

/// The backup is what it was, but nobody knows whether it would restore; so nothing older may go.
void closeWithoutRehearsal(Run &run, const Error &error)
{
    if (error.kind == ErrorKind::NotFound) {
        closeWithError(run, error);
        return;
    }
    const QString text = error.kind == ErrorKind::Cancelled
        ? QCoreApplication::translate("Backup",
                                      "The backup is done, but its rehearsal was cancelled. The next run "
                                      "rehearses again; until then no older backup is deleted.")
        : QCoreApplication::translate("Backup",
                                      "The backup is done, but its restore could not be rehearsed. %1 The "
                                      "next run tries again; until then no older backup is deleted.")
              .arg(describe(error));
    warn(run, QStringLiteral("not-rehearsed"), text);
}

/// After a good backup only. Whether the run may go on: a backup that does not restore must not drive older
/// ones out.
bool passesRehearsal(Run &run, Backup &backup, const BackupWork &work)
{
    if (!work.rehearse || backup.proof < run.wantedProof) {
        return true;
    }
    const std::optional<Result<RehearsalReport>> rehearsed = work.rehearse(backup, *work.ticket->control);
    if (!rehearsed) {
        return true;
    }
    run.finishedAt = QDateTime::currentDateTimeUtc();
    const Result<RehearsalReport> &report = *rehearsed;
    if (!report) {
        closeWithoutRehearsal(run, report.error());
        return false;
    }
    backup.rehearsal = report->record;
    run.log = (QStringList(run.log) + report->log).join(QLatin1Char('\n'));
    run.findings.append({.severity = report->failure ? Severity::Problem : Severity::Note,
                         .code = report->failure ? rehearsalFailedCode : rehearsedCode,
                         .text = report->sentence()});
    for (const Finding &finding : report->findings) {
        if (finding.severity != Severity::Note) {
            warn(run, finding.code, finding.text);
        }
    }
    if (report->failure) {
        run.outcome = Outcome::Failed;
        run.errorCode = errorCode(ErrorKind::RehearsalFailed);
        run.reason = report->failure->kind == ErrorKind::RehearsalFailed
            ? report->sentence()
            : QCoreApplication::translate("Backup", "The rehearsal of the backup failed. %1")
                  .arg(report->sentence());
    }
    return !report->failure;
}

/// After a good backup only. Whatever becomes of it, the backup stays a good one.
void applyRetention(Run &run, const Backup &backup, const BackupWork &work)
{
    if (!work.prune || backup.proof < run.wantedProof) {
        return;
    }
    const PruneReport report = work.prune(backup, *work.ticket->control);
    run.findings += report.findings;
    run.log = (QStringList(run.log) + report.log).join(QLatin1Char('\n'));
    for (const Finding &finding : report.findings) {
        run.outcome = Outcome::Warning;
        run.reason = QStringList({run.reason, finding.text}).join(QLatin1Char(' ')).trimmed();
    }
    run.finishedAt = QDateTime::currentDateTimeUtc();
}

bool touchesTheNetwork(const BackupWork &work)
{
    return work.network
        && (work.network->isRemote(work.request.source) || work.network->isRemote(work.request.destination));
}

BackupWorkResult backUpByChild(const BackupWork &work)
{
    if (work.tidy && work.network->isRemote(work.request.destination)) {
        work.tidy(*work.ticket->control);
    }
    BackupWorkResult result = performNetworkBackup(work);
    if (result.backup && passesRehearsal(result.run, *result.backup, work)) {
        applyRetention(result.run, *result.backup, work);
    }
    completeLog(result.run, work.ticket->phases);
    return result;
}

BackupWorkResult planStoreAndBackUp(const BackupWork &work)
{
    BackupTicket &ticket = *work.ticket;
    const Error dropped{.kind = ErrorKind::Cancelled, .path = work.run.source};
    if (ticket.control->stopRequested()) {
        return failed(work.run, dropped);
    }
    ticket.progress.put(Progress());
    if (touchesTheNetwork(work)) {
        return backUpByChild(work);
    }
    if (work.makeFolder) {
        if (const Result<void> made = createPrivateFolder(work.request.destination); !made) {
            return failed(work.run, made.error());
        }
    }
    const Result<BackupPlan> plan = planBackup(work.request);
    if (!ticket.leaveWaitingFor(BackupTicket::State::Begun) || ticket.control->stopRequested()) {
        return failed(work.run, dropped);
    }
    if (!plan) {
        return failed(work.run, plan.error());
    }
    Run run = work.run;
    run.source = plan->source;
    run.partial = plan->partialFile;
    if (const Result<void> stored = work.store(run); !stored) {
        return failed(std::move(run), stored.error());
    }
    BackupReport report = backUp(work.request, *plan, work.lockFolder, *ticket.control);
    if (report.error && report.error->kind == ErrorKind::Busy && ticket.control->stopRequested()) {
        report.error = dropped; // the wait for the lock was given up because of the wish
    }
    closeWithReport(run, report);
    if (report.backup && passesRehearsal(run, *report.backup, work)) {
        applyRetention(run, *report.backup, work);
    }
    completeLog(run, ticket.phases);
    return {.run = std::move(run), .backup = report.backup};
}

} // namespace

void PhaseLog::note(Phase phase)
{
    const std::lock_guard lock(m_mutex);
    if (m_last != phase) {
        m_last = phase;
        append(QCoreApplication::translate("Backup", "Phase: %1.").arg(phaseCode(phase)));
    }
}

void PhaseLog::note(const QString &sentence)
{
    const std::lock_guard lock(m_mutex);
    append(sentence);
}

void PhaseLog::append(const QString &text)
{
    m_lines.append(
        QStringLiteral("%1\t%2").arg(QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs), text));
}

QStringList PhaseLog::lines() const
{
    const std::lock_guard lock(m_mutex);
    return m_lines;
}

void closeWithError(Run &run, const Error &error)
{
    run.outcome = outcomeOf(error.kind);
    run.errorCode = errorCode(error.kind);
    run.reason = describe(error);
    run.partial.clear();
    run.finishedAt = QDateTime::currentDateTimeUtc();
}

void closeWithReport(Run &run, const BackupReport &report)
{
    run.findings = report.findings;
    run.strategy = report.strategy;
    run.bytes = report.bytes;
    run.pages = report.pages;
    run.milliseconds = report.milliseconds;
    run.holdMilliseconds = report.holdMilliseconds;
    run.walGrowthBytes = report.walGrowthBytes;
    run.restarts = report.restarts;
    run.log = report.log.join(QLatin1Char('\n'));
    if (!report.backup) {
        closeWithError(run, report.error.value_or(Error{.path = run.source}));
        return;
    }
    const QStringList concerns = concernsAbout(report, run.wantedProof);
    run.outcome = concerns.isEmpty() ? Outcome::Succeeded : Outcome::Warning;
    run.reason = concerns.join(QLatin1Char(' '));
    run.backupId = report.backup->id;
    run.partial.clear();
    run.finishedAt = QDateTime::currentDateTimeUtc();
}

BackupWorkResult performBackup(const BackupWork &work) noexcept
{
    try {
        return planStoreAndBackUp(work);
    } catch (const std::exception &exception) {
        return failed(work.run,
                      {.path = work.run.source, .detail = QString::fromLocal8Bit(exception.what())});
    } catch (...) {
        return failed(work.run, {.path = work.run.source});
    }
}

} // namespace litekeeper
