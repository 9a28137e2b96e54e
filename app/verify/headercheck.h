// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/readonlyfile.h"
#include "verify/judgement.h"

#include <optional>

namespace litekeeper {

/// Judges the first bytes of a file that ought to be a database: what it is at all, and each field of the
/// header (SQLite file format, section 1.3). `start` are its first databaseSampleBytes. Nothing if it cannot
/// be opened; why is in the judgement.
[[nodiscard]] std::optional<DatabaseFacts> judgeHeader(const QByteArray &start, qint64 fileBytes,
                                                       const Path &name, Judgement &judgement);

/// Judges the size of a file whose journals were taken in against the number of pages its header gives.
/// SQLite refuses a shorter file and passes over what comes behind the last page. Errors: reading failed.
[[nodiscard]] Result<void> judgeSize(const ReadOnlyFile &file, const DatabaseFacts &facts,
                                     Judgement &judgement);

} // namespace litekeeper
