// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "common/runcontrol.h"
#include "service/wirereader.h"

#include <QJsonArray>

namespace litekeeper::networkoperations {

/// The child's half of what networkoperations.h asks for about backups.
[[nodiscard]] Result<QJsonObject> doVerify(WireReader &request, const RunControl &control);
[[nodiscard]] Result<QJsonObject> doFetch(WireReader &request, const RunControl &control);
[[nodiscard]] Result<QJsonObject> doLookAtKeptFiles(WireReader &request, const RunControl &control);
[[nodiscard]] Result<QJsonObject> doRemoveKeptFiles(WireReader &request, const RunControl &control);
[[nodiscard]] Result<QJsonObject> doReadDestination(WireReader &request, const RunControl &control);
[[nodiscard]] Result<QJsonObject> doRecordRehearsal(WireReader &request, const RunControl &control);
[[nodiscard]] Result<QJsonObject> doTidyUp(WireReader &request, const RunControl &control);

/// In networkrestore.cpp.
[[nodiscard]] Result<QJsonObject> doLookAtTarget(WireReader &request, const RunControl &control);
[[nodiscard]] Result<QJsonObject> doRestore(WireReader &request, const RunControl &control);

/// The other process said something that is not as it should be.
[[nodiscard]] Error notUnderstood(const Path &about);
[[nodiscard]] QJsonArray pathsToJson(const QList<Path> &paths);
[[nodiscard]] std::optional<QList<Path>> pathsFrom(const QJsonArray &array);

} // namespace litekeeper::networkoperations
