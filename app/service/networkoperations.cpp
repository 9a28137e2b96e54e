// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/networkoperations.h"

#include "places/databaseheader.h"
#include "service/filepresence.h"
#include "service/jobexamination.h"
#include "service/networkbackupoperations.h"
#include "service/networkprotocol.h"
#include "service/wirereader.h"

#include <algorithm>
#include <array>

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

Result<QJsonObject> doPresence(WireReader &request, const RunControl &)
{
    const std::optional<QList<Path>> files = pathsFrom(request.array("files"));
    if (!files || !request.isWhole()) {
        return notUnderstood({});
    }
    QJsonArray presences;
    for (const FilePresence presence : presenceOf(*files)) {
        presences.append(presenceCode(presence));
    }
    return QJsonObject{{key("presences"), presences}};
}

Result<QJsonObject> doLookAtFolder(WireReader &request, const RunControl &)
{
    const Path folder = request.namedPath("folder");
    if (!request.isWhole()) {
        return notUnderstood({});
    }
    const Result<FolderLook> look = lookAtFolder(folder);
    if (!look) {
        return look.error();
    }
    QJsonArray files;
    for (const auto &[file, seen] : *look) {
        // As text: nanoseconds have more digits than a number of JSON keeps.
        files.append(QJsonObject{{key("file"), encodePath(file)},
                                 {key("bytes"), seen.bytes},
                                 {key("modified"), QString::number(seen.modified)},
                                 {key("changed"), QString::number(seen.changed)}});
    }
    return QJsonObject{{key("files"), files}};
}

Result<QJsonObject> doLookAtDatabase(WireReader &request, const RunControl &)
{
    const Path file = request.namedPath("file");
    const Result<DatabaseFacts> facts
        = request.isWhole() ? lookAtDatabase(file) : Result<DatabaseFacts>(notUnderstood({}));
    return facts ? Result<QJsonObject>(QJsonObject{{key("facts"), networkprotocol::toJson(*facts)}})
                 : facts.error();
}

Result<QJsonObject> doExaminePlaces(WireReader &request, const RunControl &)
{
    Job job;
    job.source = request.namedPath("source");
    job.destination = request.namedPath("destination");
    job.destinationId = request.uuid("destinationId");
    job.format = request.known(formatFromCode(request.text("format")));
    job.proof = request.known(proofFromCode(request.text("proof")));
    const Path stagingFolder = request.namedPath("stagingFolder");
    if (!request.isWhole()) {
        return notUnderstood({});
    }
    return QJsonObject{{key("findings"), networkprotocol::toJson(examinePlaces(job, stagingFolder))}};
}

} // namespace

Result<QList<FilePresence>> presenceThere(const NetworkAccess &network, const QList<Path> &files,
                                          const RunControl &control)
{
    const Path about = files.isEmpty() ? Path() : files.front();
    const Result<QJsonObject> answer
        = network.ask("presence", {{key("files"), pathsToJson(files)}}, about, Patience::Look, control);
    if (!answer) {
        return answer.error();
    }
    WireReader read(*answer);
    QList<FilePresence> found;
    const QJsonArray presences = read.array("presences");
    for (const QJsonValue &presence : presences) {
        found.append(read.known(presenceFromCode(presence.toString())));
    }
    return read.isWhole() && found.size() == files.size() ? Result<QList<FilePresence>>(found)
                                                          : notUnderstood(about);
}

Result<FolderLook> lookAtFolderThere(const NetworkAccess &network, const Path &folder,
                                     const RunControl &control)
{
    const Result<QJsonObject> answer = network.ask("look-at-folder", {{key("folder"), encodePath(folder)}},
                                                   folder, Patience::Look, control);
    if (!answer) {
        return answer.error();
    }
    WireReader list(*answer);
    FolderLook look;
    const QJsonArray files = list.array("files");
    for (const QJsonValue &value : files) {
        WireReader read(value.toObject());
        const Path file = read.namedPath("file");
        look[file] = {.bytes = read.integer("bytes"),
                      .modified = read.text("modified").toLongLong(),
                      .changed = read.text("changed").toLongLong()};
        if (!read.isWhole()) {
            list.fail();
        }
    }
    return list.isWhole() ? Result<FolderLook>(look) : notUnderstood(folder);
}

Result<DatabaseFacts> lookAtDatabaseThere(const NetworkAccess &network, const Path &file,
                                          const RunControl &control)
{
    const Result<QJsonObject> answer
        = network.ask("look-at-database", {{key("file"), encodePath(file)}}, file, Patience::Look, control);
    if (!answer) {
        return answer.error();
    }
    const auto facts = networkprotocol::factsFromJson(answer->value(key("facts")).toObject());
    return facts ? Result<DatabaseFacts>(*facts) : notUnderstood(file);
}

Result<QList<Finding>> examinePlacesThere(const NetworkAccess &network, const Job &job,
                                          const RunControl &control)
{
    const Path about = network.isRemote(job.source) ? job.source : job.destination;
    const Result<QJsonObject> answer
        = network.ask("examine-places",
                      {{key("source"), encodePath(job.source)},
                       {key("destination"), encodePath(job.destination)},
                       {key("destinationId"), networkprotocol::idText(job.destinationId)},
                       {key("format"), formatCode(job.format)},
                       {key("proof"), proofCode(job.proof)},
                       {key("stagingFolder"), encodePath(network.stagingFolder())}},
                      about, Patience::Look, control);
    if (!answer) {
        return answer.error();
    }
    WireReader read(*answer);
    const auto findings = networkprotocol::findingsFromWire(read.array("findings"));
    return read.isWhole() && findings ? Result<QList<Finding>>(*findings) : notUnderstood(about);
}

Result<QJsonObject> performNetworkOperation(const QJsonObject &request, const RunControl &control)
{
    struct Entry
    {
        const char *name;
        Result<QJsonObject> (*perform)(WireReader &, const RunControl &);
    };
    constexpr std::array entries{
        Entry{"presence", &doPresence},
        Entry{"look-at-folder", &doLookAtFolder},
        Entry{"look-at-database", &doLookAtDatabase},
        Entry{"examine-places", &doExaminePlaces},
        Entry{"verify-again", &networkoperations::doVerify},
        Entry{"fetch", &networkoperations::doFetch},
        Entry{"look-at-target", &networkoperations::doLookAtTarget},
        Entry{"restore", &networkoperations::doRestore},
        Entry{"look-at-kept-files", &networkoperations::doLookAtKeptFiles},
        Entry{"remove-kept-files", &networkoperations::doRemoveKeptFiles},
        Entry{"read-destination", &networkoperations::doReadDestination},
        Entry{"record-rehearsal", &networkoperations::doRecordRehearsal},
        Entry{"tidy-up", &networkoperations::doTidyUp},
    };
    const QString name = request.value(key("do")).toString();
    const auto *const found = std::find_if(entries.begin(), entries.end(), [&](const Entry &entry) {
        return name == QLatin1String(entry.name);
    });
    if (found == entries.end()) {
        return notUnderstood({});
    }
    WireReader reader(request);
    return found->perform(reader, control);
}

} // namespace litekeeper
