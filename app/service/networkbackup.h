// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/backupwork.h"
#include "service/networkaccess.h"

#include <QJsonObject>

namespace litekeeper {

/// What a child process needs to know to back up where it may hang.
struct NetworkBackupRequest
{
    BackupRequest request;
    bool makeFolder = false;
    Path lockFolder;
    Path leftover = {}; ///< the unfinished file of an earlier attempt, to be removed first; empty: none
};
/// What it tells at the end.
struct NetworkBackupAnswer
{
    BackupReport report;
    QUuid destinationId; ///< of the folder the backup lies in; null if there is none
};

namespace networkprotocol {
inline constexpr char backUp[] = "back-up";
[[nodiscard]] QJsonObject toJson(const NetworkBackupRequest &request);
[[nodiscard]] std::optional<NetworkBackupRequest> networkBackupFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const NetworkBackupAnswer &answer);
[[nodiscard]] std::optional<NetworkBackupAnswer> networkAnswerFromJson(const QJsonObject &object);
} // namespace networkprotocol

/// performBackup() where source or destination is on a network mount: a child process plans and works, and
/// what fails because the network place does not answer is tried again within the patience of the request.
/// The unfinished file of a run whose child could not tidy up stays noted in the run. Worker thread.
[[nodiscard]] BackupWorkResult performNetworkBackup(const BackupWork &work);

/// Whether trying again may help, because a network place was away. `wasSeen`: what the error is about was
/// there before, in this run or an earlier one.
[[nodiscard]] bool mayPass(const Error &error, bool wasSeen);

} // namespace litekeeper
