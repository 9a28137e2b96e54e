// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"

namespace litekeeper {

/// What may lie under the final name of a backup.
enum class FinalName {
    Free,     ///< nothing; a file that has come there since is not touched
    Replaced, ///< an earlier backup under the same fixed name
};

/// Gives a whole and synced file its final name, in the same folder, and makes the name durable. After an
/// error the backup does not exist: the partial file is still there, or the name that would not have outlived
/// a power failure is gone again.
[[nodiscard]] Result<void> publishFile(const Path &partial, const Path &finalFile, FinalName name);

} // namespace litekeeper
