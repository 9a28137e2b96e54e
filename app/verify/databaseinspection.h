// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "common/runcontrol.h"
#include "domain/verdict.h"
#include "verify/recovery.h"

#include <chrono>

namespace litekeeper {

struct InspectionWish
{
    VerifyLevel level = VerifyLevel::Full;
    /// After this a check that still goes on is ended, and the database is unsupported: "could not be
    /// finished". 0: no limit.
    std::chrono::milliseconds timeLimit{0};
};

/// Judges one database: bytes, header, journal, -wal, size, schema, SQLite's own checks, tables. Whatever is
/// wrong with the database is in its verdict. Errors: Cancelled, and failures of our own disk. Takes several
/// threads and blocks. Reports Phase::Checking with bytes of this database.
[[nodiscard]] Result<DatabaseVerdict> inspectDatabase(const DatabaseCopy &copy, const InspectionWish &wish,
                                                      const RunControl &control);

/// The verdict for a -wal that was found without its database: Damaged if it holds transactions, else Sound.
/// `file` is a private copy. Errors as above.
[[nodiscard]] Result<DatabaseVerdict> inspectLoneWal(const Path &name, const Path &file,
                                                     const RunControl &control);

} // namespace litekeeper
