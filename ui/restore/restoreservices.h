// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "service/paths.h"

#include <QByteArray>

namespace litekeeper {

class BackupService;
class CatalogueService;
class TaskRunner;

/// What a restore in the window works with; all of it outlives its window.
struct RestoreServices
{
    CatalogueService &catalogue;
    BackupService &backups;
    TaskRunner &runner;
    Paths paths;
};

/// What somebody wants to have restored. Only one of `file` and `source` has to be known.
struct RestoreSubject
{
    Path file = {};           ///< a backup, a database, or an archive with `database` in it
    Path database = {};       ///< as DatabaseVerdict::path calls it; empty: the file itself
    QByteArray password = {}; ///< of encrypted entries
    Path source = {};         ///< the database whose backups are offered
};

} // namespace litekeeper
