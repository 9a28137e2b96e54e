// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/filedescriptor.h"
#include "common/result.h"

namespace litekeeper {

/// A folder for temporary copies of other people's data: mode 0700, removed with all that is in it. It
/// carries a lock of the system for as long as its process lives, so that one which a crash left behind can
/// be told from one that is in use.
class PrivateFolder
{
public:
    /// A new one in `parent`, which is created if it is missing.
    [[nodiscard]] static Result<PrivateFolder> createIn(const Path &parent);

    PrivateFolder(PrivateFolder &&other) noexcept;
    PrivateFolder &operator=(PrivateFolder &&other) noexcept;
    PrivateFolder(const PrivateFolder &) = delete;
    PrivateFolder &operator=(const PrivateFolder &) = delete;
    ~PrivateFolder();

    [[nodiscard]] const Path &path() const { return m_path; }

private:
    PrivateFolder(Path path, FileDescriptor lock);
    void remove();

    Path m_path;
    FileDescriptor m_lock;
};

/// Removes the private folders in `parent` whose processes are gone. Best effort.
void removeAbandonedFolders(const Path &parent);

} // namespace litekeeper
