// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/joblookup.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "cli/json.h"
#include "service/catalogueservice.h"
#include "service/jobentries.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

constexpr qsizetype leastIdLength = 8;

QString tr(const char *text)
{
    return QCoreApplication::translate("JobLookup", text);
}

QString plainId(const QUuid &id)
{
    return id.toString(QUuid::WithoutBraces);
}

Error severalJobs(const QString &text, const QList<JobEntry> &found)
{
    QStringList ids;
    for (const JobEntry &entry : found) {
        ids.append(shortId(entry.job.id));
    }
    return {.kind = ErrorKind::InvalidArgument,
            .path = pathFromQString(text),
            .detail = tr("several jobs are called so"),
            .advice = tr("Name one by its id: %1.").arg(ids.join(QStringLiteral(", ")))};
}

/// Fields of files are named as in Qt's JSON, those that the command line prints as in its other documents.
QString inSnakeCase(const QString &name)
{
    QString result;
    for (const QChar letter : name) {
        if (letter.isUpper()) {
            result += QLatin1Char('_');
        }
        result += letter.toLower();
    }
    return result;
}

QList<JobEntry> matching(const QList<JobEntry> &entries, const std::function<bool(const Job &)> &matches)
{
    QList<JobEntry> found;
    for (const JobEntry &entry : entries) {
        if (matches(entry.job)) {
            found.append(entry);
        }
    }
    return found;
}

} // namespace

QString shortId(const QUuid &id)
{
    return plainId(id).left(leastIdLength);
}

Result<QList<JobEntry>> openJobs(Session &session)
{
    if (const auto opened = session.catalogue.open().result(); !opened) {
        return opened.error();
    }
    return readJobs(session);
}

Result<QList<JobEntry>> readJobs(Session &session)
{
    const Result<QList<Job>> jobs = session.catalogue.jobs().result();
    if (!jobs) {
        return jobs.error();
    }
    const Result<QHash<QUuid, QList<Run>>> runs
        = session.catalogue.runsOfJobs(JobEntries::runsShown).result();
    if (!runs) {
        return runs.error();
    }
    JobEntries list;
    list.replace(*jobs, *runs, QDateTime::currentDateTimeUtc());
    return list.entries();
}

Result<JobEntry> findJob(const QList<JobEntry> &entries, const std::string &text)
{
    const QString wanted = QString::fromStdString(text);
    const std::function<bool(const Job &)> ways[] = {
        [&wanted](const Job &job) { return plainId(job.id) == wanted.toLower(); },
        [&wanted](const Job &job) { return job.name == wanted; },
        [&wanted](const Job &job) { return job.name.compare(wanted, Qt::CaseInsensitive) == 0; },
        [&wanted](const Job &job) {
            return wanted.size() >= leastIdLength && plainId(job.id).startsWith(wanted.toLower());
        },
    };
    for (const auto &way : ways) {
        const QList<JobEntry> found = matching(entries, way);
        if (found.size() == 1) {
            return found.front();
        }
        if (found.size() > 1) {
            return severalJobs(wanted, found);
        }
    }
    return Error{.kind = ErrorKind::NotFound,
                 .path = pathFromQString(wanted),
                 .detail = tr("there is no job of that name or id"),
                 .advice = tr("See which there are with: litekeeper-cli jobs")};
}

Result<JobEntry> openJob(Session &session, const std::string &text)
{
    const Result<QList<JobEntry>> entries = openJobs(session);
    return entries ? findJob(*entries, text) : entries.error();
}

int failWith(const Error &error, bool json)
{
    if (json) {
        json::print(json::error(error));
    }
    console::printError(describe(error));
    return error.kind == ErrorKind::InvalidArgument ? ExitUsage : ExitFailed;
}

QJsonObject jobDocument(const JobEntry &entry)
{
    const JobHealth &health = entry.health;
    QJsonObject document;
    const QJsonObject job = toJson(entry.job, Secrets::Leave);
    for (auto field = job.begin(); field != job.end(); ++field) {
        document.insert(inSnakeCase(field.key()), field.value());
    }
    document.remove(QStringLiteral("version"));
    const QJsonObject more{
        {QStringLiteral("id"), plainId(entry.job.id)},
        {QStringLiteral("has_ping_url"), !entry.job.pingUrl.isEmpty()},
        {QStringLiteral("state"), jobStateCode(health.state)},
        {QStringLiteral("sentence"), health.sentence},
        {QStringLiteral("next_due"), json::instant(health.nextDueUtc)},
        {QStringLiteral("last_good"), json::instant(health.lastGoodUtc)},
        {QStringLiteral("overdue"), health.overdueSinceUtc.isValid()},
        {QStringLiteral("overdue_since"), json::instant(health.overdueSinceUtc)},
        {QStringLiteral("failures_in_a_row"), health.failuresInARow},
        {QStringLiteral("last_run"),
         entry.recentRuns.isEmpty() ? QJsonValue()
                                    : QJsonValue(json::run(entry.recentRuns.front(), std::nullopt))},
    };
    for (auto field = more.begin(); field != more.end(); ++field) {
        document.insert(field.key(), field.value());
    }
    return document;
}

} // namespace litekeeper
