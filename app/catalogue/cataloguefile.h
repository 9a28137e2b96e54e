// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/filedescriptor.h"
#include "common/readonlyfile.h"
#include "sqlite/connection.h"

#include <QDateTime>

#include <memory>

namespace litekeeper {

/// Lets one process at a time open and repair the catalogue. It ends with the process, whatever becomes of
/// that.
class OpeningLock
{
public:
    /// Waits up to half a minute, then ErrorKind::Busy.
    [[nodiscard]] static Result<OpeningLock> acquire(const Path &catalogue);

private:
    explicit OpeningLock(FileDescriptor descriptor);

    FileDescriptor m_descriptor;
};

struct CatalogueFile
{
    /// The search for databases may look at the catalogue too, and must not drop its locks. Goes after the
    /// connection.
    std::unique_ptr<SourceHold> hold;
    Connection connection;
};

/// Opens the catalogue's file (made if missing, mode 0600) with WAL, synchronous=EXTRA and a busy timeout,
/// after looking at it. A file that cannot be a catalogue any more gives ErrorKind::Damaged, NotADatabase or
/// Encrypted.
[[nodiscard]] Result<CatalogueFile> openCatalogueFile(const Path &file);

/// Whether `error` means that the file is broken, and not that it cannot be used at the moment.
[[nodiscard]] bool isDamage(const Error &error);

/// Renames the file with its -wal, -shm and -journal to `<file>.damaged-<instant>`, never over an existing
/// one. Nobody of this process may have it open. The new name.
[[nodiscard]] Result<Path> setAside(const Path &file, const QDateTime &now);

} // namespace litekeeper
