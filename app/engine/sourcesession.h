// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/progressmeter.h"
#include "engine/backup.h"
#include "engine/backupsource.h"
#include "engine/heldsource.h"
#include "engine/runlog.h"
#include "engine/snapshotcopy.h"

#include <future>

namespace litekeeper {

/// The source's side of a run: opens it the way that fits it, copies its snapshot, reads its tables under the
/// same snapshot, and lets it go as soon as possible. One thread, but for the reading of the tables.
class SourceSession final : public BackupSource
{
public:
    SourceSession(const BackupRequest &request, const BackupPlan &plan, ProgressMeter &meter, RunLog &log,
                  const RunControl &control);
    ~SourceSession() override;
    SourceSession(const SourceSession &) = delete;
    SourceSession &operator=(const SourceSession &) = delete;

    /// The snapshot is held afterwards.
    [[nodiscard]] Result<SnapshotCopy> copyTo(PageSink &sink) override;

    /// Begins to read the tables of the held snapshot on a thread of its own, which releases it at its end.
    /// The hold limits end the reading, and it is left out where writers would wait for it too long.
    void beginReadingTables(qint64 databaseBytes) override;
    /// Waits for them. Nothing if they were not read, with a finding that says why.
    [[nodiscard]] Result<std::optional<QList<TableFigures>>> finishReadingTables() override;

    /// Lets the source go and notes if it was replaced or removed meanwhile. More than once does nothing.
    void release() override;

    [[nodiscard]] mode_t permissions() const override { return m_permissions; }
    [[nodiscard]] QDateTime heldAt() const override { return m_heldAt; }
    [[nodiscard]] qint64 holdMilliseconds() const override { return m_holdMilliseconds; }
    [[nodiscard]] qint64 walGrowthBytes() const override { return m_walGrowthBytes; }

private:
    [[nodiscard]] Result<SnapshotCopy> copyOnce(PageSink &sink);
    [[nodiscard]] HeldSource::Way chooseWay(struct stat status) const;
    [[nodiscard]] Result<void> open(HeldSource::Way way);
    [[nodiscard]] Result<QList<TableFigures>> readTables();
    void notePresence();

    const BackupRequest &m_request;
    const BackupPlan &m_plan;
    ProgressMeter &m_meter;
    RunLog &m_log;
    const RunControl &m_control;
    std::unique_ptr<HeldSource> m_source;
    bool m_isWal = false;
    mode_t m_permissions = 0600;
    QDateTime m_heldAt;
    qint64 m_holdMilliseconds = 0;
    qint64 m_walGrowthBytes = 0;
    RunControl m_tablesControl;
    std::future<Result<QList<TableFigures>>> m_tables;
};

} // namespace litekeeper
