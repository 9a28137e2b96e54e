// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/runjobcommand.h"

#include "alerts/runattendant.h"
#include "cli/backupconsole.h"
#include "cli/joblookup.h"
#include "service/whendone.h"

namespace litekeeper {

namespace {

const char *const examples = R"(Examples:
  litekeeper-cli run ghost.db
      the job of that name, now, as its schedule would
  litekeeper-cli run 3f2504e0 --json

Exit codes: 0 done and sound, 1 failed or no such job, 2 usage, 3 done with warnings,
            4 skipped (a backup of its database is running), 130 cancelled or told to end)";

} // namespace

RunJobCommand::RunJobCommand(CLI::App &program)
    : m_app(program.add_subcommand("run", "Run a job now"))
{
    m_app->footer(examples);
    m_app->add_option("JOB", m_job, "Its name or id")->required();
    m_app->add_flag("--json", m_json, "Print one JSON document about the run");
    m_app->add_flag("--quiet", m_quiet, "Print nothing but failures");
}

int RunJobCommand::run(Session &session)
{
    BackupConsole execution(session, {.json = m_json, .quiet = m_quiet});
    return execution.execute(Run(), [this, &session, &execution] {
        whenDone(session.jobs.load(), &execution, [this, &session, &execution](const Result<void> &loaded) {
            const Result<JobEntry> entry = loaded ? findJob(session.jobs.jobs(), m_job) : loaded.error();
            if (entry) {
                session.attendant.begin();
                execution.follow(session.jobs.runNow(entry->job.id, Trigger::CommandLine));
            } else {
                execution.fail(entry.error());
            }
        });
    });
}

} // namespace litekeeper
