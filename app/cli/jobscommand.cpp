// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/jobscommand.h"

#include "alerts/runattendant.h"
#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/joblookup.h"
#include "cli/json.h"
#include "cli/rehearsecommand.h"
#include "cli/texttable.h"
#include "cli/words.h"
#include "domain/schedulewords.h"
#include "service/catalogueservice.h"
#include "service/rehearsalwords.h"
#include "service/whendone.h"

#include <algorithm>

namespace litekeeper {

namespace {

const char *const examples = R"(Examples:
  litekeeper-cli jobs
      all jobs, their next instants and how they do
  litekeeper-cli jobs --json
      the same for a monitoring script, see the exit code
  litekeeper-cli jobs add /srv/blog/ghost.db /mnt/backups --schedule "0 30 2 * * *"
      every night at half past two, in the time zone of this computer
  litekeeper-cli jobs edit ghost.db --keep-daily 14 --missed skip
  litekeeper-cli jobs export > jobs.json

Exit codes: 0 all are well, 1 one is failing, 2 usage, 3 one is overdue or its last backup has a warning)";

const char *const showExamples = R"(Examples:
  litekeeper-cli jobs show ghost.db
  litekeeper-cli jobs show 3f2504e0 --json)";

const char *const rehearseExamples = R"(Examples:
  litekeeper-cli jobs edit ghost.db --rehearse-every 7 --rehearse-query "select count(*) from posts"
      with every seventh run; there have to be posts in the backup
  litekeeper-cli jobs rehearse ghost.db
      now: restores the newest backup to a scratch place, checks it there and asks the job's query

Exit codes: 0 it would restore, 1 it did not pass or could not be rehearsed, 2 usage,
            3 passed with warnings, 130 cancelled)";

int exitCodeOf(JobState state)
{
    switch (state) {
    case JobState::Off:
    case JobState::Waiting:
    case JobState::Running:
    case JobState::Well:
        return ExitDone;
    case JobState::Warned:
    case JobState::Overdue:
        return ExitWarning;
    case JobState::Failing:
        break;
    }
    return ExitFailed;
}

JobState worstOf(const QList<JobEntry> &entries)
{
    JobState worst = JobState::Off;
    for (const JobEntry &entry : entries) {
        worst = std::max(worst, entry.health.state);
    }
    return worst;
}

QString instantOrDash(const QDateTime &utc)
{
    return utc.isValid() ? instantText(utc) : QStringLiteral("-");
}

QString outcomeOrDash(const QList<Run> &runs)
{
    return runs.isEmpty() ? QStringLiteral("-") : outcomeCode(runs.front().outcome);
}

QString scheduleText(const Job &job)
{
    if (job.schedule.isEmpty()) {
        return JobsCommand::tr("only by hand");
    }
    const Result<Schedule> schedule = Schedule::parse(job.schedule, QTimeZone(job.timeZone));
    return JobsCommand::tr("%1 (%2, %3)")
        .arg(schedule ? inWords(*schedule) : describe(schedule.error()), job.schedule,
             QString::fromUtf8(job.timeZone));
}

/// How the jobs do now, which may be news for the desktop.
void tellTheDesktop(Session &session)
{
    whenDone(session.jobs.load(), &session.jobs, [&session](const Result<void> &) {
        session.attendant.begin();
        session.attendant.whenSettled([] { QCoreApplication::exit(); });
    });
    QCoreApplication::exec();
}

} // namespace

JobsCommand::JobsCommand(CLI::App &program)
    : m_app(program.add_subcommand("jobs", "List, add, change and remove scheduled backups"))
    , m_show(m_app->add_subcommand("show", "Show one job with its newest runs"))
    , m_rehearse(m_app->add_subcommand("rehearse", "Rehearse a restore of the newest backup of a job, now"))
    , m_changes(*m_app)
{
    m_app->footer(examples);
    m_app->require_subcommand(0, 1);
    m_app->add_flag("--json", m_json, "Print one JSON document");
    m_show->footer(showExamples);
    m_show->add_option("JOB", m_shown, "Its name or id")->required();
    m_show->add_flag("--json", m_json, "Print one JSON document");
    m_rehearse->footer(rehearseExamples);
    m_rehearse->add_option("JOB", m_shown, "Its name or id")->required();
    m_rehearse->add_flag("--json", m_json, "Print one JSON document");
}

