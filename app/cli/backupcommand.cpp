// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/backupcommand.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/interrupt.h"
#include "cli/json.h"
#include "cli/progressline.h"
#include "cli/texttable.h"
#include "cli/words.h"
#include "service/backupservice.h"
#include "service/catalogueservice.h"
#include "service/runboard.h"
#include "service/whendone.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

const char *const examples = R"(Examples:
  litekeeper-cli backup /srv/blog/ghost.db
      backs it up into the default folder and proves the copy
  litekeeper-cli backup ghost.db /mnt/backups/
      the same into a folder; the name gets date and time
  litekeeper-cli backup ghost.db /mnt/backups/ghost.db.zst --format zst
      compressed, under a fixed name that is replaced atomically
  litekeeper-cli backup ghost.db --proof checked --json
      for scripts: one JSON document, see the exit code

Exit codes: 0 done and sound, 1 failed, 2 usage, 3 done with warnings,
            4 skipped (a backup of it is running), 130 cancelled)";

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
        return ExitCancelled;
    case Outcome::Running:
    case Outcome::Failed:
    case Outcome::Interrupted:
        break;
    }
    return ExitFailed;
}

QString holdText(const Run &run)
{
    QString text = BackupCommand::tr("%1, of which the source was held for %2")
                       .arg(durationText(run.milliseconds), durationText(run.holdMilliseconds));
    if (run.restarts > 0) {
        text += QStringLiteral(", ")
            + countText(run.restarts, BackupCommand::tr("restart"), BackupCommand::tr("restarts"));
    }
    return text;
}

QString figuresTable(const Run &run, const Backup &backup)
{
    TextTable table({TextTable::Align::Left, TextTable::Align::Left}, QStringLiteral("  "));
    table.addRow({BackupCommand::tr("Source"), displayPath(run.source)});
    table.addRow({BackupCommand::tr("Backup"), displayPath(backup.file)});
    table.addRow({BackupCommand::tr("Database"),
                  BackupCommand::tr("%1, %2 of %3 bytes")
                      .arg(bytesText(run.bytes),
                           countText(run.pages, BackupCommand::tr("page"), BackupCommand::tr("pages")),
                           countText(backup.pageSize))});
    if (backup.format != Format::Database) {
        table.addRow(
            {BackupCommand::tr("File"),
             BackupCommand::tr("%1, %2").arg(bytesText(backup.fileBytes), formatText(backup.format))});
    }
    table.addRow({BackupCommand::tr("Time"), holdText(run)});
    if (!backup.sha256.isEmpty()) {
        table.addRow({BackupCommand::tr("SHA-256"), QString::fromLatin1(backup.sha256.toHex())});
    }
    table.addRow({BackupCommand::tr("Proof"),
                  BackupCommand::tr("%1: %2").arg(proofText(backup.proof), proofMeaning(backup.proof))});
    table.addRow({BackupCommand::tr("Proven on"), instantText(backup.proofAt)});
    return table.toString();
}

QString findingMark(Severity severity)
{
    switch (severity) {
    case Severity::Note:
        return BackupCommand::tr("Note");
    case Severity::Warning:
        return BackupCommand::tr("Warning");
    case Severity::Problem:
        return BackupCommand::tr("Problem");
    }
    return {};
}

QString lastSentence(const Run &run, const Backup &backup)
{
    const QString place = QStringLiteral("“%1”").arg(displayPath(backup.file));
    if (run.outcome == Outcome::Warning) {
        return BackupCommand::tr("Backed up with warnings: %1 is %2 as of %3.")
            .arg(place, proofText(backup.proof), instantText(backup.proofAt));
    }
    return BackupCommand::tr("Backed up: %1 is %2 as of %3.")
        .arg(place, proofText(backup.proof), instantText(backup.proofAt));
}

} // namespace

