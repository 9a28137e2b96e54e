// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "common/runcontrol.h"
#include "domain/backup.h"

namespace litekeeper {

class CatalogueLane;

enum class Deletion {
    SpareNewestProven,
    EvenNewestProven,
};

/// Work on backups that exist: each takes the row from the catalogue, works on the file, and stores what came
/// of it. Blocking, worker thread.
[[nodiscard]] Result<void> deleteKeptBackup(CatalogueLane &lane, const QUuid &backupId, Deletion deletion);
[[nodiscard]] Result<Backup> verifyKeptBackup(CatalogueLane &lane, const QUuid &backupId, ProofLevel level,
                                              const RunControl &control);

} // namespace litekeeper