int JobsCommand::run(Session &session)
{
    if (m_show->parsed()) {
        return show(session);
    }
    if (m_rehearse->parsed()) {
        return rehearse(session);
    }
    const std::optional<int> changed = m_changes.run(session);
    return changed ? *changed : list(session);
}

int JobsCommand::list(Session &session) const
{
    const Result<QList<JobEntry>> entries = openJobs(session);
    if (!entries) {
        return failWith(entries.error(), m_json);
    }
    const JobState worst = worstOf(*entries);
    const bool paused = session.jobs.isPaused();
    if (m_json) {
        QJsonArray array;
        for (const JobEntry &entry : *entries) {
            array.append(jobDocument(entry));
        }
        json::print({{QStringLiteral("jobs"), array},
                     {QStringLiteral("state"), jobStateCode(worst)},
                     {QStringLiteral("paused"), paused}});
    } else {
        print(*entries);
        if (paused) {
            console::printLine(tr("All jobs are paused. Resume them in the window."));
        }
    }
    return exitCodeOf(worst);
}

void JobsCommand::print(const QList<JobEntry> &entries) const
{
    if (entries.isEmpty()) {
        console::printLine(
            tr("There is no job yet. Make one with: litekeeper-cli jobs add SOURCE DEST --schedule EXPR"));
        return;
    }
    using enum TextTable::Align;
    TextTable table({Left, Left, Left, Left, Left, Left});
    table.addRow({tr("ID"), tr("NAME"), tr("STATE"), tr("NEXT"), tr("LAST"), tr("DATABASE")});
    for (const JobEntry &entry : entries) {
        table.addRow({shortId(entry.job.id), entry.job.name, jobStateCode(entry.health.state),
                      instantOrDash(entry.health.nextDueUtc), outcomeOrDash(entry.recentRuns),
                      displayPath(entry.job.source)});
        if (exitCodeOf(entry.health.state) != ExitDone) {
            table.addNote(QStringLiteral("    ") + entry.health.sentence);
        }
    }
    console::print(table.toString());
}

int JobsCommand::show(Session &session) const
{
    const Result<JobEntry> entry = openJob(session, m_shown);
    if (!entry) {
        return failWith(entry.error(), m_json);
    }
    if (m_json) {
        QJsonObject document = jobDocument(*entry);
        QJsonArray runs;
        for (const Run &run : entry->recentRuns) {
            runs.append(json::run(run, std::nullopt));
        }
        document.insert(QStringLiteral("runs"), runs);
        json::print(document);
    } else {
        printOne(*entry);
    }
    return exitCodeOf(entry->health.state);
}

int JobsCommand::rehearse(Session &session) const
{
    const Result<JobEntry> entry = openJob(session, m_shown);
    if (!entry) {
        return failWith(entry.error(), m_json);
    }
    const int code = RehearsalConsole(session, m_json).followJob(entry->job);
    tellTheDesktop(session);
    return code;
}

void JobsCommand::printOne(const JobEntry &entry) const
{
    const Job &job = entry.job;
    TextTable table({TextTable::Align::Left, TextTable::Align::Left});
    table.addRow({tr("Job"), job.name});
    table.addRow({tr("Id"), job.id.toString(QUuid::WithoutBraces)});
    table.addRow({tr("State"), jobStateCode(entry.health.state)});
    table.addRow({tr("Source"), displayPath(job.source)});
    table.addRow({tr("Destination"), displayPath(job.destination)});
    table.addRow({tr("Format"), formatText(job.format)});
    table.addRow({tr("Proof"), proofText(job.proof)});
    table.addRow({tr("Schedule"), scheduleText(job)});
    table.addRow({tr("Keeps"), retentionInWords(job.retention)});
    table.addRow({tr("Rehearses"), rehearsalInWords(job.rehearsal)});
    table.addRow({tr("Next"), instantOrDash(entry.health.nextDueUtc)});
    table.addRow({tr("Last good"), instantOrDash(entry.health.lastGoodUtc)});
    table.addRow({tr("Once by hand"), commandLine(job)});
    console::print(table.toString());
    console::printLine(entry.health.sentence);
    for (const Run &run : entry.recentRuns) {
        console::printLine(QStringLiteral("  %1  %2  %3")
                               .arg(instantText(run.startedAt), outcomeCode(run.outcome), run.reason)
                               .trimmed());
    }
}

} // namespace litekeeper
