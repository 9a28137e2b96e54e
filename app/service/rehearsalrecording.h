// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/backup.h"
#include "service/networkaccess.h"

namespace litekeeper {

/// Writes what a rehearsal came to into the manifest of the backup, durably; on a network mount by a child
/// process. ErrorKind::NotFound if another backup has taken its place meanwhile. Blocking.
[[nodiscard]] Result<void> recordRehearsal(const Path &file, const QUuid &backupId,
                                           const RehearsalRecord &record, const NetworkAccess &network,
                                           const RunControl &control);

/// The same where the file may be touched.
[[nodiscard]] Result<void> recordRehearsalHere(const Path &file, const QUuid &backupId,
                                               const RehearsalRecord &record);

} // namespace litekeeper
