// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/result.h"
#include "common/runcontrol.h"
#include "domain/verdict.h"

#include <chrono>

namespace litekeeper {

struct VerifyRequest
{
    Path file; ///< or a folder
    VerifyLevel level = VerifyLevel::Full;
    QByteArray password = {};               ///< of encrypted entries; never logged
    Path scratchFolder;                     ///< private copies are made in a folder below; created if missing
    std::chrono::milliseconds timeLimit{0}; ///< for the checks of each database; 0: none
};

/// Judges a database, an archive, or all files of a folder: containers are read whole, one container in
/// another is opened as well, and every database found is judged in a private copy. The file itself is only
/// read. Whatever is wrong with it is in the verdict; errors: there is no such file, it cannot be read, our
/// own disk failed, Cancelled. Blocking, worker thread; uses threads of its own.
[[nodiscard]] Result<FileVerdict> verifyFile(const VerifyRequest &request, const RunControl &control);

} // namespace litekeeper
