// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/networkbackupoperations.h"

#include "domain/codes.h"
#include "engine/backup.h"
#include "engine/fetchedfile.h"
#include "places/destination.h"
#include "service/networkoperations.h"
#include "service/networkprotocol.h"
#include "service/rehearsalrecording.h"

#include <QCoreApplication>

namespace litekeeper {

namespace {

using networkoperations::notUnderstood;
using networkprotocol::idText;
using Patience = NetworkAccess::Patience;

constexpr std::array leftovers{
    Code{Leftover::None, "none"},
    Code{Leftover::Removed, "removed"},
    Code{Leftover::Kept, "kept"},
    Code{Leftover::Unreachable, "unreachable"},
};

QString key(const char *name)
{
    return QString::fromLatin1(name);
}

} // namespace

namespace networkoperations {

Error notUnderstood(const Path &about)
{
    return {.kind = ErrorKind::Unknown,
            .path = about,
            .detail = QCoreApplication::translate(
                "NetworkAccess", "the process that worked on it said what nobody understands")};
}

QJsonArray pathsToJson(const QList<Path> &paths)
{
    QJsonArray array;
    for (const Path &path : paths) {
        array.append(encodePath(path));
    }
    return array;
}

std::optional<QList<Path>> pathsFrom(const QJsonArray &array)
{
    QList<Path> paths;
    for (const QJsonValue &value : array) {
        paths.append(decodePath(value.toString()));
        if (!paths.back().is_absolute()) {
            return std::nullopt;
        }
    }
    return paths;
}

Result<QJsonObject> doVerify(WireReader &request, const RunControl &control)
{
    const auto backup = networkprotocol::backupFromJson(request.object("backup"));
    const auto level = proofFromCode(request.text("level"));
    const Path stagingFolder = request.namedPath("stagingFolder");
    if (!request.isWhole() || !backup || !level) {
        return notUnderstood({});
    }
    const Result<Backup> verified = verifyAgain(*backup, *level, control, stagingFolder);
    return verified ? Result<QJsonObject>(QJsonObject{{key("backup"), networkprotocol::toJson(*verified)}})
                    : verified.error();
}

Result<QJsonObject> doFetch(WireReader &request, const RunControl &control)
{
    const Path file = request.namedPath("file");
    const Path to = request.namedPath("to");
    if (!request.isWhole()) {
        return notUnderstood({});
    }
    const BackupKind kind = kindOfBackup(file);
    const Result<void> fetched = kind.format ? fetchFile(file, to, control)
                                             : fetchDatabase(file, to, BackupRequest().patience, control);
    if (!fetched) {
        return fetched.error();
    }
    QJsonObject answer{{key("format"), kind.format ? formatCode(*kind.format) : QString()}};
    if (kind.manifest) {
        answer.insert(key("manifest"), networkprotocol::toJson(*kind.manifest));
    }
    return answer;
}

Result<QJsonObject> doLookAtKeptFiles(WireReader &request, const RunControl &)
{
    const Path folder = request.namedPath("folder");
    const QUuid expected = request.uuid("expected");
    const std::optional<QList<Path>> files = pathsFrom(request.array("files"));
    if (!request.isWhole() || !files) {
        return notUnderstood({});
    }
    const Result<KeptFilesLook> look = lookAtKeptFiles(folder, expected, *files);
    if (!look) {
        return look.error();
    }
    return QJsonObject{{key("folder"), encodePath(look->folder)},
                       {key("gone"), pathsToJson(QList<Path>(look->gone.begin(), look->gone.end()))}};
}

Result<QJsonObject> doRemoveKeptFiles(WireReader &request, const RunControl &)
{
    const auto backup = networkprotocol::backupFromJson(request.object("backup"));
    std::optional<PruningPlace> place;
    if (request.has("place")) {
        WireReader read(request.object("place"));
        place = PruningPlace{.jobId = read.uuid("jobId"),
                             .folder = read.namedPath("folder"),
                             .destinationId = read.uuid("destinationId")};
        if (!read.isWhole()) {
            request.fail();
        }
    }
    if (!request.isWhole() || !backup) {
        return notUnderstood({});
    }
    const Result<void> removed = removeKeptFiles(*backup, place ? &*place : nullptr);
    return removed ? Result<QJsonObject>(QJsonObject()) : removed.error();
}

Result<QJsonObject> doReadDestination(WireReader &request, const RunControl &)
{
    const Path folder = request.namedPath("folder");
    if (!request.isWhole()) {
        return notUnderstood({});
    }
    const Result<Destination> destination = Destination::open(folder);
    const Result<ManifestList> manifests
        = destination ? destination->manifests() : Result<ManifestList>(destination.error());
    if (!manifests) {
        return manifests.error();
    }
    QJsonArray backups;
    for (const Backup &backup : manifests->backups) {
        backups.append(networkprotocol::toJson(backup));
    }
    return QJsonObject{{key("id"), idText(destination->id())}, {key("backups"), backups}};
}

Result<QJsonObject> doRecordRehearsal(WireReader &request, const RunControl &)
{
    const Path file = request.namedPath("file");
    const QUuid backup = request.uuid("backup");
    const std::optional<RehearsalRecord> record = rehearsalRecordFromJson(request.object("record"));
    if (!request.isWhole() || !record) {
        return notUnderstood({});
    }
    const Result<void> recorded = recordRehearsalHere(file, backup, *record);
    return recorded ? Result<QJsonObject>(QJsonObject()) : recorded.error();
}

Result<QJsonObject> doTidyUp(WireReader &request, const RunControl &)
{
    Run run;
    run.id = request.uuid("run");
    run.destination = request.namedPath("destination");
    run.partial = request.namedPath("partial");
    if (!request.isWhole() || run.partial.extension() != ".partial") {
        return notUnderstood({});
    }
    const RunRemains remains = tidyUpAfter(run);
    QJsonObject answer{{key("leftover"), codeOf(leftovers, remains.leftover)}};
    if (remains.published) {
        answer.insert(key("published"), networkprotocol::toJson(*remains.published));
    }
    if (remains.finished) {
        answer.insert(key("finished"), encodePath(*remains.finished));
    }
    return answer;
}

} // namespace networkoperations

Result<Backup> verifyThere(const NetworkAccess &network, const Backup &backup, ProofLevel level,
                           const RunControl &control)
{
    const Result<QJsonObject> answer
        = network.ask("verify-again",
                      {{key("backup"), networkprotocol::toJson(backup)},
                       {key("level"), proofCode(level)},
                       {key("stagingFolder"), encodePath(network.stagingFolder())}},
                      backup.file, Patience::Work, control);
    if (!answer) {
        return answer.error();
    }
    const auto verified = networkprotocol::backupFromJson(answer->value(key("backup")).toObject());
    return verified && verified->id == backup.id ? Result<Backup>(*verified) : notUnderstood(backup.file);
}

Result<BackupKind> fetchThere(const NetworkAccess &network, const Path &file, const Path &to,
                              const RunControl &control)
{
    const Result<QJsonObject> answer
        = network.ask("fetch", {{key("file"), encodePath(file)}, {key("to"), encodePath(to)}}, file,
                      Patience::Work, control);
    if (!answer) {
        return answer.error();
    }
    BackupKind kind{.manifest = std::nullopt,
                    .format = formatFromCode(answer->value(key("format")).toString())};
    if (answer->contains(key("manifest"))) {
        kind.manifest = networkprotocol::backupFromJson(answer->value(key("manifest")).toObject());
        if (!kind.manifest || !kind.format) {
            return notUnderstood(file);
        }
    }
    return kind;
}

Result<KeptFilesLook> lookAtKeptFilesThere(const NetworkAccess &network, const Path &folder,
                                           const QUuid &expected, const QList<Path> &files,
                                           const RunControl &control)
{
    const Result<QJsonObject> answer = network.ask("look-at-kept-files",
                                                   {{key("folder"), encodePath(folder)},
                                                    {key("expected"), idText(expected)},
                                                    {key("files"), networkoperations::pathsToJson(files)}},
                                                   folder, Patience::Look, control);
    if (!answer) {
        return answer.error();
    }
    WireReader read(*answer);
    KeptFilesLook look{.folder = read.namedPath("folder"), .gone = {}};
    const auto gone = networkoperations::pathsFrom(read.array("gone"));
    if (!read.isWhole() || !gone) {
        return notUnderstood(folder);
    }
    look.gone = std::set<Path>(gone->begin(), gone->end());
    return look;
}

Result<void> removeFilesThere(const NetworkAccess &network, const Backup &backup, const PruningPlace *place,
                              const RunControl &control)
{
    QJsonObject arguments{{key("backup"), networkprotocol::toJson(backup)}};
    if (place != nullptr) {
        arguments.insert(key("place"),
                         QJsonObject{{key("jobId"), idText(place->jobId)},
                                     {key("folder"), encodePath(place->folder)},
                                     {key("destinationId"), idText(place->destinationId)}});
    }
    const Result<QJsonObject> answer
        = network.ask("remove-kept-files", arguments, backup.file, Patience::Work, control);
    return answer ? Result<void>() : answer.error();
}

Result<DestinationContent> readDestinationThere(const NetworkAccess &network, const Path &folder,
                                                const RunControl &control)
{
    const Result<QJsonObject> answer = network.ask("read-destination", {{key("folder"), encodePath(folder)}},
                                                   folder, Patience::Work, control);
    if (!answer) {
        return answer.error();
    }
    WireReader read(*answer);
    DestinationContent content{.destination = {.folder = folder, .id = read.uuid("id")}, .backups = {}};
    const QJsonArray backups = read.array("backups");
    for (const QJsonValue &value : backups) {
        content.backups.append(read.known(networkprotocol::backupFromJson(value.toObject())));
    }
    return read.isWhole() && !content.destination.id.isNull() ? Result<DestinationContent>(content)
                                                              : notUnderstood(folder);
}

Result<RunRemains> tidyUpAfterThere(const NetworkAccess &network, const Run &run, const RunControl &control)
{
    const Result<QJsonObject> answer = network.ask("tidy-up",
                                                   {{key("run"), idText(run.id)},
                                                    {key("destination"), encodePath(run.destination)},
                                                    {key("partial"), encodePath(run.partial)}},
                                                   run.partial, Patience::Look, control);
    if (!answer) {
        return answer.error();
    }
    WireReader read(*answer);
    RunRemains remains{.leftover = read.known(valueOf(leftovers, read.text("leftover")))};
    if (read.has("published")) {
        remains.published = networkprotocol::backupFromJson(read.object("published"));
        read.known(remains.published);
    }
    if (read.has("finished")) {
        remains.finished = read.namedPath("finished");
    }
    return read.isWhole() ? Result<RunRemains>(remains) : notUnderstood(run.partial);
}

} // namespace litekeeper
