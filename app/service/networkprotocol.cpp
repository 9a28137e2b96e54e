// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/networkprotocol.h"

#include "domain/manifest.h"
#include "service/progressjson.h"
#include "service/wirereader.h"

#include <QJsonDocument>

namespace litekeeper::networkprotocol {

namespace {

const QString versionKey = QStringLiteral("litekeeper-network");

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

QString instantText(const QDateTime &instant)
{
    return instant.isValid() ? instant.toUTC().toString(Qt::ISODateWithMs) : QString();
}

template <typename Value>
std::optional<Value> whole(const WireReader &reader, Value value)
{
    return reader.isWhole() ? std::optional<Value>(std::move(value)) : std::nullopt;
}

std::optional<Severity> severityOf(const QString &code)
{
    const Severity severity = severityFromCode(code);
    return severityCode(severity) == code ? std::optional(severity) : std::nullopt;
}

} // namespace

QString idText(const QUuid &id)
{
    return id.isNull() ? QString() : id.toString(QUuid::WithoutBraces);
}

QByteArray lineOf(const char *name, const QJsonObject &body)
{
    return QJsonDocument({{versionKey, version}, {key(name), body}}).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<Message> messageFromLine(const QByteArray &line)
{
    QJsonParseError problem;
    const QJsonObject object = QJsonDocument::fromJson(line, &problem).object();
    if (problem.error != QJsonParseError::NoError || object.size() != 2
        || object.value(versionKey).toInt() != version) {
        return std::nullopt;
    }
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (member.key() != versionKey && member.value().isObject()) {
            return Message{.name = member.key(), .body = member.value().toObject()};
        }
    }
    return std::nullopt;
}

QJsonObject toJson(const Error &error)
{
    return {{key("kind"), errorCode(error.kind)},
            {key("path"), encodePath(error.path)},
            {key("detail"), error.detail},
            {key("advice"), error.advice},
            {key("code"), error.code}};
}

std::optional<Error> errorFromJson(const QJsonObject &object)
{
    WireReader read(object);
    const QString code = read.text("kind");
    Error error{.kind = errorKindFromCode(code)};
    if (errorCode(error.kind) != code) {
        read.fail();
    }
    error.path = read.path("path");
    error.detail = read.text("detail");
    error.advice = read.text("advice");
    error.code = int(read.integer("code", std::numeric_limits<int>::min()));
    return whole(read, error);
}

std::optional<Progress> strictProgress(const QJsonObject &object)
{
    const QJsonValue phase = object.value(QLatin1String("phase"));
    return phaseFromCode(phase.toString()) ? std::optional(progressFromJson(object)) : std::nullopt;
}

QJsonObject toJson(const Backup &backup)
{
    return {{key("folder"), encodePath(backup.file.parent_path())},
            {key("manifest"), toManifest(backup)},
            {key("findings"), toJson(backup.findings)}};
}

std::optional<Backup> backupFromJson(const QJsonObject &object)
{
    WireReader read(object);
    const Path folder = read.namedPath("folder");
    Result<Backup> backup = fromManifest(read.object("manifest"), folder);
    const std::optional<QList<Finding>> findings = findingsFromWire(read.array("findings"));
    if (!read.isWhole() || !backup || !findings) {
        return std::nullopt;
    }
    backup->findings = *findings;
    return *std::move(backup);
}

QJsonArray toJson(const QList<Finding> &findings)
{
    QJsonArray array;
    for (const Finding &finding : findings) {
        array.append(QJsonObject{{key("severity"), severityCode(finding.severity)},
                                 {key("code"), finding.code},
                                 {key("text"), finding.text},
                                 {key("where"), finding.where}});
    }
    return array;
}

std::optional<QList<Finding>> findingsFromWire(const QJsonArray &array)
{
    QList<Finding> findings;
    for (const QJsonValue &value : array) {
        WireReader read(value.toObject());
        findings.append({.severity = read.known(severityOf(read.text("severity"))),
                         .code = read.text("code"),
                         .text = read.text("text"),
                         .where = read.text("where")});
        if (!read.isWhole()) {
            return std::nullopt;
        }
    }
    return findings;
}

QJsonObject toJson(const BackupRequest &request)
{
    return {{key("source"), encodePath(request.source)},
            {key("destination"), encodePath(request.destination)},
            {key("format"), formatCode(request.format)},
            {key("proof"), proofCode(request.proof)},
            {key("nameTemplate"), request.nameTemplate},
            {key("busyTimeout"), qint64(request.busyTimeout.count())},
            {key("holdLimit"), qint64(request.holdLimit.count())},
            {key("walGrowthLimit"), request.walGrowthLimit},
            {key("runId"), idText(request.runId)},
            {key("jobId"), idText(request.jobId)},
            {key("destinationId"), idText(request.destinationId)},
            {key("stagingFolder"), encodePath(request.stagingFolder)},
            {key("patience"), qint64(request.patience.count())}};
}

std::optional<BackupRequest> requestFromJson(const QJsonObject &object)
{
    WireReader read(object);
    BackupRequest request{.source = read.namedPath("source"),
                          .destination = read.namedPath("destination"),
                          .format = read.known(formatFromCode(read.text("format"))),
                          .proof = read.known(proofFromCode(read.text("proof"))),
                          .nameTemplate = read.text("nameTemplate"),
                          .busyTimeout = std::chrono::milliseconds(read.integer("busyTimeout")),
                          .holdLimit = std::chrono::milliseconds(read.integer("holdLimit")),
                          .walGrowthLimit = read.integer("walGrowthLimit"),
                          .runId = read.uuid("runId"),
                          .jobId = read.uuid("jobId"),
                          .destinationId = read.uuid("destinationId"),
                          .stagingFolder = read.namedPath("stagingFolder"),
                          .patience = std::chrono::milliseconds(read.integer("patience"))};
    return whole(read, request);
}

QJsonObject toJson(const BackupPlan &plan)
{
    return {{key("source"), encodePath(plan.source)},
            {key("finalFile"), encodePath(plan.finalFile)},
            {key("partialFile"), encodePath(plan.partialFile)},
            {key("sourceBytes"), plan.sourceBytes},
            {key("replaces"), plan.replaces},
            {key("sourceOnNetwork"), plan.sourceOnNetwork},
            {key("destinationOnNetwork"), plan.destinationOnNetwork}};
}

std::optional<BackupPlan> planFromJson(const QJsonObject &object)
{
    WireReader read(object);
    BackupPlan plan{.source = read.namedPath("source"),
                    .finalFile = read.namedPath("finalFile"),
                    .partialFile = read.namedPath("partialFile"),
                    .sourceBytes = read.integer("sourceBytes"),
                    .replaces = read.flag("replaces"),
                    .sourceOnNetwork = read.flag("sourceOnNetwork"),
                    .destinationOnNetwork = read.flag("destinationOnNetwork")};
    return whole(read, plan);
}

QJsonObject toJson(const BackupReport &report)
{
    QJsonObject object{{key("findings"), toJson(report.findings)},
                       {key("strategy"), report.strategy},
                       {key("bytes"), report.bytes},
                       {key("pages"), report.pages},
                       {key("pageSize"), report.pageSize},
                       {key("milliseconds"), report.milliseconds},
                       {key("holdMilliseconds"), report.holdMilliseconds},
                       {key("walGrowthBytes"), report.walGrowthBytes},
                       {key("restarts"), report.restarts},
                       {key("log"), QJsonArray::fromStringList(report.log)}};
    if (report.backup) {
        object.insert(key("backup"), toJson(*report.backup));
    } else {
        object.insert(key("error"), toJson(report.error.value_or(Error())));
    }
    return object;
}

std::optional<BackupReport> reportFromJson(const QJsonObject &object)
{
    WireReader read(object);
    BackupReport report{.backup = std::nullopt,
                        .error = std::nullopt,
                        .findings = read.known(findingsFromWire(read.array("findings"))),
                        .strategy = read.text("strategy"),
                        .bytes = read.integer("bytes"),
                        .pages = read.integer("pages"),
                        .pageSize = int(read.integer("pageSize")),
                        .milliseconds = read.integer("milliseconds"),
                        .holdMilliseconds = read.integer("holdMilliseconds"),
                        .walGrowthBytes = read.integer("walGrowthBytes"),
                        .restarts = int(read.integer("restarts"))};
    const QJsonArray lines = read.array("log");
    for (const QJsonValue &line : lines) {
        if (!line.isString()) {
            read.fail();
        }
        report.log.append(line.toString());
    }
    if (read.has("backup") == read.has("error")) {
        return std::nullopt;
    }
    if (read.has("backup")) {
        report.backup = backupFromJson(read.object("backup"));
    } else {
        report.error = errorFromJson(read.object("error"));
    }
    return report.backup || report.error ? whole(read, report) : std::nullopt;
}

QJsonObject toJson(const DatabaseFacts &facts)
{
    return {{key("path"), encodePath(facts.path)},
            {key("bytes"), facts.bytes},
            {key("walBytes"), facts.walBytes},
            {key("pageSize"), facts.pageSize},
            {key("pageCount"), facts.pageCount},
            {key("wal"), facts.journalMode == JournalMode::Wal},
            {key("applicationId"), qint64(facts.applicationId)},
            {key("userVersion"), qint64(facts.userVersion)},
            {key("sqliteVersion"), qint64(facts.sqliteVersion)},
            {key("modified"), instantText(facts.modified)},
            {key("application"), facts.application}};
}

std::optional<DatabaseFacts> factsFromJson(const QJsonObject &object)
{
    WireReader read(object);
    DatabaseFacts facts{.path = read.namedPath("path"),
                        .bytes = read.integer("bytes"),
                        .walBytes = read.integer("walBytes"),
                        .pageSize = int(read.integer("pageSize")),
                        .pageCount = read.integer("pageCount"),
                        .journalMode = read.flag("wal") ? JournalMode::Wal : JournalMode::Rollback,
                        .applicationId = quint32(read.integer("applicationId")),
                        .userVersion = quint32(read.integer("userVersion")),
                        .sqliteVersion = quint32(read.integer("sqliteVersion")),
                        .modified = read.instant("modified"),
                        .application = read.text("application")};
    return whole(read, facts);
}

} // namespace litekeeper::networkprotocol
