// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/filedescriptor.h"
#include "common/result.h"

namespace litekeeper {

/// A new file under a name of our own, mode 0600, to be renamed when it is whole. It carries a lock of the
/// system for as long as its process lives, so that one which a crash left behind can be told from one that
/// is being written.
struct TemporaryFile
{
    Path path;
    FileDescriptor descriptor; ///< for writing; may be closed
    FileDescriptor lock;       ///< close it when the file has got its name

    [[nodiscard]] static Result<TemporaryFile> createIn(const Path &folder);
};

/// Removes the temporary files in `folder` whose processes are gone. Best effort: what cannot be looked at
/// stays.
void removeAbandonedTemporaryFiles(const Path &folder);

} // namespace litekeeper
