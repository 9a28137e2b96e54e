// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/backupconsole.h"

#include "alerts/runattendant.h"
#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/json.h"
#include "cli/texttable.h"
#include "cli/words.h"
#include "service/backupservice.h"
#include "service/catalogueservice.h"
#include "service/rehearsalwords.h"
#include "service/whendone.h"
#include "system/interrupt.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

bool isNetworkCopy(const Run &run)
{
    return run.strategy == QLatin1String("network copy");
}

QString holdText(const Run &run)
{
    QString text = isNetworkCopy(run)
        ? BackupConsole::tr("%1; the source was read over the network and never held")
              .arg(durationText(run.milliseconds))
        : BackupConsole::tr("%1, of which the source was held for %2")
              .arg(durationText(run.milliseconds), durationText(run.holdMilliseconds));
    if (run.restarts > 0) {
        text += QStringLiteral(", ")
            + countText(run.restarts, BackupConsole::tr("restart"), BackupConsole::tr("restarts"));
    }
    return text;
}

/// A copy over the network is not an online backup, and says so.
QString proofOf(const Run &run, const Backup &backup)
{
    const QString meaning = isNetworkCopy(run) && backup.proof == ProofLevel::Proven
        ? BackupConsole::tr(
            "copied in one consistent state, read back, passed the integrity check, and every "
            "table was read")
        : proofMeaning(backup.proof);
    const QString word = isNetworkCopy(run)
        ? BackupConsole::tr("network copy, %1").arg(proofText(backup.proof))
        : proofText(backup.proof);
    return BackupConsole::tr("%1: %2").arg(word, meaning);
}

QString figuresTable(const Run &run, const Backup &backup)
{
    TextTable table({TextTable::Align::Left, TextTable::Align::Left}, QStringLiteral("  "));
    table.addRow({BackupConsole::tr("Source"), displayPath(run.source)});
    table.addRow({BackupConsole::tr("Backup"), displayPath(backup.file)});
    table.addRow({BackupConsole::tr("Database"),
                  BackupConsole::tr("%1, %2 of %3 bytes")
                      .arg(bytesText(run.bytes),
                           countText(run.pages, BackupConsole::tr("page"), BackupConsole::tr("pages")),
                           countText(backup.pageSize))});
    if (backup.format != Format::Database) {
        table.addRow(
            {BackupConsole::tr("File"),
             BackupConsole::tr("%1, %2").arg(bytesText(backup.fileBytes), formatText(backup.format))});
    }
    table.addRow({BackupConsole::tr("Time"), holdText(run)});
    if (!backup.sha256.isEmpty()) {
        table.addRow({BackupConsole::tr("SHA-256"), QString::fromLatin1(backup.sha256.toHex())});
    }
    table.addRow({BackupConsole::tr("Proof"), proofOf(run, backup)});
    table.addRow({BackupConsole::tr("Proven on"), instantText(backup.proofAt)});
    if (backup.rehearsal.at.isValid()) {
        table.addRow({BackupConsole::tr("Rehearsal"), rehearsalSentence(backup.rehearsal)});
    }
    return table.toString();
}

QString findingMark(Severity severity)
{
    switch (severity) {
    case Severity::Note:
        return BackupConsole::tr("Note");
    case Severity::Warning:
        return BackupConsole::tr("Warning");
    case Severity::Problem:
        return BackupConsole::tr("Problem");
    }
    return {};
}

QString lastSentence(const Run &run, const Backup &backup)
{
    const QString place = QStringLiteral("“%1”").arg(displayPath(backup.file));
    if (run.outcome == Outcome::Warning) {
        return BackupConsole::tr("Backed up with warnings: %1 is %2 as of %3.")
            .arg(place, proofText(backup.proof), instantText(backup.proofAt));
    }
    return BackupConsole::tr("Backed up: %1 is %2 as of %3.")
        .arg(place, proofText(backup.proof), instantText(backup.proofAt));
}

} // namespace

