// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/privatefolder.h"
#include "engine/backup.h"
#include "engine/backupsource.h"
#include "engine/networklook.h"
#include "engine/networkreader.h"
#include "engine/runlog.h"

#include <functional>

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
    void release() override { m_staging.reset(); }
    [[nodiscard]] mode_t permissions() const override { return m_permissions; }
    [[nodiscard]] QDateTime heldAt() const override { return m_copiedAt; }
    [[nodiscard]] qint64 holdMilliseconds() const override { return 0; }
    [[nodiscard]] qint64 walGrowthBytes() const override { return 0; }

private:
    using Take = std::function<Result<void>(char *bytes, qint64 length, qint64 offset)>;
    enum class Ending {
        Finished,
        Disturbed, ///< m_disturbance says by what
        Paused,    ///< long enough for anything to have happened
    };
    /// Hashes of 1 MiB each of the file as the share showed it, without the lock-byte page.
    struct Pass
    {
        std::vector<Xxh128> hashes;
        qint64 bytes = 0;
    };

    [[nodiscard]] Result<Ending> attempt(PageSink &sink);
    [[nodiscard]] Result<Ending> copyResting(const NetworkLook &before, PageSink &sink);
    [[nodiscard]] Result<Ending> copyWithWal(const NetworkLook &before, PageSink &sink);
    [[nodiscard]] Result<Ending> readMain(const Take &take, Pass &pass);
    [[nodiscard]] Result<Ending> readThrough(const NetworkReader::ReadPiece &readPiece, const Take &take);
    [[nodiscard]] Result<qint64> readAroundLocks(const NetworkFile &file, char *bytes, qint64 offset) const;
    [[nodiscard]] Result<Ending> copyWal(const NetworkLook &before, const Path &target);
    [[nodiscard]] Result<Ending> confirm(const NetworkLook &before, const Pass &first, bool rests);
    [[nodiscard]] Result<Ending> lookAgain(const NetworkLook &before, bool rests);
    [[nodiscard]] Result<Ending> readAgain(const Pass &first);
    [[nodiscard]] Result<void> prepareStaging(const NetworkLook &before);
    [[nodiscard]] Result<void> takeStaged(PageSink &sink);
    [[nodiscard]] Ending disturbed(ErrorKind kind, const QString &reason);
    [[nodiscard]] bool waitBeforeRetry(std::chrono::milliseconds pause);
    [[nodiscard]] Error giveUp() const;

    const BackupRequest &m_request;
    const BackupPlan &m_plan;
    ProgressMeter &m_meter;
    RunLog &m_log;
    const RunControl &m_control;
    std::optional<PrivateFolder> m_staging;
    std::optional<Error> m_disturbance; ///< of the attempt
    int m_attempts = 0;
    int m_pageSize = 0;
    qint64 m_bytes = 0; ///< of the copy
    mode_t m_permissions = 0600;
    QDateTime m_copiedAt;
};

} // namespace litekeeper