BackupCommand::BackupCommand(CLI::App &program)
    : m_app(program.add_subcommand("backup", "Back up a live database and prove the copy"))
{
    m_app->footer(examples);
    m_app->add_option("SOURCE", m_source, "The database file; applications may go on writing to it")
        ->type_name("PATH")
        ->required();
    m_app->add_option("DEST", m_destination, "A folder, or the file to write; default: your backup folder")
        ->type_name("PATH");
    m_app
        ->add_option("--format", m_format,
                     "How the backup lies there: a plain file, a zip, or zstd-compressed")
        ->type_name("FORMAT")
        ->check(CLI::IsMember({"db", "zip", "zst"}))
        ->capture_default_str();
    m_app->add_option("--proof", m_proof, "How far to prove it before it counts")
        ->type_name("PROOF")
        ->check(CLI::IsMember({"copied", "read-back", "checked", "proven"}))
        ->capture_default_str();
    m_app
        ->add_option("--busy-timeout", m_busyTimeout,
                     "Seconds to wait while another program locks the source")
        ->type_name("SECONDS")
        ->check(CLI::Range(0.0, 86'400.0).description(""))
        ->capture_default_str();
    m_app->add_flag("--json", m_json, "Print one JSON document about the run");
    m_app->add_flag("--quiet", m_quiet, "Print nothing but failures");
}

Result<BackupWish> BackupCommand::wish(const Session &session) const
{
    BackupWish wish{.source = Path(m_source),
                    .destination = Path(m_destination),
                    .format = *formatFromCode(QString::fromStdString(m_format)),
                    .proof = *proofFromCode(QString::fromStdString(m_proof)),
                    .busyTimeout = std::chrono::milliseconds(qint64(m_busyTimeout * 1000))};
    if (m_destination.empty()) {
        wish.destination = session.paths.defaultBackupFolder;
        if (const Result<void> created = createPrivateFolder(wish.destination); !created) {
            return created.error();
        }
    }
    return wish;
}

int BackupCommand::run(Session &session)
{
    const Result<BackupWish> wanted = wish(session);
    if (!wanted) {
        return fail(wanted.error());
    }
    m_line = std::make_unique<ProgressLine>(!m_quiet);
    // The window shows this run as it goes, and can cancel it.
    const RunBoard board(session.backups, session.catalogue, session.runner, session.paths.running);
    Interrupt interrupt;
    connect(&interrupt, &Interrupt::interrupted, this, [this, &session] {
        m_line->show(tr("Cancelling …"));
        session.backups.cancelAll();
    });
    connect(&session.backups, &BackupService::runProgressed, this,
            [this, &interrupt](const QUuid &, const Progress &progress) {
                if (!interrupt.happened()) {
                    m_line->show(progress);
                }
            });
    connect(&session.backups, &BackupService::runFinished, this, &BackupCommand::onFinished);
    whenDone(session.catalogue.open(), this, [&, this](const Result<QList<Finding>> &opened) {
        if (!opened) {
            QCoreApplication::exit(fail(opened.error()));
        } else if (interrupt.happened()) {
            QCoreApplication::exit(fail({.kind = ErrorKind::Cancelled, .path = wanted->source}));
        } else {
            for (const Finding &finding : *opened) {
                console::printError(finding.text);
            }
            begin(session, *wanted);
        }
    });
    return QCoreApplication::exec();
}

void BackupCommand::begin(Session &session, const BackupWish &wish)
{
    m_runId = session.backups.backUpNow(wish, Trigger::CommandLine);
}

void BackupCommand::onFinished(const Run &run, const std::optional<Backup> &backup)
{
    if (run.id != m_runId) {
        return;
    }
    m_line->clear();
    if (m_json) {
        json::print(json::run(run, backup));
    }
    if (!m_json || !backup) {
        printReport(run, backup);
    }
    QCoreApplication::exit(exitCodeOf(run.outcome));
}

void BackupCommand::printReport(const Run &run, const std::optional<Backup> &backup) const
{
    if (!backup) {
        console::printError(run.reason);
        return;
    }
    if (m_quiet) {
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

int BackupCommand::fail(const Error &error) const
{
    Run run;
    run.outcome = error.kind == ErrorKind::Cancelled ? Outcome::Cancelled : Outcome::Failed;
    run.trigger = Trigger::CommandLine;
    run.source = Path(m_source);
    run.destination = Path(m_destination);
    run.format = *formatFromCode(QString::fromStdString(m_format));
    run.errorCode = errorCode(error.kind);
    run.reason = describe(error);
    if (m_json) {
        json::print(json::run(run, std::nullopt));
    }
    console::printError(run.reason);
    return exitCodeOf(run.outcome);
}

} // namespace litekeeper
