// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "engine/backup.h"
#include "engine/backupsource.h"
#include "engine/networkfetch.h"
#include "engine/networklook.h"
#include "engine/runlog.h"
#include "engine/walpages.h"

namespace litekeeper {

/// Copies a live database from a network mount, where SQLite must not open it: its locks do not travel, and
/// it would break the programs that write there. The file is copied first and then its -wal, both only read;
/// looks through fresh handles before and afterwards tell whether they belong together, and else the copy
/// begins anew, until the patience of the request is at its end. One thread.
class NetworkCopy final : public BackupSource
{
public:
    NetworkCopy(const BackupRequest &request, const BackupPlan &plan, ProgressMeter &meter, RunLog &log,
                const RunControl &control);

    /// Errors: Busy, SourceChanged or HotJournal when there was no consistent copy in time; NotAnswering;
    /// NoSpace in the staging folder; what is wrong with the file.
    [[nodiscard]] Result<SnapshotCopy> copyTo(PageSink &sink) override;

    void beginReadingTables(qint64) override { }
    [[nodiscard]] Result<std::optional<QList<TableFigures>>> finishReadingTables() override
    {
        return std::optional<QList<TableFigures>>();
    }
    void release() override { }
    [[nodiscard]] mode_t permissions() const override { return m_permissions; }
    [[nodiscard]] QDateTime heldAt() const override { return m_copiedAt; }
    [[nodiscard]] qint64 holdMilliseconds() const override { return 0; }
    [[nodiscard]] qint64 walGrowthBytes() const override { return 0; }

private:
    using Pass = NetworkFetch::Pass;
    using Ending = NetworkFetch::Ending; ///< Refused: m_disturbance says why there will be another attempt

    [[nodiscard]] Result<Ending> attempt(PageSink &sink);
    [[nodiscard]] Result<Ending> copyResting(const NetworkLook &before, PageSink &sink);
    [[nodiscard]] Result<Ending> copyWithWal(const NetworkLook &before, PageSink &sink);
    [[nodiscard]] Result<Ending> readWal(const NetworkLook &before, WalPages &pages, qint64 countedBefore);
    [[nodiscard]] Result<Ending> keepWholePages(qint64 bytes, PageSink &sink);
    [[nodiscard]] Result<Ending> confirm(const NetworkLook &before, const Pass &first, bool rests);
    [[nodiscard]] Result<Ending> lookAgain(const NetworkLook &before, bool rests);
    [[nodiscard]] Result<Ending> readAgain(const Pass &first);
    [[nodiscard]] Ending disturbed(ErrorKind kind, const QString &reason);
    [[nodiscard]] bool waitBeforeRetry(std::chrono::milliseconds pause);
    [[nodiscard]] Error giveUp() const;

    const BackupRequest &m_request;
    const BackupPlan &m_plan;
    ProgressMeter &m_meter;
    RunLog &m_log;
    const RunControl &m_control;
    NetworkFetch m_fetch;
    Error m_disturbance;
    int m_attempts = 0;
    int m_pageSize = 0;
    qint64 m_bytes = 0; ///< of the copy
    mode_t m_permissions = 0600;
    QDateTime m_copiedAt;
};

} // namespace litekeeper
