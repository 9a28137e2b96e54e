// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/jobchanges.h"

#include "alerts/runattendant.h"
#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/joblookup.h"
#include "cli/json.h"
#include "service/catalogueservice.h"

#include <algorithm>

namespace litekeeper {

namespace {

const char *const addExamples = R"(Examples:
  litekeeper-cli jobs add /srv/blog/ghost.db /mnt/backups --schedule "0 30 2 * * *" --tz Europe/Berlin
      every night at half past two
  litekeeper-cli jobs add app.db /mnt/backups --schedule "0 0 */6 * * *" --format zst --keep-last 8
      every six hours, compressed; the newest eight stay besides the daily, weekly and monthly ones
  litekeeper-cli jobs add app.db /mnt/backups --ping-url-file ~/.config/ping-url --after-failure "mail-admin"
      somebody hears of it

Exit codes: 0 stored, 1 failed, 2 usage or a value that cannot be used)";

const char *const editExamples = R"(Examples:
  litekeeper-cli jobs edit ghost.db --schedule "0 0 3 * * *"
  litekeeper-cli jobs edit ghost.db --dest /mnt/other --name "Blog, other disk"
  litekeeper-cli jobs edit ghost.db --new-disk
      the disk at the destination was replaced on purpose)";

Job newJob(const std::string &source, const std::string &destination)
{
    Job job;
    job.id = QUuid::createUuid();
    job.source = absolutePath(Path(source));
    job.destination = absolutePath(Path(destination));
    job.name = displayName(job.source);
    job.timeZone = QTimeZone::systemTimeZoneId();
    return job;
}

bool isTaken(const QList<JobEntry> &entries, const Job &job)
{
    return std::any_of(entries.cbegin(), entries.cend(), [&job](const JobEntry &entry) {
        return entry.job.id != job.id && entry.job.name == job.name;
    });
}

} // namespace

JobChanges::JobChanges(CLI::App &jobs)
    : m_add(jobs.add_subcommand("add", "Add a job"))
    , m_edit(jobs.add_subcommand("edit", "Change a job; what is not named stays"))
    , m_remove(addSwitch(jobs, "remove", "Remove a job; its backups and runs stay"))
    , m_enable(addSwitch(jobs, "enable", "Let a job run by its schedule, from now on"))
    , m_disable(addSwitch(jobs, "disable", "Keep a job from running by its schedule"))
{
    m_add->footer(addExamples);
    m_add->add_option("SOURCE", m_source, "The database file")->type_name("PATH")->required();
    m_add->add_option("DEST", m_destination, "The folder for its backups")->type_name("PATH")->required();
    m_addOptions.registerWith(*m_add);
    m_add->add_flag("--json", m_json, "Print the job as one JSON document");
    m_edit->footer(editExamples);
    m_edit->add_option("JOB", m_job, "Its name or id")->required();
    m_edit->add_option("--source", m_source, "The database file")->type_name("PATH");
    m_edit->add_option("--dest", m_destination, "The folder for its backups")->type_name("PATH");
    m_editOptions.registerWith(*m_edit);
    m_edit->add_flag("--new-disk", m_newDisk, "Accept the disk that is at the destination now");
    m_edit->add_flag("--json", m_json, "Print the job as one JSON document");
    registerTransfer(jobs);
}

CLI::App *JobChanges::addSwitch(CLI::App &jobs, const char *name, const char *help)
{
    CLI::App *app = jobs.add_subcommand(name, help);
    app->footer(std::string("Example:\n  litekeeper-cli jobs ") + name + " ghost.db");
    app->add_option("JOB", m_job, "Its name or id")->required();
    app->add_flag("--json", m_json, "Print the job as one JSON document");
    return app;
}

std::optional<int> JobChanges::run(Session &session)
{
    if (m_add->parsed()) {
        return add(session);
    }
    if (m_edit->parsed()) {
        return edit(session);
    }
    if (m_remove->parsed()) {
        return remove(session);
    }
    if (m_enable->parsed() || m_disable->parsed()) {
        return setEnabled(session, m_enable->parsed());
    }
    if (m_export->parsed()) {
        return exportJobs(session);
    }
    return m_import->parsed() ? std::optional(importJobs(session)) : std::nullopt;
}

