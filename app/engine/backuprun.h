// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/filedescriptor.h"
#include "common/privatefolder.h"
#include "common/progressmeter.h"
#include "engine/backup.h"
#include "engine/backupsource.h"
#include "engine/blockwriter.h"
#include "engine/proof.h"
#include "engine/readback.h"
#include "engine/runlog.h"
#include "engine/stagingfile.h"

#include <QElapsedTimer>

namespace litekeeper {

/// One run of backUp(), phase by phase; see the write protocol in the README. Each phase returns the error
/// that ends the run. Whatever is unfinished vanishes with the object.
class BackupRun
{
public:
    BackupRun(const BackupRequest &request, const BackupPlan &plan, const RunControl &control);
    ~BackupRun();
    BackupRun(const BackupRun &) = delete;
    BackupRun &operator=(const BackupRun &) = delete;

    [[nodiscard]] BackupReport execute(const Path &lockFolder);

private:
    [[nodiscard]] Result<void> perform(const Path &lockFolder);
    [[nodiscard]] Result<void> prepareDestination();
    [[nodiscard]] Result<void> reserveOnShare();
    [[nodiscard]] Result<void> beginWriting();
    [[nodiscard]] Result<void> copySource();
    [[nodiscard]] Result<void> compress();
    [[nodiscard]] Result<void> sync();
    [[nodiscard]] Result<void> finishReadBack();
    [[nodiscard]] Result<void> finishArchive();
    [[nodiscard]] Result<void> proveCopy();
    [[nodiscard]] Result<void> deliverToShare();
    [[nodiscard]] Result<void> publish();

    [[nodiscard]] bool isCompressed() const { return m_request.format != Format::Database; }
    [[nodiscard]] Writeback writeback() const { return m_workshop ? Writeback::None : Writeback::Early; }
    [[nodiscard]] int databaseDescriptor() const;
    [[nodiscard]] Error forPeople(Error error) const;
    [[nodiscard]] bool wants(ProofLevel level) const { return m_request.proof >= level; }

    const BackupRequest &m_request;
    const BackupPlan &m_plan;
    const RunControl &m_control;
    ProgressMeter m_meter;
    QElapsedTimer m_timer;
    RunLog m_log;
    BackupReport m_report;
    Backup m_backup;

    std::unique_ptr<BackupSource> m_source;

    std::optional<PrivateFolder> m_workshop; ///< where the backup is made, if its destination is a share
    Path m_workFile;                      ///< the partial file, or what becomes of it on a share at the end
    FileDescriptor m_partial;             ///< of m_workFile
    bool m_partialExists = false;         ///< the one beside the final file
    std::optional<StagingFile> m_staging; ///< the plain copy, if the backup is compressed
    BlockLedger m_databaseLedger;
    BlockLedger m_archiveLedger;
    std::unique_ptr<BlockWriter> m_databaseWriter;
    std::unique_ptr<ReadBack> m_readBack; ///< of the partial file
};

} // namespace litekeeper
