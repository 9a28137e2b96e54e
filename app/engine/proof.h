// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/progressmeter.h"
#include "domain/backup.h"
#include "sqlite/descriptorvfs.h"

#include <QStringList>

namespace litekeeper {

/// What SQLite's own checks and a full reading say about a database file.
struct ProofResult
{
    ProofLevel level = ProofLevel::ReadBack; ///< how far the proof came; less than wanted only with a finding
    QList<TableFigures> tables;              ///< ProofLevel::Proven
    QList<Finding> findings;
};

/// Proves a file that was read back, up to `wanted`: quick_check for Checked; for Proven also integrity_check
/// of every table, foreign_key_check, and every row of every table read. Works on several connections.
/// Errors: Damaged, with what SQLite found; Cancelled within 100 ms of the wish. Blocking.
[[nodiscard]] Result<ProofResult> prove(const DescriptorVfs &file, const Path &path, qint64 bytes,
                                        ProofLevel wanted, ProgressMeter &meter, const RunControl &control);

} // namespace litekeeper