int JobChanges::add(Session &session) const
{
    const Result<QList<JobEntry>> entries = openJobs(session);
    if (!entries) {
        return failWith(entries.error(), m_json);
    }
    Job job = newJob(m_source, m_destination);
    if (const Result<void> applied = m_addOptions.applyTo(job); !applied) {
        return failWith(applied.error(), m_json);
    }
    if (isTaken(*entries, job)) {
        return failWith({.kind = ErrorKind::InvalidArgument,
                         .path = pathFromQString(job.name),
                         .detail = tr("there is a job of this name already"),
                         .advice = tr("Give it another one with --name.")},
                        m_json);
    }
    return store(session, job, tr("Added “%1”.").arg(job.name));
}

int JobChanges::edit(Session &session) const
{
    const Result<JobEntry> entry = openJob(session, m_job);
    if (!entry) {
        return failWith(entry.error(), m_json);
    }
    Job job = entry->job;
    if (!m_source.empty()) {
        job.source = absolutePath(Path(m_source));
    }
    if (!m_destination.empty()) {
        job.destination = absolutePath(Path(m_destination));
    }
    if (const Result<void> applied = m_editOptions.applyTo(job); !applied) {
        return failWith(applied.error(), m_json);
    }
    if (m_newDisk) {
        if (const Result<void> accepted = session.jobs.acceptDestination(job.id).result(); !accepted) {
            return failWith(accepted.error(), m_json);
        }
    }
    return store(session, job, tr("Changed “%1”.").arg(job.name));
}

int JobChanges::store(Session &session, const Job &job, const QString &sentence) const
{
    if (const Result<void> stored = session.jobs.store(job).result(); !stored) {
        return failWith(stored.error(), m_json);
    }
    const Result<QList<JobEntry>> entries = readJobs(session);
    const Result<JobEntry> entry
        = entries ? findJob(*entries, job.id.toString(QUuid::WithoutBraces).toStdString()) : entries.error();
    if (!entry) {
        return failWith(entry.error(), m_json);
    }
    for (const Finding &finding : session.jobs.examine(entry->job).result()) {
        if (finding.severity != Severity::Note) {
            console::printError(finding.text);
        }
    }
    if (m_json) {
        json::print(jobDocument(*entry));
    } else {
        console::printLine(sentence + QLatin1Char(' ') + entry->health.sentence);
    }
    withdrawAlerts(session);
    return ExitDone;
}

int JobChanges::remove(Session &session) const
{
    const Result<JobEntry> entry = openJob(session, m_job);
    if (!entry) {
        return failWith(entry.error(), m_json);
    }
    if (const Result<void> removed = session.jobs.remove(entry->job.id).result(); !removed) {
        return failWith(removed.error(), m_json);
    }
    if (m_json) {
        json::print(jobDocument(*entry));
    } else {
        console::printLine(tr("Removed “%1”. Its backups and runs stay.").arg(entry->job.name));
    }
    withdrawAlerts(session);
    return ExitDone;
}

void JobChanges::withdrawAlerts(Session &session)
{
    if (!session.catalogue.setting(toldAlertsKey).isValid()) {
        return; // nobody was told anything
    }
    session.attendant.begin();
    session.attendant.whenSettled([] { QCoreApplication::exit(); });
    QCoreApplication::exec();
}

int JobChanges::setEnabled(Session &session, bool enabled) const
{
    const Result<JobEntry> entry = openJob(session, m_job);
    if (!entry) {
        return failWith(entry.error(), m_json);
    }
    Job job = entry->job;
    job.enabled = enabled;
    return store(session, job, (enabled ? tr("Enabled “%1”.") : tr("Disabled “%1”.")).arg(job.name));
}

} // namespace litekeeper
