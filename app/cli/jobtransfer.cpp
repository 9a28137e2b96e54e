// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/jobchanges.h"
#include "cli/joblookup.h"
#include "cli/json.h"

#include <QFile>
#include <QJsonDocument>

#include <algorithm>

namespace litekeeper {

namespace {

const char *const exportExamples = R"(Examples:
  litekeeper-cli jobs export > jobs.json
  litekeeper-cli jobs export ghost.db --secrets
      with the address that it pings: keep that file to yourself)";

const char *const importExamples = R"(Examples:
  litekeeper-cli jobs import jobs.json
  ssh other litekeeper-cli jobs export | litekeeper-cli jobs import -
      nothing is stored if one of the jobs cannot be read)";

QString tr(const char *text)
{
    return QCoreApplication::translate("JobChanges", text);
}

Error unreadable(const Path &file, const QString &detail)
{
    return {.kind = ErrorKind::InvalidArgument,
            .path = file,
            .detail = detail,
            .advice = tr("It has to be what “litekeeper-cli jobs export” prints.")};
}

Result<QJsonObject> readDocument(const std::string &name)
{
    QFile file;
    const bool opened = name == "-"
        ? file.open(stdin, QIODevice::ReadOnly)
        : (file.setFileName(QString::fromStdString(name)), file.open(QIODevice::ReadOnly));
    if (!opened) {
        return Error{.kind = ErrorKind::NotFound, .path = Path(name), .detail = file.errorString()};
    }
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll(), &problem);
    return document.isObject() ? Result<QJsonObject>(document.object())
                               : unreadable(Path(name), problem.errorString());
}

/// The document of one job, or of several.
Result<QList<Job>> jobsIn(const QJsonObject &document, const Path &file)
{
    const QJsonValue several = document.value(QStringLiteral("jobs"));
    const QJsonArray array = several.isUndefined() ? QJsonArray{document} : several.toArray();
    QList<Job> jobs;
    for (const QJsonValue &value : array) {
        const Result<Job> job = jobFromJson(value.toObject());
        if (!job) {
            Error error = job.error();
            error.path = file;
            error.detail = tr("job %1: %2").arg(QString::number(jobs.size() + 1), error.detail);
            return error;
        }
        jobs.append(*job);
    }
    return jobs;
}

/// Two jobs of one name are hard to tell apart.
QString freeName(const QString &name, const QStringList &taken)
{
    QString free = name;
    for (int copy = 2; taken.contains(free); ++copy) {
        free = QStringLiteral("%1 (%2)").arg(name).arg(copy);
    }
    return free;
}

} // namespace

void JobChanges::registerTransfer(CLI::App &jobs)
{
    m_export = jobs.add_subcommand("export", "Print jobs as one JSON document");
    m_export->footer(exportExamples);
    m_export->add_option("JOB", m_exported, "Names or ids; default: all");
    m_export->add_flag("--secrets", m_secrets, "With the addresses they ping");
    m_import = jobs.add_subcommand("import", "Add the jobs of a JSON document");
    m_import->footer(importExamples);
    m_import->add_option("FILE", m_importFile, "What export printed; - reads the standard input")->required();
    m_import->add_flag("--json", m_json, "Print the jobs as one JSON document");
}

int JobChanges::exportJobs(Session &session) const
{
    const Result<QList<JobEntry>> entries = openJobs(session);
    if (!entries) {
        return failWith(entries.error(), false);
    }
    QList<JobEntry> wanted = m_exported.empty() ? *entries : QList<JobEntry>();
    for (const std::string &text : m_exported) {
        const Result<JobEntry> found = findJob(*entries, text);
        if (!found) {
            return failWith(found.error(), false);
        }
        wanted.append(*found);
    }
    QJsonArray array;
    for (const JobEntry &entry : wanted) {
        array.append(toJson(entry.job, m_secrets ? Secrets::Include : Secrets::Leave));
    }
    json::print({{QStringLiteral("jobs"), array}});
    return ExitDone;
}

int JobChanges::importJobs(Session &session) const
{
    const Result<QJsonObject> document = readDocument(m_importFile);
    if (!document) {
        return failWith(document.error(), m_json);
    }
    Result<QList<Job>> jobs = jobsIn(*document, Path(m_importFile));
    const Result<QList<JobEntry>> entries = jobs ? openJobs(session) : jobs.error();
    if (!entries) {
        return failWith(entries.error(), m_json);
    }
    QStringList names;
    for (const JobEntry &entry : *entries) {
        names.append(entry.job.name);
    }
    for (Job &job : *jobs) {
        job.name = freeName(job.name, names);
        names.append(job.name);
        if (job.timeZone.isEmpty()) {
            job.timeZone = QTimeZone::systemTimeZoneId();
        }
        if (const Result<void> checked = check(job); !checked) {
            return failWith(checked.error(), m_json);
        }
    }
    QJsonArray array;
    for (const Job &job : *jobs) {
        if (const Result<void> stored = session.jobs.store(job).result(); !stored) {
            return failWith(stored.error(), m_json);
        }
        array.append(jobDocument({.job = job, .recentRuns = {}, .health = {}}));
        if (!m_json) {
            console::printLine(tr("Added “%1”.").arg(job.name));
        }
    }
    if (m_json) {
        json::print({{QStringLiteral("jobs"), array}});
    }
    return ExitDone;
}

} // namespace litekeeper
