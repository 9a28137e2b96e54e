// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/progressmeter.h"
#include "common/result.h"
#include "domain/backup.h"
#include "engine/blockledger.h"

namespace litekeeper {

/// A compressed backup that was written and is to be read back.
struct WrittenArchive
{
    Path file;
    Format format = Format::Zip;
    Path source;              ///< of which database
    qint64 databaseBytes = 0; ///< what has to come out
};

/// Decompresses the file from the destination and compares it with the plain copy block by block, so what is
/// proven of that copy is true of what comes out of the file. The SHA-256 of the database;
/// ErrorKind::ReadBackMismatch if it differs. Blocking.
[[nodiscard]] Result<QByteArray> readArchiveBack(const WrittenArchive &archive, BlockLedger &plainCopy,
                                                 ProgressMeter &meter, const RunControl &control);

} // namespace litekeeper
