// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/backupcommand.h"

#include "cli/backupconsole.h"
#include "cli/rehearsecommand.h"
#include "domain/nametemplate.h"
#include "service/backupservice.h"

namespace litekeeper {

namespace {

const char *const examples = R"(Examples:
  litekeeper-cli backup /srv/blog/ghost.db
      backs it up into the default folder and proves the copy
  litekeeper-cli backup ghost.db /mnt/backups/
      the same into a folder; the name gets date and time
  litekeeper-cli backup ghost.db /mnt/backups/ghost.db.zst --format zst
      compressed, under a fixed name that is replaced atomically
  litekeeper-cli backup ghost.db /mnt/backups/ --name "{name}-{date}"
      the same, named by the day only
  litekeeper-cli backup /mnt/server/app/app.db /mnt/nas/backups/
      from one network share to another: copied, never opened there
  litekeeper-cli backup ghost.db --proof checked --json
      for scripts: one JSON document, see the exit code

Exit codes: 0 done and sound, 1 failed, 2 usage, 3 done with warnings,
            4 skipped (a backup of it is running), 130 cancelled)";

/// Empty if the template can be used.
std::string templateProblem(const std::string &text)
{
    const Result<NameTemplate> parsed = NameTemplate::parse(QString::fromStdString(text));
    return parsed ? std::string() : describe(parsed.error()).toStdString();
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
    m_app
        ->add_option("--patience", m_patience,
                     "Minutes to go on trying while a network share does not answer")
        ->type_name("MINUTES")
        ->check(CLI::Range(0, 10'080).description(""))
        ->capture_default_str();
    m_app->add_option("--name", m_name, "How the file is named in a folder, from {name}, {date}, {time}")
        ->type_name("TEMPLATE")
        ->check(CLI::Validator(templateProblem, ""));
    m_app->add_flag("--rehearse", m_rehearse,
                    "Restore the backup to a scratch place, check and ask it there");
    m_app->add_option("--rehearse-query", m_rehearseQuery, "A query that reads one value of it")
        ->type_name("SQL");
    m_app->add_option("--rehearse-expect", m_rehearseExpect, "What its answer has to be")
        ->type_name("TEXT")
        ->check(CLI::Validator(expectationProblem, ""))
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
                    .busyTimeout = std::chrono::milliseconds(qint64(m_busyTimeout * 1000)),
                    .nameTemplate = QString::fromStdString(m_name),
                    .patience = std::chrono::minutes(m_patience)};
    if (m_rehearse || !m_rehearseQuery.empty()) {
        wish.rehearsal = {.everyRuns = 1,
                          .query = QString::fromStdString(m_rehearseQuery),
                          .expected = *parseExpectation(QString::fromStdString(m_rehearseExpect))};
    }
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
    BackupConsole execution(session, {.json = m_json, .quiet = m_quiet});
    Run wanted;
    wanted.source = Path(m_source);
    wanted.destination = Path(m_destination);
    wanted.format = *formatFromCode(QString::fromStdString(m_format));
    return execution.execute(wanted, [&] {
        const Result<BackupWish> wished = wish(session);
        if (wished) {
            execution.follow(session.backups.backUpNow(*wished, Trigger::CommandLine));
        } else {
            execution.fail(wished.error());
        }
    });
}

} // namespace litekeeper
