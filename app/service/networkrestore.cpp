// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/networkrestore.h"

#include "engine/stilldatabase.h"
#include "service/networkbackupoperations.h"
#include "service/networkprotocol.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

using networkoperations::notUnderstood;
using networkoperations::pathsFrom;
using networkoperations::pathsToJson;
using Patience = NetworkAccess::Patience;

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

QJsonObject toJson(const RestoreTarget &target)
{
    QJsonObject object{{key("file"), encodePath(target.file)},
                       {key("exists"), target.exists},
                       {key("isOnNetwork"), target.isOnNetwork},
                       {key("openedBy"), QJsonArray::fromStringList(target.openedBy)},
                       {key("recommended"), restoreWayCode(target.recommended)},
                       {key("because"), target.because},
                       {key("whyNotLive"), target.whyNotLive}};
    if (target.facts) {
        object.insert(key("facts"), networkprotocol::toJson(*target.facts));
    }
    if (target.unreadable) {
        object.insert(key("unreadable"), networkprotocol::toJson(*target.unreadable));
    }
    return object;
}

std::optional<RestoreTarget> targetFrom(const QJsonObject &object)
{
    WireReader read(object);
    RestoreTarget target;
    target.file = read.namedPath("file");
    target.exists = read.flag("exists");
    target.isOnNetwork = read.flag("isOnNetwork");
    target.recommended = read.known(restoreWayFromCode(read.text("recommended")));
    target.because = read.text("because");
    target.whyNotLive = read.text("whyNotLive");
    const QJsonArray users = read.array("openedBy");
    for (const QJsonValue &user : users) {
        target.openedBy.append(user.toString());
    }
    if (read.has("facts")) {
        target.facts = read.known(networkprotocol::factsFromJson(read.object("facts")));
    }
    if (read.has("unreadable")) {
        target.unreadable = read.known(networkprotocol::errorFromJson(read.object("unreadable")));
    }
    return read.isWhole() ? std::optional(target) : std::nullopt;
}

QJsonObject toJson(const RestoreReport &report)
{
    return {{key("way"), restoreWayCode(report.way)},
            {key("bytes"), report.bytes},
            {key("milliseconds"), report.milliseconds},
            {key("proof"), proofCode(report.proof)},
            {key("findings"), networkprotocol::toJson(report.findings)},
            {key("setAside"), pathsToJson(report.setAside)}};
}

std::optional<RestoreReport> reportFrom(const QJsonObject &object)
{
    WireReader read(object);
    RestoreReport report;
    report.way = read.known(restoreWayFromCode(read.text("way")));
    report.bytes = read.integer("bytes");
    report.milliseconds = read.integer("milliseconds");
    report.proof = read.known(proofFromCode(read.text("proof")));
    report.findings = read.known(networkprotocol::findingsFromWire(read.array("findings")));
    report.setAside = read.known(pathsFrom(read.array("setAside")));
    return read.isWhole() ? std::optional(report) : std::nullopt;
}

// What we hold open has no name to open it by in another process, but for this one.
QJsonObject backupToJson(const StillDatabase &backup)
{
    return {{key("process"), QCoreApplication::applicationPid()}, {key("descriptor"), backup.descriptor()}};
}

Result<StillDatabase> backupFrom(WireReader &request)
{
    WireReader read(request.object("backup"));
    const qint64 process = read.integer("process");
    const qint64 descriptor = read.integer("descriptor");
    return read.isWhole() && request.isWhole() ? StillDatabase::ofProcess(process, int(descriptor))
                                               : Result<StillDatabase>(notUnderstood({}));
}

} // namespace

namespace networkoperations {

Result<QJsonObject> doLookAtTarget(WireReader &request, const RunControl &)
{
    const Path target = request.namedPath("target");
    const Result<StillDatabase> backup = backupFrom(request);
    const Result<RestoreTarget> look
        = backup ? lookAtTarget(target, *backup) : Result<RestoreTarget>(backup.error());
    return look ? Result<QJsonObject>(QJsonObject{{key("target"), toJson(*look)}}) : look.error();
}

Result<QJsonObject> doRestore(WireReader &request, const RunControl &control)
{
    const auto target = targetFrom(request.object("target"));
    const RestoreRequest wish{
        .way = request.known(restoreWayFromCode(request.text("way"))),
        .busyTimeout = std::chrono::milliseconds(request.integer("busyTimeout")),
        .applicationIsStopped = request.flag("applicationIsStopped"),
    };
    const Result<StillDatabase> backup = backupFrom(request);
    if (!backup || !target) {
        return backup ? notUnderstood({}) : backup.error();
    }
    const Result<RestoreReport> report = restoreDatabase(*backup, *target, wish, control);
    return report ? Result<QJsonObject>(QJsonObject{{key("report"), toJson(*report)}}) : report.error();
}

} // namespace networkoperations

Result<RestoreTarget> lookAtTargetThere(const NetworkAccess &network, const Path &target,
                                        const StillDatabase &backup, const RunControl &control)
{
    const Result<QJsonObject> answer = network.ask(
        "look-at-target", {{key("target"), encodePath(target)}, {key("backup"), backupToJson(backup)}},
        target, Patience::Look, control);
    if (!answer) {
        return answer.error();
    }
    const auto look = targetFrom(answer->value(key("target")).toObject());
    return look ? Result<RestoreTarget>(*look) : notUnderstood(target);
}

Result<RestoreReport> restoreDatabaseThere(const NetworkAccess &network, const StillDatabase &backup,
                                           const RestoreTarget &target, const RestoreRequest &request,
                                           const RunControl &control)
{
    const Result<QJsonObject> answer
        = network.ask("restore",
                      {{key("target"), toJson(target)},
                       {key("way"), restoreWayCode(request.way)},
                       {key("busyTimeout"), qint64(request.busyTimeout.count())},
                       {key("applicationIsStopped"), request.applicationIsStopped},
                       {key("backup"), backupToJson(backup)}},
                      target.file, Patience::Work, control);
    if (!answer) {
        return answer.error();
    }
    const auto report = reportFrom(answer->value(key("report")).toObject());
    return report ? Result<RestoreReport>(*report) : notUnderstood(target.file);
}

} // namespace litekeeper
