// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/filedescriptor.h"
#include "common/privatefolder.h"
#include "common/runcontrol.h"
#include "sqlite/pagesink.h"

namespace litekeeper {

/// A private copy of a database and its -wal in a local folder, to be brought to its last commit. It goes
/// with the object. Errors name the staging folder, or where the database came from, but never the copy. One
/// thread.
class StagedDatabase
{
public:
    /// Two empty files. NoSpace if the folder's disk has less than `neededBytes`.
    [[nodiscard]] static Result<StagedDatabase> create(const Path &stagingFolder, qint64 neededBytes);

    [[nodiscard]] Result<void> write(const char *bytes, qint64 length, qint64 offset);
    [[nodiscard]] Result<void> writeWal(const char *bytes, qint64 length, qint64 offset);

    /// Takes the -wal in, leaves WAL mode, and writes the whole file into the sink; its size in bytes.
    /// `source` is where it came from. Cancelled between two MiB.
    [[nodiscard]] Result<qint64> handOver(PageSink &sink, const Path &source, const RunControl &control);

private:
    StagedDatabase(Path stagingFolder, PrivateFolder folder);

    [[nodiscard]] Result<void> createFiles();
    [[nodiscard]] Path file() const { return m_folder.path() / "database"; }

    Path m_stagingFolder;
    PrivateFolder m_folder;
    FileDescriptor m_database;
    FileDescriptor m_wal;
};

} // namespace litekeeper
