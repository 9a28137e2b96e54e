// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "verify/walinspection.h"

#include <vector>

namespace litekeeper {

/// What taking the -wal into the copy left to say about the file.
struct WalReplay
{
    /// Pages that the last commit counts and that neither the file nor the -wal has, in order. Pages that
    /// were freed in the transaction that made them are never written, so they may be missing; the file was
    /// made as long as the -wal says, and they are zeros.
    std::vector<quint32> missing;
    bool isTooShort = false; ///< more is missing than could ever be free; the file was left as it is
};

/// Writes the committed frames of a -wal into the copy of its database, as SQLite's checkpoint does (SQLite
/// file format, section 4.3), and sets its size. SQLite itself is not asked: a checkpoint would open a file
/// that we do not trust for writing, and need shared memory for it. Errors: our own reading or writing
/// failed, Cancelled. Blocking.
[[nodiscard]] Result<WalReplay> replayWal(const Path &database, const ReadOnlyFile &wal,
                                          const WalContent &content, const std::function<bool()> &shouldStop);

/// Sets the header's bytes 18 and 19 to 1, so that the file can be read without a -wal.
[[nodiscard]] Result<void> leaveWalMode(const Path &database);

} // namespace litekeeper
