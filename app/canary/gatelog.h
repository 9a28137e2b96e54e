// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "domain/watch.h"

namespace litekeeper {

/// The record of the gates in a data folder, one JSON line for each boot. It travels with the folder, so the
/// history of a deployed application can be read on a share or out of a backup of it.
inline constexpr const char *gateLogName = ".litekeeper-canary-log.jsonl";

/// One boot, as it stands in the record.
struct GateEntry
{
    QString database; ///< name of its file, encodePath()
    Observation observation;
};

/// Best effort: what cannot be recorded does not keep an application from starting. The older half goes when
/// the record has grown to a megabyte.
void appendToGateLog(const Path &folder, const Observation &observation);

/// In the order of the boots. Lines that do not read are left out.
[[nodiscard]] QList<GateEntry> parseGateLog(const QByteArray &bytes);
/// ErrorKind::NotFound if no gate was ever here.
[[nodiscard]] Result<QList<GateEntry>> readGateLog(const Path &folder);

} // namespace litekeeper
