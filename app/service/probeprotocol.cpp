// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/probeprotocol.h"

#include "service/verifyprotocol.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace litekeeper::probeprotocol {

namespace {

constexpr int deepest = 2;
constexpr qsizetype mostShares = 1000;

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

QByteArray lineOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

QByteArray requestLine(const Request &request)
{
    return lineOf({{key("probe"), encodePath(request.folder)}, {key("share_depth"), request.shareDepth}});
}

Result<Request> requestFromLine(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    Request request{.folder = decodePath(object.value(key("probe")).toString()),
                    .shareDepth = object.value(key("share_depth")).toInt()};
    if (!request.folder.is_absolute() || request.shareDepth < 0 || request.shareDepth > deepest) {
        return Error{.kind = ErrorKind::InvalidArgument};
    }
    return request;
}

QByteArray answerLine(const PlaceAnswer &answer)
{
    return lineOf({{key("answer"),
                    QJsonObject{{key("latency"), answer.latencyMicroseconds},
                                {key("free"), answer.freeBytes},
                                {key("total"), answer.totalBytes}}}});
}

QByteArray errorLine(const Error &error)
{
    return verifyprotocol::errorLine(error);
}

QByteArray sharesLine(const QList<Path> &shares)
{
    QJsonArray array;
    for (const Path &share : shares) {
        array.append(encodePath(share));
    }
    return lineOf({{key("shares"), array}});
}

Said saidFromLine(const QByteArray &line)
{
    Said said;
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const QJsonObject answer = object.value(key("answer")).toObject();
    if (const qint64 latency = answer.value(key("latency")).toInteger(-1); latency >= 0) {
        said.answer = PlaceAnswer{.latencyMicroseconds = latency,
                                  .freeBytes = answer.value(key("free")).toInteger(-1),
                                  .totalBytes = answer.value(key("total")).toInteger(-1)};
    } else if (const auto error = verifyprotocol::answerFromLine(line).error) {
        said.answer = *error;
    }
    const QJsonArray shares = object.value(key("shares")).toArray();
    if (object.contains(key("shares")) && shares.size() <= mostShares) {
        said.shares.emplace();
        for (const QJsonValue &share : shares) {
            said.shares->append(decodePath(share.toString()));
        }
    }
    return said;
}

} // namespace litekeeper::probeprotocol
