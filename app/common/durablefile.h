// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"

#include <QByteArray>

namespace litekeeper {

/// Replaces `file` so that a crash or power loss at any instant leaves the old content or the new one, whole.
/// When it returns without an error the new content is on the disk. The file gets mode 0600. A failed fsync
/// is final: the new content is discarded (Linux may report a lost write only once, so trying again proves
/// nothing).
[[nodiscard]] Result<void> writeDurably(const Path &file, const QByteArray &bytes);

/// The same for a file that must not be there yet: ErrorKind::AlreadyExists, and the existing one is left
/// alone, even if another process makes it at the same instant.
[[nodiscard]] Result<void> createDurably(const Path &file, const QByteArray &bytes);

/// Creates the folder and its parents where they are missing, only for the owner to enter, so that they
/// survive a power loss. An existing folder is left as it is.
[[nodiscard]] Result<void> createFolderDurably(const Path &folder);

/// Makes names that were created, renamed or removed in `folder` survive a power loss.
[[nodiscard]] Result<void> syncFolder(const Path &folder);

/// fsync of an open file; `path` is for the sentence.
[[nodiscard]] Result<void> syncFile(int descriptor, const Path &path);

/// Removes the file and syncs its folder. ErrorKind::NotFound if there is none.
[[nodiscard]] Result<void> removeDurably(const Path &file);

/// rename(2) of a file that was closed a moment ago. SMB does not rename what is open, and FUSE closes a
/// little later than it is told to, so EBUSY is met with some patience. 0, or -1 and errno.
[[nodiscard]] int renameWhenClosed(const Path &from, const Path &to);

/// The folder that holds `file`; "." for a bare name.
[[nodiscard]] Path folderOf(const Path &file);

} // namespace litekeeper
