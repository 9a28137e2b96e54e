// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "verify/zipaudit.h"

namespace litekeeper {

/// Finds bytes that belong to two entries or to an entry and the directory (David Fifield, "A better zip
/// bomb", 2019), bytes that belong to nothing, and names that two entries have. Entries whose data are
/// another's too are made unreadable, so that nothing is unpacked twice. Errors: reading failed, Cancelled.
[[nodiscard]] Result<void> judgeZipRanges(const ArchiveFile &file, const ZipDirectory &directory,
                                          std::vector<ZipEntry> &entries, Judgement &judgement);

/// The name as the central directory has it. Errors: reading failed, Cancelled.
[[nodiscard]] Result<QByteArray> zipEntryName(const ArchiveFile &file, const ZipEntry &entry);

} // namespace litekeeper
