// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/filedescriptor.h"
#include "common/progressmeter.h"
#include "engine/backup.h"
#include "engine/blockwriter.h"
#include "engine/proof.h"
#include "engine/readback.h"
#include "engine/runlog.h"
#include "engine/sourcesession.h"
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
    [[nodiscard]] Result<void> beginWriting();
    [[nodiscard]] Result<void> copySource();
    [[nodiscard]] Result<void> compress();
    [[nodiscard]] Result<void> sync();
    [[nodiscard]] Result<void> finishReadBack();
    [[nodiscard]] Result<void> finishArchive();
    [[nodiscard]] Result<void> proveCopy();
    [[nodiscard]] Result<void> publish();

    [[nodiscard]] bool isCompressed() const { return m_request.format != Format::Database; }
    [[nodiscard]] int databaseDescriptor() const;
    [[nodiscard]] bool wants(ProofLevel level) const { return m_request.proof >= level; }

    const BackupRequest &m_request;
    const BackupPlan &m_plan;
    const RunControl &m_control;
    ProgressMeter m_meter;
    QElapsedTimer m_timer;
    RunLog m_log;
    BackupReport m_report;
    Backup m_backup;

    SourceSession m_source;

    FileDescriptor m_partial;
    bool m_partialExists = false;
    std::optional<StagingFile> m_staging; ///< the plain copy, if the backup is compressed
    BlockLedger m_databaseLedger;
    BlockLedger m_archiveLedger;
    std::unique_ptr<BlockWriter> m_databaseWriter;
    std::unique_ptr<ReadBack> m_readBack; ///< of the partial file
};

} // namespace litekeeper
