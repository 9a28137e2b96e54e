// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/hash.h"
#include "common/progressmeter.h"
#include "engine/heldsource.h"
#include "sqlite/pagesink.h"

#include <QStringList>

#include <vector>

namespace litekeeper {

/// How a source was copied.
struct SnapshotCopy
{
    QString strategy;
    qint64 pages = 0;
    int pageSize = 0;
};

/// Copies one consistent state of a source into a sink. Afterwards the snapshot of that state is still held,
/// so that the caller can compare tables under it and must release it. One thread.
class SnapshotCopier
{
public:
    SnapshotCopier(HeldSource &source, PageSink &sink, ProgressMeter &meter, const RunControl &control);

    /// SQLite's online backup in steps of 4 MiB. A pause releases the snapshot; the copy goes on if nobody
    /// wrote meanwhile and starts over if somebody did.
    [[nodiscard]] Result<SnapshotCopy> copyOnline();

    /// For rollback journals, whose writers wait as long as the snapshot is held: copies the file without a
    /// lock and notes hashes of blocks of 64 KiB, then holds the snapshot, reads the file again and copies
    /// what changed.
    [[nodiscard]] Result<SnapshotCopy> copyAhead();

    [[nodiscard]] const QStringList &notes() const { return m_notes; } ///< what the log should tell

private:
    enum class Ending { Finished, StartOver };

    [[nodiscard]] Result<Ending> copyPages(int pageSize);
    [[nodiscard]] Result<Ending> pause();
    [[nodiscard]] Result<std::vector<Xxh128>> copyWithoutLock();
    [[nodiscard]] Result<qint64> patch(const std::vector<Xxh128> &hashes);
    [[nodiscard]] Result<int> pageSize();
    [[nodiscard]] Result<void> checkStop() const;

    HeldSource &m_source;
    PageSink &m_sink;
    ProgressMeter &m_meter;
    const RunControl &m_control;
    qint64 m_dataVersion = 0;
    qint64 m_pages = 0;
    QStringList m_notes;
};

} // namespace litekeeper
