// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "sqlite/descriptorvfs.h"
#include "verify/schemacheck.h"

namespace litekeeper {

/// What there is to check, and how.
struct TableCheckRequest
{
    const DescriptorVfs &file;
    Path path; ///< the same file, for the checks that have to open it for writing
    VerifyLevel level = VerifyLevel::Full;
    const Schema &schema;
    std::function<bool()> shouldStop; ///< called very often, on several threads
    std::function<void()> onTick;
};

struct TableCheckResult
{
    QList<TableSummary> tables;
    ProofLevel proof = ProofLevel::None; ///< as if nothing else had been found
    QString quickCheck;                  ///< "ok", or the first lines
    QString integrityCheck;              ///< the same; empty if not asked for
    qint64 brokenReferences = -1;        ///< rows of foreign_key_check; -1: not known
};

/// quick_check; with VerifyLevel::Full also integrity_check of each table, every row read, foreign keys, and
/// the own checks of full-text and R-tree tables. Works on several connections. What is found is in
/// `judgement`. Errors: ErrorMeaning::OurFailure; after a stop the result is what had been done. Blocking.
[[nodiscard]] Result<TableCheckResult> checkTables(const TableCheckRequest &request, Judgement &judgement);

} // namespace litekeeper
