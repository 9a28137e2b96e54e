// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/filedescriptor.h"
#include "common/hash.h"
#include "common/progressmeter.h"
#include "verify/archive.h"
#include "verify/databasename.h"
#include "verify/hostingrecord.h"

#include <functional>
#include <set>

namespace litekeeper {

/// A file that was taken out of a container into a private folder, under a name of our own.
struct TakenFile
{
    Path name; ///< as it is called in the container, with the containers around it
    Path file; ///< the copy
    qint64 bytes = 0;
    QByteArray sha256;
    QDateTime modified; ///< UTC, as far as the container tells
};

/// Reads every entry of a container to its end, and takes what may be a database, a companion of one or
/// another container into a private folder. Blocking; one thread. Errors: Cancelled, and failures of our own
/// disk.
class Collector
{
public:
    Collector(Path folder, ProgressMeter &meter, const RunControl &control);

    /// `prefix`: what stands before the names of this container, for containers in containers.
    [[nodiscard]] Result<void> collect(Archive &archive, const Path &prefix);

    /// What the hosting service's manifest would be called in this container. Other XML may name databases
    /// for other reasons.
    Path manifest;

    /// In the order in which they were found.
    std::vector<TakenFile> databases;
    std::vector<TakenFile> companions; ///< "-wal" and "-journal"
    std::vector<TakenFile> containers;
    /// Entries by their names, to be asked for less than everything; empty: everything.
    std::function<bool(const Path &name)> wants;
    /// Logs and manifests of a hosting service, as they stand in the container.
    QList<HostingRecord> records;
    /// Names of all that is in the container, as long as there are not too many.
    std::vector<Path> names;
    QList<EntryVerdict> entries;
    qint64 entryCount = 0;
    /// What could not be taken: there was no room.
    Judgement judgement;

private:
    [[nodiscard]] Result<void> collectEntry(Archive &archive, const ArchiveEntry &entry, const Path &name);
    [[nodiscard]] Result<qint64> readHead(Archive &archive);
    [[nodiscard]] Result<void> readThrough(Archive &archive, qint64 &bytes);
    [[nodiscard]] Result<void> readRecord(Archive &archive, const Path &name, qint64 &bytes);
    [[nodiscard]] Result<bool> take(Archive &archive, TakenFile &taken, const ArchiveEntry &entry);
    [[nodiscard]] Verdict verdictOf(const Archive &archive, const ArchiveEntry &entry);
    [[nodiscard]] bool hasRoom(qint64 bytes, const Path &name);
    void addEntry(const ArchiveEntry &entry, const Path &name, qint64 bytes, Content content,
                  Verdict verdict);

    Path m_folder;
    ProgressMeter &m_meter;
    const RunControl &m_control;
    QByteArray m_buffer;
    qsizetype m_headBytes = 0; ///< what of m_buffer is the entry's begin
    int m_taken = 0;
    std::set<QString> m_troubled; ///< where the container has found something
    qsizetype m_findingsSeen = 0; ///< of the container's findings
};

} // namespace litekeeper
