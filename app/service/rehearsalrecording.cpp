// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "service/rehearsalrecording.h"

#include "places/destination.h"
#include "service/networkprotocol.h"

namespace litekeeper {

Result<void> recordRehearsalHere(const Path &file, const QUuid &backupId, const RehearsalRecord &record)
{
    const Path folder = file.parent_path();
    Result<Backup> backup = Destination::manifestIn(folder, file);
    if (!backup) {
        return backup.error();
    }
    if (backup->id != backupId) {
        return Error{.kind = ErrorKind::NotFound, .path = file};
    }
    const Result<Destination> destination = Destination::open(folder);
    if (!destination) {
        return destination.error();
    }
    backup->rehearsal = record;
    return destination->writeManifest(*backup);
}

Result<void> recordRehearsal(const Path &file, const QUuid &backupId, const RehearsalRecord &record,
                             const NetworkAccess &network, const RunControl &control)
{
    if (!network.isRemote(file)) {
        return recordRehearsalHere(file, backupId, record);
    }
    const Result<QJsonObject> answer
        = network.ask("record-rehearsal",
                      {{QStringLiteral("file"), encodePath(file)},
                       {QStringLiteral("backup"), networkprotocol::idText(backupId)},
                       {QStringLiteral("record"), toJson(record)}},
                      file, NetworkAccess::Patience::Look, control);
    return answer ? Result<void>() : answer.error();
}

} // namespace litekeeper
