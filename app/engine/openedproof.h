// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "domain/backup.h"
#include "engine/proof.h"
#include "engine/stilldatabase.h"

namespace litekeeper {

/// Enters what a proof came to; ErrorKind::Damaged if a table is not what it was when the backup was made.
[[nodiscard]] Result<void> takeProof(Backup &backup, const ProofResult &proof);

/// verifyAgain() up to ProofLevel::Proven for a backup that is opened already: what will be read of it is
/// what is proven, and nothing is unpacked again. `backup.file`: where its bytes lie on this computer.
/// Blocking, worker thread.
[[nodiscard]] Result<Backup> proveOpened(const Backup &backup, const StillDatabase &database,
                                         const RunControl &control);

} // namespace litekeeper
