// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "cli/json.h"

#include "cli/console.h"

#include <QJsonDocument>

namespace litekeeper::json {

void print(const QJsonObject &document)
{
    console::writeRaw(QJsonDocument(document).toJson(QJsonDocument::Indented));
}

QJsonValue path(const Path &path)
{
    return path.empty() ? QJsonValue() : QJsonValue(encodePath(path));
}

QJsonValue instant(const QDateTime &utc)
{
    return utc.isValid() ? QJsonValue(utc.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QJsonValue text(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

QJsonValue hash(const QByteArray &bytes)
{
    return bytes.isEmpty() ? QJsonValue() : QJsonValue(QString::fromLatin1(bytes.toHex()));
}

QJsonValue seconds(qint64 milliseconds)
{
    return double(milliseconds) / 1000;
}

QJsonArray findings(const QList<Finding> &findings)
{
    QJsonArray array;
    for (const Finding &finding : findings) {
        array.append(QJsonObject{{QStringLiteral("severity"), severityCode(finding.severity)},
                                 {QStringLiteral("code"), finding.code},
                                 {QStringLiteral("text"), finding.text}});
    }
    return array;
}

QJsonValue rehearsal(const RehearsalRecord &record)
{
    if (!record.at.isValid()) {
        return {};
    }
    return QJsonObject{
        {QStringLiteral("at"), instant(record.at)},      {QStringLiteral("passed"), record.isPassed()},
        {QStringLiteral("query"), text(record.query)},   {QStringLiteral("expected"), text(record.expected)},
        {QStringLiteral("answer"), text(record.answer)}, {QStringLiteral("failure"), text(record.failure)}};
}

QJsonObject run(const Run &run, const std::optional<Backup> &backup)
{
    QJsonObject object{
        {QStringLiteral("id"), run.id.toString(QUuid::WithoutBraces)},
        {QStringLiteral("outcome"), outcomeCode(run.outcome)},
        {QStringLiteral("trigger"), triggerCode(run.trigger)},
        {QStringLiteral("source"), path(run.source)},
        {QStringLiteral("destination"), path(run.destination)},
        {QStringLiteral("backup"), backup ? path(backup->file) : QJsonValue()},
        {QStringLiteral("format"), formatCode(run.format)},
        {QStringLiteral("bytes"), run.bytes},
        {QStringLiteral("file_bytes"), backup ? backup->fileBytes : 0},
        {QStringLiteral("pages"), run.pages},
        {QStringLiteral("page_size"), backup ? backup->pageSize : 0},
        {QStringLiteral("sha256"), backup ? hash(backup->sha256) : QJsonValue()},
        {QStringLiteral("proof"), proofCode(backup ? backup->proof : ProofLevel::None)},
        {QStringLiteral("proof_at"), backup ? instant(backup->proofAt) : QJsonValue()},
        {QStringLiteral("rehearsal"), backup ? rehearsal(backup->rehearsal) : QJsonValue()},
        {QStringLiteral("started_at"), instant(run.startedAt)},
        {QStringLiteral("finished_at"), instant(run.finishedAt)},
        {QStringLiteral("seconds"), seconds(run.milliseconds)},
        {QStringLiteral("hold_seconds"), seconds(run.holdMilliseconds)},
        {QStringLiteral("wal_growth_bytes"), run.walGrowthBytes},
        {QStringLiteral("restarts"), run.restarts},
        {QStringLiteral("strategy"), text(run.strategy)},
        {QStringLiteral("findings"), findings(run.findings)},
    };
    if (!run.errorCode.isEmpty()) {
        object.insert(QStringLiteral("error"), run.errorCode);
    }
    if (!run.reason.isEmpty()) {
        object.insert(QStringLiteral("reason"), run.reason);
    }
    return object;
}

QJsonObject database(const DatabaseFacts &facts)
{
    return {
        {QStringLiteral("path"), path(facts.path)},
        {QStringLiteral("bytes"), facts.bytes},
        {QStringLiteral("wal_bytes"), facts.walBytes},
        {QStringLiteral("page_size"), facts.pageSize},
        {QStringLiteral("pages"), facts.pageCount},
        {QStringLiteral("journal_mode"),
         facts.journalMode == JournalMode::Wal ? QStringLiteral("wal") : QStringLiteral("rollback")},
        {QStringLiteral("application"), text(facts.application)},
        {QStringLiteral("application_id"), qint64(facts.applicationId)},
        {QStringLiteral("user_version"), qint64(facts.userVersion)},
        {QStringLiteral("sqlite_version"), qint64(facts.sqliteVersion)},
        {QStringLiteral("modified"), instant(facts.modified)},
    };
}

QJsonObject error(const Error &error)
{
    return {{QStringLiteral("error"), errorCode(error.kind)}, {QStringLiteral("reason"), describe(error)}};
}

} // namespace litekeeper::json
