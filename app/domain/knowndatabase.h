// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/run.h"

namespace litekeeper {

/// A database that Litekeeper knows, with what its last runs left. For Overview and Databases.
struct KnownDatabase
{
    Path source;
    std::optional<Backup> newestBackup = {}; ///< without tables
    std::optional<Backup> newestProven = {}; ///< without tables
    QList<Run> recentRuns = {};              ///< newest first, at most 30, without their logs
};

} // namespace litekeeper
