// SPDX-FileCopyrightText: 2026 The Litekeeper authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "common/readonlyfile.h"
#include "domain/database.h"

#include <functional>
#include <vector>

namespace litekeeper {

/// Which pages are free, as the list in the file says (SQLite file format, section 1.5); counted from 1, as
/// long as the file. What is wrong with the list is SQLite's own check's to say.
[[nodiscard]] Result<std::vector<bool>> freePages(const ReadOnlyFile &file, const DatabaseFacts &facts);

/// The pages in use that hold nothing but zeros. A sound database has them only at the end of a long value.
/// Errors: reading failed, Cancelled. Reads the whole file.
[[nodiscard]] Result<std::vector<quint32>> zeroPages(const ReadOnlyFile &file, const DatabaseFacts &facts,
                                                     const std::function<bool()> &shouldStop);

} // namespace litekeeper
