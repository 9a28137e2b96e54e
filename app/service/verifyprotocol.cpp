// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/verifyprotocol.h"

#include <QJsonDocument>

namespace litekeeper::verifyprotocol {

namespace {

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

QByteArray lineOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

Progress progressFrom(const QJsonObject &object)
{
    Progress progress;
    const int phase = object.value(key("phase")).toInt(int(Phase::Reading));
    progress.phase = phase >= 0 && phase <= int(Phase::Rehearsing) ? Phase(phase) : Phase::Reading;
    progress.bytesDone = object.value(key("done")).toInteger();
    progress.bytesTotal = object.value(key("total")).toInteger(-1);
    progress.bytesPerSecond = object.value(key("rate")).toDouble();
    progress.millisecondsLeft = object.value(key("left")).toInteger(-1);
    return progress;
}

Error errorFrom(const QJsonObject &object)
{
    return {.kind = errorKindFromCode(object.value(key("kind")).toString()),
            .path = decodePath(object.value(key("path")).toString()),
            .detail = object.value(key("detail")).toString(),
            .advice = object.value(key("advice")).toString(),
            .code = object.value(key("code")).toInt()};
}

} // namespace

QByteArray requestLine(const VerifyRequest &request)
{
    return lineOf({{key("file"), encodePath(request.file)},
                   {key("level"), verifyLevelCode(request.level)},
                   {key("password"), QString::fromLatin1(request.password.toBase64())},
                   {key("scratch"), encodePath(request.scratchFolder)},
                   {key("time_limit"), qint64(request.timeLimit.count())}});
}

Result<VerifyRequest> requestFromLine(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const std::optional<VerifyLevel> level = verifyLevelFromCode(object.value(key("level")).toString());
    VerifyRequest request{
        .file = decodePath(object.value(key("file")).toString()),
        .level = level.value_or(VerifyLevel::Full),
        .password = QByteArray::fromBase64(object.value(key("password")).toString().toLatin1()),
        .scratchFolder = decodePath(object.value(key("scratch")).toString()),
        .timeLimit = std::chrono::milliseconds(object.value(key("time_limit")).toInteger())};
    if (!level || request.file.empty() || request.scratchFolder.empty()) {
        return Error{.kind = ErrorKind::InvalidArgument};
    }
    return request;
}

QByteArray progressLine(const Progress &progress)
{
    return lineOf({{key("progress"),
                    QJsonObject{{key("phase"), int(progress.phase)},
                                {key("done"), progress.bytesDone},
                                {key("total"), progress.bytesTotal},
                                {key("rate"), progress.bytesPerSecond},
                                {key("left"), progress.millisecondsLeft}}}});
}

QByteArray verdictLine(const FileVerdict &verdict)
{
    return lineOf({{key("verdict"), toJson(verdict)}});
}

QByteArray errorLine(const Error &error)
{
    return lineOf({{key("error"),
                    QJsonObject{{key("kind"), errorCode(error.kind)},
                                {key("path"), encodePath(error.path)},
                                {key("detail"), error.detail},
                                {key("advice"), error.advice},
                                {key("code"), error.code}}}});
}

Answer answerFromLine(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    Answer answer;
    if (const QJsonValue progress = object.value(key("progress")); progress.isObject()) {
        answer.progress = progressFrom(progress.toObject());
    }
    if (const QJsonValue verdict = object.value(key("verdict")); verdict.isObject()) {
        answer.verdict = fileVerdictFromJson(verdict.toObject());
    }
    if (const QJsonValue error = object.value(key("error")); error.isObject()) {
        answer.error = errorFrom(error.toObject());
    }
    return answer;
}

} // namespace litekeeper::verifyprotocol
