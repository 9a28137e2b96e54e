// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/backup.h"

namespace litekeeper {

/// Where a backup goes.
struct BackupTarget
{
    Path folder; ///< canonical
    Path file;
};

/// The file that the request names, or a free name of its template in the folder that it names.
/// InvalidArgument for a name that the server of a share would refuse.
[[nodiscard]] Result<BackupTarget> chooseTarget(const BackupRequest &request, const Path &source);

/// Only what we made ourselves is replaced; any other file that is in the way stays: AlreadyExists. SameFile
/// for the source and its companions.
[[nodiscard]] Result<void> checkName(const BackupTarget &target, const Path &source);

} // namespace litekeeper