int exitCodeOf(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Succeeded:
        return ExitDone;
    case Outcome::Warning:
        return ExitWarning;
    case Outcome::Skipped:
        return ExitSkipped;
    case Outcome::Cancelled:
    case Outcome::Interrupted: // by a signal: a process that died tells nobody its code
        return ExitCancelled;
    case Outcome::Running:
    case Outcome::Failed:
        break;
    }
    return ExitFailed;
}

BackupConsole::BackupConsole(Session &session, Style style)
    : m_session(session)
    , m_style(style)
    , m_line(!style.quiet)
    , m_board(session.backups, session.catalogue, session.runner, session.paths.running)
{
    connect(&m_interrupt, &Interrupt::interrupted, this, [this] {
        m_line.show(tr("Cancelling …"));
        m_session.attendant.endRuns(m_interrupt);
    });
    connect(&session.backups, &BackupService::runProgressed, this,
            [this](const QUuid &, const Progress &progress) {
                if (!m_interrupt.happened()) {
                    m_line.show(progress);
                }
            });
    connect(&session.backups, &BackupService::runFinished, this, &BackupConsole::onFinished);
    connect(&session.attendant, &RunAttendant::notTold, this, &console::printError);
}

int BackupConsole::execute(const Run &wanted, const std::function<void()> &begin)
{
    m_wanted = wanted;
    whenDone(m_session.catalogue.open(), this, [this, begin](const Result<QList<Finding>> &opened) {
        if (!opened) {
            fail(opened.error());
        } else if (m_interrupt.happened()) {
            fail({.kind = ErrorKind::Cancelled, .path = m_wanted.source});
        } else {
            for (const Finding &finding : *opened) {
                console::printError(finding.text);
            }
            begin();
        }
    });
    return QCoreApplication::exec();
}

void BackupConsole::follow(const QUuid &runId)
{
    m_runId = runId;
    if (m_interrupt.happened()) {
        m_session.attendant.endRuns(m_interrupt);
    }
}

void BackupConsole::onFinished(const Run &run, const std::optional<Backup> &backup)
{
    if (run.id != m_runId) {
        return;
    }
    m_line.clear();
    if (m_style.json) {
        json::print(json::run(run, backup));
    }
    if (!m_style.json || !backup) {
        printReport(run, backup);
    }
    m_session.attendant.whenSettled([code = exitCodeOf(run.outcome)] { QCoreApplication::exit(code); });
}

void BackupConsole::printReport(const Run &run, const std::optional<Backup> &backup) const
{
    if (!backup) {
        console::printError(run.reason);
        return;
    }
    if (run.outcome == Outcome::Failed) {
        console::printError(run.reason);
        console::printError(
            tr("The backup stays: “%1” is %2 as of %3.")
                .arg(displayPath(backup->file), proofText(backup->proof), instantText(backup->proofAt)));
        return;
    }
    if (m_style.quiet) {
        if (run.outcome == Outcome::Warning) {
            console::printError(run.reason);
        }
        return;
    }
    console::print(figuresTable(run, *backup));
    for (const Finding &finding : run.findings) {
        console::printLine(QStringLiteral("  %1: %2").arg(findingMark(finding.severity), finding.text));
    }
    console::printLine();
    console::printLine(lastSentence(run, *backup));
}

void BackupConsole::fail(const Error &error)
{
    Run run = m_wanted;
    run.outcome = error.kind == ErrorKind::Cancelled ? Outcome::Cancelled : Outcome::Failed;
    run.trigger = Trigger::CommandLine;
    run.errorCode = errorCode(error.kind);
    run.reason = describe(error);
    if (m_style.json) {
        json::print(json::run(run, std::nullopt));
    }
    console::printError(run.reason);
    QCoreApplication::exit(exitCodeOf(run.outcome));
}

} // namespace litekeeper
