// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "domain/jobfile.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace litekeeper {

namespace {

const QString kind = QStringLiteral("litekeeper-jobs");
constexpr int version = 1;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(litekeeper::JobFile)
};

Error unreadable(const QString &detail)
{
    return {.kind = ErrorKind::InvalidArgument,
            .detail = detail,
            .advice = Words::tr("Choose a file that Litekeeper's export has written.")};
}

} // namespace

QByteArray jobsToJson(const QList<Job> &jobs, Secrets secrets)
{
    QJsonArray array;
    for (const Job &job : jobs) {
        array.append(toJson(job, secrets));
    }
    return QJsonDocument(QJsonObject{{QStringLiteral("kind"), kind},
                                     {QStringLiteral("version"), version},
                                     {QStringLiteral("jobs"), array}})
        .toJson(QJsonDocument::Indented);
}

Result<QList<Job>> jobsFromJson(const QByteArray &document)
{
    QJsonParseError parsing;
    const QJsonObject object = QJsonDocument::fromJson(document, &parsing).object();
    if (parsing.error != QJsonParseError::NoError) {
        return unreadable(
            Words::tr("this is no JSON: %1 at byte %2").arg(parsing.errorString()).arg(parsing.offset));
    }
    const bool isOther = object.value(QStringLiteral("kind")).toString(kind) != kind;
    if (isOther || !object.value(QStringLiteral("jobs")).isArray()) {
        return unreadable(Words::tr("this JSON document holds no jobs of Litekeeper"));
    }
    if (object.value(QStringLiteral("version")).toInt() > version) {
        return unreadable(Words::tr("these jobs were written by a newer Litekeeper"));
    }
    QList<Job> jobs;
    const QJsonArray array = object.value(QStringLiteral("jobs")).toArray();
    for (const QJsonValue &value : array) {
        Result<Job> job = jobFromJson(value.toObject());
        const Result<void> usable = job ? check(*job) : Result<void>(job.error());
        if (!usable) {
            return unreadable(Words::tr("job %1 of %2 cannot be used: %3")
                                  .arg(jobs.size() + 1)
                                  .arg(array.size())
                                  .arg(describe(usable.error())));
        }
        job->enabled = false;
        jobs.append(*std::move(job));
    }
    if (jobs.isEmpty()) {
        return unreadable(Words::tr("there is no job in it"));
    }
    return jobs;
}

} // namespace litekeeper
